//! Rules typed with dashes and stars, and the boxes that two of them make.
//!
//! A rule under a heading (`===`) is a mark of the heading and read by [`crate::marks`] before this.

use backissue_model::{Furniture, FurnitureKind, Ledger, Provenance, Role, Rule, script};

use crate::lines::TextLine;

const DRAWN: Rule = Rule::new("rule/typed");
const BOX: Rule = Rule::new("box/between-rules");
const ADVERTISEMENT: Rule = Rule::new("advertisement/offer-in-box");

/// The shortest rule, in characters.
const SHORTEST: usize = 3;

/// The character that a line repeats, if it is nothing but a rule.
pub(crate) fn rule_character(text: &str) -> Option<char> {
    // Most lines begin with a letter, and are no rule.
    if text.starts_with(script::is_common_letter) {
        return None;
    }
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let first = marks.next().filter(|c| "-_=*~+#.·•─━═—–－＿＊※◇◆○●☆★".contains(*c))?;
    (marks.clone().all(|c| c == first) && marks.count() + 1 >= SHORTEST).then_some(first)
}

/// Takes rules out of the lines: they separate what is above from what is below, or make a box.
pub(crate) fn take(lines: &mut Vec<TextLine>, ledger: &mut Ledger) -> Vec<Furniture> {
    let furniture = take_boxes(lines, ledger);
    let mut above = None;
    lines.retain_mut(|line| {
        if rule_character(&line.text).is_some() && line.role.is_none() {
            ledger.remove(DRAWN, line.place(), &line.text);
            above = Some(line.number);
            return false;
        }
        line.rule_above = line.rule_above.or(above.take());
        true
    });
    furniture
}

/// Lines that a box typed with rules may hold. A page or a whole article between rules is no box.
const BOX_LINES: usize = 12;

/// Takes the rules of boxes away; a box that offers something for sale is an advertisement, any other is set
/// beside the text.
fn take_boxes(lines: &mut Vec<TextLine>, ledger: &mut Ledger) -> Vec<Furniture> {
    let mut furniture = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(len) = box_at(&lines[at..]) else {
            at += 1;
            continue;
        };
        let blanks = lines[at].blanks;
        let mut inner: Vec<TextLine> = lines.drain(at..at + len).collect();
        for rule in [inner.pop(), Some(inner.remove(0))].into_iter().flatten() {
            ledger.remove(DRAWN, rule.place(), &rule.text);
        }
        let text = inner.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        if is_offer(&text) {
            let mut provenance = Provenance::default();
            for line in &inner {
                provenance.add_place(line.place());
            }
            provenance.rules = vec![BOX, ADVERTISEMENT];
            furniture.push(Furniture { kind: FurnitureKind::Advertisement, text, provenance });
            continue;
        }
        inner[0].blanks = blanks.max(1);
        for line in &mut inner {
            line.role.get_or_insert(Role::Sidebar);
        }
        let len = inner.len();
        lines.splice(at..at, inner);
        at += len;
    }
    furniture
}

/// The number of lines of the box that begins here: a rule, lines right under it, the same rule right under them.
fn box_at(lines: &[TextLine]) -> Option<usize> {
    let mark = rule_character(&lines[0].text)?;
    let close =
        lines.iter().take(BOX_LINES + 2).skip(1).position(|line| rule_character(&line.text) == Some(mark))?;
    let tight = lines[1..=close + 1].iter().all(|line| line.blanks == 0);
    let apart = lines.get(close + 2).is_none_or(|line| line.blanks > 0);
    (close > 0 && tight && apart).then_some(close + 2)
}

/// Words of advertisements in the languages of the papers.
const OFFERS: [&str; 32] = [
    "清仓", "促销", "特价", "优惠", "折", "电话", "地址", "热线", "订购", "出售", "招商", "電話", "優惠",
    "特價", "營業", "営業", "割引", "販売", "전화", "할인", "분양", "call ", "phone", "tel", "for sale",
    "sale!", "$", "telefon", "angebot", "tél", "www.", "http",
];

fn is_offer(text: &str) -> bool {
    let lower = text.to_lowercase();
    OFFERS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::split;

    #[test]
    fn a_box_with_an_offer_is_an_advertisement_and_a_rule_separates() {
        let mut ledger = Ledger::default();
        let text = "One.\n\n****\nBOATS for hire. Call 555-0100\n****\n\nTwo.\n\n-----\n\nThree.\n";
        let mut lines = split(text, 1, &mut ledger).lines;
        let furniture = take(&mut lines, &mut ledger);
        assert_eq!(furniture[0].text, "BOATS for hire. Call 555-0100");
        let seen: Vec<_> = lines.iter().map(|l| (l.text.as_str(), l.rule_above)).collect();
        assert_eq!(seen, [("One.", None), ("Two.", None), ("Three.", Some(9))]);
        assert_eq!(ledger.entries.len(), 3);
    }
}
