//! Flows as text: an item a line, its role before it, marks in brackets. For reading only.

use backissue_model::{
    Article, Block, Content, Flow, FlowItem, Inline, Issue, Mark, Role, Table, Tally, each_text,
};

/// All that a flow holds, in lines.
pub fn outline(flow: &Flow) -> String {
    let mut lines = items(&flow.items);
    for note in &flow.notes {
        lines.push(format!("note {} {}: {}", note.id, note.label, items(&note.items).join(" ¶ ")));
    }
    lines.extend(flow.furniture.iter().map(|item| format!("{} {:?}", item.kind.name(), item.text)));
    lines.extend(
        flow.images
            .iter()
            .map(|image| format!("image {} {} {}x{}", image.id, image.media_type, image.width, image.height)),
    );
    lines.extend(flow.ledger.entries.iter().map(|entry| format!("ledger {} {:?}", entry.rule, entry.before)));
    lines.extend(flow.warnings.iter().map(|warning| format!("warning {}: {warning}", warning.kind.name())));
    lines.join("\n")
}

/// The characters that a flow hands on, as the ledger counts them.
pub fn handed_on(flow: &Flow) -> Tally {
    let mut tally = Tally::default();
    tally_items(&flow.items, &mut tally);
    for note in &flow.notes {
        tally.add_text(&note.label);
        tally_items(&note.items, &mut tally);
    }
    flow.furniture.iter().for_each(|item| tally.add_text(&item.text));
    tally
}

fn tally_items(items: &[FlowItem], tally: &mut Tally) {
    for item in items {
        match item {
            FlowItem::Line(line) => {
                tally.add_text(&line.text.text);
                for span in &line.text.spans {
                    if let Mark::Ruby(reading) = &span.mark {
                        tally.add_text(reading);
                    }
                }
                if let Some(Role::ListItem { label, .. }) = &line.cues.role {
                    tally.add_text(label);
                }
            }
            FlowItem::Table { table, .. } => tally_table(table, tally),
            FlowItem::Picture(_) | FlowItem::PageBreak { .. } | FlowItem::Separator { .. } => {}
        }
    }
}

fn tally_table(table: &Table, tally: &mut Tally) {
    let body = vec![Block::new(Content::Table(table.clone()))];
    let issue = Issue { articles: vec![Article { body, ..Article::default() }], ..Issue::default() };
    each_text(&issue, &mut |text| tally.add_text(text));
}

fn items(items: &[FlowItem]) -> Vec<String> {
    let line = |item: &FlowItem| match item {
        FlowItem::Line(line) => {
            let role = line.cues.role.as_ref().map(role).unwrap_or_default();
            format!("{role}{}", inlines(&line.text.clone().into_inlines()))
        }
        FlowItem::Table { table, .. } => {
            let caption = inlines(&table.caption);
            let caption = if caption.is_empty() { caption } else { format!("{caption} | ") };
            format!("table {} | {caption}{}", table.head_rows, rows(table))
        }
        FlowItem::Picture(picture) => {
            format!("picture {} {:?}", picture.image.as_deref().unwrap_or("-"), picture.alt)
        }
        FlowItem::PageBreak { page } => format!("--- {page}"),
        FlowItem::Separator { .. } => "***".to_owned(),
    };
    items.iter().map(line).collect()
}

fn role(role: &Role) -> String {
    match role {
        Role::ListItem { level, label, numbered } => {
            let kind = if *numbered { "number" } else { "bullet" };
            format!("{kind} {level} {label}: ")
        }
        Role::Heading(level) => format!("heading {level}: "),
        other => format!("{}: ", format!("{other:?}").to_lowercase()),
    }
}

fn rows(table: &Table) -> String {
    let cell = |cell: &backissue_model::Cell| {
        let span = match (cell.colspan, cell.rowspan) {
            (1, 1) => String::new(),
            (columns, rows) => format!("({columns}x{rows}) "),
        };
        format!("{span}{}", blocks(&cell.blocks))
    };
    let row = |row: &backissue_model::Row| row.cells.iter().map(cell).collect::<Vec<_>>().join(", ");
    table.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
}

fn blocks(blocks: &[Block]) -> String {
    let block = |block: &Block| match &block.content {
        Content::Paragraph(text) => inlines(text),
        Content::Table(table) => format!("{{{}}}", rows(table)),
        Content::Figure(figure) => format!("figure {:?}", figure.images),
        Content::List(list) => {
            let items =
                list.items.iter().map(|item| format!("{} {}", item.label, self::blocks(&item.blocks)));
            items.collect::<Vec<_>>().join("; ")
        }
        other => format!("{other:?}"),
    };
    blocks.iter().map(block).collect::<Vec<_>>().join(" ¶ ")
}

fn inlines(inlines: &[Inline]) -> String {
    let inner = |name: &str, content: &[Inline]| format!("[{name} {}]", self::inlines(content));
    let inline = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Emphasis(content) => inner("em", content),
        Inline::Strong(content) => inner("strong", content),
        Inline::SmallCaps(content) => inner("caps", content),
        Inline::Sub(content) => inner("sub", content),
        Inline::Sup(content) => inner("sup", content),
        Inline::Ruby { base, text } => inner(&format!("ruby={text}"), base),
        Inline::Link { target, content } => inner(&format!("link={target}"), content),
        Inline::NoteRef { note, label } => format!("[{note} {label}]"),
        Inline::Math { text, tex, .. } => format!("[math={tex} {text}]"),
        Inline::Image { image, alt } => format!("[{image} {alt}]"),
        Inline::LineBreak {} => "⏎".to_owned(),
        Inline::PageBreak { page } => format!("[---{page}]"),
        other => format!("{other:?}"),
    };
    inlines.iter().map(inline).collect()
}
