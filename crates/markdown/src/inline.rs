//! Inline content as a row of atoms: characters still to be escaped, markup already final, marks still to be
//! settled. Escaping and the rules of emphasis look at neighbours, which nested content does not show.

use std::collections::BTreeSet;

use backissue_model::Inline;
use backissue_model::script::closes_up;

use crate::document::Document;
use crate::edition::{clean, shape};
use crate::{Flavor, emphasis, escape, link, math};

/// The smallest piece of inline content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Atom {
    /// A character of the text.
    Char(char),
    /// Markup that is written as it is.
    Raw(String),
    /// A comment: unlike other markup it must not begin a line, where it would end the paragraph
    /// (CommonMark 0.31, 4.6, start condition 2).
    Comment(String),
    /// A forced line break.
    Break,
    /// Emphasis begins.
    Open(Mark),
    /// Emphasis ends.
    Close(Mark),
}

/// The two strengths of emphasis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Emphasis,
    Strong,
}

/// Where inline content stands, which decides how a line break is written and what needs an escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// A paragraph of its own.
    Paragraph,
    /// A heading: one line.
    Heading,
    /// A cell of a pipe table.
    Cell,
}

/// Inline content as Markdown. Comments that begin it come first, apart: they are blocks of their own.
pub(crate) fn markdown(
    inlines: &[Inline],
    setting: Setting,
    doc: &mut Document<'_>,
) -> (Vec<String>, String) {
    let mut row = atoms(inlines, doc);
    unmark(&mut row);
    finish(&mut row, setting, doc.edition.flavor())
}

/// Settles and escapes a row of atoms; comments that begin it come first, apart.
pub(crate) fn finish(row: &mut Vec<Atom>, setting: Setting, flavor: Flavor) -> (Vec<String>, String) {
    if setting == Setting::Heading {
        close_up(row);
    }
    escape::mark_addresses(row);
    emphasis::settle(row);
    trim(row);
    let mut before = Vec::new();
    if setting == Setting::Paragraph {
        keep_comments_off_line_starts(row);
        let count = row.iter().take_while(|atom| matches!(atom, Atom::Comment(_))).count();
        before = row
            .drain(..count)
            .map(|atom| if let Atom::Comment(text) = atom { text } else { String::new() })
            .collect();
    }
    (before, escape::render(row, setting, flavor))
}

/// The atoms of inline content.
pub(crate) fn atoms(inlines: &[Inline], doc: &mut Document<'_>) -> Vec<Atom> {
    let mut out = Vec::new();
    push(inlines, doc, &mut out);
    out
}

/// The atoms of plain text.
pub(crate) fn plain(text: &str) -> Vec<Atom> {
    text.chars().filter_map(shape).map(Atom::Char).collect()
}

fn push(inlines: &[Inline], doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    for inline in inlines {
        push_one(inline, doc, out);
    }
}

fn push_one(inline: &Inline, doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    match inline {
        Inline::Text(text) => out.extend(plain(text)),
        Inline::Emphasis(content) => {
            wrap(Atom::Open(Mark::Emphasis), content, Atom::Close(Mark::Emphasis), doc, out);
        }
        Inline::Strong(content) => {
            wrap(Atom::Open(Mark::Strong), content, Atom::Close(Mark::Strong), doc, out);
        }
        Inline::Sub(content) => script(content, "sub", '~', doc, out),
        Inline::Sup(content) => script(content, "sup", '^', doc, out),
        Inline::SmallCaps(content) => span(content, ".smallcaps", doc, out),
        Inline::Foreign { language, content } => span(content, &language_attribute(language), doc, out),
        Inline::Dateline(content) => push(content, doc, out),
        Inline::Ruby { base, text } => {
            wrap(raw("<ruby>"), base, raw("<rt>"), doc, out);
            out.extend(plain(text));
            out.push(raw("</rt></ruby>"));
        }
        Inline::Link { target, content } => link(target, content, doc, out),
        Inline::NoteRef { note, label } => note_ref(note, label, doc, out),
        Inline::Math { text, tex, .. } => out.extend(math::atoms(text, tex, doc.edition.flavor())),
        Inline::Image { image, alt } => {
            out.extend(
                doc.edition.images.get(image.as_str()).map(|to| Atom::Raw(crate::image::markdown(alt, to))),
            );
        }
        Inline::LineBreak {} => out.push(Atom::Break),
        Inline::PageBreak { page } => out.extend(doc.turn_page(*page).map(Atom::Comment)),
    }
}

fn raw(markup: &str) -> Atom {
    Atom::Raw(markup.to_owned())
}

fn wrap(open: Atom, content: &[Inline], close: Atom, doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    out.push(open);
    push(content, doc, out);
    out.push(close);
}

/// Sub- and superscript: HTML, but Pandoc's own marks around letters and figures. White space would end these, and
/// Pandoc takes escapes between them away before it reads what they protect.
fn script(content: &[Inline], tag: &str, mark: char, doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    let inner = atoms(content, doc);
    let bare = |atom: &Atom| matches!(atom, Atom::Char(c) if c.is_alphanumeric());
    if doc.edition.flavor() == Flavor::Pandoc && !inner.is_empty() && inner.iter().all(bare) {
        out.push(Atom::Raw(mark.to_string()));
        out.extend(inner);
        out.push(Atom::Raw(mark.to_string()));
        return;
    }
    out.push(Atom::Raw(format!("<{tag}>")));
    out.extend(inner);
    out.push(Atom::Raw(format!("</{tag}>")));
}

/// A span with attributes, which only Pandoc has; elsewhere the text alone.
fn span(content: &[Inline], attribute: &str, doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    let mut inner = atoms(content, doc);
    let visible = inner.iter().any(|atom| !matches!(atom, Atom::Comment(_) | Atom::Break));
    if doc.edition.flavor() != Flavor::Pandoc || attribute.is_empty() || !visible {
        out.extend(inner);
        return;
    }
    guard_brackets(&mut inner);
    out.push(raw("["));
    out.extend(inner);
    out.push(Atom::Raw(format!("]{{{attribute}}}")));
}

fn language_attribute(language: &str) -> String {
    let known = !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if known { format!("lang={language}") } else { String::new() }
}

/// A link, or its content alone when its target is not safe, leads nowhere, or it has nothing to show.
fn link(target: &str, content: &[Inline], doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    let mut inner = atoms(&link::without_links(content), doc);
    trim(&mut inner);
    let shown = inner.iter().any(|atom| matches!(atom, Atom::Char(c) if !c.is_whitespace()));
    let holds_link = inner.iter().any(|atom| matches!(atom, Atom::Raw(markup) if markup.starts_with("[^")));
    let Some(destination) = doc.edition.destination(target).filter(|_| shown && !holds_link) else {
        out.extend(inner);
        return;
    };
    guard_brackets(&mut inner);
    out.push(raw("["));
    out.extend(inner);
    out.push(Atom::Raw(format!("]({destination})")));
}

/// Escapes all brackets, as text between brackets of markup needs it.
pub(crate) fn guard_brackets(row: &mut [Atom]) {
    for atom in row {
        if let Atom::Char(c @ ('[' | ']')) = atom {
            *atom = Atom::Raw(format!("\\{c}"));
        }
    }
}

/// A reference to a note: `[^1]`, or its mark as a superscript when there is no such note or no such syntax.
fn note_ref(note: &str, label: &str, doc: &mut Document<'_>, out: &mut Vec<Atom>) {
    if let Some(key) = doc.cite(note) {
        out.push(Atom::Raw(format!("[^{key}]")));
        return;
    }
    let label = clean(label);
    if !label.is_empty() {
        out.push(raw("<sup>"));
        out.extend(plain(&label));
        out.push(raw("</sup>"));
    }
}

/// Takes out the line breaks that would be spaces on one line where print has none.
fn close_up(row: &mut Vec<Atom>) {
    let mut last = None;
    let mut breaks = Vec::new();
    let mut needless = BTreeSet::new();
    for (i, atom) in row.iter().enumerate() {
        match *atom {
            Atom::Break => breaks.push(i),
            Atom::Char(c) => {
                let closed = last.is_some_and(|last| closes_up(last, c));
                needless.extend(breaks.drain(..).filter(|_| closed));
                last = Some(c);
            }
            _ => {}
        }
    }
    let mut at = 0..;
    row.retain(|_| at.next().is_none_or(|i| !needless.contains(&i)));
}

/// Takes blanks and line breaks off both ends, also from among the comments there.
pub(crate) fn trim(row: &mut Vec<Atom>) {
    let unseen = |atom: &Atom| matches!(atom, Atom::Char(' ') | Atom::Break | Atom::Comment(_));
    let end = row.len() - row.iter().rev().take_while(|atom| unseen(atom)).count();
    let start = row.iter().take_while(|atom| unseen(atom)).count();
    let mut at = 0;
    row.retain(|atom| {
        at += 1;
        (start < at && at <= end) || matches!(atom, Atom::Comment(_))
    });
}

/// Whether one mark holds the whole row, and no punctuation at its end tells that it is a sentence.
pub(crate) fn is_wholly_marked(row: &[Atom]) -> bool {
    let [open @ Atom::Open(mark), inner @ .., close] = row else { return false };
    let sentence = matches!(inner.last(), Some(Atom::Char(c)) if ".,;:!?。，；：！？".contains(*c));
    *close == Atom::Close(*mark) && !sentence && !inner.contains(open) && !inner.contains(close)
}

/// Takes off a mark that holds the whole row: a headline or byline set bold is no bolder than its like.
pub(crate) fn unmark(row: &mut Vec<Atom>) {
    while let [open @ Atom::Open(mark), inner @ .., close] = row.as_slice()
        && *close == Atom::Close(*mark)
        && !inner.contains(open)
        && !inner.contains(close)
    {
        row.pop();
        row.remove(0);
    }
}

/// A comment after a line break moves to the end of the line before.
fn keep_comments_off_line_starts(row: &mut [Atom]) {
    for i in 1..row.len() {
        if !matches!(row[i], Atom::Comment(_)) {
            continue;
        }
        let blanks = row[..i].iter().rev().take_while(|atom| matches!(atom, Atom::Char(' ') | Atom::Break));
        let start = i - blanks.count();
        if row[start..i].contains(&Atom::Break) || start == 0 {
            row[start..=i].rotate_right(1);
        }
    }
}
