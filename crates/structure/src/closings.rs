//! Closing lines of articles: who wrote, who gathered or edited, who signs.

use backissue_model::{PersonKind, Rule};

use crate::bylines;
use crate::parts::Kind;

/// The rule for a byline after its text.
pub(crate) const TAIL: Rule = Rule::new("byline/after-text");
const CREDIT: Rule = Rule::new("credit/wording");
const SIGNATURE: Rule = Rule::new("signature/body-or-date-at-right");

/// Words of lines that name who gathered, edited or supplied an article, or tell of its author.
const CREDITS: [&str; 16] = [
    "组稿",
    "责编",
    "责任编辑",
    "编辑：",
    "编辑:",
    "策划",
    "来源",
    "作者系",
    "作者为",
    "作者单位",
    "作者是",
    "組稿",
    "責編",
    "作者係",
    "筆者は",
    "필자는",
];

/// What a line that stands as closing lines do says: who wrote, who gathered, or who signs.
pub(crate) fn tail(text: &str) -> (Kind, Rule) {
    if CREDITS.iter().any(|word| text.contains(word)) {
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
