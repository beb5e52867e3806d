//! Content streams cut into operators and operands (ISO 32000-2, 7.8.2), leniently: what is no token is passed over.
//!
//! Nothing is interpreted here, and nothing is allocated per operator: operands and the bytes of strings and
//! names live in buffers that the next operator uses again.

mod inline_image;

use crate::limits::{MAX_OPERAND_BYTES, MAX_OPERANDS};

/// An operand; arrays and dictionaries are flat, between their marks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Operand {
    /// A number.
    Number(f32),
    /// A name: a range of [`Operators::bytes`].
    Name(u32, u32),
    /// A string: a range of [`Operators::bytes`].
    String(u32, u32),
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// `<<`
    DictStart,
    /// `>>`
    DictEnd,
    /// `true`, `false` or `null`.
    Other,
}

/// The operators of a content stream, one after the other.
pub(crate) struct Operators<'a> {
    data: &'a [u8],
    at: usize,
    /// The operands of the operator last read.
    pub(crate) operands: Vec<Operand>,
    /// The bytes of their strings and names.
    pub(crate) bytes: Vec<u8>,
}

/// Reads operators from a stream's bytes.
pub(crate) fn operators(data: &[u8]) -> Operators<'_> {
    Operators { data, at: 0, operands: Vec::new(), bytes: Vec::new() }
}

impl<'a> Operators<'a> {
    /// Reads up to the next operator and gives its name; its operands are in [`Self::operands`].
    pub(crate) fn read(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        self.bytes.clear();
        loop {
            self.skip_space();
            match *self.data.get(self.at)? {
                b'+' | b'-' | b'.' | b'0'..=b'9' => self.read_number(),
                b'/' => self.read_name(),
                b'(' => self.read_literal_string(),
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => self.mark(Operand::DictStart, 2),
                b'<' => self.read_hex_string(),
                b'>' if self.data.get(self.at + 1) == Some(&b'>') => self.mark(Operand::DictEnd, 2),
                b'[' => self.mark(Operand::ArrayStart, 1),
                b']' => self.mark(Operand::ArrayEnd, 1),
                b')' | b'>' | b'{' | b'}' => self.at += 1,
                _ => match self.read_word() {
                    b"true" | b"false" | b"null" => self.push(Operand::Other),
                    operator => return Some(operator),
                },
            }
        }
    }

    /// The number at this place among the operands.
    pub(crate) fn number(&self, index: usize) -> Option<f32> {
        match self.operands.get(index)? {
            Operand::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The last `N` operands when all are numbers: more operands than needed are a fault that readers forgive.
    pub(crate) fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        let start = self.operands.len().checked_sub(N)?;
        let mut out = [0.0; N];
        for (i, value) in out.iter_mut().enumerate() {
            *value = self.number(start + i)?;
        }
        Some(out)
    }

    /// The bytes of the last operand when it is a name.
    pub(crate) fn last_name(&self) -> Option<&[u8]> {
        match *self.operands.last()? {
            Operand::Name(start, end) => Some(&self.bytes[start as usize..end as usize]),
            _ => None,
        }
    }

    /// The bytes of a name or string operand.
    pub(crate) fn text(&self, operand: &Operand) -> Option<&[u8]> {
        match *operand {
            Operand::Name(start, end) | Operand::String(start, end) => {
                Some(&self.bytes[start as usize..end as usize])
            }
            _ => None,
        }
    }

    /// The value of a key in the outermost dictionary among the operands.
    pub(crate) fn entry(&self, key: &[u8]) -> Option<&Operand> {
        let mut depth = 0;
        let mut at_key = true;
        let mut found = false;
        for operand in &self.operands {
            match operand {
                Operand::DictStart | Operand::ArrayStart => depth += 1,
                Operand::DictEnd | Operand::ArrayEnd => depth -= 1,
                Operand::Name(..) if depth == 1 && at_key => {
                    found = self.text(operand) == Some(key);
                    at_key = false;
                    continue;
                }
                _ => {}
            }
            if depth == 1 && *operand != Operand::DictStart {
                if found {
                    return Some(operand);
                }
                at_key = true;
            }
        }
        None
    }

    fn skip_space(&mut self) {
        while let Some(&byte) = self.data.get(self.at) {
            match byte {
                b'%' => {
                    let line = &self.data[self.at..];
                    self.at += memchr::memchr2(b'\r', b'\n', line).unwrap_or(line.len());
                }
                _ if is_space(byte) => self.at += 1,
                _ => break,
            }
        }
    }

    fn push(&mut self, operand: Operand) {
        if self.operands.len() < MAX_OPERANDS {
            self.operands.push(operand);
        }
    }

    fn mark(&mut self, operand: Operand, length: usize) {
        self.at += length;
        self.push(operand);
    }

    fn push_byte(&mut self, byte: u8) {
        if self.bytes.len() < MAX_OPERAND_BYTES {
            self.bytes.push(byte);
        }
    }

    /// A number as readers take it: `--5` is −5, `5-3` ends at the inner sign, `.` alone is 0, `1e5` is not one.
    fn read_number(&mut self) {
        let mut negative = false;
        while let Some(sign @ (b'+' | b'-')) = self.data.get(self.at) {
            negative |= *sign == b'-';
            self.at += 1;
        }
        let mut value = 0.0f64;
        let mut place = 0.0f64;
        while let Some(&byte) = self.data.get(self.at) {
            match byte {
                b'0'..=b'9' if place == 0.0 => value = value * 10.0 + f64::from(byte - b'0'),
                b'0'..=b'9' => {
                    value += f64::from(byte - b'0') * place;
                    place /= 10.0;
                }
                b'.' if place == 0.0 => place = 0.1,
                // Some writers put a sign within a number (`12.-5`); what follows it counts for nothing.
                b'-' => {
                    self.skip_digits();
                    break;
                }
                _ => break,
            }
            self.at += 1;
        }
        let value = if negative { -value } else { value } as f32;
        self.push(Operand::Number(if value.is_finite() { value } else { 0.0 }));
    }

    fn skip_digits(&mut self) {
        while let Some(b'0'..=b'9' | b'-' | b'.') = self.data.get(self.at) {
            self.at += 1;
        }
    }

    fn read_name(&mut self) {
        self.at += 1;
        let start = self.bytes.len() as u32;
        while let Some(&byte) = self.data.get(self.at) {
            if is_space(byte) || is_delimiter(byte) {
                break;
            }
            self.at += 1;
            let escaped = if byte == b'#' { self.hex_pair() } else { None };
            self.push_byte(escaped.unwrap_or(byte));
        }
        self.push(Operand::Name(start, self.bytes.len() as u32));
    }

    /// The two digits after `#` in a name; without two digits the `#` stands for itself.
    fn hex_pair(&mut self) -> Option<u8> {
        let digit = |at: usize| (*self.data.get(at)? as char).to_digit(16);
        let byte = (digit(self.at)? << 4 | digit(self.at + 1)?) as u8;
        self.at += 2;
        Some(byte)
    }

    fn read_literal_string(&mut self) {
        self.at += 1;
        let start = self.bytes.len() as u32;
        let mut depth = 0;
        while let Some(&byte) = self.data.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.read_escape(),
                b')' if depth == 0 => break,
                b'(' | b')' => {
                    depth += if byte == b'(' { 1 } else { -1 };
                    self.push_byte(byte);
                }
                b'\r' => {
                    self.skip_byte(b'\n');
                    self.push_byte(b'\n');
                }
                _ => self.push_byte(byte),
            }
        }
        self.push(Operand::String(start, self.bytes.len() as u32));
    }

    /// What follows a backslash in a literal string (ISO 32000-2, table 3).
    fn read_escape(&mut self) {
        let Some(&byte) = self.data.get(self.at) else {
            return;
        };
        self.at += 1;
        match byte {
            b'n' => self.push_byte(b'\n'),
            b'r' => self.push_byte(b'\r'),
            b't' => self.push_byte(b'\t'),
            b'b' => self.push_byte(8),
            b'f' => self.push_byte(12),
            b'\r' => self.skip_byte(b'\n'),
            b'\n' => {}
            b'0'..=b'7' => self.read_octal(byte),
            _ => self.push_byte(byte),
        }
    }

    fn read_octal(&mut self, first: u8) {
        let mut value = u32::from(first - b'0');
        for _ in 0..2 {
            let Some(digit @ b'0'..=b'7') = self.data.get(self.at) else {
                break;
            };
            value = value * 8 + u32::from(digit - b'0');
            self.at += 1;
        }
        self.push_byte(value as u8);
    }

    fn skip_byte(&mut self, byte: u8) {
        if self.data.get(self.at) == Some(&byte) {
            self.at += 1;
        }
    }

    fn read_hex_string(&mut self) {
        self.at += 1;
        let start = self.bytes.len() as u32;
        let mut high = None;
        while let Some(&byte) = self.data.get(self.at) {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = (byte as char).to_digit(16) else {
                continue;
            };
            match high.take() {
                None => high = Some(digit),
                Some(high) => self.push_byte((high << 4 | digit) as u8),
            }
        }
        if let Some(high) = high {
            self.push_byte((high << 4) as u8);
        }
        self.push(Operand::String(start, self.bytes.len() as u32));
    }

    fn read_word(&mut self) -> &'a [u8] {
        let start = self.at;
        while let Some(&byte) = self.data.get(self.at) {
            if is_space(byte) || is_delimiter(byte) {
                break;
            }
            self.at += 1;
        }
        // A byte that starts nothing is a word by itself, so that reading always moves on.
        self.at = self.at.max(start + 1);
        &self.data[start..self.at]
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Operators with their operands, strings and names as text.
    fn dump(data: &[u8]) -> Vec<String> {
        let mut operators = operators(data);
        let mut out = Vec::new();
        while let Some(name) = operators.read() {
            let mut line = String::new();
            for operand in &operators.operands {
                line += &match operand {
                    Operand::Number(value) => format!("{value} "),
                    Operand::ArrayStart => "[ ".into(),
                    Operand::ArrayEnd => "] ".into(),
                    Operand::DictStart => "<< ".into(),
                    Operand::DictEnd => ">> ".into(),
                    Operand::Other => "? ".into(),
                    text => format!("{:?} ", String::from_utf8_lossy(operators.text(text).unwrap())),
                };
            }
            out.push(line + &String::from_utf8_lossy(name));
        }
        out
    }

    #[test]
    fn numbers_as_readers_take_them() {
        assert_eq!(dump(b"1 -2.5 +.5 --7 . 12.-5 1.5-3 Td"), ["1 -2.5 0.5 -7 0 12 1.5 Td"]);
    }

    #[test]
    fn strings_names_and_arrays() {
        let data = br"/F#31 9 Tf[(a\(b(c)\)\101\
)-20<6162 7>]TJ % end
(x) '";
        assert_eq!(dump(data), [r#""F1" 9 Tf"#, r#"[ "a(b(c))A" -20 "abp" ] TJ"#, r#""x" '"#]);
    }

    #[test]
    fn garbage_is_passed_over() {
        assert_eq!(dump(b") > } 1 w \xff 2 w (open"), ["1 w", "\u{fffd}", "2 w"]);
    }

    #[test]
    fn entries_of_the_outer_dictionary_only() {
        let mut operators = operators(b"/Span <</A <</Lang (de)>> /Lang (en) /MCID 3>> BDC");
        assert_eq!(operators.read(), Some(b"BDC".as_slice()));
        let lang = operators.entry(b"Lang").and_then(|operand| operators.text(operand));
        assert_eq!(lang, Some(b"en".as_slice()));
        assert_eq!(operators.entry(b"MCID"), Some(&Operand::Number(3.0)));
        assert_eq!(operators.entry(b"de"), None);
    }
}
