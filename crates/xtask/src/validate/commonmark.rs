//! What CommonMark readers see in a Markdown text: syntax that shows as text was not understood, and two
//! readers that see different text mean that it is ambiguous. It does not judge style; the linter does.

use std::fs;
use std::process::Command;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::escape::unescape;
use quick_xml::events::Event as XmlEvent;

use super::tools;

/// A text as one reader sees it.
#[derive(Debug, Default)]
pub struct Reading {
    /// The text of each paragraph, heading, cell and other block, but for blocks of code.
    pub blocks: Vec<String>,
    /// The text of each block of code.
    pub code: Vec<String>,
    /// Where links and pictures lead.
    pub references: Vec<String>,
}

/// Stands for an escaped character, which was meant as text: a private-use character, of which the
/// encoding check makes sure that the text has none of its own.
const ESCAPED: char = '\u{e000}';

/// A kind of syntax and how its remains look in a line that a reader sees.
type Leak = (&'static str, fn(&str) -> bool);

const LEAKS: [Leak; 6] = [
    ("emphasis mark", |line| ["**", "__", "~~"].iter().any(|mark| line.contains(mark))),
    ("link or note", |line| line.contains("](") || line.contains("[^")),
    ("heading mark", |line| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#')),
    ("table row", |line| line.len() > 1 && line.starts_with('|') && line.ends_with('|')),
    ("HTML entity", has_entity),
    ("front matter fence", |line| matches!(line, "---" | "+++")),
];

/// Elements of cmark-gfm's XML that stand inside a block of text.
const INLINE: [&str; 9] =
    ["text", "code", "emph", "strong", "link", "image", "strikethrough", "footnote_reference", "html_inline"];

/// Reads the text after the front matter, GitHub's tables, notes and strike-through included.
pub fn read(body: &str) -> Reading {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reading = Reading::default();
    let mut block = String::new();
    let mut in_code = false;
    for event in Parser::new_ext(body, options) {
        if ends_block(&event) {
            let blocks = if in_code { &mut reading.code } else { &mut reading.blocks };
            push(&mut block, blocks);
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                reading.references.push(dest_url.into_string());
            }
            Event::Text(text) | Event::Code(text) => block.push_str(&text),
            Event::SoftBreak | Event::HardBreak => block.push('\n'),
            _ => {}
        }
    }
    push(&mut block, &mut reading.blocks);
    reading
}

/// A fault for each piece of Markdown that a reader would see as text. Escaped characters are put out of
/// the way first: what still looks like syntax was not meant as text.
pub fn leaks(body: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for block in read(&without_escapes(body)).blocks {
        for line in block.lines() {
            let seen = LEAKS.iter().filter(|(_, shows)| shows(line.trim()));
            faults.extend(seen.map(|(what, _)| format!("shows as text: {what}: {}", line.trim())));
        }
    }
    faults
}

/// A fault for each block that cmark-gfm, GitHub's own reader, and this program's read differently. Blocks
/// are compared as sets: readers move notes.
pub fn disagreements(body: &str, reading: &Reading) -> Result<Vec<String>, String> {
    let theirs = squeezed(cmark_blocks(body)?.iter());
    let ours = squeezed(reading.blocks.iter().chain(&reading.code));
    let only = |one: &[String], other: &[String], who: &str| {
        let missing = one.iter().filter(|block| other.binary_search(block).is_err());
        missing.map(|block| format!("readers: {who} reads {block:?}")).collect::<Vec<_>>()
    };
    let mut faults = only(&theirs, &ours, "only cmark-gfm");
    faults.extend(only(&ours, &theirs, "all but cmark-gfm"));
    Ok(faults)
}

fn cmark_blocks(body: &str) -> Result<Vec<String>, String> {
    let file = tempfile::NamedTempFile::new().map_err(|e| format!("no temporary file: {e}"))?;
    fs::write(file.path(), body).map_err(|e| format!("cannot write a temporary file: {e}"))?;
    let mut command = Command::new("cmark-gfm");
    command.args(["-t", "xml", "-e", "table", "-e", "strikethrough", "-e", "footnotes"]).arg(file.path());
    let said = tools::run(&mut command)?;
    if !said.success {
        return Err(format!("cmark-gfm failed: {}", said.err.trim()));
    }
    // Some releases have no name for notes in XML and write a tag that is none.
    blocks_in(&said.out.replace("<unknown>", "note")).map_err(|e| format!("cmark-gfm: {e}"))
}

fn ends_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. },
        )
        | Event::End(
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
        ) => false,
        Event::Start(_) | Event::End(_) => true,
        _ => false,
    }
}

fn push(block: &mut String, blocks: &mut Vec<String>) {
    if !block.trim().is_empty() {
        blocks.push(std::mem::take(block));
    }
    block.clear();
}

fn without_escapes(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut characters = body.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        text.push(if escapes { ESCAPED } else { character });
        if escapes {
            characters.next();
        }
    }
    text
}

fn has_entity(line: &str) -> bool {
    line.split('&').skip(1).filter_map(|after| after.split_once(';')).any(|(name, _)| {
        let name = name.strip_prefix('#').unwrap_or(name);
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

fn blocks_in(xml: &str) -> Result<Vec<String>, String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut is_text = false;
    loop {
        let event = reader.read_event().map_err(|e| e.to_string())?;
        if bounds_block(&event) {
            push(&mut block, &mut blocks);
        }
        match event {
            XmlEvent::Start(element) => {
                is_text = matches!(element.name().as_ref(), "text" | "code" | "code_block");
            }
            XmlEvent::End(_) => is_text = false,
            XmlEvent::Text(text) if is_text => block.push_str(&text),
            XmlEvent::GeneralRef(reference) if is_text => {
                let character = format!("&{};", &*reference);
                block.push_str(&unescape(&character).map_err(|e| e.to_string())?);
            }
            XmlEvent::Eof => break,
            _ => {}
        }
    }
    Ok(blocks)
}

fn bounds_block(event: &XmlEvent<'_>) -> bool {
    match event {
        XmlEvent::Start(element) => !INLINE.contains(&element.name().as_ref()),
        XmlEvent::End(element) => !INLINE.contains(&element.name().as_ref()),
        _ => false,
    }
}

/// The blocks without white space, which readers treat each in its own way, sorted.
fn squeezed<'a>(blocks: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut blocks: Vec<String> = blocks.map(|block| block.split_whitespace().collect()).collect();
    blocks.sort();
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_syntax_is_text_and_bare_syntax_is_a_leak() {
        assert_eq!(leaks("2\\*\\*3 and \\[^1\\]"), Vec::<String>::new());
        assert_eq!(
            leaks("**\u{201c}ferry\u{201d}**line"),
            ["shows as text: emphasis mark: **\u{201c}ferry\u{201d}**line"]
        );
        assert_eq!(leaks("bread &amp;nbsp; butter").len(), 1);
    }
}
