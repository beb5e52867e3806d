//! Styles, resolved along their chains (ECMA-376 Part 1, 17.7). What a style means for the text is read from its
//! name and outline level; how it looks from its properties.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use backissue_model::Role;

use crate::markup::{self, Element, Fault};
use crate::paragraph_properties::ParagraphProperties;
use crate::run_properties::RunProperties;
use crate::theme::Theme;

/// The style sheet.
#[derive(Debug, Clone, Default)]
pub struct Styles {
    /// What holds for every paragraph before any style.
    pub paragraph_defaults: ParagraphProperties,
    /// What holds for every run before any style.
    pub run_defaults: RunProperties,
    styles: BTreeMap<Rc<str>, Style>,
    default_paragraph: Option<Rc<str>>,
    default_table: Option<Rc<str>>,
}

/// A style with all that its chain says.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// What it says of paragraphs.
    pub paragraph: ParagraphProperties,
    /// What it says of runs.
    pub run: RunProperties,
    /// What it says that the paragraph is.
    pub role: Option<Role>,
    /// Whether it is a Word table style that sets its first row apart.
    pub first_row: bool,
}

/// A style as the part states it.
#[derive(Debug, Clone, Default)]
struct Stated {
    name: String,
    based_on: Option<Rc<str>>,
    paragraph: ParagraphProperties,
    run: RunProperties,
    first_row: bool,
}

/// Longest chain of styles that is followed. Word allows 10; a cycle ends here too.
const CHAIN: usize = 64;
/// Styles that are read. Word itself holds no more than 4,079; a style takes half a kilobyte here.
const STYLES: usize = 20_000;
/// Longest name that is looked at; no name of a role is longer.
const NAME: usize = 64;

impl Styles {
    /// Reads the styles part.
    pub fn of(text: &str, theme: &Theme) -> (Self, BTreeSet<Fault>) {
        let (root, faults) = markup::parse(text);
        let mut styles = Self::default();
        if let Some(defaults) = root.child("docDefaults") {
            let paragraph = defaults.child("pPrDefault").and_then(|default| default.child("pPr"));
            let run = defaults.child("rPrDefault").and_then(|default| default.child("rPr"));
            styles.paragraph_defaults = paragraph.map(ParagraphProperties::of).unwrap_or_default();
            styles.run_defaults = run.map(|run| RunProperties::of(run, theme)).unwrap_or_default();
        }
        let mut stated = BTreeMap::new();
        for element in root.elements().filter(|element| element.name == "style").take(STYLES) {
            let Some(id) = element.attribute("styleId").map(Rc::<str>::from) else {
                continue;
            };
            let is_default = matches!(element.attribute("default"), Some("1" | "true" | "on"));
            match element.attribute("type") {
                Some("paragraph") if is_default => styles.default_paragraph = Some(id.clone()),
                Some("table") if is_default => styles.default_table = Some(id.clone()),
                _ => {}
            }
            stated.insert(id, Stated::of(element, theme));
        }
        styles.styles = stated.keys().map(|id| (id.clone(), resolve(id, &stated))).collect();
        (styles, faults)
    }

    /// The style of this id.
    pub fn get(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }

    /// The style of a paragraph: the named one, else the default one.
    pub fn paragraph(&self, id: Option<&str>) -> Option<&Style> {
        let named = id.and_then(|id| self.get(id));
        named.or_else(|| self.get(self.default_paragraph.as_deref()?))
    }

    /// The style of a table: the named one, else the default one.
    pub fn table(&self, id: Option<&str>) -> Option<&Style> {
        id.and_then(|id| self.get(id)).or_else(|| self.get(self.default_table.as_deref()?))
    }
}

impl Stated {
    fn of(element: &Element<'_>, theme: &Theme) -> Self {
        let name: String = element.value("name").unwrap_or_default().chars().take(NAME).collect();
        let mut conditional = element.elements().filter(|child| child.name == "tblStylePr");
        Self {
            name: name.to_lowercase(),
            based_on: element.value("basedOn").map(Rc::from),
            paragraph: element.child("pPr").map(ParagraphProperties::of).unwrap_or_default(),
            run: element.child("rPr").map(|run| RunProperties::of(run, theme)).unwrap_or_default(),
            first_row: conditional.any(|format| format.attribute("type") == Some("firstRow")),
        }
    }
}

/// Follows the chain of a style from itself to its root, and applies it from the root down.
fn resolve(id: &str, stated: &BTreeMap<Rc<str>, Stated>) -> Style {
    let mut chain = Vec::new();
    let mut next = stated.get(id);
    while let Some(style) = next
        && chain.len() < CHAIN
    {
        chain.push(style);
        next = style.based_on.as_ref().and_then(|id| stated.get(id));
    }
    let role = chain.iter().find_map(|style| role_of_name(&style.name));
    chain.iter().rev().fold(Style { role, ..Style::default() }, |style, over| Style {
        paragraph: style.paragraph.overlaid(&over.paragraph),
        run: style.run.overlaid(&over.run),
        role: style.role,
        first_row: style.first_row || over.first_row,
    })
}

/// What a style's name, in lower case, says that its paragraphs are. Word writes its built-in names in English
/// whatever its own language; other programs translate them.
fn role_of_name(name: &str) -> Option<Role> {
    if let Some(level) = heading_level(name) {
        return Some(Role::Heading(level));
    }
    Some(match name {
        "title" | "标题" | "標題" | "表題" => Role::Title,
        "subtitle" | "副标题" | "副標題" | "副題" => Role::Subtitle,
        "caption" | "题注" | "題注" | "図表番号" | "image caption" | "table caption" => Role::Caption,
        "quote" | "intense quote" | "block text" | "block quotation" | "quotations" | "引用" | "明显引用" => {
            Role::Quote
        }
        "verse" | "poem" | "poetry" | "诗歌" | "詩歌" => Role::Verse,
        "byline" | "author" | "作者" | "署名" => Role::Byline,
        "department" | "column title" | "栏目" | "欄目" => Role::Department,
        "footnote text" | "endnote text" => Role::Note,
        _ => return None,
    })
}

fn heading_level(name: &str) -> Option<u8> {
    let names = ["heading", "标题", "標題", "見出し", "제목", "überschrift", "titre", "título", "заголовок"];
    let number = names.iter().find_map(|prefix| name.strip_prefix(prefix))?.trim_start();
    number.parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(content: &str) -> Styles {
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        Styles::of(&format!("<w:styles xmlns:w='{word}'>{content}</w:styles>"), &Theme::default()).0
    }

    #[test]
    fn a_chain_is_followed_and_a_cycle_ends() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='Deck'><w:name w:val='Deck'/><w:basedOn w:val='H'/>\
               <w:rPr><w:sz w:val='30'/></w:rPr></w:style>\
             <w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 2'/><w:basedOn w:val='Deck'/>\
               <w:rPr><w:b/><w:sz w:val='40'/></w:rPr></w:style>",
        );
        let deck = styles.get("Deck").expect("the style is there");
        assert_eq!((deck.run.bold, deck.run.size), (Some(true), Some(15.0)));
        assert_eq!(deck.role, Some(Role::Heading(2)));
    }

    #[test]
    fn names_of_roles_are_read_in_several_languages() {
        assert_eq!(role_of_name("heading 1"), Some(Role::Heading(1)));
        assert_eq!(role_of_name("标题 3"), Some(Role::Heading(3)));
        assert_eq!(role_of_name("标题"), Some(Role::Title));
        assert_eq!(role_of_name("heading 12"), None);
        assert_eq!(role_of_name("body text"), None);
    }
}
