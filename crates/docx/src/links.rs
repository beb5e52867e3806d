//! Links: where they lead, and which ones are taken out because they could run code.

use backissue_model::WarningKind;

use crate::markup::Element;
use crate::reading::{Reading, Story};
use crate::relationships::Target;

/// Schemes that a link may have. All others could run code or reach into the reader's machine.
const SCHEMES: [&str; 9] = ["http", "https", "ftp", "mailto", "tel", "doi", "urn", "news", "geo"];
/// Longest target that is kept: browsers and readers cut at about 2,000.
const LONGEST: usize = 4096;

/// The target of a `w:hyperlink`; none when it leads within the document or cannot be followed.
pub fn of_hyperlink(reading: &mut Reading<'_>, story: &Story, element: &Element<'_>) -> Option<String> {
    let target = match &story.relationships.get(element.relationship("id")?)?.target {
        Target::External(target) => target.clone(),
        Target::Part(_) => return None,
    };
    let anchor = element.attribute("anchor").or_else(|| element.attribute("docLocation"));
    let target = match anchor {
        Some(anchor) if !anchor.is_empty() && !target.contains('#') => format!("{target}#{anchor}"),
        _ => target,
    };
    checked(reading, story, &target)
}

/// The target of a HYPERLINK field (17.16.5.25); none when it leads within the document.
pub fn of_field(reading: &mut Reading<'_>, story: &Story, arguments: &[String]) -> Option<String> {
    let mut target = None;
    let mut anchor = None;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "\\l" => anchor = arguments.next(),
            "\\o" | "\\t" => _ = arguments.next(),
            switch if switch.starts_with('\\') && switch.len() == 2 => {}
            address => target = target.or(Some(address)),
        }
    }
    let target = target.filter(|target| !target.is_empty())?;
    let whole = anchor.filter(|_| !target.contains('#')).map(|anchor| format!("{target}#{anchor}"));
    checked(reading, story, whole.as_deref().unwrap_or(target))
}

/// The target of a link in an imported web page; none when it leads within the page or to a page beside it.
pub fn of_page(reading: &mut Reading<'_>, story: &Story, href: &str) -> Option<String> {
    checked(reading, story, href)
}

/// A target that is safe to follow; unsafe ones are told.
fn checked(reading: &mut Reading<'_>, story: &Story, target: &str) -> Option<String> {
    // Readers ignore white space and controls in a scheme; so must the check.
    let target: String = target.chars().filter(|c| !c.is_control()).collect();
    let target = target.trim();
    if target.is_empty() || target.starts_with('#') {
        return None;
    }
    let scheme =
        target.split(['/', '?', '#']).next().and_then(|head| head.split_once(':')).map(|(scheme, _)| scheme);
    let safe = match scheme {
        Some(scheme) => SCHEMES.iter().any(|known| scheme.trim().eq_ignore_ascii_case(known)),
        None => true,
    };
    if !safe || target.len() > LONGEST {
        let shown: String = target.chars().take(60).collect();
        reading.warn(
            WarningKind::UnsafeLink,
            story.place(),
            format!("link to {shown} was taken out; its text is kept"),
        );
        return None;
    }
    // A path without a scheme leads to a file beside the document, which the edition does not have.
    if scheme.is_none() && !target.starts_with("www.") {
        return None;
    }
    Some(match scheme {
        Some(_) => target.to_owned(),
        None => format!("http://{target}"),
    })
}
