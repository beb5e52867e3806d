//! Whether what has the form of a dateline names a place: what the rest of the issue says of its words.
//!
//! A town is written with a capital wherever it stands; the word of a run-in head is written small elsewhere. No list of
//! towns is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::western::{Close, Possible, is_shouted};
use crate::parts::{Kind, Part};

/// Words that no other language of the papers has all of.
const GERMAN: [&str; 4] = [" der ", " die ", " und ", " das "];
/// So many paragraphs open with the name of one who speaks in an interview.
const SPEAKER: usize = 2;

/// What the text of an issue tells of the words that its paragraphs open with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Towns {
    /// Which of the German words it has.
    german: [bool; GERMAN.len()],
    /// How many paragraphs open with a place in this form, by the place in lower case.
    openings: BTreeMap<String, usize>,
    /// Words of such places that stand with a capital within sentences.
    named: BTreeSet<String>,
    /// Words of such places that stand in small letters.
    common: BTreeSet<String>,
}

impl Towns {
    /// What these parts tell.
    pub(crate) fn of(parts: &[Part]) -> Self {
        let has = |word: &str| parts.iter().any(|part| part.block.text.text.contains(word));
        let mut towns = Self { german: GERMAN.map(has), ..Self::default() };
        for part in parts.iter().filter(|part| part.kind == Kind::Body) {
            if let Some(possible) = super::possible(&part.block.text.text) {
                *towns.openings.entry(possible.place.to_lowercase()).or_default() += 1;
            }
        }
        let words: BTreeSet<String> =
            towns.openings.keys().flat_map(|place| words(place)).map(str::to_owned).collect();
        if !words.is_empty() {
            parts.iter().for_each(|part| towns.note(&part.block.text.text, &words));
        }
        towns
    }

    /// Adds what another part of the text tells.
    pub(crate) fn join(&mut self, other: Self) {
        self.german.iter_mut().zip(other.german).for_each(|(has, other)| *has |= other);
        self.named.extend(other.named);
        self.common.extend(other.common);
        for (place, count) in other.openings {
            *self.openings.entry(place).or_default() += count;
        }
    }

    /// Adds what a masthead or folio line tells: `El Correo de Valdelirio` is named for its town.
    pub(crate) fn hear(&mut self, furniture: &str) {
        let lower = furniture.to_lowercase();
        let heard: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
        let places = self.openings.keys().flat_map(|place| words(place));
        self.named.extend(places.filter(|word| heard.contains(word)).map(str::to_owned).collect::<Vec<_>>());
    }

    /// Whether a paragraph that has the form of one opens with a dateline.
    pub(crate) fn confirm(&self, possible: &Possible) -> bool {
        let lower = possible.place.to_lowercase();
        let speaks = possible.close == Close::Colon
            && self.openings.get(&lower).is_some_and(|count| *count >= SPEAKER);
        if speaks || words(&lower).any(|word| self.common.contains(word)) {
            return false;
        }
        // Every noun has a capital in German: that it stands within a sentence tells nothing there.
        let german = self.is_german() && possible.close == Close::Stop;
        german || is_shouted(possible.place) || words(&lower).all(|word| self.named.contains(word))
    }

    fn is_german(&self) -> bool {
        self.german.iter().filter(|has| **has).count() >= 3
    }

    /// Notes how the words of places are written in a text.
    fn note(&mut self, text: &str, places: &BTreeSet<String>) {
        let mut within = false;
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/')) {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            let lower = core.to_lowercase();
            if places.contains(&lower) {
                if core.starts_with(char::is_lowercase) {
                    self.common.insert(lower);
                } else if within && core.contains(char::is_lowercase) {
                    self.named.insert(lower);
                }
            }
            within = !word.is_empty() && !word.ends_with(['.', '!', '?', ':', '»', '”', '"', '—', '–', '…']);
        }
    }
}

/// The words of a place, without its particles.
fn words(place: &str) -> impl Iterator<Item = &str> {
    place.split([' ', '/', '-']).filter(|word| word.chars().count() >= 3)
}

#[cfg(test)]
mod tests {
    use backissue_model::Spanned;

    use super::*;
    use crate::parts::{Block, Form};

    fn confirmed(opening: &str, other: &str) -> bool {
        let part = |text: &str| {
            let block = Block {
                form: Form::Text,
                text: Spanned { text: text.to_owned(), ..Spanned::default() },
                ..Block::default()
            };
            Part { kind: Kind::Body, block }
        };
        let towns = Towns::of(&[part(opening), part(other)]);
        super::super::possible(opening).is_some_and(|possible| towns.confirm(&possible))
    }

    #[test]
    fn a_town_has_its_capital_elsewhere_too() {
        assert!(confirmed("Valdelirio. El tranvía vuelve.", "El alcalde de Valdelirio lo abrió."));
        assert!(!confirmed("Valdelirio. El tranvía vuelve.", "Lo abrió el alcalde."));
        assert!(!confirmed("Silencio. El tranvía vuelve.", "Hubo un silencio largo."));
        assert!(confirmed("VALLESCURA. Sabato si apre.", "Il sipario era chiuso."));
        assert!(!confirmed("SIPARIO. Sabato si apre.", "Il sipario era chiuso."));
        assert!(!confirmed("BRANDT: Where was the log?", "BRANDT: It was here."));
        assert!(confirmed("MERRIN: The log was found.", "It lay in the sand."));
    }

    #[test]
    fn a_german_report_may_open_with_its_town() {
        let other = "Das ist der Rat, und die Bahn fährt. Es ist das Stellwerk.";
        assert!(confirmed("Birkenau. Das Stellwerk steht.", other));
        assert!(confirmed("BIRKENAU. Das Stellwerk steht.", other));
        assert!(!confirmed("Das Stellwerk steht. Es regnet.", other));
    }
}
