//! Roman numerals, which page labels, lists and notes are numbered with. No other system: what a format calls it
//! and what it does with numbers beyond its reach is that format's matter.

/// The number that Roman numerals reach: a fifth thousand has no sign.
const LARGEST: u32 = 3999;

/// Signs and pairs of signs with their values, the largest first.
const SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A number from 1 to 3999 in capital Roman numerals; none for others.
pub fn roman(number: u32) -> Option<String> {
    if !(1..=LARGEST).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        out.push_str(&sign.repeat((rest / value) as usize));
        rest %= value;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_numerals_up_to_the_last() {
        let numerals = [1, 4, 9, 1994, 3999].map(|number| roman(number).unwrap_or_default());
        assert_eq!(numerals, ["I", "IV", "IX", "MCMXCIV", "MMMCMXCIX"]);
        assert_eq!((roman(0), roman(4000)), (None, None));
    }
}
