//! Marks that a text itself has for its parts: `#`, underlines, `【】`, `■`, `[Illustration]`.
//!
//! The marks leave the text and are booked; what they say stays as a role. Lists are [`crate::lists`].

use backissue_model::{Ledger, Role, Rule};

use crate::lines::TextLine;
use crate::rules::rule_character;
use crate::sentences::{ends_sentence, is_body};

const HEADING: Rule = Rule::new("mark/heading");
const UNDERLINE: Rule = Rule::new("mark/underline");
const DEPARTMENT: Rule = Rule::new("mark/department");
const QUOTE: Rule = Rule::new("mark/quote");
const ILLUSTRATION: Rule = Rule::new("mark/illustration");
const FOOTNOTE: Rule = Rule::new("mark/footnote");

/// Reads the marks of a text wrapped to `measure` ems (0: not wrapped).
pub(crate) fn read(lines: &mut Vec<TextLine>, measure: f32, ledger: &mut Ledger) {
    let hashes = !is_lone_hash(lines, measure);
    for line in lines.iter_mut() {
        if hashes {
            read_hashes(line, ledger);
        }
        read_quote(line, ledger);
    }
    gather_bracketed(lines, "[Illustration", CAPTION_LINES);
    gather_bracketed(lines, "[Footnote", NOTE_LINES);
    for line in lines.iter_mut() {
        read_illustration(line, ledger);
        read_footnote(line, ledger);
    }
    lines.retain(|line| !line.text.is_empty());
    read_labels(lines, measure, ledger);
}

/// Whether the text has but one line that begins like a heading of Markdown, and no text under it: then it says
/// `# 7`, and marks nothing.
fn is_lone_hash(lines: &[TextLine], measure: f32) -> bool {
    let mut hashes = (0..lines.len()).filter(|at| lines[*at].text.starts_with('#'));
    let Some(first) = hashes.next() else { return false };
    let names = lines[first].text.trim_start_matches(['#', ' ']).starts_with(char::is_alphabetic);
    // Text comes right below, or below a headline where the only section of a paper has its name marked.
    let mut below = lines[first + 1..].iter().take(if names { 2 } else { 1 });
    hashes.next().is_none() && !below.any(|line| is_body(line, measure))
}

/// Reads headings with a line of `=` or `-` right under them. Comes before the rest: an underlined title belongs to
/// the masthead.
pub(crate) fn read_underlines(lines: &mut Vec<TextLine>, ledger: &mut Ledger) {
    let mut at = 1;
    while at < lines.len() {
        let level = underlined(lines, at);
        if let Some(level) = level {
            lines[at - 1].role = Some(Role::Heading(level));
            let underline = lines.remove(at);
            ledger.remove(UNDERLINE, underline.place(), &underline.text);
        } else {
            at += 1;
        }
    }
}

/// How much longer or shorter than its heading an underline may be, as a factor.
const UNDERLINE_SLACK: f32 = 1.5;

/// The level of the heading that the line at `at` underlines.
fn underlined(lines: &[TextLine], at: usize) -> Option<u8> {
    let (over, under) = (&lines[at - 1], &lines[at]);
    let level = match rule_character(&under.text)? {
        '=' => 1,
        '-' => 2,
        _ => return None,
    };
    let width = |line: &TextLine| line.end - line.indent;
    let ratio = width(under) / width(over).max(1.0);
    // The closing rule of a box has its like above the text.
    let boxed = at >= 2 && rule_character(&lines[at - 2].text).is_some();
    let alone = at < 2 || over.blanks > 0;
    let fits = (1.0 / UNDERLINE_SLACK..=UNDERLINE_SLACK).contains(&ratio);
    (under.blanks == 0 && alone && fits && !boxed && rule_character(&over.text).is_none()).then_some(level)
}

/// `## Heading` as in Markdown, `== Heading ==` as in wikis.
fn read_hashes(line: &mut TextLine, ledger: &mut Ledger) {
    let (mark, closing) = if line.text.starts_with('#') { ('#', false) } else { ('=', true) };
    let level = line.text.chars().take_while(|c| *c == mark).count();
    let inner = line.text.trim_matches(mark);
    let closes = !closing || line.text.ends_with(mark);
    if !(1..=6).contains(&level) || !inner.starts_with(' ') || !closes || (closing && level < 2) {
        return;
    }
    let marks = line.text.len() - inner.len();
    ledger.remove(HEADING, line.place(), &mark.to_string().repeat(marks));
    line.text = inner.trim().to_owned();
    // The highest level of a wiki page's text is 2: the title of the page stands elsewhere.
    let level = if closing { level - 1 } else { level };
    line.role = Some(Role::Heading(level as u8));
}

/// `> quoted`, as in mail and Markdown.
fn read_quote(line: &mut TextLine, ledger: &mut Ledger) {
    let Some(inner) = line.text.strip_prefix('>') else { return };
    let inner = inner.trim_start_matches(['>', ' ']);
    let typed_apart = line.text[..line.text.len() - inner.len()].ends_with(' ');
    if inner.is_empty() || !typed_apart {
        return;
    }
    let marks = line.text[..line.text.len() - inner.len()].to_owned();
    ledger.remove(QUOTE, line.place(), &marks);
    line.text = inner.to_owned();
    line.role = Some(Role::Quote);
}

/// Lines that a caption in brackets may run over.
const CAPTION_LINES: usize = 12;

/// Lines that a note in brackets may run over: longer ones are paragraphs of their own.
const NOTE_LINES: usize = 40;

/// Joins the lines of a caption or note in brackets: they were wrapped, and the bracket closes on the last.
fn gather_bracketed(lines: &mut Vec<TextLine>, mark: &str, most: usize) {
    let opens = |line: &TextLine| line.text.starts_with(mark) && !line.text.ends_with(']');
    for at in (0..lines.len()).rev().filter(|at| opens(&lines[*at])).collect::<Vec<_>>() {
        let below = lines[at + 1..].iter().take(most).take_while(|line| line.blanks == 0);
        let Some(close) = below.clone().position(|line| line.text.ends_with(']')) else { continue };
        let rest: Vec<TextLine> = lines.drain(at + 1..=at + 1 + close).collect();
        for line in rest {
            lines[at].text.push(' ');
            lines[at].text.push_str(&line.text);
        }
    }
}

/// `[Illustration]` and `[Illustration: what it shows]`, as transcribers mark pictures that they left out.
fn read_illustration(line: &mut TextLine, ledger: &mut Ledger) {
    let Some(inner) = line.text.strip_prefix("[Illustration") else { return };
    let Some(inner) = inner.strip_suffix(']') else { return };
    let caption = inner.trim_start_matches(':').trim().to_owned();
    let kept = line.text.find(&caption).unwrap_or(0);
    let marks = format!("{}{}", &line.text[..kept], &line.text[kept + caption.len()..]);
    ledger.remove(ILLUSTRATION, line.place(), &marks);
    line.text = caption;
    line.role = Some(Role::Caption);
}

/// `[Footnote 1: what it says]`, as transcribers set notes below the paragraph that calls them. The mark stays before
/// the note, from where it is tied to its call.
fn read_footnote(line: &mut TextLine, ledger: &mut Ledger) {
    let inner = line.text.strip_prefix("[Footnote").and_then(|rest| rest.strip_suffix(']'));
    let Some((mark, note)) = inner.and_then(|inner| inner.split_once(':')) else { return };
    let (mark, note) = (mark.trim(), note.trim());
    if note.is_empty() || mark.contains(char::is_whitespace) {
        return;
    }
    ledger.remove(FOOTNOTE, line.place(), "[Footnote:]");
    line.text = format!("{mark} {note}").trim_start().to_owned();
    line.role = Some(Role::Note);
}

/// The longest label in brackets, in characters; department names are words, not sentences.
const LABEL_LENGTH: usize = 24;

/// Lines that are a label in brackets or behind a mark: `【要闻】`, `■地域`, `* Local *`.
///
/// Signs that any text may have, such as `~`, are marks only where two lines or more bear them, or where stars stand
/// around a line over a headline.
///
/// All labels with the same marks are one thing: names of departments when headlines follow most of them, and
/// headings when text does.
fn read_labels(lines: &mut [TextLine], measure: f32, ledger: &mut Ledger) {
    let labels: Vec<(usize, Label)> =
        (0..lines.len()).filter_map(|at| Some((at, label_at(lines, at)?))).collect();
    // A label between a headline and its text names the department of that article, not a part of it.
    let under_headline = |at: usize| {
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        lines[at].blanks == 1 && above.is_some_and(|above| above.role.is_none() && !is_body(above, measure))
    };
    let over_text = |at: usize| {
        let text_below = lines.get(at + 1).is_none_or(|next| is_body(next, measure));
        text_below && !under_headline(at)
    };
    // Right under a label of another kind, which names the department, stands the headline.
    let under_label = |n: usize| {
        let (at, label) = &labels[n];
        let above = n.checked_sub(1).map(|above| &labels[above]);
        above.is_some_and(|(above, other)| above + 1 == *at && other.mark != label.mark)
    };
    let vote = |(n, (at, label)): (usize, &(usize, Label))| (label.mark, over_text(*at) || under_label(n));
    let votes: Vec<(char, bool)> = labels.iter().enumerate().map(vote).collect();
    for (at, label) in labels {
        let of_kind = votes.iter().filter(|(mark, _)| *mark == label.mark);
        let starred = label.mark == '*' && of_kind.clone().all(|(_, over_text)| !over_text);
        let sure = !label.mark.is_ascii_punctuation() || label.mark == '[' || starred;
        if !sure && of_kind.clone().count() < 2 {
            continue;
        }
        let over_text = of_kind.clone().filter(|(_, over_text)| *over_text).count();
        let role = if over_text * 2 > of_kind.count() { Role::Heading(1) } else { Role::Department };
        let line = &mut lines[at];
        let rule = if role == Role::Department { DEPARTMENT } else { HEADING };
        ledger.replace(rule, line.place(), &line.text, &label.name);
        line.text = label.name;
        line.role = Some(role);
    }
}

/// A label and the mark that makes it one.
struct Label {
    mark: char,
    name: String,
}

/// Brackets and pairs of marks around a label. Not `<` and `>`: a line in those is markup that was typed or left over,
/// and its signs are text.
const PAIRS: [(char, char); 11] = [
    ('【', '】'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
    ('〖', '〗'),
    ('＜', '＞'),
    ('〈', '〉'),
    ('*', '*'),
    ('~', '~'),
    ('=', '='),
    ('＊', '＊'),
];
/// Marks before a label.
const MARKS: &str = "■◆●★▲▼◎□▶►◼⬛❖";

fn label_at(lines: &[TextLine], at: usize) -> Option<Label> {
    let line = &lines[at];
    let mark = line.text.chars().next()?;
    // A headline with its mark may have a kicker right above.
    let under_kicker =
        MARKS.contains(mark) && at > 0 && lines[at - 1].blanks > 0 && !ends_sentence(&lines[at - 1].text);
    let alone = (line.blanks > 0 || at == 0 || line.opens_sheet || line.rule_above.is_some() || under_kicker)
        && lines
            .get(at + 1)
            .is_none_or(|next| next.blanks > 0 || next.indent != line.indent || next.sheet != line.sheet);
    if line.role.is_some() || !alone {
        return None;
    }
    let name = match PAIRS.iter().find(|(open, _)| *open == mark) {
        Some((open, close)) => {
            let inner = line.text.trim_start_matches(*open);
            let name = inner.trim_end_matches(*close);
            (name.len() < inner.len() && !name.contains([*open, *close])).then_some(name)?
        }
        None if MARKS.contains(mark) => line.text.trim_start_matches(mark),
        None => return None,
    };
    let name = name.trim();
    let says_something = name.chars().any(char::is_alphabetic) && name.chars().count() <= LABEL_LENGTH;
    (says_something && !ends_sentence(name)).then(|| Label { mark, name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;

    fn marked(text: &str) -> (Vec<(String, Option<Role>)>, usize) {
        let mut ledger = Ledger::default();
        let mut lines = split(text, 1, &mut ledger).lines;
        read_underlines(&mut lines, &mut ledger);
        read(&mut lines, 0.0, &mut ledger);
        (lines.into_iter().map(|line| (line.text, line.role)).collect(), ledger.entries.len())
    }

    fn heading(text: &str, level: u8) -> (String, Option<Role>) {
        (text.into(), Some(Role::Heading(level)))
    }

    #[test]
    fn headings_of_markdown_and_wikis() {
        let (lines, entries) = marked("# One\n\n== Two ==\n\nThree\n=====\n\nFour\n----\n\n#five\n");
        assert_eq!(
            lines[..4],
            [heading("One", 1), heading("Two", 1), heading("Three", 1), heading("Four", 2)]
        );
        assert_eq!((lines[4].1.clone(), entries), (None, 4));
    }

    #[test]
    fn labels_over_headlines_are_departments_and_over_text_headings() {
        let (lines, _) =
            marked("【要闻】\n\n桥修好了\n\n　　村里的桥修好了。\n\n【人物】\n\n修桥的人\n\n　　他修桥。\n");
        assert_eq!(lines[0], ("要闻".into(), Some(Role::Department)));
        let (lines, _) = marked("■桥修好了\n　　村里的桥修好了。\n\n■路也修好了\n　　村里的路修好了。\n");
        assert_eq!(lines[0], heading("桥修好了", 1));
    }

    #[test]
    fn a_label_under_a_label_of_another_kind_is_a_headline() {
        let (lines, _) = marked(
            "【要闻】\n\n■桥修好了\n\n　　村里的桥修好了。\n\n【人物】\n\n修桥三年\n■修桥的人\n\n　　他修桥。\n",
        );
        assert_eq!(lines[0], ("要闻".into(), Some(Role::Department)));
        assert_eq!((&lines[1], &lines[5]), (&heading("桥修好了", 1), &heading("修桥的人", 1)));
    }

    #[test]
    fn a_single_line_with_signs_is_text() {
        let text = "# 7\n\nis the house of the ferryman\n\n~~ the ferry ~~\n\nHe rows.\n";
        let (lines, entries) = marked(text);
        assert_eq!((lines[0].0.as_str(), lines[2].0.as_str(), entries), ("# 7", "~~ the ferry ~~", 0));
    }

    #[test]
    fn notes_that_a_transcriber_set_below_the_paragraph() {
        let (lines, entries) =
            marked("The lock.[1] It is old.\n\n[Footnote 1: Built by\nOdile Brandt [the elder].]\n\nTwo.\n");
        assert_eq!(lines[1], ("1 Built by Odile Brandt [the elder].".into(), Some(Role::Note)));
        assert_eq!((lines.len(), entries), (3, 1));
    }

    #[test]
    fn pictures_that_a_transcriber_left_out() {
        let (lines, _) = marked("One.\n\n[Illustration: THE BRIDGE\nAT NIGHT]\n\n[Illustration]\n\nTwo.\n");
        assert_eq!(lines[1], ("THE BRIDGE AT NIGHT".into(), Some(Role::Caption)));
        assert_eq!(lines.len(), 3);
    }
}
