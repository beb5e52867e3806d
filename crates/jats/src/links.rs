//! Where links lead: to safe targets outside, or to articles of the edition.

use crate::Form;
use crate::plan::Plan;

/// Schemes that a reader may follow. All others could run code or reach into the reader's machine.
const SAFE_SCHEMES: [&str; 5] = ["http", "https", "mailto", "ftp", "tel"];

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A URI, or the file of an article.
    Uri(String),
    /// An id in the same document.
    Id(String),
}

/// The destination of a target; `None` when it is not safe or leads nowhere.
pub(crate) fn destination(target: &str, plan: &Plan<'_>) -> Option<Destination> {
    if let Some(id) = target.strip_prefix('#') {
        let key = &plan.keys[*plan.articles.get(id)?];
        return Some(match plan.options.form {
            Form::Folder => Destination::Uri(format!("{key}.xml")),
            Form::Single => Destination::Id(key.clone()),
        });
    }
    let (scheme, rest) = target.split_once(':')?;
    let safe = SAFE_SCHEMES.iter().any(|safe| safe.eq_ignore_ascii_case(scheme));
    let leads_somewhere = !rest.trim_start_matches('/').trim().is_empty();
    (safe && leads_somewhere).then(|| Destination::Uri(encode(target)))
}

/// A path or URI with white space, controls and signs that no URI may hold percent-encoded (RFC 3986, 2).
pub(crate) fn encode(target: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        if c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}
