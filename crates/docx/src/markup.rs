//! XML parts as trees of elements, under limits: no entity is expanded, nothing is fetched, broken markup is read
//! as far as it makes sense. What the elements mean is no matter of this module.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};
use quick_xml::reader::Reader;

use crate::namespace::{self, Namespace};

/// Depth of a tree. Word's own documents stay below 60; deeper elements become children of the element at this
/// depth, so that recursion over a tree has a bound and their text is kept.
const DEPTH: usize = 200;
/// Open elements at once. Beyond it a part is not read on: millions of open tags would fill the memory.
const OPEN: usize = 200_000;
/// Elements that are held at once, at about 200 bytes each. Whole parts of real documents have fewer; a part of
/// millions of empty elements would fill the memory.
const ELEMENTS: usize = 1_000_000;

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
            Self::Deep => write!(f, "elements nested deeper than {DEPTH} were read as if they were not"),
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
    let mut root = Element::default();
    let faults = read(text, &|_| false, &mut |element| root = element);
    (root, faults)
}

/// Calls `visit` with each outermost element of this name, and builds nothing else: a first look at a part.
pub fn collect<'a>(text: &'a str, name: &'static str, visit: &mut dyn FnMut(Element<'a>)) {
    let tree = Tree { wanted: Some(name), ..Tree::default() };
    run(text, tree, &|_| false, visit);
}

/// Calls `visit` with each element that stands in an element accepted by `container`, and forgets it then, so
/// that a long part needs the memory of one block only; at the end with the root.
pub fn read<'a>(
    text: &'a str,
    container: &dyn Fn(&Element<'a>) -> bool,
    visit: &mut dyn FnMut(Element<'a>),
) -> BTreeSet<Fault> {
    run(text, Tree::default(), container, visit)
}

fn run<'a>(
    text: &'a str,
    mut tree: Tree<'a>,
    container: &dyn Fn(&Element<'a>) -> bool,
    visit: &mut dyn FnMut(Element<'a>),
) -> BTreeSet<Fault> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let start = reader.buffer_position() as usize;
        let Ok(event) = reader.read_event() else {
            tree.faults.insert(Fault::Syntax(reader.error_position()));
            break;
        };
        let end = reader.buffer_position() as usize;
        match event {
            Event::Start(_) => tree.open(&text[start..end]),
            Event::Empty(tag) => {
                tree.open(&text[start..end]);
                tree.close(tag.name().0, container, visit);
            }
            Event::End(tag) => tree.close(tag.name().0, container, visit),
            Event::Text(text) => tree.text(text.into_inner()),
            Event::CData(text) => tree.text(text.into_inner()),
            Event::GeneralRef(reference) => tree.reference(&reference),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if tree.stack.len() > OPEN || tree.held > ELEMENTS {
            tree.faults.insert(Fault::Large(end as u64));
            break;
        }
    }
    tree.finish(container, visit)
}

/// The elements that are open.
#[derive(Default)]
struct Tree<'a> {
    stack: Vec<Open<'a>>,
    /// Prefixes with their namespaces; the last binding of a prefix holds.
    bindings: Vec<(&'a str, Namespace)>,
    faults: BTreeSet<Fault>,
    /// Elements that have been built and not given away.
    held: usize,
    /// The only elements that are built, by name; all when none is named.
    wanted: Option<&'static str>,
    /// Open elements up to the outermost wanted one; 0 when none is open.
    wanted_depth: usize,
}

struct Open<'a> {
    element: Element<'a>,
    /// Name with prefix, for its end tag.
    tag: &'a str,
    /// How many bindings there were before it.
    bindings: usize,
    /// Elements in it so far, itself included.
    held: usize,
}

impl<'a> Tree<'a> {
    fn open(&mut self, markup: &'a str) {
        let inner = markup.strip_prefix('<').unwrap_or(markup);
        let inner = inner.strip_suffix('>').unwrap_or(inner);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let name_end = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let tag = &inner[..name_end];
        let bindings = self.bindings.len();
        let (prefix, name) = tag.split_once(':').unwrap_or(("", tag));
        if self.is_unwanted(name) && !inner.contains("xmlns") {
            self.stack.push(Open { element: Element::default(), tag, bindings, held: 0 });
            return;
        }
        let attributes: Vec<_> = Attributes::new(inner, name_end).with_checks(false).flatten().collect();
        for attribute in &attributes {
            let prefix = match attribute.key.0 {
                "xmlns" => "",
                key => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            self.bindings.push((prefix, namespace::of_uri(&attribute.value)));
        }
        let attributes =
            attributes.into_iter().map(|attribute| self.attribute(attribute.key.0, attribute.value));
        let element = Element {
            attributes: attributes.collect(),
            namespace: self.namespace(prefix),
            name,
            children: Vec::new(),
        };
        self.stack.push(Open { element, tag, bindings, held: 1 });
        self.held += 1;
        if self.wanted_depth == 0 && self.wanted == Some(name) {
            self.wanted_depth = self.stack.len();
        }
    }

    /// Whether an element of this name is not built: others are wanted, and it stands in none of them.
    fn is_unwanted(&self, name: &str) -> bool {
        self.wanted_depth == 0 && self.wanted.is_some_and(|wanted| wanted != name)
    }

    fn attribute(&self, key: &'a str, value: Cow<'a, str>) -> Attribute<'a> {
        let (prefix, name) = key.split_once(':').unwrap_or(("", key));
        let namespace = if prefix.is_empty() { Namespace::None } else { self.namespace(prefix) };
        let value = match value.contains('&') {
            // An unknown entity in an attribute leaves the value as written.
            true => match quick_xml::escape::unescape(&value) {
                Ok(text) => Cow::Owned(text.into_owned()),
                Err(_) => value,
            },
            false => value,
        };
        Attribute { namespace, name, value: sound_characters(value).0 }
    }

    fn namespace(&self, prefix: &str) -> Namespace {
        let mut bindings = self.bindings.iter().rev();
        match bindings.find(|(bound, _)| *bound == prefix) {
            Some((_, namespace)) => *namespace,
            None if prefix.is_empty() => Namespace::None,
            None => Namespace::Other,
        }
    }

    /// Closes the innermost open element of this tag and all within it.
    fn close(
        &mut self,
        tag: &str,
        container: &dyn Fn(&Element<'a>) -> bool,
        visit: &mut dyn FnMut(Element<'a>),
    ) {
        let Some(at) = self.stack.iter().rposition(|open| open.tag == tag) else {
            self.faults.insert(Fault::Mismatched);
            return;
        };
        if at + 1 < self.stack.len() {
            self.faults.insert(Fault::Mismatched);
        }
        while self.stack.len() > at {
            self.close_innermost(container, visit);
        }
    }

    fn close_innermost(
        &mut self,
        container: &dyn Fn(&Element<'a>) -> bool,
        visit: &mut dyn FnMut(Element<'a>),
    ) {
        let Some(mut open) = self.stack.pop() else {
            return;
        };
        open.element.children.shrink_to_fit();
        self.bindings.truncate(open.bindings);
        let depth = self.stack.len();
        if depth > DEPTH {
            self.faults.insert(Fault::Deep);
        }
        if self.wanted.is_some() && depth < self.wanted_depth {
            self.wanted_depth = 0;
            self.held -= open.held;
            return visit(open.element);
        }
        if self.wanted.is_some() && self.wanted_depth == 0 {
            self.held -= open.held;
            return;
        }
        match self.stack.get_mut(depth.min(DEPTH).wrapping_sub(1)) {
            Some(parent) if !container(&parent.element) => {
                parent.held += open.held;
                parent.element.children.push(Node::Element(open.element));
            }
            _ => {
                self.held -= open.held;
                visit(open.element);
            }
        }
    }

    fn text(&mut self, text: Cow<'a, str>) {
        let Some(open) = self.stack.last_mut() else {
            return;
        };
        if self.wanted.is_some() && self.wanted_depth == 0 {
            return;
        }
        let (text, sound) = sound_characters(text);
        if !sound {
            self.faults.insert(Fault::ForbiddenCharacter);
        }
        match open.element.children.last_mut() {
            Some(Node::Text(last)) => last.to_mut().push_str(&text),
            _ => open.element.children.push(Node::Text(text)),
        }
    }

    fn reference(&mut self, reference: &BytesRef<'a>) {
        let name: &str = reference;
        if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
            return self.text(Cow::Borrowed(text));
        }
        match reference.resolve_char_ref() {
            Ok(Some(c)) => self.text(Cow::Owned(c.to_string())),
            Ok(None) => {
                self.faults.insert(Fault::Entity);
                self.text(Cow::Owned(format!("&{name};")));
            }
            Err(_) => _ = self.faults.insert(Fault::ForbiddenCharacter),
        }
    }

    fn finish(
        mut self,
        container: &dyn Fn(&Element<'a>) -> bool,
        visit: &mut dyn FnMut(Element<'a>),
    ) -> BTreeSet<Fault> {
        if !self.stack.is_empty() {
            self.faults.insert(Fault::Truncated);
        }
        while !self.stack.is_empty() {
            self.close_innermost(container, visit);
        }
        self.faults
    }
}

/// The text without characters that XML forbids (XML 1.0, 2.2), and whether there were none.
fn sound_characters(text: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(forbidden) {
        return (text, true);
    }
    (Cow::Owned(text.replace(forbidden, "")), false)
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
        read("<d><b><p/><q>x</q></b></d>", &|parent| parent.name == "b", &mut |element| {
            seen.push(element.name);
        });
        assert_eq!(seen, ["p", "q", "d"]);
    }

    #[test]
    fn wanted_elements_are_built_whole_and_once() {
        let mut seen = Vec::new();
        let text = "<d><p a='1'>x<s b='2'><t><s/>y</t></s></p><s/></d>";
        collect(text, "s", &mut |element| seen.push((element.number("b"), element.children.len())));
        assert_eq!(seen, [(Some(2), 1), (None, 0)]);
    }
}
