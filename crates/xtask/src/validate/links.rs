//! References from an output to files beside it. It does not look at the web.

use std::path::Path;

/// A fault for each reference that should lead to a file beside `file`, and does not. References to the
/// web (with a scheme), to a place in the same file and to nothing are passed over.
pub fn missing<'a>(file: &Path, references: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folder = file.parent().unwrap_or(Path::new(""));
    references
        .filter_map(target)
        .filter(|target| !folder.join(target).is_file())
        .map(|target| format!("no such file: {target}"))
        .collect()
}

/// The path that a reference means, if it means one.
fn target(reference: &str) -> Option<String> {
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    (!path.is_empty() && !has_scheme(path)).then(|| decoded(path))
}

/// RFC 3986, 3.1: a letter, then letters, digits, `+`, `-`, `.`, up to a colon.
fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// RFC 3986, 2.1. What is not a percent-encoded byte stays as it is.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_to_files_beside_it_have_a_target() {
        assert_eq!(target("img/a%20b.png#x"), Some("img/a b.png".to_owned()));
        assert_eq!(target("100%.png"), Some("100%.png".to_owned()));
        for elsewhere in ["#page-3", "", "https://example.org/a.png", "mailto:a@example.org"] {
            assert_eq!(target(elsewhere), None, "{elsewhere}");
        }
    }
}
