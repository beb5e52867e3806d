//! What pandoc is expected to find: its document model as JSON, `{"t": type, "c": content}` for each block and
//! inline (pandoc-types 1.23).

use serde_json::Value;

use super::Facts;

/// The facts of a document.
pub fn facts(document: &Value) -> Facts {
    let mut facts = Facts::default();
    for value in document["meta"].as_object().into_iter().flat_map(|meta| meta.values()) {
        metadata(value, &mut facts);
    }
    blocks(&document["blocks"], &mut facts);
    facts
}

/// Titles and authors, which stand in the document.
fn metadata(value: &Value, facts: &mut Facts) {
    let content = &value["c"];
    match value["t"].as_str() {
        Some("MetaInlines") => inlines(content, facts),
        Some("MetaBlocks") => blocks(content, facts),
        Some("MetaList") => items(content).for_each(|item| metadata(item, facts)),
        Some("MetaString") => facts.text.push_str(content.as_str().unwrap_or_default()),
        _ => {}
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn blocks(list: &Value, facts: &mut Facts) {
    items(list).for_each(|one| block(one, facts));
}

fn block(block: &Value, facts: &mut Facts) {
    let content = &block["c"];
    match block["t"].as_str().unwrap_or_default() {
        "Para" | "Plain" => inlines(content, facts),
        "Header" => {
            let start = facts.text.len();
            inlines(&content[2], facts);
            facts.headings.push(facts.text[start..].to_owned());
        }
        "BulletList" => entries(content, facts),
        "OrderedList" => entries(&content[1], facts),
        "BlockQuote" => blocks(content, facts),
        "Div" => blocks(&content[1], facts),
        "DefinitionList" => items(content).for_each(|entry| {
            inlines(&entry[0], facts);
            items(&entry[1]).for_each(|definition| blocks(definition, facts));
        }),
        "CodeBlock" => facts.text.push_str(content[1].as_str().unwrap_or_default()),
        "LineBlock" => items(content).for_each(|line| inlines(line, facts)),
        "Figure" => {
            blocks(&content[1][1], facts);
            blocks(&content[2], facts);
        }
        "Table" => table(content, facts),
        _ => {}
    }
    facts.text.push('\n');
}

fn entries(list: &Value, facts: &mut Facts) {
    for entry in items(list) {
        facts.entries += 1;
        blocks(entry, facts);
    }
}

/// Caption, head, bodies with their own heads, foot.
fn table(content: &Value, facts: &mut Facts) {
    blocks(&content[1][1], facts);
    let at = facts.tables.len();
    facts.tables.push(Vec::new());
    let bodies = items(&content[4]).flat_map(|body| items(&body[2]).chain(items(&body[3])));
    for row in items(&content[3][1]).chain(bodies).chain(items(&content[5][1])) {
        let cells = items(&row[1]).map(|cell| {
            let start = facts.text.len();
            blocks(&cell[4], facts);
            let span = |place: usize| cell[place].as_u64().unwrap_or(1);
            (span(2), span(3), facts.text[start..].to_owned())
        });
        let cells = cells.collect();
        facts.tables[at].push(cells);
    }
}

fn inlines(list: &Value, facts: &mut Facts) {
    items(list).for_each(|one| inline(one, facts));
}

fn inline(inline: &Value, facts: &mut Facts) {
    let content = &inline["c"];
    let start = facts.text.len();
    match inline["t"].as_str().unwrap_or_default() {
        "Str" => facts.text.push_str(content.as_str().unwrap_or_default()),
        "Space" | "SoftBreak" | "LineBreak" => facts.text.push(' '),
        "Emph" => {
            inlines(content, facts);
            facts.emphasis.push(facts.text[start..].to_owned());
        }
        "Strong" => {
            inlines(content, facts);
            facts.strong.push(facts.text[start..].to_owned());
        }
        "Strikeout" | "Superscript" | "Subscript" | "SmallCaps" | "Underline" => inlines(content, facts),
        "Quoted" => quoted(content, facts),
        "Cite" | "Span" => inlines(&content[1], facts),
        "Code" => facts.text.push_str(content[1].as_str().unwrap_or_default()),
        "Math" => facts.formulas += 1,
        "Image" => facts.images += 1,
        "Link" => {
            inlines(&content[1], facts);
            let target = content[2][0].as_str().unwrap_or_default();
            if !target.starts_with('#') {
                facts.links.push((facts.text[start..].to_owned(), target.to_owned()));
            }
        }
        "Note" => note(content, facts),
        _ => {}
    }
}

fn quoted(content: &Value, facts: &mut Facts) {
    let marks = if content[0]["t"] == "SingleQuote" { ("‘", "’") } else { ("“", "”") };
    facts.text.push_str(marks.0);
    inlines(&content[1], facts);
    facts.text.push_str(marks.1);
}

fn note(content: &Value, facts: &mut Facts) {
    let text = std::mem::take(&mut facts.text);
    blocks(content, facts);
    facts.notes += 1;
    let note = std::mem::replace(&mut facts.text, text);
    facts.note_text.push_str(&note);
}
