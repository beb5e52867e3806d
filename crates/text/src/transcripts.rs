//! What transcribers of Project Gutenberg put before and after a text: kept as imprint, out of the articles.

use backissue_model::{Furniture, FurnitureKind, Place, Provenance, Rule};

use crate::lines::TextLine;

const LICENCE: Rule = Rule::new("imprint/transcriber-licence");

/// Takes the lines up to the mark of the start and from the mark of the end on.
pub(crate) fn take(lines: &mut Vec<TextLine>) -> Vec<Furniture> {
    let mut furniture = Vec::new();
    let closes = |line: &TextLine| {
        // Older transcripts say it in a sentence before the mark.
        line.text.starts_with("End of") && line.text.contains("Project Gutenberg")
            || is_mark(&line.text, "END OF")
    };
    if let Some(end) = lines.iter().position(closes) {
        furniture.extend(imprint(lines.drain(end..)));
    }
    if let Some(start) = lines.iter().position(|line| is_mark(&line.text, "START OF")) {
        furniture.extend(imprint(lines.drain(..=start)));
        let credits = credits(lines);
        furniture.extend(imprint(lines.drain(..credits)));
    }
    furniture
}

/// What the lines begin with in which transcribers name themselves, in small letters.
const CREDITS: [&str; 6] = [
    "produced by",
    "e-text prepared by",
    "etext prepared by",
    "this etext was",
    "this ebook was",
    "transcribed by",
];

/// The lines behind the mark of the start in which transcribers name themselves, up to the next blank line.
fn credits(lines: &[TextLine]) -> usize {
    let named = |line: &TextLine| {
        let text = line.text.to_lowercase();
        CREDITS.iter().any(|word| text.starts_with(word))
    };
    if !lines.first().is_some_and(named) {
        return 0;
    }
    1 + lines[1..].iter().take_while(|line| line.blanks == 0).count()
}

fn is_mark(text: &str, word: &str) -> bool {
    if !text.starts_with("***") {
        return false;
    }
    let inner = text.trim_start_matches(['*', ' ']);
    inner.starts_with(word) && inner.contains("PROJECT GUTENBERG")
}

fn imprint(lines: impl Iterator<Item = TextLine>) -> Option<Furniture> {
    let lines: Vec<TextLine> = lines.collect();
    let (first, last) = (lines.first()?.number, lines.last()?.number);
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let provenance = Provenance::new(Place::Lines { first, last }, LICENCE);
    Some(Furniture { kind: FurnitureKind::Imprint, text, provenance })
}

#[cfg(test)]
mod tests {
    use backissue_model::Ledger;

    use super::*;
    use crate::lines::split;

    #[test]
    fn licence_lines_leave_and_the_text_stays() {
        let text = "Free.\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n\nProduced by Odile Brandt\nand others.\n\n\nText.\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\nMore.\n";
        let mut lines = split(text, 1, &mut Ledger::default()).lines;
        assert_eq!(take(&mut lines).len(), 3);
        assert_eq!(lines.len(), 1);
    }
}
