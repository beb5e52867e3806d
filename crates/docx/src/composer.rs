//! Composing a paragraph: text and looks run by run, then the marks and cues that an eye would draw from them.

use std::collections::BTreeMap;
use std::rc::Rc;

use backissue_model::{Mark, Span, Spanned, is_counted};

use crate::reading::Item;
use crate::run_properties::{Position, RunProperties};

/// How a stretch of text looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Small capitals.
    pub small_caps: bool,
    /// Not shown.
    pub hidden: bool,
    /// Raised or lowered.
    pub position: Option<Position>,
    /// Size in points.
    pub size: f32,
    /// Colour.
    pub color: [u8; 3],
    /// Family for Latin text.
    pub latin_font: Option<Rc<str>>,
    /// Family for East Asian text.
    pub east_asian_font: Option<Rc<str>>,
    /// Language of Latin text.
    pub language: Option<Rc<str>>,
    /// Language of East Asian text.
    pub east_asian_language: Option<Rc<str>>,
}

/// A paragraph in the making.
#[derive(Debug, Default)]
pub struct Composer {
    /// Its characters.
    pub text: String,
    stretches: Vec<Stretch>,
    /// Marks that stand for one thing each: ruby, notes, formulas.
    atoms: Vec<Span>,
    /// Pictures in it.
    pub pictures: Vec<PendingPicture>,
    /// Offsets at which a new sheet begins, with its number.
    pub breaks: Vec<(usize, u32)>,
    /// Targets of the links that are open, outer before inner.
    pub links: Vec<String>,
    /// Id of a note whose mark is the text that follows.
    pub pending_note: Option<String>,
    /// What stands beside it: text boxes and what is in them.
    pub beside: Vec<Item>,
}

/// A picture that waits for its paragraph to be whole.
#[derive(Debug, Clone)]
pub struct PendingPicture {
    /// Where in the text.
    pub at: usize,
    /// Id of the image.
    pub image: Option<String>,
    /// Text that says the same.
    pub alt: String,
    /// Height in points.
    pub height: f32,
    /// Whether it floats beside the text.
    pub floating: bool,
}

#[derive(Debug)]
struct Stretch {
    end: usize,
    look: Look,
    link: Option<String>,
}

/// What most characters of a paragraph share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Character {
    /// Size in points.
    pub size: f32,
    /// Share in bold.
    pub bold: f32,
    /// Share in italics.
    pub italic: f32,
    /// Colour.
    pub color: [u8; 3],
    /// Family.
    pub family: Option<Rc<str>>,
}

/// Size of type when nothing states one (17.3.2.38): 10 points.
const DEFAULT_SIZE: f32 = 10.0;
/// A paragraph of which more than this share is bold (italic) is bold as a whole: single words in it are then
/// not marked.
const DOMINANT: f32 = 0.8;

impl Look {
    /// The look that properties give.
    pub fn of(properties: &RunProperties) -> Self {
        let complex = properties.complex == Some(true);
        let choose = |complex_value: Option<bool>, value: Option<bool>| {
            if complex { complex_value } else { value }.unwrap_or_default()
        };
        let size = if complex { properties.size_complex.or(properties.size) } else { properties.size };
        Self {
            bold: choose(properties.bold_complex, properties.bold),
            italic: choose(properties.italic_complex, properties.italic),
            small_caps: properties.small_caps.unwrap_or_default(),
            hidden: properties.hidden.unwrap_or_default(),
            position: properties.position.filter(|position| *position != Position::Baseline),
            size: size.unwrap_or(DEFAULT_SIZE),
            color: properties.color.unwrap_or_default(),
            latin_font: properties.latin_font.clone(),
            east_asian_font: properties.east_asian_font.clone(),
            language: if complex { properties.complex_language.clone() } else { properties.language.clone() },
            east_asian_language: properties.east_asian_language.clone(),
        }
    }

    /// The same on the base line: for marks that say themselves how they stand.
    pub fn on_baseline(&self) -> Self {
        Self { position: None, ..self.clone() }
    }
}

impl Composer {
    /// Adds text.
    pub fn push(&mut self, text: &str, look: &Look) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        let link = self.links.last();
        match self.stretches.last_mut() {
            Some(last) if last.look == *look && last.link.as_ref() == link => last.end = end,
            _ => self.stretches.push(Stretch { end, look: look.clone(), link: link.cloned() }),
        }
    }

    /// Adds text under a mark that stands for one thing.
    pub fn push_atom(&mut self, text: &str, look: &Look, mark: Mark) {
        let start = self.text.len() as u32;
        self.push(text, look);
        self.atoms.push(Span { start, end: self.text.len() as u32, mark });
    }

    /// Puts a mark over the text from an offset on.
    pub fn mark_from(&mut self, start: usize, mark: Mark) {
        if start < self.text.len() {
            self.atoms.push(Span { start: start as u32, end: self.text.len() as u32, mark });
        }
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What most characters share, and adds the families and languages of all to the tallies.
    pub fn character(
        &self,
        families: &mut BTreeMap<Rc<str>, usize>,
        languages: &mut BTreeMap<Rc<str>, usize>,
    ) -> Character {
        let mut total = 0;
        let (mut bold, mut italic) = (0, 0);
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        let mut colors: BTreeMap<[u8; 3], usize> = BTreeMap::new();
        let mut own: BTreeMap<Rc<str>, usize> = BTreeMap::new();
        for (text, stretch) in self.stretched() {
            let look = &stretch.look;
            let Counts { counted, east_asian, letters, east_asian_letters } = counts(text);
            total += counted;
            bold += if look.bold { counted } else { 0 };
            italic += if look.italic { counted } else { 0 };
            *sizes.entry(look.size.to_bits()).or_default() += counted;
            *colors.entry(look.color).or_default() += counted;
            let parts =
                [(&look.latin_font, counted.saturating_sub(east_asian)), (&look.east_asian_font, east_asian)];
            count_languages(look, letters, east_asian_letters, languages);
            for (font, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
                if let Some(font) = font {
                    *own.entry(font.clone()).or_default() += count;
                }
            }
        }
        for (family, count) in &own {
            *families.entry(family.clone()).or_default() += count;
        }
        let share = |count: usize| if total == 0 { 0.0 } else { count as f32 / total as f32 };
        Character {
            size: most(&sizes).map_or(DEFAULT_SIZE, f32::from_bits),
            bold: share(bold),
            italic: share(italic),
            color: most(&colors).unwrap_or_default(),
            family: most(&own),
        }
    }

    /// The text with its marks, links outermost. Pictures and page breaks are not in it yet.
    pub fn spanned(&self, character: &Character) -> Spanned {
        // Where bold and italic overlap one must be cut: the order that cuts less is the better one.
        let orders = [false, true].map(|emphasis_outer| self.spans(character, emphasis_outer));
        let [strong_outer, emphasis_outer] = orders;
        let mut spans = if emphasis_outer.len() < strong_outer.len() { emphasis_outer } else { strong_outer };
        spans.extend(self.atoms.iter().cloned());
        // Stable: of marks over the same text the outer one stays first.
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        Spanned { text: self.text.clone(), spans }
    }

    /// The marks that looks give.
    fn spans(&self, character: &Character, emphasis_outer: bool) -> Vec<Span> {
        let marks = |stretch: &Stretch| {
            let mut marks = marks(stretch, character.bold > DOMINANT, character.italic > DOMINANT);
            if emphasis_outer {
                marks.swap(STRONG, EMPHASIS);
            }
            marks
        };
        let marks: Vec<_> = self.stretches.iter().map(marks).collect();
        let mut spans = Vec::new();
        for level in 0..LEVELS {
            let mut start = 0;
            for (at, stretch) in self.stretches.iter().enumerate() {
                if marks.get(at + 1).is_some_and(|next| next[..=level] == marks[at][..=level]) {
                    continue;
                }
                if let Some(mark) = &marks[at][level] {
                    spans.extend(self.span(start, stretch.end, mark.clone()));
                }
                start = stretch.end;
            }
        }
        spans
    }

    /// Whether there is nothing but formulas.
    pub fn is_formula(&self) -> bool {
        let counted = |text: &str| text.chars().filter(|&c| is_counted(c)).count();
        let formulas = self.atoms.iter().filter(|atom| matches!(atom.mark, Mark::Math { .. }));
        let in_formulas: usize =
            formulas.map(|atom| counted(&self.text[atom.start as usize..atom.end as usize])).sum();
        in_formulas > 0 && in_formulas == counted(&self.text)
    }

    fn stretched(&self) -> impl Iterator<Item = (&str, &Stretch)> {
        let mut start = 0;
        self.stretches.iter().map(move |stretch| {
            let text = &self.text[start..stretch.end];
            start = stretch.end;
            (text, stretch)
        })
    }

    /// A span without white space at its ends; none when nothing is left.
    fn span(&self, start: usize, end: usize, mark: Mark) -> Option<Span> {
        let text = &self.text[start..end];
        let lead = text.len() - text.trim_start().len();
        let end = start + text.trim_end().len();
        let start = start + lead;
        (start < end).then_some(Span { start: start as u32, end: end as u32, mark })
    }
}

/// How many characters of a text are of a kind.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    counted: usize,
    east_asian: usize,
    /// Letters that are not East Asian.
    letters: usize,
    east_asian_letters: usize,
}

fn counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    for c in text.chars() {
        let east_asian = is_east_asian(c);
        counts.counted += usize::from(is_counted(c));
        counts.east_asian += usize::from(east_asian);
        match c.is_alphabetic() {
            true if east_asian => counts.east_asian_letters += 1,
            letter => counts.letters += usize::from(letter),
        }
    }
    counts
}

/// Counts letters by language. Word stamps a language on East Asian text that may be none of theirs: then it
/// says nothing, as does text without a stamp, and counts under the empty tag.
fn count_languages(
    look: &Look,
    letters: usize,
    east_asian_letters: usize,
    languages: &mut BTreeMap<Rc<str>, usize>,
) {
    let east_asian_language = look
        .east_asian_language
        .as_ref()
        .filter(|tag| ["zh", "ja", "ko"].iter().any(|primary| tag.to_ascii_lowercase().starts_with(primary)));
    let kinds = [(east_asian_language, east_asian_letters), (look.language.as_ref(), letters)];
    for (language, count) in kinds.into_iter().filter(|(_, count)| *count > 0) {
        let tag = language.map_or_else(|| Rc::from(""), Rc::clone);
        *languages.entry(tag).or_default() += count;
    }
}

/// Kinds of mark that looks give, outermost first.
const LEVELS: usize = 5;
const STRONG: usize = 1;
const EMPHASIS: usize = 2;

/// The marks of a stretch, outermost first, where it differs from most of its paragraph.
fn marks(stretch: &Stretch, bold: bool, italic: bool) -> [Option<Mark>; LEVELS] {
    let look = &stretch.look;
    [
        stretch.link.clone().map(Mark::Link),
        (look.bold && !bold).then_some(Mark::Strong),
        (look.italic && !italic).then_some(Mark::Emphasis),
        look.small_caps.then_some(Mark::SmallCaps),
        match look.position {
            Some(Position::Superscript) => Some(Mark::Sup),
            Some(Position::Subscript) => Some(Mark::Sub),
            _ => None,
        },
    ]
}

/// The key with the highest count; of equals the first.
pub fn most<K: Ord + Clone>(counts: &BTreeMap<K, usize>) -> Option<K> {
    let best = counts.iter().rev().max_by_key(|(_, count)| **count)?;
    Some(best.0.clone())
}

/// Whether a character takes the East Asian family of its run: Han, kana, hangul, and their punctuation.
pub fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
