//! Building elements from the events of an XML parser, under limits, whatever the markup does wrong.

use std::borrow::Cow;
use std::collections::BTreeSet;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};
use quick_xml::reader::Reader;

use super::{Attribute, Element, Fault, Node};
use crate::namespace::{self, Namespace};

/// Depth of a tree. Word's own documents stay below 60; deeper elements become children of the element at this
/// depth, so that recursion over a tree has a bound and their text is kept.
pub const DEPTH: usize = 200;
/// Open elements at once. Beyond it a part is not read on: millions of open tags would fill the memory.
const OPEN: usize = 200_000;
/// Elements that are held at once, at about 200 bytes each. Whole parts of real documents have fewer; a part of
/// millions of empty elements would fill the memory.
const ELEMENTS: usize = 1_000_000;

/// The elements that are open.
#[derive(Default)]
pub struct Tree<'a> {
    stack: Vec<Open<'a>>,
    /// Prefixes with their namespaces; the last binding of a prefix holds.
    bindings: Vec<(&'a str, Namespace)>,
    faults: BTreeSet<Fault>,
    /// The first root element that was closed.
    root: Option<Element<'a>>,
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

/// Builds the elements of a part and gives those in an element accepted by `container` to `visit`, and back the
/// first root element.
pub fn run<'a>(
    text: &'a str,
    mut tree: Tree<'a>,
    container: &dyn Fn(&Element<'a>) -> bool,
    visit: &mut dyn FnMut(Element<'a>),
) -> (Element<'a>, BTreeSet<Fault>) {
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

impl<'a> Tree<'a> {
    /// A tree that builds elements of this name only.
    pub fn of_wanted(name: &'static str) -> Self {
        Self { wanted: Some(name), ..Self::default() }
    }

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
            Some(_) => {
                self.held -= open.held;
                visit(open.element);
            }
            None => _ = self.root.get_or_insert(open.element),
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
    ) -> (Element<'a>, BTreeSet<Fault>) {
        if !self.stack.is_empty() {
            self.faults.insert(Fault::Truncated);
        }
        while !self.stack.is_empty() {
            self.close_innermost(container, visit);
        }
        (self.root.unwrap_or_default(), self.faults)
    }
}

/// The text without characters that XML forbids (XML 1.0, 2.2), and whether there were none.
pub fn sound_characters(text: Cow<'_, str>) -> (Cow<'_, str>, bool) {
    let forbidden = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(forbidden) {
        return (text, true);
    }
    (Cow::Owned(text.replace(forbidden, "")), false)
}
