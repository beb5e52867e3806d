//! The masthead at the top of a text: title of the paper, date, volume and number.

use backissue_model::{Furniture, FurnitureKind, Metadata, Provenance, Rule};

use crate::dates;
use crate::lines::TextLine;
use crate::sentences::ends_sentence;

const MASTHEAD: Rule = Rule::new("masthead/date-or-number-at-top");

/// Lines at the top among which the date or number of the issue is sought.
const TOP_LINES: usize = 8;
/// The longest line of a masthead, in characters.
const LONGEST: usize = 80;
/// A line longer than this that ends with a full stop is a sentence, unless it ends with an abbreviation.
const SENTENCE: usize = 30;

/// Takes the masthead out of the lines, and reads what it says of the issue.
///
/// A masthead is known by the line with the date or number of the issue: short lines from the top down to it,
/// and a blank line under it.
pub(crate) fn take(lines: &mut Vec<TextLine>, metadata: &mut Metadata) -> Vec<Furniture> {
    let Some(len) = masthead_length(lines) else { return Vec::new() };
    let taken: Vec<TextLine> = lines.drain(..len).collect();
    if let Some(first) = lines.first_mut() {
        first.blanks = first.blanks.max(1);
    }
    for line in &taken {
        read_line(&line.text, metadata);
        metadata.provenance.absorb(Provenance::new(line.place(), MASTHEAD));
    }
    let piece = |line: TextLine| Furniture {
        kind: FurnitureKind::Masthead,
        provenance: Provenance::new(line.place(), MASTHEAD),
        text: line.text,
    };
    taken.into_iter().map(piece).collect()
}

fn masthead_length(lines: &[TextLine]) -> Option<usize> {
    let together = |at: usize| at == 0 || lines[at].blanks <= 1;
    let top = (0..lines.len().min(TOP_LINES)).take_while(|at| together(*at)).count();
    let fits = |line: &TextLine| {
        let length: usize = line.text.split_whitespace().map(|word| word.chars().count() + 1).sum();
        // `No. 41.` ends with a full stop, and so does a sentence, which is longer.
        let sentence = ends_sentence(&line.text) && length > SENTENCE && !dates::is_abbreviated(&line.text)
            || line.text.ends_with(['，', ',', '。']);
        length <= LONGEST && !sentence
    };
    let short = lines[..top].iter().take_while(|line| fits(line)).count();
    let dated = lines[..short].iter().rposition(|line| dates::is_issue_line(&line.text))? + 1;
    let prices = lines[dated..short].iter().take_while(|line| is_price(&line.text)).count();
    let len = dated + prices;
    lines.get(len).is_none_or(|next| next.blanks > 0).then_some(len)
}

/// Whether a line says what the issue costs.
fn is_price(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["price ", "preis ", "prix ", "цена ", "cena ", "定价", "零售", "定価"]
        .iter()
        .any(|word| lower.starts_with(word))
}

fn read_line(text: &str, metadata: &mut Metadata) {
    if !dates::is_issue_line(text) {
        metadata.publication.title.get_or_insert_with(|| text.to_owned());
        return;
    }
    fill(&mut metadata.date, || dates::date(text));
    fill(&mut metadata.volume, || dates::number_of(text, &dates::VOLUME));
    fill(&mut metadata.whole_number, || dates::number_of(text, &dates::WHOLE_NUMBER));
    fill(&mut metadata.number, || dates::number_of(text, &dates::NUMBER));
}

fn fill(slot: &mut Option<String>, read: impl FnOnce() -> Option<String>) {
    if slot.is_none() {
        *slot = read();
    }
}

#[cfg(test)]
mod tests {
    use backissue_model::Ledger;

    use super::*;
    use crate::lines::split;

    fn masthead(text: &str) -> (Metadata, usize) {
        let mut lines = split(text, 1, &mut Ledger::default()).lines;
        let mut metadata = Metadata::default();
        let furniture = take(&mut lines, &mut metadata);
        (metadata, furniture.len())
    }

    #[test]
    fn title_date_and_numbers() {
        let (metadata, lines) = masthead("  渡口日报\n2003年4月5日 星期六 第14期 总第203期\n\n\n桥修好了\n");
        assert_eq!(lines, 2);
        assert_eq!(metadata.publication.title.as_deref(), Some("渡口日报"));
        assert_eq!(metadata.date.as_deref(), Some("2003-04-05"));
        assert_eq!((metadata.number.as_deref(), metadata.whole_number.as_deref()), (Some("14"), Some("203")));
        let (metadata, lines) =
            masthead("THE FORD COURIER\nVol. XII, No. 3\nMay 2, 1931\n\nPrice One Penny.\n\n\nThe bridge\n");
        assert_eq!(lines, 4);
        assert_eq!((metadata.volume.as_deref(), metadata.number.as_deref()), (Some("XII"), Some("3")));
        assert_eq!(metadata.date.as_deref(), Some("1931-05-02"));
    }

    #[test]
    fn pieces_of_a_line_may_stand_far_apart() {
        let wide = " ".repeat(40);
        let (metadata, lines) = masthead(&format!(
            "РЕЧНОЙ ВЕСТНИК\n№ 17{wide}12 мая 1987 года{wide}Цена 3 коп.\n\n\nМост открыт\n"
        ));
        assert_eq!((lines, metadata.number.as_deref()), (2, Some("17")));
        assert_eq!(metadata.date.as_deref(), Some("1987-05-12"));
    }

    #[test]
    fn a_headline_at_the_top_is_no_masthead() {
        assert_eq!(
            masthead("The bridge is open\n\nIt opened on May 2, 1931, in the rain, and everybody came.\n").1,
            0
        );
    }
}
