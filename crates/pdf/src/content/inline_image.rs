//! Inline images (ISO 32000-2, 8.9.7): their dictionary, and where their data ends.

use lopdf::{Dictionary, Object, StringFormat};

use super::{Operand, Operators, is_space};

/// An image within a content stream.
pub(crate) struct InlineImage<'a> {
    /// Its dictionary, with the keys written out in full.
    pub(crate) dict: Dictionary,
    /// Its data, still encoded.
    pub(crate) data: &'a [u8],
}

/// Bytes behind `EI` that must look like content for it to be the end.
const LOOK_AHEAD: usize = 12;

impl<'a> Operators<'a> {
    /// Reads an inline image after its `BI`; `None` when the stream ends before its data begins.
    pub(crate) fn read_inline_image(&mut self) -> Option<InlineImage<'a>> {
        if self.read()? != b"ID" {
            return None;
        }
        let dict = self.dictionary();
        // One white-space character stands between ID and the data.
        self.at += usize::from(self.data.get(self.at).copied().is_some_and(is_space));
        let start = self.at.min(self.data.len());
        let end = self.end_of_data(start);
        Some(InlineImage { dict, data: &self.data[start..end] })
    }

    /// The operands as a dictionary; values other than numbers, names, strings and flat arrays are left out.
    fn dictionary(&self) -> Dictionary {
        let mut dict = Dictionary::new();
        let mut operands = self.operands.iter();
        while let Some(key) = operands.next() {
            let (Operand::Name(..), Some(key)) = (key, self.text(key)) else {
                continue;
            };
            let value = match operands.next() {
                Some(Operand::ArrayStart) => {
                    let items = operands.by_ref().take_while(|item| **item != Operand::ArrayEnd);
                    Object::Array(items.filter_map(|item| self.object(item)).collect())
                }
                Some(operand) => self.object(operand).unwrap_or(Object::Null),
                None => break,
            };
            dict.set(full_key(key).to_vec(), value);
        }
        dict
    }

    fn object(&self, operand: &Operand) -> Option<Object> {
        match operand {
            Operand::Number(value) if value.fract() == 0.0 => Some(Object::Integer(*value as i64)),
            Operand::Number(value) => Some(Object::Real(*value)),
            Operand::Name(..) => Some(Object::Name(self.text(operand)?.to_vec())),
            Operand::String(..) => Some(Object::String(self.text(operand)?.to_vec(), StringFormat::Literal)),
            // The only keyword with a use here is the `true` of an image mask.
            Operand::Other => Some(Object::Boolean(true)),
            _ => None,
        }
    }

    /// Moves behind the `EI` that ends the data and gives the data's end.
    ///
    /// The data may hold the letters by chance: the real ones stand between white space and have content behind
    /// them.
    fn end_of_data(&mut self, start: usize) -> usize {
        for found in memchr::memmem::find_iter(&self.data[start..], b"EI") {
            let (end, behind) = (start + found, start + found + 2);
            let before = end.checked_sub(1).map_or(b' ', |at| self.data[at]);
            let after = self.data.get(behind).copied().unwrap_or(b' ');
            let ahead = &self.data[behind..self.data.len().min(behind + LOOK_AHEAD)];
            let is_content = ahead.iter().all(|&byte| is_space(byte) || (0x20..0x7f).contains(&byte));
            if (is_space(before) || end == start) && is_space(after) && is_content {
                self.at = behind;
                return end;
            }
        }
        self.at = self.data.len();
        self.at
    }
}

/// The full form of an abbreviated key (ISO 32000-2, table 91).
fn full_key(key: &[u8]) -> &[u8] {
    match key {
        b"BPC" => b"BitsPerComponent",
        b"CS" => b"ColorSpace",
        b"D" => b"Decode",
        b"DP" => b"DecodeParms",
        b"F" => b"Filter",
        b"H" => b"Height",
        b"IM" => b"ImageMask",
        b"I" => b"Interpolate",
        b"W" => b"Width",
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use crate::content::operators;

    #[test]
    fn the_letters_ei_in_the_data_do_not_end_it() {
        let mut operators = operators(b"BI /W 2 /BPC 8 /F [/AHx] ID \x01EI\x02 EI\xff\x80 EI Q");
        assert_eq!(operators.read(), Some(b"BI".as_slice()));
        let image = operators.read_inline_image().unwrap();
        assert_eq!(image.data, b"\x01EI\x02 EI\xff\x80 ");
        assert_eq!(image.dict.get(b"Width").unwrap().as_i64().unwrap(), 2);
        assert_eq!(image.dict.get(b"Filter").unwrap().as_array().unwrap().len(), 1);
        assert_eq!(operators.read(), Some(b"Q".as_slice()));
    }

    #[test]
    fn an_image_without_end_takes_the_rest() {
        let mut operators = operators(b"BI ID abc");
        operators.read();
        assert_eq!(operators.read_inline_image().unwrap().data, b"abc");
        assert_eq!(operators.read(), None);
    }
}
