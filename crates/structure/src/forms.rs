//! Forms of text that editors use everywhere: dates, numbers of issues, ends of sentences.

use crate::calendar;

/// Whether a text ends with a mark that a headline never ends with.
pub fn ends_like_prose(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['。', '，', '、', '；', '：', ',', ';', ':', '．'])
        || (text.ends_with('.') && text.split_whitespace().count() > 6)
}

/// The text with every run of digits as one `0`, full-width forms as ASCII, no white space, lower case.
pub fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = match u32::from(c) {
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        if c.is_ascii_digit() {
            if !out.ends_with('0') {
                out.push('0');
            }
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Characters of a text that are not white space.
pub fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Width in ems: a square character is 1, any other a half.
pub fn width(text: &str) -> f32 {
    text.chars().map(|c| if backissue_model::script::is_square(c) { 1.0 } else { 0.5 }).sum()
}

/// Whether most letters of a text are square: Chinese, Japanese, Korean.
pub fn is_east_asian(text: &str) -> bool {
    let (mut square, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        all += 1;
        square += usize::from(backissue_model::script::is_square(c));
    }
    square * 2 > all
}

/// Words and forms that stand in mastheads, folio lines and imprints and hardly ever in a headline.
const ISSUE_FORMS: &[&str] = &[
    "0年0月0日",
    "0年0月",
    "0月0日",
    "年0月0日",
    "农历",
    "農曆",
    "星期",
    "曜日",
    "國曆",
    "第0期",
    "总第",
    "總第",
    "第0号",
    "第0號",
    "第0卷",
    "今日0版",
    "本期0版",
    "共0版",
    "第0版",
    "0版",
    "第0页",
    "第0頁",
    "国内统一",
    "國內統一",
    "统一刊号",
    "cn0-0",
    "issn0",
    "issn:",
    "邮发代号",
    "零售",
    "定价",
    "每份",
    "售价",
    "主编",
    "主編",
    "总编",
    "責任編輯",
    "责任编辑",
    "责编",
    "编辑:",
    "版式",
    "美编",
    "校对",
    "值班",
    "发行人",
    "發行人",
    "発行所",
    "発行人",
    "編集",
    "主办",
    "主管",
    "主辦",
    "印刷:",
    "出版:",
    "承印",
    "vol.0",
    "no.0",
    "nr.0",
    "n°0",
    "nº0",
    "№0",
    "numéro0",
    "número0",
    "numero0",
    "num.0",
    "číslo0",
    "выпуск0",
    "issueno",
    "제0호",
    "0년0월0일",
    "founded",
    "gegründet",
    "fondé",
    "printedin",
    "publishedby",
    "발행인",
    "편집인",
];

/// Marks between the date, the number and the price of an issue on one line.
const BETWEEN: [char; 8] = ['•', '|', '–', '—', '·', '/', ';', '★'];

/// Whether a line has a form of mastheads and folio lines.
pub fn has_issue_form(text: &str) -> bool {
    let shape = shape(text);
    if ISSUE_FORMS.iter().any(|form| shape.contains(form)) {
        return true;
    }
    text.split(BETWEEN).any(is_date_line) || is_price(&shape) || has_chinese_date(text)
}

/// Words of a whole date: weekday, day, month, year.
const DATE: usize = 4;
/// Words of a line with a whole date and the number or the price of the issue behind it.
const DATE_AND_NUMBER: usize = 9;

/// A month's name and a number, and little else.
fn is_date_line(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_month = |word: &String| calendar::month(word).is_some();
    let month = words.iter().any(&is_month);
    let number = words.iter().any(|word| word.chars().all(|c| c.is_ascii_digit()));
    let year = |word: &String| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
    let opens_with_date = words.iter().take(DATE).any(is_month) && words.iter().take(DATE).any(year);
    month && number && (words.len() <= 6 || (opens_with_date && words.len() <= DATE_AND_NUMBER))
}

fn is_price(shape: &str) -> bool {
    let rest: String = shape.chars().filter(|c| !matches!(c, '0' | '.' | ',')).collect();
    matches!(rest.as_str(), "$" | "€" | "£" | "¥" | "￥" | "元" | "p" | "c")
}

/// A date in Chinese numerals, or the number of an issue: 二〇二一年八月二十日, 第五〇三期.
fn has_chinese_date(text: &str) -> bool {
    let numeral = |c: char| "〇零一二三四五六七八九十百元廿卅".contains(c);
    let before = |mark: char| {
        text.match_indices(mark).any(|(at, _)| text[..at].chars().next_back().is_some_and(numeral))
    };
    let numbered = text.match_indices(['期', '号', '號']).any(|(at, mark)| {
        let ends = text[at + mark.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        ends && text[..at].trim_end_matches(numeral).ends_with('第')
    });
    before('年') && before('月') || numbered
}

/// Whether a line is a page number and nothing else: `12`, `- 3 -`, `第2版`, `第二版`, `Page 4`.
pub fn is_page_number(text: &str) -> bool {
    let numeral = |c: char| "〇一二三四五六七八九十".contains(c);
    let inside = text.trim().strip_prefix('第').and_then(|rest| rest.strip_suffix(['版', '页', '頁', '面']));
    if inside.is_some_and(|number| !number.is_empty() && number.chars().all(numeral)) {
        return true;
    }
    let shape = shape(text);
    let bare = shape.trim_matches(['-', '—', '–', '·', '.', '[', ']', '(', ')', '|', '/', '*', '~']);
    matches!(
        bare,
        "0" | "第0版"
            | "0版"
            | "第0页"
            | "第0頁"
            | "第0面"
            | "page0"
            | "p.0"
            | "p0"
            | "s.0"
            | "seite0"
            | "a0"
            | "b0"
            | "0页"
            | "0頁"
            | "0面"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_mastheads_are_told_from_headlines() {
        for line in [
            "2021年8月20日 星期五",
            "第10482期 今日8版",
            "Vol. 88, No. 41",
            "Friday, October 17, 2025",
            "$1.50",
            "中華民國一一一年十月一日",
            "제1203호",
            "Viernes, 14 de febrero de 2020 • Año XXXI • 1,50 euros",
            "Вторник, 5 июня 2018 года",
            "Sabato 2 ottobre 2021",
            "Friday 19 June 1998 Issue 2,311",
            "Woensdag 5 mei 1999",
        ] {
            assert!(has_issue_form(line), "{line}");
        }
        for line in [
            "柳树湾渡口九月一日起停航三天",
            "Ferry service will run in May",
            "镇图书馆 评出“十佳”读书人家",
            "第二版的故事",
        ] {
            assert!(!has_issue_form(line), "{line}");
        }
    }
}
