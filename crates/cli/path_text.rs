//! Paths as text and back, so that a manifest names each file exactly. Not how messages show them.
//!
//! A path is written as it is where it is Unicode. What is not, a byte on Unix and half a surrogate pair on Windows,
//! is written as U+0000 with its number in hexadecimal digits: no system allows U+0000 in a path, so no other path is
//! written the same.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Stands before the number of what is not Unicode.
const MARK: char = '\0';

/// Digits of such a number.
const DIGITS: usize = if cfg!(windows) { 4 } else { 2 };

/// A path as text.
#[cfg(unix)]
pub(crate) fn text(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt as _;

    let mut out = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        out += chunk.valid();
        chunk.invalid().iter().for_each(|byte| out += &format!("{MARK}{byte:02x}"));
    }
    out
}

/// A path as text.
#[cfg(windows)]
pub(crate) fn text(path: &Path) -> String {
    use std::os::windows::ffi::OsStrExt as _;

    let mut out = String::new();
    for unit in char::decode_utf16(path.as_os_str().encode_wide()) {
        match unit {
            Ok(c) => out.push(c),
            Err(half) => out += &format!("{MARK}{:04x}", half.unpaired_surrogate()),
        }
    }
    out
}

/// The path that a text stands for.
pub(crate) fn path(text: &str) -> PathBuf {
    let mut parts = text.split(MARK);
    let mut path = OsString::from(parts.next().unwrap_or_default());
    for part in parts {
        let number = part.get(..DIGITS).and_then(|digits| u16::from_str_radix(digits, 16).ok());
        match number {
            Some(number) => {
                path.push(odd(number));
                path.push(&part[DIGITS..]);
            }
            // Nobody but the program writes the mark; a text with another use of it names no file.
            None => path.push(format!("{MARK}{part}")),
        }
    }
    path.into()
}

/// One byte.
#[cfg(unix)]
fn odd(number: u16) -> OsString {
    use std::os::unix::ffi::OsStringExt as _;

    OsString::from_vec(number.to_le_bytes()[..1].to_vec())
}

/// Half a surrogate pair.
#[cfg(windows)]
fn odd(number: u16) -> OsString {
    use std::os::windows::ffi::OsStringExt as _;

    OsString::from_wide(&[number])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn names_of_any_bytes_come_back_as_they_were() {
        use std::os::unix::ffi::OsStringExt as _;

        let named = |bytes: &[u8]| PathBuf::from(OsString::from_vec(bytes.to_vec()));
        let written = [
            (named(b"in/caf\xe9.txt"), "in/caf\0e9.txt"),
            (named(b"\xfe\xff"), "\0fe\0ff"),
            (named("旧刊/5%e9\\ff.txt".as_bytes()), "旧刊/5%e9\\ff.txt"),
            (named(b"cut\xe6\x97"), "cut\0e6\097"),
        ];
        for (name, expected) in written {
            assert_eq!(text(&name), expected);
            assert_eq!(path(expected), name);
        }
    }

    #[test]
    fn a_stray_mark_is_kept_and_so_names_no_file() {
        assert_eq!(path("a\0zz"), PathBuf::from("a\0zz"));
        assert_eq!(path("a\0é"), PathBuf::from("a\0é"));
        assert_eq!(path("a\0"), PathBuf::from("a\0"));
    }
}
