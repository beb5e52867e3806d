//! What the command finds: the issue as JSON, article by article.

use serde_json::{Map, Value};

use super::Facts;

/// The facts of an issue.
pub fn facts(issue: &Value) -> Facts {
    let mut facts = Facts::default();
    let mut current = &Value::Null;
    for article in items(&issue["articles"]) {
        // A department's name stands above its first article, as a heading of the document.
        if std::mem::replace(&mut current, &article["department"]) != &article["department"] {
            items(&issue["departments"])
                .filter(|department| department["id"] == article["department"])
                .for_each(|department| heading(&department["name"], &mut facts));
        }
        self::article(article, &mut facts);
    }
    // What print has between the articles stands in the document too; running heads do not.
    for item in items(&issue["furniture"]).filter(|item| stands_in_text(item)) {
        facts.text.push_str(item["text"].as_str().unwrap_or_default());
    }
    facts
}

fn heading(name: &Value, facts: &mut Facts) {
    let name = name.as_str().unwrap_or_default();
    facts.text.push_str(name);
    facts.headings.push(name.to_owned());
}

fn stands_in_text(furniture: &Value) -> bool {
    items(&furniture["provenance"]["places"])
        .any(|place| place["part"]["part"].as_str().is_some_and(|part| part.contains("document")))
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn article(article: &Value, facts: &mut Facts) {
    inlines(&article["kicker"]["text"], facts);
    let start = facts.text.len();
    inlines(&article["headline"]["text"], facts);
    if facts.text.len() > start {
        facts.headings.push(facts.text[start..].to_owned());
    }
    inlines(&article["deck"]["text"], facts);
    let byline = &article["byline"];
    if byline["position"] != "tail" {
        inlines(&byline["text"], facts);
    }
    blocks(&article["body"], facts);
    if byline["position"] == "tail" {
        inlines(&byline["text"], facts);
    }
    items(&article["credits"]).for_each(|credit| inlines(&credit["text"], facts));
    let text = std::mem::take(&mut facts.text);
    items(&article["notes"]).for_each(|note| blocks(&note["blocks"], facts));
    let notes = std::mem::replace(&mut facts.text, text);
    facts.note_text.push_str(&notes);
}

fn blocks(list: &Value, facts: &mut Facts) {
    for block in items(list) {
        for (kind, content) in block["content"].as_object().into_iter().flat_map(Map::iter) {
            self::block(kind, content, facts);
        }
        facts.text.push('\n');
    }
}

fn block(kind: &str, content: &Value, facts: &mut Facts) {
    match kind {
        "paragraph" | "formula" | "pull-quote" => inlines(content, facts),
        "subhead" => {
            let start = facts.text.len();
            inlines(&content["text"], facts);
            facts.headings.push(facts.text[start..].to_owned());
        }
        "jump-line" => inlines(&content["text"], facts),
        "list" => items(&content["items"]).for_each(|item| {
            facts.entries += 1;
            // Pandoc has no marks of entries but these.
            let label = item["label"].as_str().filter(|label| ["☐", "☒", "☑"].contains(label));
            facts.text.push_str(label.unwrap_or_default());
            blocks(&item["blocks"], facts);
        }),
        "quote" => blocks(content, facts),
        "sidebar" => {
            inlines(&content["title"], facts);
            blocks(&content["blocks"], facts);
        }
        "verse" => items(&content["stanzas"]).flat_map(items).for_each(|line| inlines(line, facts)),
        "figure" => {
            let images = items(&content["images"]).count();
            // A picture that is missing or outside the file is one all the same.
            let is_missing = images == 0 && items(&content["caption"]).next().is_none();
            facts.images += if is_missing { 1 } else { images };
            inlines(&content["caption"], facts);
            inlines(&content["credit"], facts);
        }
        "table" => table(content, facts),
        _ => {}
    }
}

fn table(content: &Value, facts: &mut Facts) {
    inlines(&content["caption"], facts);
    let at = facts.tables.len();
    facts.tables.push(Vec::new());
    for row in items(&content["rows"]) {
        let cells = items(&row["cells"]).map(|cell| {
            let start = facts.text.len();
            blocks(&cell["blocks"], facts);
            let span = |name: &str| cell[name].as_u64().unwrap_or(1);
            (span("rowspan"), span("colspan"), facts.text[start..].to_owned())
        });
        let cells = cells.collect();
        facts.tables[at].push(cells);
    }
}

/// Plain text is a string, markup an object with one key.
fn inlines(list: &Value, facts: &mut Facts) {
    for inline in items(list) {
        if let Some(text) = inline.as_str() {
            facts.text.push_str(text);
        }
        for (kind, content) in inline.as_object().into_iter().flat_map(Map::iter) {
            markup(kind, content, facts);
        }
    }
}

fn markup(kind: &str, content: &Value, facts: &mut Facts) {
    let start = facts.text.len();
    match kind {
        "emphasis" | "strong" | "small-caps" | "sub" | "sup" | "dateline" => inlines(content, facts),
        "link" | "foreign" => inlines(&content["content"], facts),
        "ruby" => inlines(&content["base"], facts),
        "math" => facts.formulas += 1,
        "image" => facts.images += 1,
        "note-ref" => facts.notes += 1,
        "line-break" => facts.text.push(' '),
        _ => {}
    }
    let text = facts.text[start..].to_owned();
    match kind {
        "emphasis" => facts.emphasis.push(text),
        "strong" => facts.strong.push(text),
        "link" => facts.links.push((text, content["target"].as_str().unwrap_or_default().to_owned())),
        _ => {}
    }
}
