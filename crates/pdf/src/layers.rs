//! Optional content (ISO 32000-2, 8.11): which groups are hidden when the file is opened.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::limits::{MAX_DEPTH, MAX_LAYER_OPERANDS};
use crate::objects::{array, dict, get, name, resolve};

/// The groups that are hidden.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Layers {
    /// By object number.
    hidden: BTreeSet<ObjectId>,
}

/// Reads the default configuration of a document.
pub(crate) fn of(document: &Document) -> Layers {
    let Some(properties) =
        document.catalog().ok().and_then(|catalog| dict(document, catalog, b"OCProperties"))
    else {
        return Layers::default();
    };
    let groups = |dict: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
        let items = array(document, dict, key).unwrap_or_default();
        items.iter().filter_map(|item| item.as_reference().ok()).collect()
    };
    let mut hidden = BTreeSet::new();
    if let Some(default) = dict(document, properties, b"D") {
        if name(document, default, b"BaseState") == Some(b"OFF") {
            hidden.extend(groups(properties, b"OCGs"));
        }
        for shown in groups(default, b"ON") {
            hidden.remove(&shown);
        }
        hidden.extend(groups(default, b"OFF"));
    }
    Layers { hidden }
}

impl Layers {
    /// Whether content of a group, or of a membership dictionary, is hidden.
    pub(crate) fn is_hidden(&self, document: &Document, group: &Dictionary) -> bool {
        !self.hidden.is_empty() && self.hides(document, group)
    }

    fn hides(&self, document: &Document, group: &Dictionary) -> bool {
        if name(document, group, b"Type") != Some(b"OCMD") {
            return self.is_hidden_group(document, group);
        }
        if let Some(Object::Array(expression)) = get(document, group, b"VE") {
            let mut left = MAX_LAYER_OPERANDS;
            return !self.holds(document, expression, 0, &mut left);
        }
        let members = match group.get(b"OCGs") {
            Ok(one @ Object::Reference(_)) if !matches!(resolve(document, one), Object::Array(_)) => {
                std::slice::from_ref(one)
            }
            _ => array(document, group, b"OCGs").unwrap_or_default(),
        };
        let mut states =
            members.iter().filter_map(|member| member.as_reference().ok()).map(|id| self.shows(id));
        let shown = match name(document, group, b"P") {
            Some(b"AllOn") => states.all(|on| on),
            Some(b"AnyOff") => states.any(|on| !on),
            Some(b"AllOff") => states.all(|on| !on),
            _ => states.clone().next().is_none() || states.any(|on| on),
        };
        !shown
    }

    /// A group is known by its object: the dictionary at hand is compared by its place in memory.
    fn is_hidden_group(&self, document: &Document, group: &Dictionary) -> bool {
        self.hidden
            .iter()
            .any(|&id| document.get_dictionary(id).is_ok_and(|candidate| std::ptr::eq(candidate, group)))
    }

    fn shows(&self, id: ObjectId) -> bool {
        !self.hidden.contains(&id)
    }

    /// Whether a visibility expression holds (ISO 32000-2, 8.11.2.2).
    ///
    /// `left` is how many more operands are looked at: expressions in one another can be the same one.
    fn holds(&self, document: &Document, expression: &[Object], depth: usize, left: &mut usize) -> bool {
        let Some((operator, operands)) = expression.split_first().filter(|_| depth < MAX_DEPTH) else {
            return true;
        };
        let looked_at = operands.len().min(*left);
        *left -= looked_at;
        let operands = &operands[..looked_at];
        let mut values = operands.iter().map(|operand| match resolve(document, operand) {
            Object::Array(inner) => self.holds(document, inner, depth + 1, left),
            _ => operand.as_reference().map_or(true, |id| self.shows(id)),
        });
        match crate::objects::as_name(operator) {
            Some(b"Not") => !values.next().unwrap_or(false),
            Some(b"Or") => values.any(|value| value),
            _ => values.all(|value| value),
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn groups_memberships_and_expressions() {
        let mut document = Document::new();
        let on = document.add_object(dictionary! { "Type" => "OCG" });
        let off = document.add_object(dictionary! { "Type" => "OCG" });
        let (shown, hidden) = (Object::Reference(on), Object::Reference(off));
        let default = dictionary! { "OFF" => vec![hidden.clone()] };
        let catalog = document.add_object(dictionary! { "OCProperties" => dictionary! { "D" => default } });
        document.trailer.set("Root", catalog);
        let layers = of(&document);
        assert!(layers.is_hidden(&document, document.get_dictionary(off).unwrap()));
        assert!(!layers.is_hidden(&document, document.get_dictionary(on).unwrap()));
        let both = vec![shown.clone(), hidden.clone()];
        let member = |policy: &str| dictionary! { "Type" => "OCMD", "OCGs" => both.clone(), "P" => policy };
        let verdicts =
            ["AnyOn", "AllOn", "AnyOff", "AllOff"].map(|policy| layers.is_hidden(&document, &member(policy)));
        assert_eq!(verdicts, [false, true, false, true]);
        let not = Object::Array(vec!["Not".into(), hidden]);
        let expression = dictionary! { "Type" => "OCMD", "VE" => vec!["And".into(), shown, not] };
        assert!(!layers.is_hidden(&document, &expression));
    }

    #[test]
    fn an_expression_that_is_named_twice_on_each_level_comes_to_an_end() {
        let mut document = Document::new();
        let off = document.add_object(dictionary! { "Type" => "OCG" });
        let layers = Layers { hidden: BTreeSet::from([off]) };
        let mut inner = off;
        for _ in 0..40 {
            let (operator, operand) = (Object::Name(b"Or".to_vec()), Object::Reference(inner));
            inner = document.add_object(vec![operator, operand.clone(), operand]);
        }
        let member = dictionary! { "Type" => "OCMD", "VE" => Object::Reference(inner) };
        assert!(layers.is_hidden(&document, &member));
    }
}
