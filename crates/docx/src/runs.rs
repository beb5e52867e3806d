//! Runs and what wraps them within a paragraph (ECMA-376 Part 1, 17.3.2 and 17.3.3).

use backissue_model::{Mark, Rule, WarningKind};

use crate::changes;
use crate::composer::{Composer, Look};
use crate::markup::Element;
use crate::namespace::Namespace::{Compatibility, Math, Word};
use crate::reading::{Reading, Story};
use crate::run_properties::RunProperties;
use crate::{drawing, fields, links, math, notes, symbols};

const HIDDEN: Rule = Rule::new("hidden/vanish");
const SOFT_HYPHEN: Rule = Rule::new("soft-hyphen/shown-at-line-ends-only");

/// Reads all inline content within an element.
pub fn inlines(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    parent: &Element<'_>,
    base: &RunProperties,
) {
    for element in parent.elements() {
        inline(reading, story, composer, element, base);
    }
}

/// Reads one piece of inline content. `base` is what holds before the run's own style and properties.
pub fn inline(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    base: &RunProperties,
) {
    match (element.namespace, element.name) {
        (Word, "r") => run(reading, story, composer, element, base),
        (Word, "pPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "rPr") => {}
        (Word, "hyperlink") => {
            let target = links::of_hyperlink(reading, story, element);
            within_link(composer, target, |composer| inlines(reading, story, composer, element, base));
        }
        (Word, "fldSimple") => fields::simple(reading, story, composer, element, base),
        (Word, "ins" | "del" | "moveFrom" | "moveTo") if changes::is_left_out(reading.options, element) => {
            leave_out(reading, story, element, &changes::rule(element));
        }
        (Word, "subDoc") => {
            reading.warn(
                WarningKind::Unsupported,
                story.place(),
                "a subdocument in another file is not read",
            );
        }
        (Math, "oMath" | "oMathPara") => math::read(reading, story, composer, element, base),
        (Compatibility, "AlternateContent") => {
            if let Some(branch) = drawing::branch(element) {
                inlines(reading, story, composer, branch, base);
            }
        }
        // Characters outside a run, as broken producers write them.
        (Word, "t" | "tab" | "br" | "drawing" | "pict" | "object") => {
            run_content(reading, story, composer, element, &Look::of(base));
        }
        _ => inlines(reading, story, composer, element, base),
    }
}

/// Reads a run.
fn run(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    base: &RunProperties,
) {
    let look = look(reading, element, base);
    run_contents(reading, story, composer, element, &look);
}

/// The look of a run: the paragraph's, its character style's, its own.
pub fn look(reading: &Reading<'_>, run: &Element<'_>, base: &RunProperties) -> Look {
    let Some(element) = run.child("rPr") else {
        return Look::of(base);
    };
    let own = RunProperties::of(element, &reading.theme);
    let style = own.style.as_deref().and_then(|id| reading.styles.get(id));
    Look::of(&match style {
        Some(style) => base.overlaid_by_style(&style.run).overlaid(&own),
        None => base.overlaid(&own),
    })
}

fn run_contents(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    parent: &Element<'_>,
    look: &Look,
) {
    for element in parent.elements() {
        run_content(reading, story, composer, element, look);
    }
}

fn run_content(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    match (element.namespace, element.name) {
        (Compatibility, "AlternateContent") => {
            if let Some(branch) = drawing::branch(element) {
                run_contents(reading, story, composer, branch, look);
            }
            return;
        }
        (Word, "fldChar") => return fields::character(reading, story, composer, element, look),
        (Word, "instrText" | "delInstrText") => return fields::instruction(story, &element.text()),
        (Word, "rPr") => return,
        _ => {}
    }
    // Between the beginning of a field and its result stands code.
    if fields::in_code(story) {
        return;
    }
    match (element.namespace, element.name) {
        (Word, "t" | "delText") => text(reading, story, composer, &text_of(element), look),
        (Word, "tab" | "ptab") => composer.push("\t", look),
        (Word, "br") => line_break(reading, story, composer, element, look),
        (Word, "cr") => composer.push("\n", look),
        (Word, "lastRenderedPageBreak") => {
            if story.breaks_pages()
                && let Some(page) = reading.pages.break_needed(reading.section)
            {
                composer.breaks.push((composer.text.len(), page));
            }
        }
        (Word, "noBreakHyphen") => text(reading, story, composer, "\u{2011}", look),
        (Word, "softHyphen") => reading.leave_out(SOFT_HYPHEN, story.place(), "\u{ad}"),
        // `w16se:symEx` names an emoji; it stands in alternate content.
        (_, "sym" | "symEx") => symbol(reading, story, composer, element, look),
        (Word, "ruby") => ruby(reading, story, composer, element, look),
        (Word, "footnoteReference" | "endnoteReference") => {
            notes::reference(reading, story, composer, element, look);
        }
        (Word, "commentReference") => notes::comment(reading, composer, element, look),
        (_, "drawing" | "pict" | "object") => drawing::read(reading, story, composer, element, look),
        (Word, "contentPart") => {
            reading.warn_once(
                WarningKind::Unsupported,
                story.place(),
                "ink and other foreign content is not read",
            );
        }
        (Word, "r") => run_contents(reading, story, composer, element, look),
        _ => {}
    }
}

/// Adds shown text: counts it, gives codes of symbol fonts their meaning, and books what is not shown.
pub fn text(reading: &mut Reading<'_>, story: &Story, composer: &mut Composer, text: &str, look: &Look) {
    if look.hidden {
        reading.leave_out(HIDDEN, story.place(), text);
        let message = "hidden text is kept out of the articles";
        return reading.warn_once(WarningKind::HiddenText, story.place(), message);
    }
    let font = look.latin_font.as_deref().filter(|font| symbols::is_symbol_font(font));
    let meant = font.map(|font| symbols::text(font, text));
    let shown = meant.as_deref().unwrap_or(text);
    if meant.is_some() && shown.contains('\u{fffd}') {
        let message = "symbols whose meaning is not known stand as U+FFFD";
        reading.warn_once(WarningKind::Unmapped, story.place(), message);
    }
    if !shown.trim().is_empty() && story.breaks_pages() {
        reading.pages.use_sheet();
    }
    if !shown.trim().is_empty()
        && let Some(note) = composer.pending_note.take()
    {
        return notes::custom_mark(reading, composer, note, shown, look);
    }
    match shown.contains('\u{ad}') {
        true => {
            let hyphens = shown.matches('\u{ad}').collect::<String>();
            reading.leave_out(SOFT_HYPHEN, story.place(), &hyphens);
            let shown = shown.replace('\u{ad}', "");
            reading.decode(&shown);
            composer.push(&shown, look);
        }
        false => {
            reading.decode(shown);
            composer.push(shown, look);
        }
    }
}

/// Runs `read` with a link open.
pub fn within_link(composer: &mut Composer, target: Option<String>, read: impl FnOnce(&mut Composer)) {
    let opened = target.is_some();
    composer.links.extend(target);
    read(composer);
    if opened {
        composer.links.pop();
    }
}

/// The text of a `w:t`: without `xml:space="preserve"` white space at its ends does not count.
fn text_of<'e>(element: &'e Element<'_>) -> std::borrow::Cow<'e, str> {
    let text = element.text();
    // White space in XML is a blank each; tabs and line ends have elements of their own.
    let text = match text.contains(['\n', '\r', '\t']) {
        true => std::borrow::Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")),
        false => text,
    };
    if element.attribute("space") == Some("preserve") {
        return text;
    }
    match text.trim_matches(' ') {
        trimmed if trimmed.len() == text.len() => text,
        trimmed => std::borrow::Cow::Owned(trimmed.to_owned()),
    }
}

/// A line, column or page break (17.3.3.1).
fn line_break(
    reading: &mut Reading<'_>,
    story: &Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    composer.push("\n", look);
    if element.attribute("type") == Some("page")
        && story.breaks_pages()
        && let Some(page) = reading.pages.break_set(reading.section)
    {
        composer.breaks.push((composer.text.len(), page));
    }
}

/// A character of a symbol font (17.3.3.30).
fn symbol(
    reading: &mut Reading<'_>,
    story: &Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    let code = element.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
    let font = element.attribute("font").unwrap_or_default();
    let Some(code) = code else {
        return;
    };
    // Fonts that are no symbol fonts have their characters at Unicode's places.
    let plain = || (!(0xf000..=0xf0ff).contains(&code)).then(|| char::from_u32(code)).flatten();
    let meant = if symbols::is_symbol_font(font) { symbols::character(font, code) } else { plain() };
    if meant.is_none() {
        let message = "symbols whose meaning is not known stand as U+FFFD";
        reading.warn_once(WarningKind::Unmapped, story.place(), message);
    }
    // The character is known: its own font must not give it a meaning again.
    let look = Look { latin_font: None, ..look.clone() };
    text(reading, story, composer, &meant.unwrap_or('\u{fffd}').to_string(), &look);
}

/// Ruby: a base with its reading (17.3.3.25).
fn ruby(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    let mut above = String::new();
    if let Some(side) = element.child("rt") {
        side.each(Word, "t", &mut |text| above.push_str(&text.text()));
    }
    let start = composer.text.len();
    if let Some(base) = element.child("rubyBase") {
        for run in base.elements() {
            run_content(reading, story, composer, run, look);
        }
    }
    match (above.trim(), composer.text.len() > start) {
        ("", _) => {}
        (above, true) => {
            reading.decode(above);
            composer.mark_from(start, Mark::Ruby(above.to_owned()));
        }
        (above, false) => text(reading, story, composer, above, look),
    }
}

/// Books the text of inline content that a change has taken out.
fn leave_out(reading: &mut Reading<'_>, story: &Story, element: &Element<'_>, rule: &Rule) {
    for name in ["t", "delText"] {
        element.each(Word, name, &mut |text| reading.leave_out(rule.clone(), story.place(), &text.text()));
    }
}
