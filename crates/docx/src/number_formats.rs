//! Numbers in the formats that Word has for lists, notes and pages (ECMA-376 Part 1, 17.18.59).

use backissue_model::roman;

use crate::markup::Element;

/// A number format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFormat {
    /// Arabic figures.
    Decimal,
    /// A mark, no number.
    Bullet,
    /// Nothing.
    None,
    /// Figures with zeros before them, to this length.
    Padded(usize),
    /// Any other, by the standard's name.
    Named(String),
}

/// Letters and signs that are counted through; after the last one they are doubled.
const SERIES: &[(&str, &str)] = &[
    ("upperLetter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("lowerLetter", "abcdefghijklmnopqrstuvwxyz"),
    ("russianLower", "абвгдежзиклмнопрстуфхцчшщыэюя"),
    ("russianUpper", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    ("chicago", "*†‡§"),
    ("ideographTraditional", "甲乙丙丁戊己庚辛壬癸"),
    ("ideographZodiac", "子丑寅卯辰巳午未申酉戌亥"),
    ("ideographEnclosedCircle", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    ("decimalEnclosedCircle", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    ("decimalEnclosedCircleChinese", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    ("decimalEnclosedFullstop", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    ("decimalEnclosedParen", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    ("aiueo", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    (
        "aiueoFullWidth",
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    ),
    ("iroha", "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"),
    (
        "irohaFullWidth",
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    ),
    ("ganada", "가나다라마바사아자차카타파하"),
    ("chosung", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    ("arabicAlpha", "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    ("arabicAbjad", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
    ("hebrew2", "אבגדהוזחטיכלמנסעפצקרשת"),
    ("thaiLetters", "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"),
];

/// Figures of positional systems, 0 to 9.
const FIGURES: &[(&str, &str)] = &[
    ("decimalFullWidth", "０１２３４５６７８９"),
    ("decimalFullWidth2", "０１２３４５６７８９"),
    ("ideographDigital", "〇一二三四五六七八九"),
    ("japaneseDigitalTenThousand", "〇一二三四五六七八九"),
    ("taiwaneseDigital", "○一二三四五六七八九"),
    ("koreanDigital", "영일이삼사오육칠팔구"),
    ("koreanDigital2", "零一二三四五六七八九"),
    ("hindiNumbers", "०१२३४५६७८९"),
    ("thaiNumbers", "๐๑๒๓๔๕๖๗๘๙"),
];

/// Systems that name their powers of ten: figures 0 to 9, then ten, hundred, thousand, ten thousand.
const COUNTING: &[(&str, &str)] = &[
    ("chineseCounting", "○一二三四五六七八九十百千万"),
    ("chineseCountingThousand", "〇一二三四五六七八九十百千万"),
    ("taiwaneseCounting", "○一二三四五六七八九十百千萬"),
    ("taiwaneseCountingThousand", "零一二三四五六七八九十百千萬"),
    ("japaneseCounting", "〇一二三四五六七八九十百千万"),
    ("chineseLegalSimplified", "零壹贰叁肆伍陆柒捌玖拾佰仟万"),
    ("ideographLegalTraditional", "零壹貳參肆伍陸柒捌玖拾佰仟萬"),
    ("japaneseLegal", "零壱弐参四伍六七八九拾百阡萬"),
    ("koreanCounting", "영일이삼사오육칠팔구십백천만"),
    ("koreanLegal", "영일이삼사오육칠팔구십백천만"),
];

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
/// Doubled letters end here: a label is a mark, and nobody counts to `aaaaaaaaaa`.
const REPEATS: u32 = 10;

impl NumberFormat {
    /// Reads a `w:numFmt` element.
    pub fn of(element: &Element<'_>) -> Self {
        match element.attribute("val").unwrap_or("decimal") {
            // A custom format shows by example: `001, 002, 003, ...`.
            "custom" => {
                let example = element.attribute("format").unwrap_or_default();
                let length = example.split(',').next().unwrap_or_default().trim().len();
                Self::Padded(length.clamp(1, 9))
            }
            name => Self::named(name),
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Self {
        match name {
            "decimal" | "decimalHalfWidth" => Self::Decimal,
            "decimalZero" => Self::Padded(2),
            "bullet" => Self::Bullet,
            "none" => Self::None,
            other => Self::Named(other.to_owned()),
        }
    }
}

/// A number in a format; figures where the format does not reach or is not known.
pub fn format(number: u32, format: &NumberFormat) -> String {
    match format {
        NumberFormat::Decimal => number.to_string(),
        NumberFormat::Bullet | NumberFormat::None => String::new(),
        NumberFormat::Padded(length) => format!("{number:0length$}"),
        NumberFormat::Named(name) => named(number, name).unwrap_or_else(|| number.to_string()),
    }
}

fn named(number: u32, name: &str) -> Option<String> {
    let find = |table: &[(&str, &'static str)]| {
        table.iter().find(|(known, _)| *known == name).map(|(_, signs)| *signs)
    };
    if let Some(signs) = find(SERIES) {
        // Enclosed numbers have no doubles: beyond the last sign there are figures.
        let doubles = signs.contains(['A', 'a', 'а', 'А', '*']);
        return series(number, signs, doubles);
    }
    if let Some(figures) = find(FIGURES) {
        return Some(positional(number, figures));
    }
    if let Some(signs) = find(COUNTING) {
        // These two name tens only, and write greater numbers figure by figure.
        if matches!(name, "chineseCounting" | "taiwaneseCounting") && number > 99 {
            return Some(positional(number, signs));
        }
        return counting(number, signs, name);
    }
    match name {
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        "ordinal" => Some(format!("{number}{}", ordinal_ending(number))),
        "numberInDash" => Some(format!("- {number} -")),
        "hex" => Some(format!("{number:X}")),
        "ideographZodiacTraditional" => {
            let sign = |signs: &str, count: u32| signs.chars().nth((number.checked_sub(1)? % count) as usize);
            Some([sign(STEMS, 10)?, sign(BRANCHES, 12)?].iter().collect())
        }
        _ => None,
    }
}

fn series(number: u32, signs: &str, doubles: bool) -> Option<String> {
    let count = signs.chars().count() as u32;
    let at = number.checked_sub(1)?;
    let repeats = at / count + 1;
    if (repeats > 1 && !doubles) || repeats > REPEATS {
        return None;
    }
    let sign = signs.chars().nth((at % count) as usize)?;
    Some(std::iter::repeat_n(sign, repeats as usize).collect())
}

fn positional(number: u32, figures: &str) -> String {
    let figure = |c: char| c.to_digit(10).and_then(|digit| figures.chars().nth(digit as usize));
    number.to_string().chars().filter_map(figure).collect()
}

/// Numbers below 100,000 in a system that names its powers of ten: 二百〇三, 十二.
fn counting(number: u32, signs: &str, name: &str) -> Option<String> {
    let signs: Vec<char> = signs.chars().collect();
    if number == 0 || number >= 100_000 {
        return (number == 0).then(|| signs[0].to_string());
    }
    // Chinese says once that powers are missing in between; Japanese and Korean do not.
    let says_gaps = !name.starts_with("japanese") && !name.starts_with("korean");
    let mut text = String::new();
    let mut gap = false;
    for power in (0..=4u32).rev() {
        let digit = (number / 10u32.pow(power) % 10) as usize;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap && says_gaps {
            text.push(signs[0]);
        }
        gap = false;
        if digit > 1 || power == 0 || says_one(name, power, text.is_empty()) {
            text.push(signs[digit]);
        }
        if power > 0 {
            text.push(signs[9 + power as usize]);
        }
    }
    Some(text)
}

/// Whether a single power of ten has a one before it: 十二 but 一百一十二; 百十二 in Japanese; and always on legal
/// papers, so that nothing can be put before it: 壹拾貳.
fn says_one(name: &str, power: u32, leads: bool) -> bool {
    match name {
        "japaneseCounting" | "koreanCounting" => power == 4,
        _ if name.contains("Legal") => true,
        _ => !(leads && power == 1),
    }
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_word_shows_them() {
        let cases = [
            (4, "lowerRoman", "iv"),
            (28, "lowerLetter", "bb"),
            (1, "upperLetter", "A"),
            (12, "chineseCounting", "十二"),
            (103, "chineseCountingThousand", "一百〇三"),
            (1010, "taiwaneseCountingThousand", "一千零一十"),
            (103, "chineseCounting", "一○三"),
            (111, "japaneseCounting", "百十一"),
            (105, "koreanCounting", "백오"),
            (12, "ideographLegalTraditional", "壹拾貳"),
            (10, "ideographDigital", "一〇"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (25, "decimalEnclosedCircleChinese", "25"),
            (3, "ideographTraditional", "丙"),
            (13, "ideographZodiacTraditional", "丙子"),
            (22, "ordinal", "22nd"),
            (7, "decimalZero", "07"),
            (5, "chicago", "**"),
            (5, "unheardOf", "5"),
        ];
        for (number, name, expected) in cases {
            assert_eq!(format(number, &NumberFormat::named(name)), expected, "{number} in {name}");
        }
    }
}
