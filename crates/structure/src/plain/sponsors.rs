//! Sponsors of a page or department: named lines and rosters that are no article.

use backissue_model::{Furniture, FurnitureKind, Ledger, PersonKind, Provenance, Role, Rule, Spanned};

use super::typed::{Typed, ems};
use crate::bylines::{self, kind};
use crate::sentences::ends_sentence;

const NAMED: Rule = Rule::new("sponsor/named-as-such");
const ROSTER: Rule = Rule::new("sponsor/roster-of-bodies");
const LABEL: Rule = Rule::new("mark/list");

/// Words that name sponsors and co-publishers.
const WORDS: [&str; 20] = [
    "栏目协办",
    "本版协办",
    "协办单位",
    "主办单位",
    "承办单位",
    "支持单位",
    "赞助单位",
    "协办",
    "冠名",
    "欄目協辦",
    "協辦單位",
    "主辦單位",
    "贊助單位",
    "協賛",
    "協力",
    "후원",
    "협찬",
    "sponsored by",
    "in association with",
    "with the support of",
];
/// Whether a character is one of those of which each word has one, where it is not ASCII: most lines have none, and
/// need no search.
fn is_trace(c: char) -> bool {
    matches!(c, '办' | '辦' | '单' | '單' | '冠' | '協' | '후' | '협' | '赞')
}

/// The longest line of a sponsor in ems.
const LONGEST: f32 = 48.0;
/// The fewest bodies that make a roster.
const FEWEST: usize = 3;

/// Takes the sponsors out of a text. A line that names a department before its sponsor keeps the name.
pub(crate) fn take(lines: &mut Vec<Typed>, ledger: &mut Ledger) -> Vec<Furniture> {
    let mut furniture = Vec::new();
    // A roster stands beside a line that names sponsors.
    let sponsored = lines.iter().any(|line| sponsor_at(line).is_some());
    if !sponsored {
        return furniture;
    }
    let rosters = rosters(lines);
    let mut at = 0;
    lines.retain_mut(|line| {
        let in_roster = rosters.binary_search(&at).is_ok();
        at += 1;
        if in_roster {
            if let Some(Role::ListItem { label, .. }) = line.role.take() {
                let place = line.place.clone().unwrap_or(backissue_model::Place::File);
                ledger.remove(LABEL, place, &label);
            }
            furniture.push(piece(line, line.text.text.clone(), ROSTER));
            return false;
        }
        let Some(start) = sponsor_at(line) else { return true };
        let sponsor = line.text.split_off(start).text;
        furniture.push(piece(line, sponsor, NAMED));
        line.text = Spanned::plain(line.text.text.trim_end());
        if line.text.is_blank() {
            return false;
        }
        line.role.get_or_insert(Role::Department);
        true
    });
    furniture
}

fn piece(line: &Typed, text: String, rule: Rule) -> Furniture {
    let place = line.place.clone().unwrap_or(backissue_model::Place::File);
    Furniture { kind: FurnitureKind::Sponsor, text, provenance: Provenance::new(place, rule) }
}

/// Where in a line the sponsor begins.
fn sponsor_at(line: &Typed) -> Option<usize> {
    let text = &line.text.text;
    let may_name = || text.is_ascii() || text.chars().any(is_trace);
    if ends_sentence(text) || text.contains('，') || !may_name() || ems(text) > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let at = WORDS.iter().filter_map(|word| lower.find(word)).min()?;
    // Lower case may move bytes; then the line is taken whole.
    let at = if text.is_char_boundary(at) && lower.len() == text.len() { at } else { 0 };
    let apart = text[..at].is_empty() || text[..at].ends_with(char::is_whitespace);
    let named = text[at..].contains([':', '：', ' ', '(', '（']) || at == 0;
    if apart && named {
        return Some(at);
    }
    // `本版协办单位`: the word stands within the first few characters of its own line.
    (text[..at].chars().count() <= 2).then_some(0)
}

/// The lines of rosters: bodies one under the other, beside a line that names sponsors.
fn rosters(lines: &[Typed]) -> Vec<usize> {
    let is_body = |line: &Typed| {
        let text = &line.text.text;
        let plain = !text.contains(['，', '。', ',', '、']) && !text.contains(char::is_whitespace);
        plain
            && matches!(line.role, None | Some(Role::ListItem { .. }))
            && text.chars().count() > 4
            && bylines::bracketed(text).is_none()
            && kind(text) == PersonKind::Organisation
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let len = lines[at..]
            .iter()
            .enumerate()
            .take_while(|(n, line)| is_body(line) && (*n == 0 || line.gap <= 1))
            .count();
        let beside = [at.checked_sub(1), Some(at + len)];
        let named =
            beside.into_iter().flatten().filter_map(|n| lines.get(n)).any(|line| sponsor_at(line).is_some());
        if len >= FEWEST && named {
            out.extend(at..at + len);
        }
        at += len.max(1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rosters_and_named_sponsors_leave_and_departments_stay() {
        let line = |text: &str| Typed { text: Spanned::plain(text), ..Typed::default() };
        let mut lines: Vec<Typed> = [
            "水乡人物 栏目协办: 渡口镇文化站",
            "桥修好了",
            "渡口镇文化协会",
            "石桥镇文化协会",
            "柳堤镇文化协会",
            "本版协办单位 (排名不分先后)",
        ]
        .map(line)
        .into();
        let furniture = take(&mut lines, &mut Ledger::default());
        assert_eq!(furniture.len(), 5);
        let rest: Vec<_> = lines.iter().map(|line| (line.text.text.as_str(), line.role.is_some())).collect();
        assert_eq!(rest, [("水乡人物", true), ("桥修好了", false)]);
    }
}
