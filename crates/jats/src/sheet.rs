//! A document in the making: the writer, the article it writes, and the ids it has given.

use std::collections::{BTreeMap, BTreeSet};

use backissue_package::xml::Writer;

use crate::plan::Plan;

/// An article, or the collection, while it is written.
pub(crate) struct Sheet<'a> {
    pub w: Writer,
    pub plan: &'a Plan<'a>,
    /// Index of the article that is written; none for the collection itself.
    pub index: Option<usize>,
    /// Whether the text stands within a link, where no other may stand.
    pub in_link: bool,
    ids: BTreeSet<String>,
    /// How often ids were asked for that were given before.
    repeats: BTreeMap<String, usize>,
    /// How many parts of each kind each article has so far.
    counts: BTreeMap<(Option<usize>, &'static str), usize>,
}

impl<'a> Sheet<'a> {
    /// An empty document.
    pub fn new(plan: &'a Plan<'a>) -> Self {
        Self {
            w: Writer::document(),
            plan,
            index: None,
            in_link: false,
            ids: BTreeSet::new(),
            repeats: BTreeMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// A new id in the document for a part of the article. No key has a full stop, so ids of articles and of their
    /// parts cannot meet.
    pub fn new_id(&mut self, part: &str) -> String {
        let key = self.index.map_or("issue", |index| &self.plan.keys[index]);
        let first = format!("{key}.{part}");
        let mut id = first.clone();
        while !self.ids.insert(id.clone()) {
            let count = self.repeats.entry(first.clone()).or_insert(1);
            *count += 1;
            id = format!("{first}.{count}");
        }
        id
    }

    /// The next id in a row of its kind: `a001.fig1`, `a001.fig2`.
    pub fn next_id(&mut self, kind: &'static str) -> String {
        let count = self.counts.entry((self.index, kind)).or_default();
        *count += 1;
        let part = format!("{kind}{count}");
        self.new_id(&part)
    }

    /// Id of a note of the article, by its place among the notes.
    pub fn note_id(&self, note: usize) -> String {
        let key = self.index.map_or("issue", |index| &self.plan.keys[index]);
        format!("{key}.fn{}", note + 1)
    }

    /// An element with only text, unless the text is blank.
    pub fn field(&mut self, name: &'static str, attributes: &[(&str, &str)], text: Option<&str>) {
        let text = crate::plan::clean(text.unwrap_or_default());
        if !text.is_empty() {
            self.w.element(name, attributes, &text);
            self.w.line();
        }
    }

    /// Opens an element that holds others, on a line of its own.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.w.start(name, attributes);
        self.w.line();
    }

    /// Closes an element that holds others.
    pub fn close(&mut self) {
        self.w.end();
        self.w.line();
    }
}
