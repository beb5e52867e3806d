//! What a paged file knows of its own text: its outline, its article threads, the tags of its structure tree.
//!
//! Hints, not verdicts: an outline may be that of a template, tags may be wrong and threads half made. Nothing here
//! is text of the issue, and nothing of it is counted in the ledger.

use crate::Rect;

/// All hints of a file; empty lists where it has none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// The outline (bookmarks), each item before its children (ISO 32000-2, 12.3.3).
    pub outline: Vec<OutlineItem>,
    /// The article threads (ISO 32000-2, 12.4.3).
    pub threads: Vec<Thread>,
    /// The structure tree of a tagged file (ISO 32000-2, 14.7).
    pub tags: Tags,
}

/// An item of the outline.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutlineItem {
    /// Its title, without white space around it; not empty.
    pub title: String,
    /// Its level: 1 at the top.
    pub level: u32,
    /// The sheet that it leads to, counted from 1; none when it leads elsewhere or nowhere.
    pub page: Option<u32>,
    /// The point on that sheet, in points from its left, where the file states it.
    pub x: Option<f32>,
    /// The point on that sheet, in points from its top, where the file states it.
    pub y: Option<f32>,
}

/// An article as a chain of areas to be read one after the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thread {
    /// Its title, where the file gives one.
    pub title: Option<String>,
    /// Its areas, in reading order; at least one.
    pub beads: Vec<Bead>,
}

/// An area of a thread.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bead {
    /// The sheet, counted from 1.
    pub page: u32,
    /// Its extent on the page.
    pub rect: Rect,
}

/// The structure tree of a tagged file, and which content belongs where in it.
///
/// [`crate::Glyph::tag`] and [`crate::PlacedImage::tag`] are places in [`Tags::contents`], counted from 1. Contents
/// stand in the order of the tree, so that sorting glyphs by their tags gives the order in which the file wants to be
/// read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tags {
    /// The elements, each before its children, in the order of the tree.
    pub elements: Vec<TaggedElement>,
    /// For each piece of marked content, in the order of the tree, its element: an index into [`Tags::elements`].
    pub contents: Vec<u32>,
}

/// A structure element.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaggedElement {
    /// Its type, by the standard's names and the file's role map.
    pub role: TagRole,
    /// Its type by the name that the file gives it: often the name of a paragraph style, such as `Headline`.
    pub name: String,
    /// The element that it is in: an index into [`Tags::elements`]; none at the top.
    pub parent: Option<u32>,
    /// Text that says the same as its content, given by the file.
    pub alt: Option<String>,
}

/// Standard structure types (ISO 32000-2, 14.8.4), those that mean the same to a reader as one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TagRole {
    /// `Document`, `Part`, `Sect`, `Div`, `NonStruct` and the like: holds others and says nothing of its text.
    Grouping,
    /// `Art`: a text complete in itself.
    Article,
    /// `Aside`: beside the text around it.
    Aside,
    /// `Title`: of the document.
    Title,
    /// `H1` and so on, by its level; `H`, which states none, is 0.
    Heading(u8),
    /// `P`.
    Paragraph,
    /// `BlockQuote`.
    BlockQuote,
    /// `Caption`: of a figure or table.
    Caption,
    /// `TOC`.
    Contents,
    /// `TOCI`: an item of a table of contents.
    ContentsItem,
    /// `Index`.
    Index,
    /// `Note` and `FENote`: a footnote or endnote.
    Note,
    /// `L`: a list.
    List,
    /// `LI`: an item of a list.
    ListItem,
    /// `Lbl`: a number or bullet, of a list item or a note.
    Label,
    /// `LBody`: what a list item says.
    ListBody,
    /// `Table`.
    Table,
    /// `THead`, `TBody`, `TFoot`: rows of a table.
    TableRows,
    /// `TR`: a row of a table.
    Row,
    /// `TH`: a cell that heads others.
    HeaderCell,
    /// `TD`: a cell.
    Cell,
    /// `Figure`.
    Figure,
    /// `Formula`.
    Formula,
    /// `Form`: a field to be filled in.
    Form,
    /// `Link` and `Annot`.
    Link,
    /// `Span`, `Em`, `Ruby` and the like: within a line.
    Inline,
    /// `Artifact`: no part of the text.
    Artifact,
    /// A type that neither the standard nor the file's role map explains.
    #[default]
    Unknown,
}

impl Tags {
    /// The element of a tag and those that it is in, from the innermost outwards, with their indexes; nothing for
    /// content without a tag.
    pub fn elements_of(&self, tag: u32) -> impl Iterator<Item = (u32, &TaggedElement)> {
        let place = usize::try_from(tag).ok().and_then(|tag| tag.checked_sub(1));
        let first = place.and_then(|place| self.contents.get(place)).copied();
        std::iter::successors(first.and_then(|index| self.at(index)), |(index, element)| {
            // Parents stand before their children: whatever the table holds, this comes to an end.
            self.at(element.parent.filter(|parent| parent < index)?)
        })
    }

    /// The innermost element of a tag that is more than part of a line: what a paragraph, a heading or a cell is.
    pub fn block_of(&self, tag: u32) -> Option<(u32, &TaggedElement)> {
        let is_part = |role| matches!(role, TagRole::Inline | TagRole::Link | TagRole::Label);
        self.elements_of(tag).find(|(_, element)| !is_part(element.role))
    }

    fn at(&self, index: u32) -> Option<(u32, &TaggedElement)> {
        Some((index, self.elements.get(index as usize)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(role: TagRole, parent: Option<u32>) -> TaggedElement {
        TaggedElement { role, parent, ..TaggedElement::default() }
    }

    #[test]
    fn a_tag_leads_to_its_elements_from_within() {
        let elements = vec![
            element(TagRole::Article, None),
            element(TagRole::Paragraph, Some(0)),
            element(TagRole::Inline, Some(1)),
        ];
        let tags = Tags { elements, contents: vec![1, 2, 7] };
        let roles = |tag| tags.elements_of(tag).map(|(_, element)| element.role).collect::<Vec<_>>();
        assert_eq!(roles(1), [TagRole::Paragraph, TagRole::Article]);
        assert_eq!(roles(2), [TagRole::Inline, TagRole::Paragraph, TagRole::Article]);
        assert_eq!((roles(0), roles(3), roles(4)), (vec![], vec![], vec![]));
        assert_eq!(tags.block_of(2).map(|(index, _)| index), Some(1));
    }

    #[test]
    fn parents_in_a_circle_come_to_an_end() {
        let elements = vec![element(TagRole::Paragraph, Some(1)), element(TagRole::Paragraph, Some(0))];
        let tags = Tags { elements, contents: vec![1] };
        assert_eq!(tags.elements_of(1).count(), 2);
    }
}
