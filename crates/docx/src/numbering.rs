//! Lists: their definitions (ECMA-376 Part 1, 17.9) and the counting that gives each entry its label.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::markup::{self, Element, Fault};
use crate::number_formats::{self, NumberFormat};
use crate::paragraph_properties::ParagraphProperties;
use crate::run_properties::is_on;
use crate::styles::Styles;
use crate::symbols;

/// The definitions and the state of all lists of a document.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    abstracts: BTreeMap<i64, Abstract>,
    lists: BTreeMap<i64, List>,
    /// The last number given at each level, by abstract definition: lists that share one count on.
    counters: BTreeMap<i64, [Option<u32>; LEVELS]>,
    /// Lists that have begun, with the levels whose own start was used.
    begun: BTreeSet<(i64, usize)>,
}

/// A label and where its text stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The mark or number as shown.
    pub text: String,
    /// Whether it is a number.
    pub numbered: bool,
    /// Depth from 0.
    pub level: u8,
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: BTreeMap<usize, Level>,
    /// A numbering style that holds the levels instead.
    style_link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    definition: i64,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: NumberFormat,
    /// Text with `%1` for the number of the first level.
    text: String,
    /// The level after which it begins anew, counted from 1; 0 for never.
    restart: Option<usize>,
    /// Whether all numbers in it are shown in Arabic figures.
    legal: bool,
    paragraph: ParagraphProperties,
    style: Option<String>,
    /// Family of a bullet, which gives its code a meaning.
    font: Option<String>,
}

/// Levels of a list (17.9.6, `w:ilvl` from 0 to 8).
const LEVELS: usize = 9;
/// Lists and their definitions that are read; a definition takes some four kilobytes. Word reuses them.
const DEFINITIONS: usize = 20_000;
/// Longest label text that is kept: a label is a mark, not a text.
const LABEL: usize = 100;

impl Numbering {
    /// Reads the numbering part.
    pub fn of(text: &str, styles: &Styles) -> (Self, BTreeSet<Fault>) {
        let (root, faults) = markup::parse(text);
        let mut numbering = Self::default();
        for element in root.elements().take(DEFINITIONS) {
            match element.name {
                "abstractNum" => {
                    let id = element.number("abstractNumId").unwrap_or_default();
                    numbering.abstracts.insert(id, Abstract::of(element));
                }
                "num" => {
                    let id = element.number("numId").unwrap_or_default();
                    numbering.lists.insert(id, List::of(element));
                }
                _ => {}
            }
        }
        numbering.resolve_style_links(styles);
        (numbering, faults)
    }

    /// A definition that only names a numbering style takes the levels of the definition that the style names
    /// (17.9.21).
    fn resolve_style_links(&mut self, styles: &Styles) {
        let definition_of = |style: &str| {
            let list = self.lists.get(&styles.get(style)?.paragraph.list?)?;
            Some(list.definition)
        };
        let links: Vec<(i64, i64)> = self
            .abstracts
            .iter()
            .filter_map(|(id, definition)| Some((*id, definition_of(definition.style_link.as_deref()?)?)))
            .collect();
        for (id, target) in links {
            let levels = self.abstracts.get(&target).map(|target| target.levels.clone()).unwrap_or_default();
            if let Some(definition) = self.abstracts.get_mut(&id)
                && definition.levels.is_empty()
            {
                definition.levels = levels;
            }
        }
    }

    /// What the level of a list says of its paragraphs.
    pub fn paragraph(&self, list: i64, level: u8) -> Option<&ParagraphProperties> {
        Some(&self.level(list, usize::from(level))?.paragraph)
    }

    /// The level of a list that a paragraph style is tied to, when the style itself names none (17.9.23).
    pub fn level_of_style(&self, list: i64, style: &Rc<str>) -> Option<u8> {
        let found = (0..LEVELS).find(|&level| {
            self.level(list, level).is_some_and(|level| level.style.as_deref() == Some(style))
        });
        found.map(|level| level as u8)
    }

    /// Counts the next entry of a list and gives its label; none when there is no such list or it shows none.
    pub fn next(&mut self, list: i64, level: u8) -> Option<Label> {
        let at = usize::from(level).min(LEVELS - 1);
        let definition = self.lists.get(&list)?.definition;
        let number = self.count(list, definition, at)?;
        let current = self.level(list, at)?;
        if current.format == NumberFormat::Bullet {
            let text = symbols::bullet(&current.text, current.font.as_deref());
            return (!text.is_empty()).then_some(Label { text, numbered: false, level });
        }
        let text = self.label(list, definition, at, number);
        let numbered = current.format != NumberFormat::None;
        (!text.is_empty()).then_some(Label { text, numbered, level })
    }

    /// Moves the counters of a definition on by one entry at this level.
    fn count(&mut self, list: i64, definition: i64, at: usize) -> Option<u32> {
        let start = self.level(list, at)?.start;
        let own_start = self.lists.get(&list).and_then(|list| list.starts.get(&at)).copied();
        let first_of_list = self.begun.insert((list, at));
        let restarts: Vec<usize> = (at + 1..LEVELS)
            .filter(|&deeper| self.level(list, deeper).is_none_or(|level| level.restarts_after(at)))
            .collect();
        let counters = self.counters.entry(definition).or_default();
        let number = match (own_start, counters[at]) {
            (Some(start), _) if first_of_list => start,
            (_, Some(last)) => last.saturating_add(1),
            (Some(start), None) => start,
            (None, None) => start,
        };
        counters[at] = Some(number);
        for deeper in restarts {
            counters[deeper] = None;
        }
        Some(number)
    }

    fn label(&self, list: i64, definition: i64, at: usize, number: u32) -> String {
        let Some(level) = self.level(list, at) else {
            return String::new();
        };
        let mut label = String::new();
        let mut rest = level.text.as_str();
        while let Some(percent) = rest.find('%') {
            label.push_str(&rest[..percent]);
            let digit = rest[percent + 1..].chars().next().and_then(|c| c.to_digit(10));
            let Some(named) = digit.filter(|digit| (1..=LEVELS as u32).contains(digit)) else {
                label.push('%');
                rest = &rest[percent + 1..];
                continue;
            };
            rest = &rest[percent + 2..];
            let named = named as usize - 1;
            let value = if named == at { number } else { self.current(list, definition, named) };
            let format = self.level(list, named).map_or(NumberFormat::Decimal, |level| level.format.clone());
            let format = if level.legal { NumberFormat::Decimal } else { format };
            label.push_str(&number_formats::format(value, &format));
        }
        label.push_str(rest);
        label.trim().to_owned()
    }

    /// The number at an upper level; a level that was skipped shows the number with which it would begin.
    fn current(&self, list: i64, definition: i64, at: usize) -> u32 {
        let counted = self.counters.get(&definition).and_then(|counters| counters[at]);
        counted.unwrap_or_else(|| self.level(list, at).map_or(1, |level| level.start))
    }

    fn level(&self, list: i64, at: usize) -> Option<&Level> {
        let list = self.lists.get(&list)?;
        list.levels.get(&at).or_else(|| self.abstracts.get(&list.definition)?.levels.get(&at))
    }
}

impl Abstract {
    fn of(element: &Element<'_>) -> Self {
        Self { levels: levels(element), style_link: element.value("numStyleLink").map(str::to_owned) }
    }
}

impl List {
    fn of(element: &Element<'_>) -> Self {
        let definition = element.child("abstractNumId").and_then(|id| id.number("val")).unwrap_or_default();
        let mut list = Self { definition, ..Self::default() };
        for change in element.elements().filter(|child| child.name == "lvlOverride") {
            let Some(at) = level_number(change) else {
                continue;
            };
            let start = change.child("startOverride").and_then(|start| start.number("val"));
            if let Some(start) = start.and_then(|start| u32::try_from(start).ok()) {
                list.starts.insert(at, start);
            }
            list.levels.extend(levels(change));
        }
        list
    }
}

impl Level {
    fn of(element: &Element<'_>) -> Self {
        let number = |name: &str| element.child(name).and_then(|child| child.number("val"));
        let picture = element.child("lvlPicBulletId").is_some();
        let text = element.value("lvlText").unwrap_or_default();
        let format = element.descendant_format().unwrap_or(NumberFormat::Decimal);
        Self {
            start: number("start").and_then(|start| u32::try_from(start).ok()).unwrap_or(0),
            text: if picture { "•".into() } else { text.chars().take(LABEL).collect() },
            restart: number("lvlRestart").and_then(|level| usize::try_from(level).ok()),
            legal: element.child("isLgl").is_some_and(is_on),
            paragraph: element.child("pPr").map(ParagraphProperties::of).unwrap_or_default(),
            style: element.value("pStyle").map(str::to_owned),
            font: element
                .child("rPr")
                .and_then(|run| run.child("rFonts")?.attribute("ascii"))
                .map(str::to_owned),
            format,
        }
    }

    /// Whether it begins anew after an entry at this higher level.
    fn restarts_after(&self, at: usize) -> bool {
        match self.restart {
            Some(0) => false,
            Some(level) => at < level,
            None => true,
        }
    }
}

impl Element<'_> {
    /// The number format of a level; Word 2010 wraps formats of its own in alternate content.
    fn descendant_format(&self) -> Option<NumberFormat> {
        let direct = self.child("numFmt");
        let wrapped = || self.child("AlternateContent")?.child("Choice")?.child("numFmt");
        direct.or_else(wrapped).map(NumberFormat::of)
    }
}

fn levels(element: &Element<'_>) -> BTreeMap<usize, Level> {
    let levels = element.elements().filter(|child| child.name == "lvl");
    levels.filter_map(|level| Some((level_number(level)?, Level::of(level)))).collect()
}

fn level_number(element: &Element<'_>) -> Option<usize> {
    element.number("ilvl").and_then(|level| usize::try_from(level).ok()).filter(|level| *level < LEVELS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(content: &str) -> Numbering {
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        Numbering::of(&format!("<w:numbering xmlns:w='{word}'>{content}</w:numbering>"), &Styles::default()).0
    }

    fn level(at: u8, format: &str, text: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
        )
    }

    fn labels(numbering: &mut Numbering, entries: &[(i64, u8)]) -> Vec<String> {
        let label =
            |&(list, level): &(i64, u8)| numbering.next(list, level).map_or("-".into(), |label| label.text);
        entries.iter().map(label).collect()
    }

    #[test]
    fn levels_count_restart_and_show_their_parents() {
        let mut numbering = numbering(&format!(
            "<w:abstractNum w:abstractNumId='7'>{}{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
            level(0, "chineseCountingThousand", "%1、"),
            level(1, "lowerRoman", "%1-%2)"),
        ));
        let entries = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)];
        assert_eq!(labels(&mut numbering, &entries), ["一、", "一-i)", "一-ii)", "二、", "二-i)"]);
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_state_a_start() {
        let mut numbering = numbering(&format!(
            "<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='7'/>\
               <w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>",
            level(0, "decimal", "%1."),
        ));
        let entries = [(1, 0), (2, 0), (3, 0), (3, 0), (9, 0)];
        assert_eq!(labels(&mut numbering, &entries), ["1.", "2.", "5.", "6.", "-"]);
    }
}
