//! Articles of a text without type sizes: a typed or transcribed issue.
//!
//! Where print has large type, a typed page has place, blank lines, short lines and the wording of what follows.
//! Lines are joined to paragraphs ([`blocks`]), display lines sorted into the parts of articles ([`heads`]), and
//! these put together ([`crate::articles`]).

mod blocks;
mod emphasis;
mod heads;
mod jumps;
mod openings;
mod sponsors;
mod tables;
pub(crate) mod typed;
mod verse;

use backissue_model::{Flow, FlowItem, Issue, Mark, ParagraphCue};

use crate::articles::{self, Assembly};
use crate::datelines::towns::Towns;
use crate::parts::Part;

/// Whether a flow is a typed text: no line has a type size, and none is a whole paragraph.
pub(crate) fn is_plain(flow: &Flow) -> bool {
    let mut lines = flow.items.iter().filter_map(|item| match item {
        FlowItem::Line(line) => Some(line),
        _ => None,
    });
    lines.all(|line| line.cues.size == 0.0 && line.cues.paragraph != ParagraphCue::Whole)
}

/// A typed text, or a stretch of one, with the parts of articles found in it.
#[derive(Debug)]
pub struct Draft {
    /// All of the issue but its articles.
    issue: Issue,
    parts: Vec<Part>,
    towns: Towns,
}

/// Finds the parts of articles in a typed text.
pub(crate) fn draft(flow: Flow) -> Draft {
    let Flow { metadata, source, pages, items, mut furniture, images, mut ledger, mut warnings, .. } = flow;
    let measure = items.iter().find_map(|item| match item {
        FlowItem::Line(line) => Some(line.cues.measure),
        _ => None,
    });
    let mut lines = typed::lines(items);
    jumps::set_apart(&mut lines);
    let habits = typed::habits(&lines, measure.unwrap_or_default());
    furniture.extend(sponsors::take(&mut lines, &mut ledger));
    let blocks = blocks::gather(lines, habits, &mut ledger);
    let parts = heads::sort(blocks, habits);
    let (parts, jumped, unmatched) = jumps::stitch(parts, &pages, &mut ledger);
    furniture.extend(jumped);
    warnings.extend(unmatched);
    let issue = Issue { metadata, source, pages, furniture, images, ledger, warnings, ..Issue::default() };
    Draft { issue, towns: Towns::of(&parts), parts }
}

/// A text whose stretches are put together one after the other.
#[derive(Debug, Default)]
pub struct Binding(Option<Assembly>);

/// Adds a draft behind those so far. Each stretch of a text with sheets begins a new one.
pub(crate) fn bind(binding: &mut Binding, mut draft: Draft) {
    let Some(assembly) = &mut binding.0 else {
        let mut assembly = articles::begin(draft.issue);
        articles::go_on(&mut assembly, draft.parts, draft.towns);
        binding.0 = Some(assembly);
        return;
    };
    turn_sheets(&mut draft, assembly.issue.pages.len() as u32);
    add(&mut assembly.issue, draft.issue);
    articles::go_on(assembly, draft.parts, draft.towns);
}

/// The issue of all stretches.
pub(crate) fn bound(binding: Binding) -> Issue {
    binding.0.map(articles::close).unwrap_or_default()
}

/// Moves the sheets of a draft behind those before it.
fn turn_sheets(draft: &mut Draft, before: u32) {
    draft.issue.pages.iter_mut().for_each(|page| page.number += before);
    for block in draft.parts.iter_mut().map(|part| &mut part.block) {
        block.sheets.iter_mut().for_each(|sheet| *sheet += before);
        for span in &mut block.text.spans {
            if let Mark::PageBreak(sheet) = &mut span.mark {
                *sheet += before;
            }
        }
    }
}

fn add(issue: &mut Issue, other: Issue) {
    issue.pages.extend(other.pages);
    issue.furniture.extend(other.furniture);
    issue.ledger.decoded += other.ledger.decoded;
    issue.ledger.entries.extend(other.ledger.entries);
    issue.warnings.extend(other.warnings);
}

#[cfg(test)]
mod tests {
    use backissue_model::{Align, Balance, Cues, Line, Place, Spanned, Tally, outline};

    use super::*;

    /// A flow of the lines of a text, with indents of ASCII and full-width blanks, as the reader would make it.
    fn flow(text: &str, measure: f32) -> Flow {
        let mut flow = Flow::default();
        flow.ledger.decoded = Tally::of(text);
        let mut gap = 0;
        for (number, raw) in (1..).zip(text.lines()) {
            let words = raw.trim();
            if words.is_empty() {
                gap += 1;
                continue;
            }
            let indent = typed::ems(&raw[..raw.len() - raw.trim_start().len()]);
            let shortfall = if measure > 0.0 { measure - indent - typed::ems(words) } else { 0.0 };
            let centred = indent > 2.0 && (indent - shortfall).abs() <= 1.5;
            let cues = Cues {
                indent,
                shortfall,
                measure,
                align: if centred { Align::Centre } else { Align::Start },
                space_before: gap as f32,
                paragraph: if gap > 0 { ParagraphCue::AfterBlank } else { ParagraphCue::AfterLine },
                ..Cues::default()
            };
            let place = Some(Place::Lines { first: number, last: number });
            let line = Line { text: Spanned::plain(words), place, frame: None, cues };
            flow.items.push(FlowItem::Line(line));
            gap = 0;
        }
        flow
    }

    /// The outline of the issue, from its first article to its last, without rules.
    fn articles(text: &str, measure: f32) -> String {
        let mut binding = Binding::default();
        bind(&mut binding, draft(flow(text, measure)));
        let issue = bound(binding);
        assert!(Balance::of(&issue).balanced, "{}", outline(&issue));
        let outline = outline(&issue);
        let lines = outline.lines().filter(|line| {
            line.starts_with("  ") && !line.trim_start().starts_with('a') || line.starts_with("article")
        });
        lines.map(|line| line.split(" {").next().unwrap_or(line).trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn a_wrapped_text_with_breaks_in_mid_sentence() {
        let text = "\
      渡口的桥
     村里的桥修好了
       记者 柳青禾

　　村里的桥修了三年，昨天通车了。

　　第一个过桥的是放鸭的老人，他赶着

四十只鸭子走了半个钟头。

修桥的人
　　修桥的是村里的九个石匠。


      渡口添了新船

　　新船能坐二十个人。
（石小满）
";
        let expected = "\
article a001 News pages
  kicker: 渡口的桥
  headline: 村里的桥修好了
  byline head: 记者 柳青禾 = 柳青禾 (记者)
  p: 村里的桥修了三年，昨天通车了。
  p: 第一个过桥的是放鸭的老人，他赶着四十只鸭子走了半个钟头。
  h1: 修桥的人
  p: 修桥的是村里的九个石匠。
article a002 News pages
  headline: 渡口添了新船
  byline tail: （石小满） = 石小满
  p: 新船能坐二十个人。
";
        assert_eq!(articles(text, 18.0), expected);
    }

    #[test]
    fn stories_that_jump_lines_tie_are_one() {
        let text = "\
村里的桥修好了

记者 柳青禾

　　村里的桥修了三年，昨天通车了。第一个过桥的是放鸭的老人，他赶着四十

（下转第2版）

渡口添了新船

记者 石小满

　　新船能坐二十个人，从渡口到镇上只要一刻钟。

（上接第1版）

　　只鸭子走了半个钟头。
";
        let expected = "\
article a001 News pages
  headline: 村里的桥修好了
  byline head: 记者 柳青禾 = 柳青禾 (记者)
  p: 村里的桥修了三年，昨天通车了。第一个过桥的是放鸭的老人，他赶着四十只鸭子走了半个钟头。
article a002 News pages
  headline: 渡口添了新船
  byline head: 记者 石小满 = 石小满 (记者)
  p: 新船能坐二十个人，从渡口到镇上只要一刻钟。
";
        assert_eq!(articles(text, 0.0), expected);
    }

    #[test]
    fn a_text_with_a_paragraph_a_line_and_nothing_but_blank_lines() {
        let text = "\
渡口镇 三座桥同时开工

东桥

东桥在镇子的东头,长三十米,由镇上出钱,石匠都是本地人。桥面用的是河滩上

的青石,一块一块挑出来,再由船运到工地。

渡口镇小学 办起了船模班

本报讯 近日,渡口镇小学办起了船模班,三十名学生参加。

(渡口镇小学)
";
        let expected = "\
article a001 News pages
  headline: 渡口镇 三座桥同时开工
  h1: 东桥
  p: 东桥在镇子的东头,长三十米,由镇上出钱,石匠都是本地人。桥面用的是河滩上的青石,一块一块挑出来,再由船运到工地。
article a002 News pages
  headline: 渡口镇小学 办起了船模班
  byline tail: (渡口镇小学) = 渡口镇小学
  p: ⟦本报讯⟧ 近日,渡口镇小学办起了船模班,三十名学生参加。
";
        assert_eq!(articles(text, 0.0), expected);
    }

    #[test]
    fn a_western_page_with_hyphens_a_table_and_verse() {
        let text = "\
                The boat comes home
          Nine men and a dog on the quay
                 By Odile Brandt

   SKARN ISLAND, May 2 -- The boat that was lent to the main-
land came home on Tuesday in the rain, and the whole island
stood on the quay.

Boat      Men  Dogs
Seagull   9    1
Herring   7    0

   They play cards on Sunday.


                    A song of nets
                     Tomas Reyes

   The nets are wet
   The boats are late
   The lamp is set
   Beside the gate
";
        let expected = "\
article a001 News pages
  headline: The boat comes home
  deck: Nine men and a dog on the quay
  byline head: By Odile Brandt = Odile Brandt
  p: ⟦SKARN ISLAND, May 2 --⟧ The boat that was lent to the mainland came home on Tuesday in the rain, and the whole island stood on the quay.
  table:  head rows 1
    row: Boat | Men | Dogs
    row: Seagull | 9 | 1
    row: Herring | 7 | 0
  p: They play cards on Sunday.
article a002 News pages
  headline: A song of nets
  byline head: Tomas Reyes = Tomas Reyes
  verse:
    stanza: The nets are wet / The boats are late / The lamp is set / Beside the gate
";
        assert_eq!(articles(text, 30.0), expected);
    }
}
