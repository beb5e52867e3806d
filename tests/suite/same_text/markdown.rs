//! What a reader of Markdown sees: the text below the front matter, without comments. Numbers of lists are set, marks
//! and numbers of footnotes are not.

use backissue_convert::markdown::Flavor;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::reading::Reading;

/// Reads a document by the grammar of the readers that it is written for.
pub fn read(markdown: &str, flavor: Flavor, reading: &mut Reading) {
    let body = markdown.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap().1;
    let extensions = match flavor {
        Flavor::CommonMark => Options::empty(),
        _ => Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH,
    };
    let (mut numbers, mut html, mut images) = (Vec::new(), String::new(), 0);
    for event in Parser::new_ext(body, extensions) {
        match event {
            Event::Text(text) if images == 0 => reading.say(&text),
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            // No edition has any: what looks like it is text that was taken for it.
            Event::Start(tag @ (Tag::Strikethrough | Tag::CodeBlock(_))) => reading.say(&format!("{tag:?}")),
            Event::Code(text) => reading.say(&format!("`{text}`")),
            Event::Html(text) => html.push_str(&text),
            Event::End(TagEnd::HtmlBlock) => show(&std::mem::take(&mut html), reading),
            Event::HardBreak => reading.may_cut(),
            Event::InlineHtml(tag) if tag.starts_with("<br") => reading.may_cut(),
            Event::Start(Tag::List(first)) => numbers.push(first),
            Event::End(TagEnd::List(_)) => drop(numbers.pop()),
            Event::Start(Tag::Item) => begin_item(&mut numbers, reading),
            Event::Start(tag) if is_block(tag.to_end()) => reading.cut(),
            Event::End(tag) if is_block(tag) => reading.cut(),
            _ => {}
        }
    }
}

fn begin_item(numbers: &mut [Option<u64>], reading: &mut Reading) {
    reading.cut();
    if let Some(Some(number)) = numbers.last_mut() {
        reading.say(&format!("{number}."));
        *number += 1;
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// The text between the tags of HTML. Comments show nothing.
fn show(html: &str, reading: &mut Reading) {
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        say_html(text, reading);
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        let (tag, after) = tag.split_once(end).unwrap();
        match tag.trim_start_matches('/') {
            name if name.starts_with("br") => reading.may_cut(),
            name if ["td", "th", "tr", "caption", "table"].iter().any(|cell| name.starts_with(cell)) => {
                reading.cut();
            }
            _ => {}
        }
        rest = after;
    }
    say_html(rest, reading);
}

fn say_html(text: &str, reading: &mut Reading) {
    reading
        .say(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"));
}
