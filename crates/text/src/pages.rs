//! Sheets of a text: form feeds, page numbers, and the lines that repeat at the head and foot of pages.
//!
//! All of it is furniture; the text runs on from sheet to sheet as if it were not there.

use std::collections::BTreeMap;

use backissue_model::{Furniture, FurnitureKind, IssuePage, Provenance, Rule};

use crate::dates;
use crate::lines::{Lines, TextLine};
use crate::sentences::ends_sentence;

const FOLIO: Rule = Rule::new("folio/counts-up");
const RUNNING_HEAD: Rule = Rule::new("running-head/repeats");
const RUNNING_FOOT: Rule = Rule::new("running-foot/repeats");

/// Takes page furniture out of the lines. Gives it, and the sheets with their printed numbers; no sheets when the
/// text has but one and no page number.
pub(crate) fn take(lines: &mut Lines) -> (Vec<Furniture>, Vec<IssuePage>) {
    if lines.sheets == 1 {
        number_sheets_by_folios(lines);
    }
    let kinds = classify(&lines.lines);
    let folios = folios(&lines.lines, &kinds);
    let mut furniture = Vec::new();
    let mut sheet = 0;
    // Whether furniture was taken since the last line that stays, and so the sheet's first line is still to come.
    let mut head_taken = false;
    let mut kinds = kinds.into_iter();
    lines.lines.retain_mut(|line| {
        if let Some((kind, rule)) = kinds.next().flatten() {
            let provenance = Provenance::new(line.place(), rule);
            furniture.push(Furniture { kind, text: line.text.clone(), provenance });
            head_taken = true;
            return false;
        }
        line.opens_sheet = line.sheet != sheet;
        if std::mem::take(&mut head_taken) {
            // The blank line that sets furniture off is no break in the text.
            line.blanks = line.blanks.saturating_sub(1);
        }
        sheet = line.sheet;
        true
    });
    let paged = lines.sheets > 1 || !folios.is_empty();
    let pages = (1..=lines.sheets).filter(|_| paged).map(|number| IssuePage {
        number,
        folio: folios.get(&number).cloned(),
        ..IssuePage::default()
    });
    (furniture, pages.collect())
}

/// The page number that a line consists of: `- 3 -`, `Page 3`, `第 3 页`.
///
/// `Bare` numbers count only where form feeds show where pages end.
pub(crate) fn folio(text: &str) -> Option<Folio> {
    let core =
        text.trim_matches(|c: char| c.is_whitespace() || "-–—―─·•*~|[]()（）<>〈〉《》「」【】".contains(c));
    let dressed = core.len() < text.len();
    if core.len() > LONGEST_FOLIO {
        return None;
    }
    if let Ok(number) = number(core) {
        return Some(Folio { number, form: if dressed { Form::Dressed } else { Form::Bare } });
    }
    let lower = core.to_lowercase();
    let words = [
        "page ",
        "pages ",
        "p. ",
        "p.",
        "pg. ",
        "seite ",
        "s. ",
        "pagina ",
        "página ",
        "strona ",
        "стр. ",
        "страница ",
    ];
    if let Some(rest) = words.iter().find_map(|word| lower.strip_prefix(word)) {
        // `Page 3 of 12`, `Page 3/12`.
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let tail = rest[end..]
            .trim_start_matches([' ', '/'])
            .trim_start_matches("of")
            .trim_start_matches("von")
            .trim();
        let number = number(&rest[..end]).ok()?;
        return tail.chars().all(|c| c.is_ascii_digit()).then_some(Folio { number, form: Form::Dressed });
    }
    let inner = core.strip_prefix('第').unwrap_or(core);
    let inner = inner.trim_end_matches(|c: char| "页頁版面ページ쪽면".contains(c));
    if inner.len() < core.len() && core.chars().count() <= inner.chars().count() + 4 {
        return number(inner.trim()).ok().map(|number| Folio { number, form: Form::Dressed });
    }
    None
}

/// Bytes of the longest page number with all its words: `страница 1234 / 1234`.
const LONGEST_FOLIO: usize = 40;

/// A page number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Folio {
    /// The number.
    pub number: u32,
    /// How it is written.
    pub form: Form,
}

/// How a page number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits alone.
    Bare,
    /// With dashes, brackets or a word.
    Dressed,
}

fn number(text: &str) -> Result<u32, std::num::ParseIntError> {
    // Full-width digits are those of East Asian typing; four digits are a long run of pages, more are none.
    let digits: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect();
    if digits.len() > 4 || digits.starts_with('+') { "".parse() } else { digits.parse() }
}

/// Sets sheets by page numbers that stand alone between blank lines and count up, where no form feed tells.
fn number_sheets_by_folios(lines: &mut Lines) {
    let ends: Vec<(usize, u32)> =
        (0..lines.lines.len()).filter_map(|at| lone_folio(&lines.lines, at)).collect();
    let counts_up = ends.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    let headed = |(at, _): &(usize, u32)| lines.lines.get(at + 1).is_some_and(|next| names_page(&next.text));
    if !counts_up || ends.len() < 2 && !ends.iter().any(headed) {
        return;
    }
    let mut sheet = 1;
    let mut ends = ends.into_iter().map(|(at, _)| at).peekable();
    for (at, line) in lines.lines.iter_mut().enumerate() {
        line.sheet = sheet;
        if ends.next_if_eq(&at).is_some() {
            sheet += 1;
        }
    }
    lines.sheets = lines.lines.last().map_or(1, |line| line.sheet);
}

/// The page number at a line that blank lines set off on both sides.
fn lone_folio(lines: &[TextLine], at: usize) -> Option<(usize, u32)> {
    let apart = lines[at].blanks > 0 && lines.get(at + 1).is_none_or(|next| next.blanks > 0);
    let folio = if apart { folio(&lines[at].text) } else { None };
    folio.filter(|folio| folio.form == Form::Dressed).map(|folio| (at, folio.number))
}

/// Lines at the top and at the bottom of a sheet among which furniture is sought.
const EDGE_LINES: usize = 2;
/// The longest running line, in characters: a title, a date, a page number and the blanks between.
const RUNNING_LENGTH: usize = 90;

/// What furniture each line is, if any.
fn classify(lines: &[TextLine]) -> Vec<Option<(FurnitureKind, Rule)>> {
    let edges = edges(lines);
    let mut repeated: BTreeMap<(Edge, String), usize> = BTreeMap::new();
    for (line, edge) in lines.iter().zip(&edges) {
        if let Some(edge) = edge {
            *repeated.entry((*edge, running_key(&line.text))).or_default() += 1;
        }
    }
    let sheets = lines.last().map_or(1, |line| line.sheet);
    let kind = |(line, edge): (&TextLine, &Option<Edge>)| {
        let edge = (*edge)?;
        if let Some(folio) = folio(&line.text)
            && (sheets > 1
                || line.blanks > 0 && (folio.form == Form::Dressed || is_last_in_middle(line, lines)))
        {
            return Some((FurnitureKind::Folio, FOLIO));
        }
        let times = repeated.get(&(edge, running_key(&line.text))).copied().unwrap_or(0);
        // Left and right pages may have different lines, so that each stands on half of them.
        let runs = times >= 2 && times * 3 >= sheets as usize && line.text.chars().count() <= RUNNING_LENGTH;
        let says_page = line.sheet > 1 && names_page(&line.text);
        match edge {
            Edge::Top if runs || says_page => Some((FurnitureKind::RunningHead, RUNNING_HEAD)),
            Edge::Bottom if runs => Some((FurnitureKind::RunningFoot, RUNNING_FOOT)),
            _ => None,
        }
    };
    lines.iter().zip(&edges).map(kind).collect()
}

/// Whether a line ends a text of one page and stands in the middle of it or at the right, where its number does.
fn is_last_in_middle(line: &TextLine, lines: &[TextLine]) -> bool {
    let widest = lines.iter().map(|line| line.end).fold(0.0, f32::max);
    lines.last().is_some_and(|last| last.number == line.number) && line.indent * 3.0 > widest
}

/// Blanks that part the pieces of a running head.
const PIECES: &str = "   ";

/// Whether a line at the top of a page says which page of what paper it is: a title with the page's number or the
/// date of issue beside it.
fn names_page(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_folio = |text: &str| folio(text).is_some_and(|folio| folio.form == Form::Dressed);
    let numbered =
        words.iter().any(|word| is_folio(word)) || words.windows(2).any(|pair| is_folio(&pair.join(" ")));
    let short =
        text.chars().count() <= RUNNING_LENGTH && (!ends_sentence(text) || dates::is_abbreviated(text));
    short
        && text.contains(char::is_whitespace)
        && (numbered || text.contains(PIECES) && dates::is_issue_line(text))
}

/// The edge of a sheet that a line stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
}

/// The edge at which each line stands: the first lines of a sheet up to a blank, and the last ones from a blank
/// on. Of the first sheet the top is the masthead's.
fn edges(lines: &[TextLine]) -> Vec<Option<Edge>> {
    let mut out = vec![None; lines.len()];
    let mut start = 0;
    for sheet in lines.chunk_by(|a, b| a.sheet == b.sheet) {
        let end = start + sheet.len();
        // Up to a blank line: what stands right under another line of text is text.
        let top = sheet.iter().skip(1).take(EDGE_LINES - 1).take_while(|line| line.blanks == 0).count() + 1;
        out[start..start + top].fill(Some(Edge::Top));
        for at in (start..end).rev().take(EDGE_LINES) {
            out[at] = Some(Edge::Bottom);
            if lines[at].blanks > 0 {
                break;
            }
        }
        start = end;
    }
    out
}

/// What stays the same in a running line from page to page: all but its digits and blanks.
fn running_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            '0'..='9' | '０'..='９' if key.ends_with('#') => {}
            '0'..='9' | '０'..='９' => key.push('#'),
            c => key.push(c),
        }
    }
    key
}

/// Printed page numbers by sheet: from page numbers, else from a running line that says which page it is.
fn folios(lines: &[TextLine], kinds: &[Option<(FurnitureKind, Rule)>]) -> BTreeMap<u32, String> {
    let mut out = BTreeMap::new();
    for (line, kind) in lines.iter().zip(kinds) {
        if let Some((FurnitureKind::Folio, _)) = kind
            && let Some(folio) = folio(&line.text)
        {
            out.insert(line.sheet, folio.number.to_string());
        }
    }
    for (line, kind) in lines.iter().zip(kinds).filter(|(_, kind)| kind.is_some()) {
        let word = line.text.split_whitespace().find_map(folio).filter(|folio| folio.form == Form::Dressed);
        if let (Some(folio), Some(_)) = (word, kind) {
            out.entry(line.sheet).or_insert_with(|| folio.number.to_string());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use backissue_model::Ledger;

    use super::*;
    use crate::lines::split;

    #[test]
    fn page_numbers_in_their_forms() {
        let cases = [
            ("- 3 -", Some(3)),
            ("— 12 —", Some(12)),
            ("Page 3", Some(3)),
            ("Page 3 of 12", Some(3)),
            ("第 2 页", Some(2)),
            ("第３版", Some(3)),
            ("Seite 7", Some(7)),
            ("7", Some(7)),
            ("1979", Some(1979)),
            ("第二次", None),
            ("page boy", None),
            ("3 boats", None),
        ];
        for (text, number) in cases {
            assert_eq!(folio(text).map(|folio| folio.number), number, "{text}");
        }
    }

    #[test]
    fn numbers_that_count_up_make_sheets_and_running_heads_go() {
        let text = "村里的桥\n\n - 1 -\n\n渡口报  第2版\n\n修好了\n\n - 2 -\n\n渡口报  第3版\n\n\n又一座\n\n - 3 -\n";
        let mut lines = split(text, 1, &mut Ledger::default());
        let (furniture, pages) = take(&mut lines);
        let kinds: Vec<_> = furniture.iter().map(|f| f.kind.name()).collect();
        assert_eq!(kinds, ["folio", "running-head", "folio", "running-head", "folio"]);
        let seen: Vec<_> =
            lines.lines.iter().map(|l| (l.text.as_str(), l.sheet, l.opens_sheet, l.blanks)).collect();
        assert_eq!(seen, [("村里的桥", 1, true, 0), ("修好了", 2, true, 0), ("又一座", 3, true, 1)]);
        let folios: Vec<_> = pages.iter().filter_map(|page| page.folio.as_deref()).collect();
        assert_eq!(folios, ["1", "2", "3"]);
    }

    #[test]
    fn a_number_in_the_middle_below_the_text_is_that_of_its_only_page() {
        let mut lines =
            split("The boat came home in the rain.\n\n              1\n", 1, &mut Ledger::default());
        let (furniture, pages) = take(&mut lines);
        assert_eq!((furniture.len(), pages.len()), (1, 1));
        assert!(names_page("THE FORD COURIER     Page 2") && !names_page("Page boys of the hotel"));
    }

    #[test]
    fn a_lone_number_in_a_text_without_pages_stays() {
        let mut lines = split("Chapter\n\n7\n\nThe boat.\n", 1, &mut Ledger::default());
        let (furniture, pages) = take(&mut lines);
        assert!(furniture.is_empty() && pages.is_empty());
    }
}
