//! What is compared of a document, gathered from either side, and how the two sides differ. How a side is read is
//! not decided here.

/// What is compared.
#[derive(Debug, Default, PartialEq)]
pub struct Facts {
    /// The text in reading order, with that of tables and without that of notes.
    pub text: String,
    /// The headings, the title of the document not among them.
    pub headings: Vec<String>,
    /// How many entries the lists have.
    pub entries: usize,
    /// The tables: rows of cells, each with its spans and text.
    pub tables: Vec<Vec<Vec<(u64, u64, String)>>>,
    /// How many notes the text names.
    pub notes: usize,
    /// The text of the notes.
    pub note_text: String,
    /// How many images there are.
    pub images: usize,
    /// How many formulas there are.
    pub formulas: usize,
    /// What is emphasised.
    pub emphasis: Vec<String>,
    /// What is strong.
    pub strong: Vec<String>,
    /// The links that lead out, with their text.
    pub links: Vec<(String, String)>,
}

/// A difference in one aspect, with what stands on either side.
#[derive(Debug)]
pub struct Difference {
    /// Its name: `text`, `order`, `headings` and so on.
    pub aspect: &'static str,
    /// What the command finds.
    pub ours: String,
    /// What pandoc is expected to find.
    pub theirs: String,
}

/// Characters of one side that are shown.
const SHOWN: usize = 300;

/// The differences, aspect by aspect. Text with the same characters in another order differs in `order` only.
pub fn differences(ours: &Facts, theirs: &Facts) -> Vec<Difference> {
    let mut out = Vec::new();
    let mut hold = |aspect: &'static str, same: bool, ours: String, theirs: String| {
        if !same {
            let cut = |text: String| text.chars().take(SHOWN).collect();
            out.push(Difference { aspect, ours: cut(ours), theirs: cut(theirs) });
        }
    };
    let (one, other) = (squeezed(&ours.text), squeezed(&theirs.text));
    let aspect = if sorted(&one) == sorted(&other) { "order" } else { "text" };
    let (from_one, from_other) = from_difference(&one, &other);
    hold(aspect, one == other, from_one, from_other);
    let (one, other) = (squeezed(&ours.note_text), squeezed(&theirs.note_text));
    hold("note-text", one == other, one.clone(), other.clone());
    hold_parts(&mut hold, ours, theirs);
    out
}

/// All but the texts.
fn hold_parts(hold: &mut dyn FnMut(&'static str, bool, String, String), ours: &Facts, theirs: &Facts) {
    let counts = [
        ("entries", ours.entries, theirs.entries),
        ("notes", ours.notes, theirs.notes),
        ("images", ours.images, theirs.images),
        ("formulas", ours.formulas, theirs.formulas),
    ];
    for (aspect, one, other) in counts {
        hold(aspect, one == other, one.to_string(), other.to_string());
    }
    let marks = [
        ("headings", all(&ours.headings), all(&theirs.headings)),
        ("emphasis", ordered(&ours.emphasis), ordered(&theirs.emphasis)),
        ("strong", ordered(&ours.strong), ordered(&theirs.strong)),
    ];
    for (aspect, one, other) in marks {
        hold(aspect, one == other, format!("{one:?}"), format!("{other:?}"));
    }
    let links = |facts: &Facts| -> Vec<_> {
        facts.links.iter().map(|(text, target)| (squeezed(text), target.clone())).collect()
    };
    hold("links", links(ours) == links(theirs), format!("{:?}", ours.links), format!("{:?}", theirs.links));
    let tables = |facts: &Facts| -> Vec<Vec<Vec<_>>> {
        let cell = |(rows, columns, text): &(u64, u64, String)| (*rows, *columns, squeezed(text));
        let row = |row: &Vec<_>| row.iter().map(cell).collect();
        facts.tables.iter().map(|table| table.iter().map(row).collect()).collect()
    };
    hold(
        "tables",
        tables(ours) == tables(theirs),
        format!("{:?}", ours.tables),
        format!("{:?}", theirs.tables),
    );
}

fn all(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty()).collect()
}

fn ordered(texts: &[String]) -> Vec<String> {
    let mut texts = all(texts);
    texts.sort();
    texts
}

/// Without white space, hyphens that do not show, and the difference between hyphens that do.
fn squeezed(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}');
    shown.map(|c| if c == '\u{2011}' { '-' } else { c }).collect()
}

fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars
}

/// Both texts from shortly before the first difference on.
fn from_difference(one: &str, other: &str) -> (String, String) {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(20)).collect();
    (from(one), from(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_aspect_is_told() {
        let facts = |text: &str| Facts { text: text.to_owned(), ..Facts::default() };
        let aspects = |ours: &Facts, theirs: &Facts| -> Vec<_> {
            differences(ours, theirs).iter().map(|difference| difference.aspect).collect()
        };
        assert!(aspects(&facts("a b\u{ad}c\u{2011}"), &facts("abc-")).is_empty());
        assert_eq!(aspects(&facts("ab"), &facts("ba")), ["order"]);
        assert_eq!(aspects(&facts("ab"), &facts("a")), ["text"]);
        let other = Facts { notes: 1, strong: vec!["x".to_owned()], ..Facts::default() };
        assert_eq!(aspects(&Facts::default(), &other), ["notes", "strong"]);
    }
}
