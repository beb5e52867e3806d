//! Fields: their result is text, their code is not (ECMA-376 Part 1, 17.16).

use backissue_model::{Mark, WarningKind};

use crate::composer::{Composer, Look};
use crate::markup::Element;
use crate::namespace::Namespace::Word;
use crate::reading::{Reading, Story};
use crate::run_properties::RunProperties;
use crate::{links, runs, symbols};

/// A field that has begun and not ended.
#[derive(Debug, Clone, Default)]
pub struct Field {
    code: String,
    in_result: bool,
    /// Whether a link was opened for its result.
    linked: bool,
    /// What a form field shows by itself.
    form: Option<String>,
}

/// Fields in one another. A document that opens more without closing them is broken.
const OPEN: usize = 64;
/// Longest code that is looked at.
const CODE: usize = 8192;

/// Looks whether a paragraph begins a field whose code does not end in it. Then no field in it counts: the text up to
/// the end of the document would be taken for its code, and be lost.
pub fn look_over(reading: &mut Reading<'_>, story: &mut Story, paragraph: &Element<'_>) {
    let mut in_code = Vec::new();
    paragraph.each(Word, "fldChar", &mut |character| match character.attribute("fldCharType") {
        Some("begin") => in_code.push(true),
        Some("separate") => in_code.last_mut().into_iter().for_each(|code| *code = false),
        Some("end") => drop(in_code.pop()),
        _ => {}
    });
    story.unfinished_code = in_code.contains(&true);
    if story.unfinished_code {
        story.fields.clear();
        let message = "the code of a field does not end in its paragraph; its fields are read as text";
        reading.warn_once(WarningKind::Damaged, story.place(), message);
    }
}

/// Whether what is read now is the code of a field.
pub fn in_code(story: &Story) -> bool {
    story.fields.iter().any(|field| !field.in_result)
}

/// Adds to the code of the innermost field.
pub fn instruction(story: &mut Story, text: &str) {
    if let Some(field) = story.fields.last_mut()
        && !field.in_result
        && field.code.len() + text.len() <= CODE
    {
        field.code.push_str(text);
    }
}

/// A character that begins, parts or ends a field (17.16.18).
pub fn character(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    look: &Look,
) {
    match element.attribute("fldCharType") {
        _ if story.unfinished_code => {}
        Some("begin") if story.fields.len() < OPEN => {
            let form = element.child("ffData").and_then(form_text);
            story.fields.push(Field { form, ..Field::default() });
        }
        Some("separate") => begin_result(reading, story, composer),
        Some("end") => end(reading, story, composer, look),
        _ => {}
    }
}

/// A field in one element (17.16.19).
pub fn simple(
    reading: &mut Reading<'_>,
    story: &mut Story,
    composer: &mut Composer,
    element: &Element<'_>,
    base: &RunProperties,
) {
    if in_code(story) {
        return;
    }
    let arguments = arguments(element.attribute("instr").unwrap_or_default());
    let target = match arguments.split_first() {
        Some((name, rest)) if name.eq_ignore_ascii_case("HYPERLINK") => links::of_field(reading, story, rest),
        _ => None,
    };
    runs::within_link(composer, target, |composer| runs::inlines(reading, story, composer, element, base));
}

fn begin_result(reading: &mut Reading<'_>, story: &mut Story, composer: &mut Composer) {
    let Some(field) = story.fields.last_mut() else {
        return;
    };
    field.in_result = true;
    let arguments = arguments(&field.code);
    let is_link = arguments.first().is_some_and(|name| name.eq_ignore_ascii_case("HYPERLINK"));
    if !is_link || in_code(story) {
        return;
    }
    if let Some(target) = links::of_field(reading, story, &arguments[1..]) {
        composer.links.push(target);
        if let Some(field) = story.fields.last_mut() {
            field.linked = true;
        }
    }
}

fn end(reading: &mut Reading<'_>, story: &mut Story, composer: &mut Composer, look: &Look) {
    let Some(field) = story.fields.pop() else {
        return;
    };
    if field.linked {
        composer.links.pop();
    }
    if !field.in_result && !in_code(story) {
        show(reading, story, composer, &field, look);
    }
}

/// A field that keeps no result but shows something: a check box, a symbol, characters set over one another.
fn show(reading: &mut Reading<'_>, story: &Story, composer: &mut Composer, field: &Field, look: &Look) {
    if let Some(form) = &field.form {
        return runs::text(reading, story, composer, form, look);
    }
    let arguments = arguments(&field.code);
    let Some((name, rest)) = arguments.split_first() else {
        return;
    };
    match name.to_ascii_uppercase().as_str() {
        "SYMBOL" => {
            if let Some(c) = symbol(rest) {
                let look = Look { latin_font: None, ..look.clone() };
                runs::text(reading, story, composer, &c.to_string(), &look);
            }
        }
        "MACROBUTTON" | "GOTOBUTTON" => {
            runs::text(reading, story, composer, &rest.get(1..).unwrap_or_default().join(" "), look);
        }
        "QUOTE" => runs::text(reading, story, composer, &rest.join(" "), look),
        "EQ" => equation(reading, story, composer, &field.code, look),
        _ => {}
    }
}

/// SYMBOL 183 \f "Symbol": a character by its number, of the font that is named (17.16.5.61).
fn symbol(arguments: &[String]) -> Option<char> {
    let number = arguments.first()?;
    let code = match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let font = arguments.iter().position(|argument| argument == "\\f").and_then(|at| arguments.get(at + 1));
    match font {
        Some(font) if symbols::is_symbol_font(font) => symbols::character(font, code),
        _ => char::from_u32(code),
    }
}

/// EQ fields (17.16.5.17) as East Asian editions of Word write them: `\o\ad(\s\up 9(reading),base)` is ruby, and
/// `\o\ac(○,1)` a character in a circle. Of all others the texts stand one after the other.
fn equation(reading: &mut Reading<'_>, story: &Story, composer: &mut Composer, code: &str, look: &Look) {
    let body = code.trim().trim_start_matches(['E', 'e', 'Q', 'q']);
    let texts = equation_texts(body);
    if let [above, base] = texts.as_slice()
        && body.contains("\\up")
    {
        let start = composer.text.len();
        runs::text(reading, story, composer, base, look);
        if composer.text.len() > start {
            reading.decode(above);
            composer.mark_from(start, Mark::Ruby(above.clone()));
        }
        return;
    }
    runs::text(reading, story, composer, &texts.concat(), look);
}

/// The texts between the switches and brackets of an EQ field.
fn equation_texts(body: &str) -> Vec<String> {
    let Some(open) = body.find('(') else {
        return Vec::new();
    };
    let mut texts = vec![String::new()];
    let mut characters = body[open..].chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '(' | ')' | ',' | ';' => texts.push(String::new()),
            // A switch: its letters and the number after them are no text.
            '\\' => while characters.next_if(|c| c.is_ascii_alphanumeric() || *c == ' ').is_some() {},
            c => texts.last_mut().into_iter().for_each(|text| text.push(c)),
        }
    }
    texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// What a form field shows without a result: a check box, the entry chosen from a list (17.16.17).
fn form_text(form: &Element<'_>) -> Option<String> {
    if let Some(check) = form.child("checkBox") {
        let state = check.child("checked").or_else(|| check.child("default"));
        let checked = state.is_some_and(crate::run_properties::is_on);
        return Some(if checked { "☒" } else { "☐" }.to_owned());
    }
    let list = form.child("ddList")?;
    let chosen =
        list.child("result").or_else(|| list.child("default")).and_then(|result| result.number("val"));
    let chosen = usize::try_from(chosen.unwrap_or(0)).ok()?;
    let entry = list.elements().filter(|child| child.name == "listEntry").nth(chosen)?;
    entry.attribute("val").map(str::to_owned)
}

/// The name of a field and its arguments: words, quoted strings, switches.
fn arguments(code: &str) -> Vec<String> {
    let mut arguments = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let (argument, after) = match first {
            '"' | '“' | '”' => quoted(&rest[first.len_utf8()..]),
            _ => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        arguments.push(argument.replace("\\\\", "\\"));
        rest = after.trim_start();
    }
    arguments
}

fn quoted(text: &str) -> (&str, &str) {
    match text.find(['"', '“', '”']) {
        Some(end) => {
            let quote = text[end..].chars().next().map_or(1, char::len_utf8);
            (&text[..end], &text[end + quote..])
        }
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_apart_into_words_strings_and_switches() {
        let found = arguments(r#" HYPERLINK "http://example.org/a b" \l "part" \h "#);
        assert_eq!(found, ["HYPERLINK", "http://example.org/a b", "\\l", "part", "\\h"]);
    }

    #[test]
    fn texts_of_equations_are_found_between_switches() {
        assert_eq!(equation_texts(r#" \* jc2 \* hps10 \o\ad(\s\up 9(かんじ),漢字)"#), ["かんじ", "漢字"]);
        assert_eq!(equation_texts(r" \o\ac(○,1)"), ["○", "1"]);
        assert_eq!(equation_texts("no brackets"), Vec::<String>::new());
    }
}
