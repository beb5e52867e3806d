//! Names of departments that papers share, and what stands beside a name.

use std::sync::LazyLock;

use backissue_model::{Flow, FlowItem, Role};

use crate::conventions::Words;

/// The names of departments.
const FILE: &str = include_str!("../data/departments.txt");
/// Departments of many papers, in the languages and scripts they appear in.
static KNOWN: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "names"));
/// What names of departments end with.
static ENDS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "ends"));
/// Bytes of the longest of the known names.
const LONGEST_KNOWN: usize = 40;
/// The longest name that is told by its end, in characters.
const LONGEST: usize = 8;

/// Whether a line is the name of a department by its wording.
pub(crate) fn is_known(line: &str) -> bool {
    let (name, beside) = split(line);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let by_end = || ENDS.at_end(name).is_some() && name.chars().count() <= LONGEST;
    let known = || name.len() <= LONGEST_KNOWN && KNOWN.has(&name.to_lowercase());
    beside.is_some() || known() || by_end()
}

/// Marks the lines that are names of departments, unless the file says that they are something else.
pub(crate) fn label(flow: &mut Flow, names: &[String]) {
    if names.is_empty() {
        return;
    }
    let names: Vec<String> = names.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
    for item in &mut flow.items {
        if let FlowItem::Line(line) = item
            && line.cues.role.is_none()
            && names.contains(&bare(split(&line.text.text).0))
        {
            line.cues.role = Some(Role::Department);
        }
    }
}

/// A name as it is compared: in lower case, without spaces and ornaments.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name and its transcription behind it: `乡村新事 XIANG CUN XIN SHI`.
pub(crate) fn split(line: &str) -> (&str, Option<&str>) {
    let Some(at) = line.find(|c: char| c.is_ascii_alphabetic()) else { return (line, None) };
    let (name, beside) = (line[..at].trim_end(), &line[at..]);
    let spelled = beside.split(' ').count() >= 2
        && beside.chars().all(|c| c.is_ascii_uppercase() || c == ' ')
        && !name.is_ascii();
    if spelled && name.chars().count() <= LONGEST { (name, Some(beside)) } else { (line, None) }
}

#[cfg(test)]
mod tests {
    use backissue_model::{Line, Spanned};

    use super::*;

    #[test]
    fn names_of_the_publication_are_labels_whatever_their_case_and_ornaments() {
        let line = |text: &str| {
            let text = Spanned { text: text.to_owned(), ..Spanned::default() };
            FlowItem::Line(Line { text, ..Line::default() })
        };
        let mut flow = Flow { items: ["— NET LOFT —", "Net lofts"].map(line).into(), ..Flow::default() };
        label(&mut flow, &["Net Loft".to_owned(), String::new()]);
        let role = |item: &FlowItem| match item {
            FlowItem::Line(line) => line.cues.role.clone(),
            _ => None,
        };
        assert_eq!(flow.items.iter().map(role).collect::<Vec<_>>(), [Some(Role::Department), None]);
    }

    #[test]
    fn known_names_and_transcriptions() {
        assert!(
            is_known("副刊") && is_known("Letters") && is_known("渡口动态") && is_known("水乡 SHUI XIANG")
        );
        assert!(!is_known("桥修好了") && !is_known("村里用上 WIFI"));
        assert!(KNOWN.iter().all(|name| name.len() <= LONGEST_KNOWN && is_known(name)));
        assert_eq!(split("水乡 SHUI XIANG"), ("水乡", Some("SHUI XIANG")));
    }
}
