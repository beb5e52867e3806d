//! Bylines: whether a line names who wrote an article, and whom it names.
//!
//! Knows the words of the trade (`记者`, `By`, `文・写真`, `기자`) and the shapes of names; no list of names.

use backissue_model::{Person, PersonKind, script};

/// Words that say what a named person did; alone or at either end of a name.
const ROLES: [&str; 64] = [
    "本报记者",
    "本刊记者",
    "特约记者",
    "见习记者",
    "实习记者",
    "首席记者",
    "记者",
    "本报通讯员",
    "特约通讯员",
    "通讯员",
    "实习生",
    "特约撰稿人",
    "特约撰稿",
    "作者",
    "读者",
    "编者",
    "责任编辑",
    "责编",
    "编辑",
    "摄影报道",
    "摄影",
    "撰文",
    "整理",
    "编译",
    "翻译",
    "图文",
    "图/文",
    "文/图",
    "文",
    "图",
    "摄",
    "译",
    "本報記者",
    "本刊記者",
    "特派員",
    "記者",
    "通訊員",
    "攝影報導",
    "攝影",
    "攝",
    "讀者",
    "圖",
    "編輯",
    "圖文",
    "文・写真",
    "写真・文",
    "写真",
    "編集委員",
    "論説委員",
    "寄稿",
    "撮影",
    "聞き手",
    "기자",
    "특파원",
    "글·사진",
    "글",
    "사진",
    "독자",
    "논설위원",
    "인턴기자",
    "선임기자",
    "객원기자",
    "작가",
    "시인",
];
/// What longer descriptions of a role end with: 体育记者, 霧浜通信部.
const ROLE_ENDS: [&str; 10] =
    ["记者", "記者", "通讯员", "通訊員", "特派員", "編集委員", "通信部", "支局", "기자", "특파원"];
/// Whether a character is one of those of which each word in [`ROLES`] and [`ROLE_ENDS`] has one: most lines have none,
/// and need no search for words.
fn is_trace_of_role(c: char) -> bool {
    let hangul = ('\u{AC00}'..='\u{D7A3}').contains(&c);
    hangul || "者记記讯訊习習撰编編责責摄攝整译翻图圖文員派真稿撮聞論局信輯".contains(c)
}

/// What follows a name after a slash: 溪尾報導.
const REPORTS: [&str; 6] = ["報導", "报道", "報道", "综合报道", "電", "电"];
/// What names of bodies end with.
const BODIES: [&str; 44] = [
    "协会",
    "学会",
    "委员会",
    "委",
    "局",
    "馆",
    "院",
    "社",
    "部",
    "公司",
    "中心",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "政府",
    "站",
    "处",
    "科",
    "所",
    "办公室",
    "办",
    "课题组",
    "编辑部",
    "集团",
    "厂",
    "银行",
    "医院",
    "館",
    "協會",
    "學會",
    "委員會",
    "中學",
    "醫院",
    "協会",
    "学園",
    "組合",
    "組",
    "위원회",
    "협회",
    "센터",
    "대학교",
    "신문사",
];

/// The longest byline in characters.
const LONGEST: usize = 80;

/// What stands in a pair of round brackets that holds the whole text.
pub(crate) fn bracketed(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '(', '。'])).then_some(inner)
}

/// Whether a line is a byline by its wording: a word of the trade, and a name.
pub(crate) fn is_byline(text: &str) -> bool {
    let text = bracketed(text).unwrap_or(text);
    if text.contains(['，', '。']) || text.chars().count() > LONGEST {
        return false;
    }
    if is_eastern(text) {
        text.chars().any(is_trace_of_role) && !text.contains(',') && names_with_role(text)
    } else {
        let clause = text.split('|').next().unwrap_or(text);
        western_role(clause.trim()).is_some_and(|(role, names)| {
            let name = first_piece(names);
            is_western_name(name) && (role.is_empty() || is_western_work(role) && name.contains(' '))
        })
    }
}

/// Whether a line is nothing but one name or a few, as a byline below a headline may be.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim_start_matches(DECORATIONS).trim();
    if is_eastern(text) {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let letters: usize = parts.iter().map(|part| part.chars().count()).sum();
        let plain =
            text.chars().all(|c| script::is_square(c) && !is_mark(c) || c.is_whitespace() || c == '·');
        let foreign = text.contains('·') && letters <= FOREIGN_NAME;
        return plain && parts.len() <= 2 && ((2..=4).contains(&letters) || foreign);
    }
    let words = text.split_whitespace().count();
    (2..=8).contains(&words) && !text.contains(['.', ':', '!', '?']) && pieces(text).all(is_western_name)
}

/// The commonest Chinese family names, in both scripts; nine in ten people bear one of them.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬邝張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧鍾譚陸賈韋鄒閆賀顧龔萬錢嚴湯齊喬龐顏莊聶魯歐關蘭寧紀";
/// What names of places end with, which are as short as names of persons.
const PLACES: [char; 14] =
    ['州', '县', '市', '区', '省', '镇', '乡', '村', '縣', '區', '鎮', '鄉', '町', '府'];

/// Whether a line is a name that begins with a family name, where Chinese.
pub(crate) fn is_surnamed(text: &str) -> bool {
    is_name(text) && begins_with_surname(text.trim_start_matches(DECORATIONS).trim())
}

/// Whether a name can be a person's by its first character, and is no place's by its last. Western names pass.
pub(crate) fn begins_with_surname(name: &str) -> bool {
    !is_eastern(name) || !name.ends_with(PLACES) && name.starts_with(|c| SURNAMES.contains(c))
}

/// The longest foreign name in Chinese characters.
const FOREIGN_NAME: usize = 14;
/// Marks before a byline that are no part of it.
const DECORATIONS: [char; 14] = ['◇', '◆', '●', '○', '■', '□', '▲', '△', '★', '☆', '※', '◎', '·', '—'];

fn is_mark(c: char) -> bool {
    ('\u{3000}'..='\u{3004}').contains(&c)
        || ('\u{3008}'..='\u{3020}').contains(&c)
        || ('\u{FF01}'..='\u{FF0F}').contains(&c)
}

/// The persons and bodies that a byline names, in order.
pub(crate) fn persons(text: &str) -> Vec<Person> {
    let text = bracketed(text).unwrap_or(text).trim_start_matches(DECORATIONS).trim();
    if is_eastern(text) { eastern(text) } else { western(text) }
}

fn is_eastern(text: &str) -> bool {
    text.chars().any(script::is_square)
}

/// The word of the trade that a text is, or ends with.
fn is_role(text: &str) -> bool {
    let parts = |sign: char| text.split(sign).all(|part| ROLES.contains(&part));
    ROLES.contains(&text)
        || ROLE_ENDS.iter().any(|end| text.ends_with(end))
        || (text.contains('/') && parts('/'))
        || (text.contains('／') && parts('／'))
        || (text.contains('・') && parts('・'))
}

/// One word of an eastern byline.
enum Word<'a> {
    Role(&'a str),
    Name(&'a str),
}

fn eastern(text: &str) -> Vec<Person> {
    let mut persons: Vec<Person> = Vec::new();
    let mut role: Option<&str> = None;
    for word in words(text) {
        match word {
            Word::Role(word) => {
                // `한서윤 기자`, `范綺雲 攝`: the word may follow the name it belongs to.
                match persons.last_mut() {
                    Some(last) if last.role.is_none() && role.is_none() => last.role = Some(word.to_owned()),
                    _ => role = Some(word),
                }
            }
            Word::Name(name) => persons.push(person(name, role)),
        }
    }
    heal_spaced_names(&mut persons);
    persons
}

/// Whether a text has both a word of the trade and a name that it can belong to.
fn names_with_role(text: &str) -> bool {
    let words = words(text);
    let roles = words.iter().filter(|word| matches!(word, Word::Role(_))).count();
    0 < roles && roles < words.len()
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let separators = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '、' | ';' | '；' | '，' | ',');
    for token in text.split(separators).filter(|token| !token.is_empty()) {
        push_token(token, &mut out);
    }
    out
}

/// Where a second word of the trade begins in a token, right behind a name: recognition programs and narrow columns
/// leave the spaces out (`通讯员邓小满记者林可`).
fn next_role(token: &str) -> Option<usize> {
    let first =
        ROLES.iter().filter(|role| token.starts_with(**role)).map(|role| role.len()).max().unwrap_or(0);
    let first = if token[first..].starts_with(['/', '／']) { first + 1 } else { first };
    let rest = &token[first..];
    let begins = |role: &&str| rest.find(*role).filter(|at| (2..=4).contains(&rest[..*at].chars().count()));
    let at = INNER_ROLES.iter().filter_map(begins).min()?;
    Some(first + at)
}

/// Words of the trade that begin no name and end none.
const INNER_ROLES: [&str; 14] = [
    "本报记者",
    "记者",
    "通讯员",
    "本报通讯员",
    "摄影",
    "编辑",
    "文/",
    "图/",
    "本報記者",
    "記者",
    "通訊員",
    "攝影",
    "編輯",
    "圖/",
];

/// The longest name that is glued to the longest of [`ROLES`], in characters.
const LONGEST_GLUED: usize = 9;

fn push_token<'a>(token: &'a str, out: &mut Vec<Word<'a>>) {
    if is_role(token) {
        out.push(Word::Role(token));
        return;
    }
    for sign in ['/', '／', '：', ':', '・'] {
        let Some((left, right)) = token.split_once(sign) else { continue };
        if REPORTS.iter().any(|report| right.ends_with(report)) {
            push_token(left, out);
            return;
        }
        if is_role(left) || is_role(right) {
            out.push(if is_role(left) { Word::Role(left) } else { Word::Name(left) });
            push_token(right, out);
            return;
        }
    }
    if let Some(at) = next_role(token) {
        push_token(&token[..at], out);
        push_token(&token[at..], out);
        return;
    }
    // `记者沈禾`, `沈禾摄`: glued to a name of two to four characters.
    let roles = if token.chars().count() > LONGEST_GLUED { &[] } else { ROLES.as_slice() };
    let glued = roles.iter().find_map(|role| {
        let behind = token.strip_prefix(role).filter(|name| (2..=4).contains(&name.chars().count()));
        let before = token.strip_suffix(role).filter(|name| (2..=4).contains(&name.chars().count()));
        match (behind, before) {
            (Some(name), _) if role.chars().count() > 1 => {
                Some([Word::Role(&token[..role.len()]), Word::Name(name)])
            }
            (_, Some(name)) if matches!(*role, "摄" | "攝" | "기자" | "摄影" | "攝影") => {
                Some([Word::Name(name), Word::Role(&token[name.len()..])])
            }
            _ => None,
        }
    });
    match glued {
        Some(words) => out.extend(words),
        None => out.push(Word::Name(token)),
    }
}

fn person(name: &str, role: Option<&str>) -> Person {
    Person {
        name: name.to_owned(),
        surname: None,
        given_names: None,
        role: role.map(str::to_owned),
        kind: kind(name),
    }
}

/// Han characters from which on a name without a dot is no person's.
const LONGEST_PERSON: usize = 5;

/// Whether a name is a body's.
pub(crate) fn kind(name: &str) -> PersonKind {
    let letters = name.chars().count();
    let body = BODIES.iter().any(|end| name.ends_with(end)) && letters > 3;
    let long = letters > LONGEST_PERSON && is_eastern(name) && !name.contains(['·', '・', ' ']);
    if body || long { PersonKind::Organisation } else { PersonKind::Person }
}

/// `久我 透`, `张 伟`: a name set with a space is one name.
fn heal_spaced_names(persons: &mut Vec<Person>) {
    let single = |person: &Person| person.name.chars().count() == 1;
    if let [first, second] = &persons[..]
        && second.role.is_none()
        && (single(first) || single(second))
    {
        let name = format!("{} {}", first.name, second.name);
        let role = first.role.clone();
        *persons = vec![Person { role, kind: PersonKind::Person, ..person(&name, None) }];
    }
}

/// Words before a name in Western bylines.
const BY: [&str; 10] = ["by", "von", "par", "por", "di", "da", "door", "av", "af", "words"];

/// The role and the names of a clause that says who wrote or made something.
fn western_role(clause: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for word in clause.split(' ').take(6) {
        if BY.contains(&word.trim_end_matches(':').to_lowercase().as_str()) {
            let role = clause[..at].trim();
            // `The bridge by the mill` names nobody.
            let names = clause[at + word.len()..].trim();
            return names.starts_with(char::is_uppercase).then_some((role, names));
        }
        at += word.len() + 1;
    }
    None
}

/// Whether words before `by` can name a work: `Story`, `Words and pictures`. A clause that goes on, as in `the row, which
/// by Sunday` or `Kritik kam von Anwohnern, die`, has a comma or a verb, and begins small when it was wrapped.
fn is_western_work(role: &str) -> bool {
    let words = role.split_whitespace().count();
    role.starts_with(char::is_uppercase) && words <= LONGEST_WORK && !role.contains([',', '.', ';', '“', '"'])
}

/// Words of the longest name of a work: `Words and pictures`.
const LONGEST_WORK: usize = 3;

fn western(text: &str) -> Vec<Person> {
    let mut out = Vec::new();
    for clause in text.split(['|', ';', '/']).map(str::trim) {
        let (role, names) = western_role(clause).unwrap_or(("", clause));
        let named = described(names).unwrap_or(names);
        // `Henrietta Voss, Station Terrace`: behind a comma stands who or where she is, unless it is a list.
        let listed = [" and ", " und ", " et ", " y ", " & "].iter().any(|and| named.contains(and));
        let named = if listed { named } else { first_piece(named) };
        let role = (!role.is_empty()).then_some(role);
        out.extend(pieces(named).filter(|name| is_western_name(name)).map(|name| person(name, role)));
    }
    out
}

/// The name in `Ruth Castellan is a retired surveyor`.
fn described(text: &str) -> Option<&str> {
    [" is ", " was ", " lives ", " teaches ", " writes ", " ist ", " est ", " es "]
        .iter()
        .find_map(|verb| text.split_once(verb))
        .map(|(name, _)| name)
}

/// Whether a sentence tells who the author is: `Ruth Castellan is a retired surveyor.`
pub(crate) fn tells_of_author(text: &str) -> bool {
    text.chars().count() <= LONGEST
        && described(text).is_some_and(|name| name.split_whitespace().count() >= 2 && is_western_name(name))
}

fn first_piece(names: &str) -> &str {
    names.split(',').next().unwrap_or(names).trim()
}

/// The names of a list.
fn pieces(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(',')
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" & "))
        .map(|name| name.trim().trim_end_matches('.'))
        .filter(|name| !name.is_empty())
}

/// Small words within Western names.
const PARTICLES: [&str; 14] =
    ["de", "van", "von", "der", "den", "la", "le", "du", "da", "di", "del", "dos", "ter", "zu"];
/// Words of titles and places that are capitalised and no names.
const NOT_NAMES: [&str; 12] = [
    "The",
    "Editor",
    "Correspondent",
    "Reporter",
    "Writer",
    "Staff",
    "Notice",
    "Page",
    "A",
    "An",
    "In",
    "To",
];

fn is_western_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let word = |word: &&str| {
        let capital = word.starts_with(|c: char| c.is_uppercase());
        (capital && !NOT_NAMES.iter().any(|other| other.eq_ignore_ascii_case(word))
            || PARTICLES.contains(word))
            && !word.contains(|c: char| c.is_ascii_digit())
    };
    (1..=5).contains(&words.len()) && words.iter().all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        persons(text).into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn bylines_of_many_papers() {
        let cases: [(&str, &[&str]); 18] = [
            ("本报通讯员柳青禾记者石小满", &["柳青禾", "石小满"]),
            ("文/柳青禾图/石小满", &["柳青禾", "石小满"]),
            ("本报记者 柳青禾 文/图", &["柳青禾"]),
            ("记者 柳青禾 通讯员 石小满", &["柳青禾", "石小满"]),
            ("记者柳青禾", &["柳青禾"]),
            ("文/柳青禾 图/石小满", &["柳青禾", "石小满"]),
            ("記者 林若水／埔里報導", &["林若水"]),
            ("（記者・山岸ゆり）", &["山岸ゆり"]),
            ("文・写真 山岸ゆり", &["山岸ゆり"]),
            ("久保 透", &["久保 透"]),
            ("윤서하 기자", &["윤서하"]),
            ("글 윤서하", &["윤서하"]),
            ("(渡口镇文化站)", &["渡口镇文化站"]),
            ("By Odile Brandt, Sports Editor", &["Odile Brandt"]),
            ("Story by Odile Brandt | Photographs by Tomas Reyes", &["Odile Brandt", "Tomas Reyes"]),
            ("Von Henrike Sand", &["Henrike Sand"]),
            ("Odile Brandt and Tomas Reyes", &["Odile Brandt", "Tomas Reyes"]),
            ("Odile Brandt is a retired pilot.", &["Odile Brandt"]),
        ];
        for (text, expected) in cases {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn each_word_of_the_trade_has_its_trace() {
        let words = ROLES.iter().chain(&ROLE_ENDS);
        let traceless: Vec<_> = words.filter(|word| !word.chars().any(is_trace_of_role)).collect();
        assert!(traceless.is_empty(), "{traceless:?}");
    }

    #[test]
    fn wording_tells_bylines_from_text_and_headlines() {
        for text in ["记者 柳青禾", "By Odile Brandt", "文・写真 山岸ゆり", "윤서하 기자", "（记者 柳青禾）"]
        {
            assert!(is_byline(text), "{text}");
        }
        let texts = ["记者从镇里获悉", "The bridge by the mill", "桥修好了", "Learning by doing", "文化站"];
        let wrapped = [
            "entsteht eine Werkstatt, die von Ehrenamtlichen",
            "Kritik kam von Anwohnern, die Lärm fürchten.",
        ];
        for text in texts.into_iter().chain(wrapped) {
            assert!(!is_byline(text), "{text}");
        }
        assert!(is_name("柳青禾") && is_name("久保 透") && is_name("Odile Brandt and Tomas Reyes"));
        assert!(!is_name("The Bridge") && !is_name("今天起通车了"));
    }
}
