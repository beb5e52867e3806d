//! Where a link may lead: to the web, to a mailbox, to a telephone, or into the issue. Never to code.

use std::fmt::Write as _;

/// The target as it may stand in `href`, percent-encoded where RFC 3986 asks for it; `None` for a scheme that
/// could run code or read the reader's disk, for a relative path (there is no such file in the book), and for
/// an address that no reading system could open.
pub(crate) fn outward(target: &str) -> Option<String> {
    let target = target.trim();
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" | "ftp" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            is_host(host).then(|| format!("{scheme}://{host}{}", encoded(path)))
        }
        "mailto" => {
            let (name, host) = rest.split('?').next()?.split_once('@')?;
            let sound = !name.is_empty() && is_host(host);
            sound.then(|| format!("mailto:{}", encoded(rest)))
        }
        "tel" => {
            let sound = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b"+-().".contains(&b));
            sound.then(|| format!("tel:{rest}"))
        }
        _ => None,
    }
}

/// A host name with an optional port. User names are refused: they serve to show one host and lead to another.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    // A last label in figures makes an IPv4 address, which has rules of its own.
    let named =
        name.rsplit('.').next().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_alphabetic()));
    named && name.split('.').all(label) && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

/// RFC 3986, 2: unreserved and reserved characters stand, all else is percent-encoded, and so is a `%` that
/// encodes nothing. Brackets are reserved for hosts; a second `#` would end the fragment.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut fragment = false;
    for (i, &b) in bytes.iter().enumerate() {
        let stands = match b {
            b'%' => bytes.get(i + 1..i + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            b'#' => !std::mem::replace(&mut fragment, true),
            _ => b.is_ascii_alphanumeric() || b"-._~/?:@!$&'()*+,;=".contains(&b),
        };
        if stands {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_targets_are_encoded_and_others_refused() {
        let given = [
            "https://a.example/b?c=d&e#f#g",
            " HTTP://a.example:80",
            "http://a.example/ü \"<x>%zz%41",
            "mailto:desk@a.example?subject=a b",
            "tel:+1-555",
        ];
        let expected = [
            "https://a.example/b?c=d&e#f%23g",
            "http://a.example:80",
            "http://a.example/%C3%BC%20%22%3Cx%3E%25zz%41",
            "mailto:desk@a.example?subject=a%20b",
            "tel:+1-555",
        ];
        assert_eq!(given.map(|target| outward(target).unwrap_or_default()), expected);
        let refused = [
            "",
            "#x",
            "a.html",
            "//a.example/",
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "vbscript:x",
            "http://",
            "http:a",
            "http://[",
            "http://a b.example/",
            "http://user@a.example/",
            "http://a..example/",
            "http://a.example:x/",
            "http://1.2.3.4.5/",
            "mailto:",
            "mailto:x",
            "tel:",
        ];
        for target in refused {
            assert_eq!(outward(target), None, "{target:?}");
        }
    }
}
