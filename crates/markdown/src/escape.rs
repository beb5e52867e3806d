//! Atoms as Markdown: every character means itself, and only those are escaped that would not.
//!
//! What each rule guards against is CommonMark 0.31 unless another specification is named; where readers differ
//! (GFM's bare links and `~`, Pandoc's citations and definition lists) the text is safe for all of them.

use std::borrow::Cow;

use crate::inline::{Atom, Mark, Setting};
use crate::{Flavor, comment};

/// How far ahead a rule looks for the end of a construct: longer than any entity, number or `====` in prose.
const LOOKAHEAD: usize = 40;

/// The text of a row of atoms whose marks are settled.
pub(crate) fn render(row: &[Atom], setting: Setting, flavor: Flavor) -> String {
    let mut pen = Pen {
        out: String::with_capacity(row.len() * 3),
        line: 0,
        in_link: false,
        after_note: false,
        dollars: makes_formula(row),
        setting,
        flavor,
    };
    for at in 0..row.len() {
        pen.write(&row[at..]);
    }
    pen.out
}

/// Whether two dollar signs could make a formula for Pandoc or GitHub: one before something, and a later one
/// after something and not before a digit, as in prices.
fn makes_formula(row: &[Atom]) -> bool {
    let sign = |atom: &Atom| match atom {
        Atom::Char(c) => *c == '$',
        Atom::Raw(markup) => markup.contains('$'),
        _ => false,
    };
    let signs: Vec<usize> = (0..row.len()).filter(|&at| sign(&row[at])).collect();
    let solid =
        |atom: Option<&Atom>| atom.is_some_and(|atom| !matches!(atom, Atom::Char(c) if c.is_whitespace()));
    let digit = |atom: Option<&Atom>| matches!(atom, Some(Atom::Char(c)) if c.is_ascii_digit());
    let opening = signs.iter().find(|&&at| solid(row.get(at + 1)));
    let closing = signs.iter().rfind(|&&at| at > 0 && solid(row.get(at - 1)) && !digit(row.get(at + 1)));
    opening < closing && opening.is_some()
}

/// What has been written, and what follows from it for the next character.
struct Pen {
    out: String,
    /// Where the current line begins in `out`.
    line: usize,
    in_link: bool,
    /// Whether a reference to a note has just been written.
    after_note: bool,
    /// Whether two dollar signs could make a formula (Pandoc, GitHub).
    dollars: bool,
    setting: Setting,
    flavor: Flavor,
}

impl Pen {
    /// Writes the first atom of what is left of the row.
    fn write(&mut self, row: &[Atom]) {
        match &row[0] {
            Atom::Char(c) => self.character(*c, row),
            Atom::Raw(markup) => {
                self.in_link = if markup == "[" { true } else { self.in_link && !markup.starts_with(']') };
                self.markup(&guarded(markup, next_char(row)));
                self.after_note = markup.starts_with("[^");
            }
            Atom::Comment(comment) => self.markup(comment),
            Atom::Open(mark) | Atom::Close(mark) => {
                self.out.push_str(if *mark == Mark::Strong { "**" } else { "*" });
            }
            Atom::Break => self.line_break(),
        }
    }

    /// In a table a pipe ends the cell wherever it stands, unless it is escaped (GFM, 4.10).
    fn markup(&mut self, markup: &str) {
        if markup == "[" {
            self.part_brackets();
        }
        if self.setting == Setting::Cell {
            self.out.push_str(&markup.replace('|', "\\|"));
        } else {
            self.out.push_str(markup);
        }
    }

    /// What follows a reference in brackets would be its label, for some readers even when escaped.
    fn part_brackets(&mut self) {
        if self.out.ends_with(']') {
            self.out.push_str(comment::SEPARATOR);
        }
    }

    fn line_break(&mut self) {
        match self.setting {
            Setting::Paragraph if self.out.len() > self.line => {
                self.out.push_str("\\\n");
                self.line = self.out.len();
            }
            Setting::Heading if !self.out.ends_with(' ') => self.out.push(' '),
            Setting::Cell => self.out.push_str("<br>"),
            _ => {}
        }
    }

    fn character(&mut self, c: char, row: &[Atom]) {
        let start = self.setting == Setting::Paragraph && self.out.len() == self.line;
        let blank_end =
            || row.iter().find(|atom| **atom != Atom::Char(' ')).is_none_or(|atom| *atom == Atom::Break);
        if c == ' ' && (start || blank_end()) {
            return;
        }
        if c == '[' && self.after_note {
            self.part_brackets();
        }
        self.after_note = false;
        if self.needs_escape(c, row, start) {
            self.out.push('\\');
        }
        self.out.push(c);
    }

    fn at_word_start(&self) -> bool {
        !self.out.ends_with(|c: char| c.is_alphanumeric())
    }

    fn needs_escape(&self, c: char, row: &[Atom], start: bool) -> bool {
        let pandoc = self.flavor == Flavor::Pandoc;
        let next = next_char(row);
        let before = self.out.chars().next_back();
        let name = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // `[text]` becomes a link, an image, a definition or a span by what follows.
        let after_bracket = before == Some(']');
        match c {
            '\\' | '*' | '`' | '~' => true,
            '_' => !(name(before) && name(next)),
            '!' => next == Some('['),
            '[' => after_bracket || before == Some(')') || matches!(next, Some('^')) || self.task(row),
            ']' => matches!(row.get(1), Some(Atom::Raw(markup)) if markup.starts_with('[')),
            '(' => after_bracket || (start && pandoc),
            ':' => after_bracket || self.colon(row, start),
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(&ahead(&row[1..])),
            '|' => start || self.setting == Setting::Cell,
            '$' => self.dollars && self.flavor != Flavor::CommonMark,
            '{' => after_bracket || pandoc,
            '^' => pandoc,
            '@' => (name(before) && name(next)) || (pandoc && !name(before)),
            // `www.` begins a link (GFM, 6.9).
            '.' => self.ends_list_number(next) || (self.ends_with_www() && !is_blank(next)),
            ')' => self.ends_list_number(next),
            '#' => start || self.closes_heading(row),
            '>' => start,
            '+' | '-' => start && (is_blank(next) || next == Some(c)),
            '=' => start && ahead(row).chars().all(|c| matches!(c, '=' | ' ')),
            _ => false,
        }
    }

    fn ends_with_www(&self) -> bool {
        let end = self.out.len().saturating_sub(3);
        self.out.get(end..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
    }

    /// `[ ]` and `[x]` begin a task in a list (GFM, 5.3).
    fn task(&self, row: &[Atom]) -> bool {
        self.out.len() == self.line && matches!(ahead(row).get(1..3), Some(" ]" | "x]" | "X]"))
    }

    /// A colon of a bare link (GFM, 6.9), or one that begins a delimiter row or Pandoc's definition or division.
    fn colon(&self, row: &[Atom], start: bool) -> bool {
        let ahead = ahead(row);
        (ahead.starts_with("://") && !self.in_link && !self.at_word_start())
            || (start && ahead[1..].chars().next().is_none_or(|c| matches!(c, ' ' | ':' | '-')))
    }

    /// `1.` and `1)` at the start of a line begin a list; in Pandoc `a.`, `iv)` and `#.` too.
    fn ends_list_number(&self, next: Option<char>) -> bool {
        if self.setting != Setting::Paragraph || !is_blank(next) {
            return false;
        }
        let number = &self.out[self.line..];
        let digits = !number.is_empty() && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit());
        let letters =
            !number.is_empty() && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_alphabetic());
        digits || (letters && self.flavor == Flavor::Pandoc)
    }

    /// `#` at the end of a heading closes it and is not shown.
    fn closes_heading(&self, row: &[Atom]) -> bool {
        self.setting == Setting::Heading && row.iter().all(|atom| matches!(atom, Atom::Char('#' | ' ')))
    }
}

/// A destination that text follows without a space stands in angle brackets: Pandoc's reader of bare links would
/// take the text for a part of the address.
fn guarded(markup: &str, next: Option<char>) -> Cow<'_, str> {
    match markup.strip_prefix("](http").and_then(|rest| rest.strip_suffix(')')) {
        Some(rest) if !is_blank(next) => Cow::Owned(format!("](<http{rest}>)")),
        _ => Cow::Borrowed(markup),
    }
}

fn is_blank(next: Option<char>) -> bool {
    next.is_none_or(char::is_whitespace)
}

/// The character that will follow the first atom; `None` at the end of a line.
fn next_char(row: &[Atom]) -> Option<char> {
    match row.get(1)? {
        Atom::Char(c) => Some(*c),
        Atom::Raw(text) | Atom::Comment(text) => text.chars().next(),
        Atom::Open(_) | Atom::Close(_) => Some('*'),
        Atom::Break => None,
    }
}

/// The characters that come next, up to the first markup.
fn ahead(row: &[Atom]) -> String {
    row.iter()
        .take(LOOKAHEAD)
        .map_while(|atom| if let Atom::Char(c) = atom { Some(*c) } else { None })
        .collect()
}

/// Whether the text after `&` would make it an entity or character reference (2.5).
pub(crate) fn is_entity(text: &str) -> bool {
    let Some((name, _)) = text.split_once(';') else { return false };
    let digits = name.strip_prefix('#').unwrap_or(name);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Makes autolinks of web addresses, which some readers would link bare and others not.
pub(crate) fn mark_addresses(row: &mut Vec<Atom>) {
    let mut in_link = false;
    let mut at = 0;
    while at < row.len() {
        if let Atom::Raw(markup) = &row[at] {
            in_link = markup == "[" || (in_link && !markup.starts_with(']'));
        }
        let in_word = at > 0 && matches!(row[at - 1], Atom::Char(c) if c.is_alphanumeric());
        // Text that was typed as a link of Markdown stays text.
        let typed_link = at > 1 && row[at - 1] == Atom::Char('(') && row[at - 2] == Atom::Char(']');
        let address = if in_link || in_word || typed_link { String::new() } else { address(&row[at..]) };
        if !address.is_empty() {
            row.splice(at..at + address.len(), [Atom::Raw(format!("<{address}>"))]);
        }
        at += 1;
    }
}

/// The web address that the row begins with, in the characters that an autolink (6.5) shows as they are; empty
/// when there is none. Punctuation at its end belongs to the sentence.
fn address(row: &[Atom]) -> String {
    if row[0] != Atom::Char('h') {
        return String::new();
    }
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '\\' | '`' | '"');
    let chars = row.iter().map_while(|atom| if let Atom::Char(c) = atom { Some(*c) } else { None });
    let text: String = chars.take_while(|&c| plain(c)).collect();
    let Some(scheme) = ["http://", "https://"].into_iter().find(|scheme| text.starts_with(scheme)) else {
        return String::new();
    };
    let rest = text[scheme.len()..]
        .trim_end_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '/' | '=' | '-' | '_'));
    let entity = rest.match_indices('&').any(|(at, _)| is_entity(&rest[at + 1..]));
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || entity {
        return String::new();
    }
    format!("{scheme}{rest}")
}
