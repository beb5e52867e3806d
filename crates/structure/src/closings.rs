//! Closing lines of articles: who wrote, who gathered or edited, who signs.

use std::sync::LazyLock;

use backissue_model::{PersonKind, Rule};

use crate::bylines;
use crate::conventions::Words;
use crate::parts::Kind;

/// The rule for a byline after its text.
pub(crate) const TAIL: Rule = Rule::new("byline/after-text");
const CREDIT: Rule = Rule::new("credit/wording");
const SIGNATURE: Rule = Rule::new("signature/body-or-date-at-right");

/// The conventions of closing lines.
const FILE: &str = include_str!("../data/closings.txt");

static CREDITS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "credits"));
static CREDIT_STARTS: LazyLock<Words> = LazyLock::new(|| Words::read(FILE, "credit-starts"));

/// Whether a line names who gathered, edited or supplied an article, or tells of its author, by how it begins.
pub(crate) fn opens_credit(text: &str) -> bool {
    let bare = bylines::bracketed(text).unwrap_or(text).trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    CREDIT_STARTS.at_start(&lower).is_some_and(|word| {
        // 编辑: 柳青禾 has a mark or a space behind the word; a sentence that begins with it has none.
        let rest = &lower[word.len()..];
        word.is_ascii()
            || rest.starts_with(|c: char| !c.is_alphanumeric())
            || word.ends_with([':', '是', 'è', 'é'])
    }) || CREDITS.at_start(bare).is_some()
}

/// What a line that stands as closing lines do says: who wrote, who gathered, or who signs.
pub(crate) fn tail(text: &str) -> (Kind, Rule) {
    if bylines::presents_and_names(text) {
        return (Kind::Tail, TAIL);
    }
    if opens_credit(text) || CREDITS.iter().any(|word| text.contains(word)) {
        return (Kind::Credit, CREDIT);
    }
    let bracketed = bylines::bracketed(text).is_some();
    let dated = text.chars().any(|c| matches!(c, '月' | '日' | '年')) && !bracketed;
    let signed = !bracketed && bylines::kind(text) == PersonKind::Organisation;
    if dated || signed || bylines::persons(text).is_empty() {
        return (Kind::Signature, SIGNATURE);
    }
    (Kind::Tail, TAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_sign_or_credit() {
        let bylines = [
            "（柳青禾）",
            "（记者 柳青禾）",
            "柳青禾",
            "윤서하 기자",
            "Odile Brandt",
            "(ank)",
            "（沢渡ゆい）",
            "渡口镇文化站 柳青禾",
        ];
        for line in bylines {
            assert_eq!(tail(line).0, Kind::Tail, "{line}");
        }
        let credits = [
            "责编：柳青禾 美编：石小满",
            "编辑 柳青禾",
            "（本栏目组稿：柳青禾）",
            "（作者系渡口镇小学教师）",
            "（作者單位：埔里國小）",
            "本文作者：渡口镇小学教师",
            "（摘自《渡口文史》）",
            "（筆者は詩人）",
            "필자는 시인이다",
            "Edited by Odile Brandt",
            "The author is a retired pilot.",
            "Der Autor ist Lehrer in Birkenau.",
            "Quelle: Stadtarchiv",
            "L’auteure est potière.",
            "Fuente: Archivo municipal",
        ];
        for line in credits {
            assert_eq!(tail(line).0, Kind::Credit, "{line}");
        }
        for line in ["渡口镇人民政府", "八月十七日", "2021年8月17日", "渡口自来水公司"]
        {
            assert_eq!(tail(line).0, Kind::Signature, "{line}");
        }
    }
}
