//! Text with marks over byte ranges: the form in which lines are compared, cut and joined.
//!
//! [`Spanned::into_inlines`] makes the nested form of the issue out of it, once, at the end.

use crate::Inline;

/// A string and the marks over parts of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spanned {
    /// The characters.
    pub text: String,
    /// Marks, in order of their start; they may nest and touch, and where two overlap the inner is cut.
    pub spans: Vec<Span>,
}

/// A mark over a byte range.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// End, not included. A mark that stands for something without text (an image, a break) is empty.
    pub end: u32,
    /// What it says.
    pub mark: Mark,
}

/// What a mark says of its text.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Emphasis.
    Emphasis,
    /// Strong importance.
    Strong,
    /// Small capitals.
    SmallCaps,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// Ruby with this reading.
    Ruby(String),
    /// A link to this target.
    Link(String),
    /// In this language.
    Foreign(String),
    /// A dateline.
    Dateline,
    /// The mark of the note with this id; the text under it is the mark as printed.
    NoteRef(String),
    /// A formula; the text under it is its characters in reading order.
    Math {
        /// Presentation MathML.
        mathml: String,
        /// TeX without delimiters.
        tex: String,
    },
    /// An image in the line; no text.
    Image {
        /// Id of the image.
        image: String,
        /// Text that says the same.
        alt: String,
    },
    /// The next sheet begins here; no text.
    PageBreak(u32),
}

impl Spanned {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), spans: Vec::new() }
    }

    /// Whether there is nothing to see: no characters but white space, no image.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && !self.spans.iter().any(|span| matches!(span.mark, Mark::Image { .. }))
    }

    /// Adds text at the end.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text at the end under a mark.
    pub fn push_marked(&mut self, text: &str, mark: Mark) {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.spans.push(Span { start, end: self.text.len() as u32, mark });
    }

    /// Adds a mark without text at the end.
    pub fn push_point(&mut self, mark: Mark) {
        self.push_marked("", mark);
    }

    /// Adds another text at the end, joining marks of the same kind that touch.
    pub fn append(&mut self, mut other: Self) {
        let base = self.text.len() as u32;
        self.text.push_str(&other.text);
        for span in other.spans.drain(..) {
            let (start, end) = (span.start + base, span.end + base);
            let touching = self.spans.iter_mut().rev().find(|s| s.mark == span.mark && s.end == start);
            // Two characters with the same reading have it twice.
            match touching.filter(|_| span.mark.reading().is_none()) {
                Some(last) if start < end => last.end = end,
                _ => self.spans.push(Span { start, end, mark: span.mark }),
            }
        }
    }

    /// Cuts the text in two at a byte offset that is a character boundary; marks over the cut go on in both.
    pub fn split_off(&mut self, at: usize) -> Self {
        let tail = self.text.split_off(at);
        let at = at as u32;
        let mut spans = Vec::new();
        self.spans.retain_mut(|span| {
            if span.end > at || (span.start == span.end && span.start == at) {
                spans.push(Span {
                    start: span.start.saturating_sub(at),
                    end: span.end - at,
                    mark: span.mark.clone(),
                });
                span.end = at;
                return span.start < at;
            }
            true
        });
        Self { text: tail, spans }
    }

    /// Takes white space off both ends.
    pub fn trim(&mut self) {
        let end = self.text.trim_end().len();
        self.truncate(end);
        let start = self.text.len() - self.text.trim_start().len();
        if start > 0 {
            let tail = self.split_off(start);
            let points: Vec<Span> = self.spans.drain(..).filter(|span| span.start == span.end).collect();
            *self = tail;
            for point in points.into_iter().rev() {
                self.spans.insert(0, Span { start: 0, end: 0, mark: point.mark });
            }
        }
    }

    /// Cuts the end off at a byte offset that is a character boundary.
    pub fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        let len = len as u32;
        for span in &mut self.spans {
            span.start = span.start.min(len);
            span.end = span.end.min(len);
        }
        self.spans.retain(|span| span.start < span.end || is_point(&span.mark));
    }

    /// The nested form. Line feeds become line breaks.
    pub fn into_inlines(mut self) -> Vec<Inline> {
        if self.spans.is_empty() && !self.text.is_empty() && !self.text.contains('\n') {
            return vec![Inline::Text(self.text)];
        }
        // Outer marks first: those that start earlier, and of two that start together the longer.
        self.spans.sort_by_key(|span| (span.start, u32::MAX - span.end));
        let mut out = Vec::new();
        let mut spans = self.spans.as_slice();
        nest(&self.text, 0, self.text.len(), &mut spans, &mut out);
        out
    }
}

impl Mark {
    /// The reading that a mark carries.
    pub fn reading(&self) -> Option<&str> {
        match self {
            Self::Ruby(reading) => Some(reading),
            _ => None,
        }
    }
}

fn is_point(mark: &Mark) -> bool {
    matches!(mark, Mark::Image { .. } | Mark::PageBreak(_))
}

/// Emits the text from `at` to `end` with the marks that begin in it.
fn nest(text: &str, mut at: usize, end: usize, spans: &mut &[Span], out: &mut Vec<Inline>) {
    while let Some((span, rest)) = spans.split_first() {
        let start = (span.start as usize).max(at);
        if start > end || (start == end && span.start < span.end) {
            break;
        }
        *spans = rest;
        push_text(&text[at..start], out);
        let stop = (span.end as usize).clamp(start, end);
        let mut content = Vec::new();
        nest(text, start, stop, spans, &mut content);
        out.extend(marked(&span.mark, content, &text[start..stop]));
        at = stop;
    }
    push_text(&text[at..end], out);
}

fn marked(mark: &Mark, content: Vec<Inline>, text: &str) -> Option<Inline> {
    if content.is_empty() && !is_point(mark) {
        return None;
    }
    Some(match mark {
        Mark::Emphasis => Inline::Emphasis(content),
        Mark::Strong => Inline::Strong(content),
        Mark::SmallCaps => Inline::SmallCaps(content),
        Mark::Sub => Inline::Sub(content),
        Mark::Sup => Inline::Sup(content),
        Mark::Dateline => Inline::Dateline(content),
        Mark::Ruby(reading) => Inline::Ruby { base: content, text: reading.clone() },
        Mark::Link(target) => Inline::Link { target: target.clone(), content },
        Mark::Foreign(language) => Inline::Foreign { language: language.clone(), content },
        Mark::NoteRef(note) => Inline::NoteRef { note: note.clone(), label: text.to_owned() },
        Mark::Math { mathml, tex } => {
            Inline::Math { text: text.to_owned(), mathml: mathml.clone(), tex: tex.clone() }
        }
        Mark::Image { image, alt } => Inline::Image { image: image.clone(), alt: alt.clone() },
        Mark::PageBreak(page) => Inline::PageBreak { page: *page },
    })
}

fn push_text(text: &str, out: &mut Vec<Inline>) {
    for (i, piece) in text.split('\n').enumerate() {
        if i > 0 {
            out.push(Inline::LineBreak {});
        }
        if !piece.is_empty() {
            out.push(Inline::text(piece));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked_line() -> Spanned {
        let mut line = Spanned::plain("one ");
        line.push_marked("two", Mark::Strong);
        line.push_str(" three");
        line
    }

    #[test]
    fn marks_nest_and_points_keep_their_place() {
        let mut line = marked_line();
        line.spans.push(Span { start: 4, end: 5, mark: Mark::Emphasis });
        line.spans.push(Span { start: 7, end: 7, mark: Mark::PageBreak(2) });
        let nested = Inline::Strong(vec![
            Inline::Emphasis(vec![Inline::text("t")]),
            Inline::text("wo"),
            Inline::PageBreak { page: 2 },
        ]);
        assert_eq!(line.into_inlines(), [Inline::text("one "), nested, Inline::text(" three")]);
    }

    #[test]
    fn a_cut_keeps_marks_on_both_sides_and_joining_heals_them() {
        let mut line = marked_line();
        let tail = line.split_off(5);
        assert_eq!((line.text.as_str(), tail.text.as_str()), ("one t", "wo three"));
        line.append(tail);
        assert_eq!(line, marked_line());
    }
}
