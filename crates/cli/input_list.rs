//! The inputs of a run in their order, in little memory: a run may have a million of them, and needs one at a time.
//! Which they are, `gathering` finds out.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::inputs::Input;
use crate::path_text;

/// What the arguments name.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Whether the only argument is one file or standard input, so that one output file can be meant.
    pub(crate) single: bool,
    /// What to convert.
    items: Vec<Item>,
    /// Files that are left alone, with the reason.
    passed_over: Vec<(Item, &'static str)>,
    paths: Paths,
    /// What is not packed.
    others: Vec<Input>,
}

/// Paths, packed: the path of a folder and the names of its files lie one behind the other in one text, in the form
/// of `path_text`.
#[derive(Debug, Default)]
struct Paths {
    text: String,
    folders: Vec<Span>,
}

/// A part of the text, in bytes.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    length: u32,
}

#[derive(Debug, Clone, Copy)]
enum Item {
    File {
        /// Where its folder stands among the folders.
        folder: u32,
        name: Span,
        depth: u16,
    },
    /// Where it stands among what is not packed.
    Other(usize),
}

impl Inputs {
    /// A single input.
    pub(crate) fn one(input: Input) -> Self {
        let mut inputs = Self { single: true, ..Self::default() };
        inputs.add(input);
        inputs
    }

    /// Adds an input behind the others.
    pub(crate) fn add(&mut self, input: Input) {
        let item = self.item(input);
        self.items.push(item);
    }

    /// Notes a file that is no input, and why.
    pub(crate) fn pass_over(&mut self, path: &Path, why: &'static str) {
        let item = self.item(Input::file(path, None));
        self.passed_over.push((item, why));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// All inputs in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Cow<'_, Input>> {
        self.items.iter().map(|item| self.input(*item))
    }

    /// The files that are left alone, with the reason.
    pub(crate) fn passed_over(&self) -> impl ExactSizeIterator<Item = (Cow<'_, Input>, &'static str)> {
        self.passed_over.iter().map(|(item, why)| (self.input(*item), *why))
    }

    /// Puts the inputs from this place on in the order of their folders and names.
    pub(crate) fn sort_from(&mut self, place: usize) {
        let Self { items, paths, others, .. } = self;
        items[place..].sort_unstable_by(|a, b| parts(paths, others, *a).cmp(parts(paths, others, *b)));
    }

    /// Gives back the memory that was taken for more inputs to come.
    pub(crate) fn complete(&mut self) {
        self.items.shrink_to_fit();
        self.paths.text.shrink_to_fit();
    }

    /// Takes out files that were added again, by themselves or within a folder or pattern: each is converted once.
    pub(crate) fn pass_over_repeated(&mut self) {
        let is_file = |place: &usize| match self.items[*place] {
            Item::File { .. } => true,
            Item::Other(other) => self.others[other].path().is_some(),
        };
        let mut files: Vec<usize> = (0..self.len()).filter(is_file).collect();
        let path = |place: &usize| parts(&self.paths, &self.others, self.items[*place]);
        let order = |a: &usize, b: &usize| path(a).cmp(path(b));
        files.sort_by(order);
        let again: BTreeSet<usize> =
            files.windows(2).filter(|pair| order(&pair[0], &pair[1]).is_eq()).map(|pair| pair[1]).collect();
        self.passed_over.extend(again.iter().map(|place| (self.items[*place], "named before")));
        let mut place = 0..;
        self.items.retain(|_| !place.next().is_some_and(|place| again.contains(&place)));
    }

    fn item(&mut self, input: Input) -> Item {
        let packed = match &input {
            Input::File { path, depth } => pack(&mut self.paths, path, *depth),
            _ => None,
        };
        packed.unwrap_or_else(|| {
            self.others.push(input);
            Item::Other(self.others.len() - 1)
        })
    }

    fn input(&self, item: Item) -> Cow<'_, Input> {
        match item {
            Item::File { folder, name, depth } => {
                let path =
                    path_text::path(self.paths.folder(folder)).join(path_text::path(self.paths.at(name)));
                Cow::Owned(Input::File { path, depth })
            }
            Item::Other(place) => Cow::Borrowed(&self.others[place]),
        }
    }
}

impl Paths {
    fn at(&self, span: Span) -> &str {
        let start = span.start as usize;
        &self.text[start..start + span.length as usize]
    }

    fn folder(&self, number: u32) -> &str {
        self.at(self.folders[number as usize])
    }
}

/// The names along a path.
fn parts<'a>(paths: &'a Paths, others: &'a [Input], item: Item) -> impl Iterator<Item = Component<'a>> {
    let (folder, name) = match item {
        Item::File { folder, name, .. } => (Path::new(paths.folder(folder)), Path::new(paths.at(name))),
        Item::Other(place) => (Path::new(""), others[place].place().unwrap_or(Path::new(""))),
    };
    folder.components().chain(name.components())
}

/// Packs the path of a file; none for one that would not come back as it was written, such as `a//b.txt`, and once
/// all names together have 4 GiB.
fn pack(paths: &mut Paths, path: &Path, depth: u16) -> Option<Item> {
    let (parent, name) = (path.parent()?, path.file_name()?);
    if PathBuf::from(parent).join(name).as_os_str() != path.as_os_str() {
        return None;
    }
    let parent = path_text::text(parent);
    // The files of a folder come in a row, so a folder is seldom kept twice.
    let same = paths.folders.last().is_some_and(|last| paths.at(*last) == parent);
    if !same {
        let span = push(&mut paths.text, &parent)?;
        paths.folders.push(span);
    }
    let folder = u32::try_from(paths.folders.len() - 1).ok()?;
    let name = push(&mut paths.text, &path_text::text(Path::new(name)))?;
    Some(Item::File { folder, name, depth })
}

fn push(text: &mut String, part: &str) -> Option<Span> {
    let start = u32::try_from(text.len()).ok()?;
    let length = u32::try_from(part.len()).ok()?;
    start.checked_add(length)?;
    text.push_str(part);
    Some(Span { start, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(inputs: &Inputs) -> Vec<String> {
        inputs.iter().map(|input| input.shown()).collect()
    }

    #[test]
    fn paths_come_back_as_they_were_written() {
        let names =
            ["a.txt", "in/a.txt", "in/b.txt", "/a.txt", "./in//a.txt", "in/a.txt/", "..", "旧刊/一.txt"];
        let mut inputs = Inputs::default();
        names.iter().for_each(|name| inputs.add(Input::file(Path::new(name), Some(2))));
        inputs.add(Input::Stdin);
        assert_eq!(paths(&inputs), [&names[..], &["-"]].concat());
        assert_eq!(inputs.iter().nth(1).as_deref(), Some(&Input::file(Path::new("in/a.txt"), Some(2))));
    }

    #[test]
    fn folders_come_in_the_order_of_their_names() {
        let mut inputs = Inputs::default();
        ["z.txt", "b/a.txt", "b.txt", "b/a/c.txt", "a.txt"].iter().for_each(|name| {
            inputs.add(Input::file(Path::new(name), None));
        });
        inputs.sort_from(1);
        assert_eq!(paths(&inputs), ["z.txt", "a.txt", "b/a/c.txt", "b/a.txt", "b.txt"]);
    }
}
