//! XML parts as trees of elements, under limits: no entity is expanded, nothing is fetched, broken markup is read
//! as far as it makes sense. What the elements mean is no matter of this module.

mod tree;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use crate::namespace::Namespace;
use tree::Tree;
pub use tree::sound_characters;

/// An element with what is in it.
#[derive(Debug, Clone, Default)]
pub struct Element<'a> {
    /// Namespace of its name.
    pub namespace: Namespace,
    /// Its name without prefix.
    pub name: &'a str,
    attributes: Vec<Attribute<'a>>,
    /// Elements and text within.
    pub children: Vec<Node<'a>>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Text, references resolved.
    Text(Cow<'a, str>),
}

#[derive(Debug, Clone)]
struct Attribute<'a> {
    namespace: Namespace,
    name: &'a str,
    value: Cow<'a, str>,
}

/// What is wrong with the markup of a part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It ends within an element.
    Truncated,
    /// End tags that fit no start tag.
    Mismatched,
    /// A reference to an entity that is not predefined; it stands as text.
    Entity,
    /// Characters that XML forbids; they were left out.
    ForbiddenCharacter,
    /// Elements nested too deeply.
    Deep,
    /// Too many elements; those from this byte on were not read.
    Large(u64),
    /// A syntax error, at this byte; what follows was not read.
    Syntax(u64),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => f.write_str("the part ends in the middle of an element"),
            Self::Mismatched => f.write_str("end tags do not fit their start tags"),
            Self::Entity => f.write_str("entity references were not expanded; they stand as text"),
            Self::ForbiddenCharacter => f.write_str("characters that XML forbids were left out"),
            Self::Deep => {
                write!(f, "elements nested deeper than {} were read as if they were not", tree::DEPTH)
            }
            Self::Large(at) => write!(f, "too many elements; what follows byte {at} was not read"),
            Self::Syntax(at) => write!(f, "a syntax error at byte {at}; what follows it was not read"),
        }
    }
}

impl<'a> Element<'a> {
    /// Whether it is this element.
    pub fn is(&self, namespace: Namespace, name: &str) -> bool {
        self.namespace == namespace && self.name == name
    }

    /// The elements within.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child element of this name, in whatever namespace.
    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name == name)
    }

    /// The `val` attribute of the first child of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// The attribute of this name that is no reference to a relationship.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|attribute| attribute.name == name && attribute.namespace != Namespace::Relationships)
            .map(|attribute| &*attribute.value)
    }

    /// The attribute of this name in the namespace of relationships: `r:id`, `r:embed`.
    pub fn relationship(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|attribute| attribute.name == name && attribute.namespace == Namespace::Relationships)
            .map(|attribute| &*attribute.value)
    }

    /// A number in an attribute; none when it is missing or no number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The text directly within.
    pub fn text(&self) -> Cow<'_, str> {
        let mut texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text),
            Node::Element(_) => None,
        });
        let first = texts.next().map_or(Cow::Borrowed(""), |text| Cow::Borrowed(&**text));
        texts.fold(first, |sum, text| sum + &**text)
    }

    /// The first element of this name at whatever depth, itself included.
    pub fn descendant(&self, namespace: Namespace, name: &str) -> Option<&Element<'a>> {
        if self.is(namespace, name) {
            return Some(self);
        }
        self.elements().find_map(|element| element.descendant(namespace, name))
    }

    /// The same without the elements within for which `takes_out` says so.
    pub fn without(&self, takes_out: &mut dyn FnMut(&Element<'a>) -> bool) -> Self {
        let mut kept = Vec::with_capacity(self.children.len());
        for node in &self.children {
            match node {
                Node::Element(child) if takes_out(child) => {}
                Node::Element(child) => kept.push(Node::Element(child.without(takes_out))),
                Node::Text(text) => kept.push(Node::Text(text.clone())),
            }
        }
        Self { attributes: self.attributes.clone(), children: kept, ..*self }
    }

    /// Calls `visit` with each element of this name at whatever depth, outer before inner.
    pub fn each(&self, namespace: Namespace, name: &str, visit: &mut dyn FnMut(&Element<'a>)) {
        if self.is(namespace, name) {
            visit(self);
        }
        self.elements().for_each(|element| element.each(namespace, name, visit));
    }
}

/// The root element of a part, and what is wrong with the part.
pub fn parse(text: &str) -> (Element<'_>, BTreeSet<Fault>) {
    read(text, &|_| false, &mut |_| {})
}

/// Calls `visit` with each outermost element of this name, and builds nothing else: a first look at a part.
pub fn collect<'a>(text: &'a str, name: &'static str, visit: &mut dyn FnMut(Element<'a>)) {
    tree::run(text, Tree::of_wanted(name), &|_| false, visit);
}

/// Calls `visit` with each element that stands in an element accepted by `container`, and forgets it then, so
/// that a long part needs the memory of one block only. Gives the root without these, and what is wrong.
pub fn read<'a>(
    text: &'a str,
    container: &dyn Fn(&Element<'a>) -> bool,
    visit: &mut dyn FnMut(Element<'a>),
) -> (Element<'a>, BTreeSet<Fault>) {
    tree::run(text, Tree::default(), container, visit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    #[test]
    fn names_are_told_by_namespace_not_by_prefix() {
        let text = format!("<x:p xmlns:x='{WORD}' x:val='1'><q xmlns='{WORD}'/><q/></x:p>");
        let (root, faults) = parse(&text);
        let found: Vec<_> = root.elements().map(|element| element.namespace).collect();
        assert!(root.is(Namespace::Word, "p") && faults.is_empty());
        assert_eq!(found, [Namespace::Word, Namespace::None]);
        assert_eq!(root.number("val"), Some(1));
    }

    #[test]
    fn references_are_resolved_and_entities_never_expanded() {
        let (root, faults) = parse("<!DOCTYPE t [<!ENTITY e 'lol'>]><t>a&amp;&#x62;&e;&#0;</t>");
        assert_eq!(root.text(), "a&b&e;");
        assert_eq!(faults.into_iter().collect::<Vec<_>>(), [Fault::Entity, Fault::ForbiddenCharacter]);
    }

    #[test]
    fn broken_markup_keeps_its_text() {
        let (root, faults) = parse("<d><p><r>one</p></r><r>two");
        let mut texts = Vec::new();
        root.each(Namespace::None, "r", &mut |run| texts.push(run.text().into_owned()));
        assert_eq!(texts, ["one", "two"]);
        assert!(faults.contains(&Fault::Mismatched) && faults.contains(&Fault::Truncated));
    }

    #[test]
    fn depth_is_bounded_and_the_innermost_text_kept() {
        let text = "<a>".repeat(5_000) + "deep" + &"</a>".repeat(5_000);
        let (root, faults) = parse(&text);
        let mut found = String::new();
        root.each(Namespace::None, "a", &mut |element| found += &element.text());
        assert_eq!(found, "deep");
        assert!(faults.contains(&Fault::Deep));
    }

    #[test]
    fn blocks_are_given_one_by_one() {
        let mut seen = Vec::new();
        let is_container = |parent: &Element<'_>| parent.name == "b";
        let (root, _) =
            read("<d><b><p/><q>x</q></b></d>", &is_container, &mut |element| seen.push(element.name));
        assert_eq!((seen, root.name), (vec!["p", "q"], "d"));
    }

    #[test]
    fn wanted_elements_are_built_whole_and_once() {
        let mut seen = Vec::new();
        let text = "<d><p a='1'>x<s b='2'><t><s/>y</t></s></p><s/></d>";
        collect(text, "s", &mut |element| seen.push((element.number("b"), element.children.len())));
        assert_eq!(seen, [(Some(2), 1), (None, 0)]);
    }
}
