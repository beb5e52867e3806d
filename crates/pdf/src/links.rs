//! Links (ISO 32000-2, 12.5.6.5): areas of a page that lead to a URI.

use backissue_model::{LinkArea, WarningKind};
use lopdf::{Dictionary, Document};

use crate::canvas::Canvas;
use crate::matrix::Matrix;
use crate::objects::{array, as_dict, dict, name, rect, resolve, string, text_string};

/// Links of one page: 5,000. Stops a page of one link laid over itself for ever.
const MAX_LINKS: usize = 5_000;

/// Schemes that a link may have: those that open a page, a letter or a call, and run nothing.
const SAFE_SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

/// Reads the links of a page onto its canvas.
pub(crate) fn read(document: &Document, page: &Dictionary, matrix: &Matrix, canvas: &mut Canvas) {
    let annotations = array(document, page, b"Annots").unwrap_or_default();
    for annotation in annotations.iter().take(MAX_LINKS) {
        let annotation = as_dict(resolve(document, annotation));
        let Some((target, area)) = annotation.and_then(|annotation| link(document, annotation)) else {
            continue;
        };
        if is_safe(&target) {
            canvas.page.links.push(LinkArea { rect: matrix.apply_rect(area), target });
        } else {
            canvas.warn(WarningKind::UnsafeLink, format!("a link to `{}` is taken out", shortened(&target)));
        }
    }
}

/// The target and area of an annotation, when it is a link to a URI.
fn link(document: &Document, annotation: &Dictionary) -> Option<(String, [f32; 4])> {
    let action = dict(document, annotation, b"A")
        .filter(|_| name(document, annotation, b"Subtype") == Some(b"Link"))?;
    let uri = string(document, action, b"URI").filter(|_| name(document, action, b"S") == Some(b"URI"))?;
    let target = text_string(uri).trim().to_owned();
    (!target.is_empty()).then_some((target, rect(document, annotation, b"Rect")?))
}

/// Whether a target is of a safe scheme, or of none.
fn is_safe(target: &str) -> bool {
    if target.chars().any(char::is_control) {
        return false;
    }
    match target.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            SAFE_SCHEMES.iter().any(|safe| safe.eq_ignore_ascii_case(scheme))
        }
        _ => true,
    }
}

fn shortened(target: &str) -> String {
    target.chars().filter(|c| !c.is_control()).take(60).collect()
}

#[cfg(test)]
mod tests {
    use lopdf::{Object, dictionary};

    use super::*;
    use crate::matrix::IDENTITY;

    #[test]
    fn links_to_uris_only_and_none_that_runs_code() {
        let annotation = |subtype: &str, uri: &str| -> Object {
            let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(uri) };
            let area = vec![1.into(), 2.into(), 3.into(), 4.into()];
            dictionary! { "Subtype" => subtype, "A" => action, "Rect" => area }.into()
        };
        let page = dictionary! {
            "Annots" => vec![
                annotation("Link", "https://example.org/"),
                annotation("Link", "JavaScript:alert(1)"),
                annotation("Widget", "https://example.org/"),
            ],
        };
        let mut canvas = Canvas::default();
        read(&Document::new(), &page, &IDENTITY, &mut canvas);
        let targets: Vec<_> = canvas.page.links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!((targets, canvas.warnings.len()), (vec!["https://example.org/"], 1));
    }

    #[test]
    fn schemes() {
        assert!(is_safe("www.example.org/a:b") && is_safe("MAILTO:a@example.org"));
        assert!(!is_safe("data:text/html,x") && !is_safe("file:///etc/passwd") && !is_safe("java\nscript:x"));
    }
}
