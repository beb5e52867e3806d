//! Datelines: the place, date or agency that opens a report.

/// What reports of the paper itself open with.
const OWN: [&str; 12] = [
    "本报讯",
    "本刊讯",
    "本网讯",
    "本台讯",
    "本台消息",
    "本报消息",
    "本報訊",
    "本刊訊",
    "本報消息",
    "本社訊",
    "本报综合消息",
    "综合消息",
];
/// Agencies and papers whose reports open with their name and close the dateline with 电 or 讯.
const AGENCIES: [&str; 14] = [
    "据新华社",
    "新华社",
    "据中新社",
    "中新社",
    "新華社",
    "據新華社",
    "中央社",
    "中通社",
    "路透社",
    "法新社",
    "美联社",
    "本报",
    "本報",
    "本社",
];
/// The longest dateline in characters.
const LONGEST: usize = 40;

/// The length in bytes of the dateline that a paragraph opens with.
pub(crate) fn length(text: &str) -> Option<usize> {
    own(text).or_else(|| agency(text)).or_else(|| in_brackets(text)).or_else(|| before_dash(text))
}

fn own(text: &str) -> Option<usize> {
    OWN.iter().find(|word| text.starts_with(**word)).map(|word| word.len())
}

/// `新华社北京8月1日电`, `本报渡口8月1日讯`.
fn agency(text: &str) -> Option<usize> {
    let name = AGENCIES.iter().find(|name| text.starts_with(**name))?;
    let close = text[name.len()..].char_indices().take(LONGEST).find_map(|(at, c)| match c {
        '电' | '電' | '讯' | '訊' => Some(at + c.len_utf8()),
        _ => None,
    })?;
    let inner = &text[name.len()..name.len() + close];
    let rest = &text[name.len() + close..];
    let ends = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '：' | ':' | '】'));
    (ends && !inner.contains(['，', '。'])).then_some(name.len() + close)
}

/// `【本报讯】`, `【東京=共同】`, `[서울=연합뉴스]`.
fn in_brackets(text: &str) -> Option<usize> {
    let open = text.chars().next().filter(|c| matches!(c, '【' | '[' | '［' | '〔' | '（' | '('))?;
    let close = match open {
        '【' => '】',
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        '（' => '）',
        _ => ')',
    };
    let (inner, _) = text[open.len_utf8()..].split_once(close)?;
    let told = own(inner) == Some(inner.len())
        || inner.contains(['=', '＝'])
        || inner.ends_with(['讯', '訊', '电', '電']) && inner.chars().count() > 2;
    (told && inner.chars().count() <= LONGEST).then_some(open.len_utf8() + inner.len() + close.len_utf8())
}

/// Dashes between a dateline and its report.
const DASHES: [&str; 7] = [" — ", " – ", " -- ", " - ", ".—", ".--", "—"];

/// `PORT MERRIN, March 3 — `, `LONDON (Reuters) - `, `Skarn Island, May 2 -- `.
fn before_dash(text: &str) -> Option<usize> {
    let (at, dash) = DASHES.iter().filter_map(|dash| Some((text.find(dash)?, dash))).min()?;
    let place = &text[..at];
    let shouted = place.split([',', '(', ' ']).next().is_some_and(|word| {
        word.chars().filter(|c| c.is_alphabetic()).count() >= 3 && word.chars().all(|c| !c.is_lowercase())
    });
    let dated = place.starts_with(char::is_uppercase)
        && place.contains(',')
        && place.contains(|c: char| c.is_ascii_digit())
        && place.split_whitespace().count() <= 6;
    let short = place.chars().count() <= LONGEST && !place.contains([';', '"', '”', '?', '!']);
    (short && (shouted || dated)).then(|| at + dash.trim_end().len())
}

/// The length of a place at the start of a paragraph in a German paper: `Birkenau. Das alte Stellwerk`.
pub(crate) fn german(text: &str) -> Option<usize> {
    let (place, rest) = text.split_once(". ")?;
    let words: Vec<&str> = place.split(['/', ' ', '-']).collect();
    let town = |word: &&str| {
        word.chars().count() >= 3
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
    };
    let town = words.len() <= 2 && words.iter().all(town);
    (town && rest.starts_with(char::is_uppercase)).then_some(place.len() + 1)
}

/// The text in brackets right behind a dateline, where reporters are named: `本报讯（记者 …）`.
pub(crate) fn reporters(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let (open, close) = if rest.starts_with('（') { ('（', '）') } else { ('(', ')') };
    let (inner, _) = rest.strip_prefix(open)?.split_once(close)?;
    crate::bylines::is_byline(inner).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_and_texts_without() {
        let cases = [
            ("本报讯（记者 柳青禾）桥修好了。", Some("本报讯")),
            ("新华社渡口8月1日电（记者 柳青禾）桥修好了。", Some("新华社渡口8月1日电")),
            ("本报的读者都知道，电话修好了。", None),
            ("【本報訊】橋修好了。", Some("【本報訊】")),
            ("[서울=연합] 다리가", Some("[서울=연합]")),
            ("SKARN ISLAND, May 2 -- The log", Some("SKARN ISLAND, May 2 --")),
            ("LONDON (Reuters) - The log", Some("LONDON (Reuters) -")),
            ("The log — it was lost — came back", None),
            ("He went on — slowly", None),
        ];
        for (text, dateline) in cases {
            assert_eq!(length(text).map(|len| &text[..len]), dateline, "{text}");
        }
        assert_eq!(german("Birkenau. Das Stellwerk"), Some(9));
        assert_eq!(german("Das Stellwerk steht. Es regnet"), None);
        assert_eq!(reporters("（记者 柳青禾）桥"), Some("记者 柳青禾"));
    }
}
