//! Writing XML: escaping, the characters that XML forbids, and a writer that cannot leave an element open.
//!
//! One rule for forbidden characters everywhere: they are left out. They are controls without a shape
//! (XML 1.0, 2.2 `Char`), so nothing that a reader sees is lost; [`forbidden`] counts them for a warning.
//! This module knows no vocabulary: which elements may stand where is the matter of each writer.

use std::borrow::Cow;

/// The declaration that opens a document in UTF-8.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// A document in the making: elements are opened and closed in pairs, text is escaped.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// A document that begins with the XML declaration.
    pub fn document() -> Self {
        Self { out: DECLARATION.to_owned(), open: Vec::new() }
    }

    /// A piece of a document, without declaration.
    pub fn fragment() -> Self {
        Self::default()
    }

    /// Opens an element. Values are escaped; attributes stand in the order given.
    pub fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last. Does nothing when none is open.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// An element without content, `<br/>`.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds this text and nothing else.
    pub fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.text(text);
        self.end();
    }

    /// Text, escaped.
    pub fn text(&mut self, text: &str) {
        self.out.push_str(&escape_text(text));
    }

    /// XML that is known to be well-formed: a piece made by another writer, a document type declaration.
    pub fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// A line feed. Between blocks only: within running text it would be a space.
    pub fn line(&mut self) {
        self.out.push('\n');
    }

    /// Bytes written so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Closes what is still open and hands over the text.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&escape_attribute(value));
            self.out.push('"');
        }
    }
}

/// Whether XML 1.0 allows a character, literally or as a reference (2.2, `Char`).
pub const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// How many characters of a text XML forbids, which is how many are left out.
pub fn forbidden(text: &str) -> usize {
    text.chars().filter(|&c| !is_allowed(c)).count()
}

/// Text as it stands between tags. A carriage return becomes a line feed, as a parser would make it (2.11).
pub fn escape_text(text: &str) -> Cow<'_, str> {
    let needs = |c: char| matches!(c, '&' | '<' | '>' | '\r') || !is_allowed(c);
    escape(text, needs, |c| match c {
        '&' => "&amp;",
        '<' => "&lt;",
        // Only `]]>` is forbidden (2.4), but a bare `>` reads badly beside tags.
        '>' => "&gt;",
        '\r' => "\n",
        _ => "",
    })
}

/// Text as it stands in an attribute between double quotes. Line breaks and tabs become spaces, as a parser
/// would make them (3.3.3).
pub fn escape_attribute(text: &str) -> Cow<'_, str> {
    let needs = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\t' | '\n' | '\r') || !is_allowed(c);
    escape(text, needs, |c| match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\t' | '\n' | '\r' => " ",
        _ => "",
    })
}

/// Text as the content of a comment: XML forbids `--` there and `-` at the end (2.5), so a zero-width
/// non-joiner parts the hyphens.
pub fn escape_comment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| is_allowed(c)) {
        if c == '-' && out.ends_with('-') {
            out.push('\u{200c}');
        }
        out.push(c);
    }
    if out.ends_with('-') {
        out.push('\u{200c}');
    }
    out
}

/// A name for `xml:id`, `id` and file names that any text can have: different texts give different names.
///
/// Letters, digits and hyphens of ASCII stand for themselves, all else as `_`, its code point in hexadecimal,
/// and `_`; so does a digit or hyphen at the start, where XML wants a letter (Namespaces in XML, `NCName`).
pub fn name(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let plain = c.is_ascii_alphabetic() || (!out.is_empty() && (c.is_ascii_digit() || c == '-'));
        if plain {
            out.push(c);
        } else {
            let _ = write!(out, "_{:x}_", u32::from(c));
        }
    }
    if out.is_empty() {
        out.push('_');
    }
    out
}

fn escape(text: &str, needs: impl Fn(char) -> bool, instead: impl Fn(char) -> &'static str) -> Cow<'_, str> {
    let Some(first) = text.find(&needs) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    out.push_str(&text[..first]);
    for c in text[first..].chars() {
        if needs(c) {
            out.push_str(instead(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_forbidden_characters_left_out() {
        let text = "a<b>&\"]]>\u{0}\u{b}\u{fffe}\u{1f600}\r";
        assert_eq!(escape_text(text), "a&lt;b&gt;&amp;\"]]&gt;\u{1f600}\n");
        assert_eq!(escape_attribute(text), "a&lt;b&gt;&amp;&quot;]]&gt;\u{1f600} ");
        assert_eq!(forbidden(text), 3);
        assert!(matches!(escape_text("江城"), Cow::Borrowed("江城")));
    }

    #[test]
    fn comments_cannot_be_closed_from_within() {
        for text in ["-->", "a--->b", "--", "-", "\u{1}-\u{1}-"] {
            let comment = escape_comment(text);
            assert!(!comment.contains("--") && !comment.ends_with('-'), "{comment:?}");
        }
    }

    #[test]
    fn names_are_names_and_stay_apart() {
        let names = ["", "_", "a1", "1a", "a_1", "-", "🍊 news", "a/../b"].map(name);
        let expected =
            ["_", "_5f_", "a1", "_31_a", "a_5f_1", "_2d_", "_1f34a__20_news", "a_2f__2e__2e__2f_b"];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_writer_closes_what_it_opened() {
        let mut w = Writer::fragment();
        w.start("p", &[("class", "a\"b")]);
        w.text("x & y");
        w.empty("br", &[]);
        w.start("em", &[]);
        assert_eq!(w.finish(), "<p class=\"a&quot;b\">x &amp; y<br/><em></em></p>");
    }
}
