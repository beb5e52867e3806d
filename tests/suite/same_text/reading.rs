//! A text as somebody reads it, and where it is cut into blocks. White space says nothing here, and formats differ
//! on characters that have no shape, so that neither counts.

use std::collections::BTreeSet;

use backissue_convert::model::script::full_size;

/// A text and its cuts, in characters from its start.
#[derive(Debug, Default)]
pub struct Reading {
    text: Vec<char>,
    /// Where one block ends and another begins.
    must: BTreeSet<usize>,
    /// Where a block may be cut as well: a line break, a caption before its credit.
    may: BTreeSet<usize>,
}

impl Reading {
    /// Adds text. Marks of notes are raised by each format's own means, so that raised figures are figures.
    pub fn say(&mut self, text: &str) {
        self.text.extend(full_size(text).chars().filter(|c| has_shape(*c)));
    }

    /// Ends a block.
    pub fn cut(&mut self) {
        self.must.insert(self.text.len());
    }

    /// Allows a cut.
    pub fn may_cut(&mut self) {
        self.may.insert(self.text.len());
    }

    /// How much has been said.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes back what was said after a place.
    pub fn take_from(&mut self, place: usize) -> String {
        self.text.drain(place..).collect()
    }

    fn near(&self, place: usize) -> String {
        let (from, to) = (place.saturating_sub(14), (place + 20).min(self.text.len()));
        let side = |from: usize, to: usize| self.text[from..to.max(from)].iter().collect::<String>();
        format!("{:?} | {:?}", side(from.min(to), place.min(to)), side(place.min(to), to))
    }
}

/// How what was seen differs from what was said: in text, in blocks that ran together, in blocks that fell apart.
pub fn difference(said: &Reading, seen: &Reading) -> Option<String> {
    if said.text != seen.text {
        let at = said.text.iter().zip(&seen.text).take_while(|(a, b)| a == b).count();
        return Some(format!("{} became {}", said.near(at), seen.near(at)));
    }
    let inner = |place: &usize| *place > 0 && *place < said.text.len();
    let cut = |reading: &Reading, place: &usize| reading.must.contains(place) || reading.may.contains(place);
    if let Some(place) = said.must.iter().find(|place| inner(place) && !cut(seen, place)) {
        return Some(format!("ran together: {}", said.near(*place)));
    }
    let apart = seen.must.iter().find(|place| inner(place) && !cut(said, place))?;
    Some(format!("fell apart: {}", said.near(*apart)))
}

fn has_shape(c: char) -> bool {
    let shapeless = c.is_whitespace()
        || c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}');
    !shapeless
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(blocks: &[&str]) -> Reading {
        let mut reading = Reading::default();
        for block in blocks {
            reading.say(block);
            reading.cut();
        }
        reading
    }

    #[test]
    fn text_and_cuts_are_told_apart() {
        let said = reading(&["One two.", "Three."]);
        let differs = |blocks: &[&str]| difference(&said, &reading(blocks));
        assert_eq!(differs(&["One", " two.", "Three."]).unwrap(), "fell apart: \"One\" | \"two.Three.\"");
        assert_eq!(differs(&["One two. Three."]).unwrap(), "ran together: \"Onetwo.\" | \"Three.\"");
        assert_eq!(
            differs(&["One two.", "Tree."]).unwrap(),
            "\"Onetwo.T\" | \"hree.\" became \"Onetwo.T\" | \"ree.\""
        );
        assert_eq!(differs(&["Onetwo .", "Three.", ""]), None);
    }
}
