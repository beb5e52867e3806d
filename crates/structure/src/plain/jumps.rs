//! Typed stories that go on further down (下转第3版, `Continued on page 4`): their jump lines are set apart from the
//! text they touch, and the stories joined as those of set pages are. What such a line looks like is told in
//! [`crate::jump_lines`].

use backissue_model::{Furniture, IssuePage, Ledger, Warning};

use super::typed::Typed;
use crate::jump_lines::{Jump, is_jump, jump};
use crate::parts::{Kind, Part};
use crate::print::jumps;
use crate::print::stories::Story;

/// Bytes of the longest line that is asked whether it is a jump line though no brackets hold it.
const LONGEST: usize = 72;

/// Brackets that hold jump lines.
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】')];

/// Parts jump lines in brackets from the text before or behind them, and marks all that stand by themselves.
pub(super) fn set_apart(lines: &mut Vec<Typed>) {
    let mut at = 0;
    while at < lines.len() {
        if let Some(cut) = cut(&lines[at].text.text) {
            let text = lines[at].text.split_off(cut);
            let below = Typed { text, gap: 0, rule_above: false, opens_sheet: false, ..lines[at].clone() };
            lines[at].text.trim();
            lines.insert(at + 1, below);
        }
        let text = lines[at].text.text.as_str();
        lines[at].jump = may_point(text) && is_jump(text);
        at += 1;
    }
}

/// Joins the stories that jump lines tie, and gives the lines, and warnings of those whose other half is not there.
pub(super) fn stitch(
    parts: Vec<Part>,
    pages: &[IssuePage],
    ledger: &mut Ledger,
) -> (Vec<Part>, Vec<Furniture>, Vec<Warning>) {
    if !parts.iter().any(|part| part.kind == Kind::Jump) {
        return (parts, Vec::new(), Vec::new());
    }
    let mut stories = stories(parts);
    let furniture = jumps::stitch(&mut stories, pages, ledger);
    let warnings = jumps::unmatched(&stories);
    (stories.into_iter().flat_map(|story| story.parts).collect(), furniture, warnings)
}

/// Whether a line is short enough, or set in brackets, as jump lines are.
fn may_point(text: &str) -> bool {
    let counts = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    text.len() <= LONGEST && text.chars().any(counts)
}

/// Where a jump line in brackets and the text beside it are to be parted.
fn cut(text: &str) -> Option<usize> {
    let points = |inner: &str| may_point(inner) && is_jump(inner);
    let (open, close) =
        BRACKETS.into_iter().find(|(open, close)| text.starts_with(*open) || text.ends_with(*close))?;
    if text.ends_with(close)
        && let Some(at) = text.rfind(open).filter(|at| *at > 0)
        && points(&text[at..])
    {
        return Some(at);
    }
    let end = text.find(close)? + close.len_utf8();
    (text.starts_with(open) && end < text.len() && points(&text[..end])).then_some(end)
}

/// The stories of a text: one begins with each name of a department, with a head behind text, and with a line that
/// says where the story came from.
fn stories(parts: Vec<Part>) -> Vec<Story> {
    let mut out: Vec<Story> = Vec::new();
    for part in parts {
        let sheet = part.block.sheets.first().copied().unwrap_or_default();
        match out.last_mut() {
            Some(story) if !begins(&part, story) => story.parts.push(part),
            _ => out.push(Story { parts: vec![part], sheet, ..Story::default() }),
        }
    }
    out
}

fn begins(part: &Part, story: &Story) -> bool {
    let has = |kind| story.parts.iter().any(|part| part.kind == kind);
    match part.kind {
        Kind::Title | Kind::Department => true,
        _ if has(Kind::Title) || has(Kind::Department) => true,
        Kind::Kicker | Kind::Headline => story.has_text() || has(Kind::Headline),
        Kind::Jump => matches!(jump(&part.block.text.text), Some(Jump::From(_))) && story.has_text(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use backissue_model::Spanned;

    use super::*;

    fn parted(texts: &[&str]) -> Vec<(String, bool)> {
        let line = |text: &&str| Typed { text: Spanned::plain(*text), ..Typed::default() };
        let mut lines: Vec<Typed> = texts.iter().map(line).collect();
        set_apart(&mut lines);
        lines.into_iter().map(|line| (line.text.text, line.jump)).collect()
    }

    #[test]
    fn jump_lines_are_parted_from_the_text_they_touch() {
        let lines =
            parted(&["他赶着四十只（下转第2版）", "（上接第1版）鸭子走了半个钟头。", "Continued on page 4"]);
        let expected = [
            ("他赶着四十只", false),
            ("（下转第2版）", true),
            ("（上接第1版）", true),
            ("鸭子走了半个钟头。", false),
            ("Continued on page 4", true),
        ];
        assert_eq!(lines, expected.map(|(text, jump)| (text.to_owned(), jump)));
        assert_eq!(parted(&["桥长三十米（见第2版）。", "He came on page 4 (of 9)"]).len(), 2);
    }
}
