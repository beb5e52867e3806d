//! A made-up year of a Chinese paper as plain text, of any length: articles of mixed lengths with departments,
//! headlines, bylines and datelines. What it says has no meaning; how it is set is what papers do.

use std::fmt::Write as _;

/// How the lines of the text are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// A paragraph on each line, with blank lines between.
    Paragraphs,
    /// Lines of [`MEASURE`] characters; paragraphs are indented.
    Wrapped,
}

/// Characters of a wrapped line.
const MEASURE: usize = 30;
/// Fewest and most characters of an article, about.
const ARTICLE: (usize, usize) = (300, 2000);
/// Articles of a department.
const DEPARTMENT: usize = 9;

const DEPARTMENTS: [&str; 6] = ["要闻", "地方", "经济", "文化", "读者来信", "体育"];
const NAMES: [&str; 8] = ["柳青禾", "石小满", "顾远山", "沈渡", "陆秋白", "方百川", "江一苇", "秦望舒"];
const WHO: [&str; 12] = [
    "渡口镇的船工",
    "县里的测量队",
    "三号桥的工程师",
    "纺织厂的女工",
    "河东小学的学生",
    "气象站的老站长",
    "供销社的营业员",
    "新来的乡村医生",
    "农机站的技术员",
    "沿河八村的代表",
    "邮电局的话务员",
    "剧团的年轻演员",
];
const WHEN: [&str; 10] = [
    "去年冬天",
    "今年三月",
    "上个星期六",
    "８月14日上午",
    "雨季过后",
    "昨天下午",
    "五年以前",
    "秋收以来",
    "1984年春",
    "大水退去的第二天",
];
const WHAT: [&str; 14] = [
    "把修桥的石料运到了工地",
    "在会上讨论了新的水渠",
    "第一次看见了通车的大桥",
    "为孩子们办起了夜校",
    "决定把船期改到早晨六点",
    "种下了两千三百棵杨树",
    "收到了外地读者的一百多封来信",
    "在河滩上搭起了戏台",
    "用一个月的时间修好了机器",
    "提出要把账目公布出来",
    "送来了四十只鸭子和两头牛",
    "走访了沿河的每一户人家",
    "画出了新码头的草图",
    "把“安全第一”四个字写在墙上",
];
const TAILS: [&str; 8] = [
    "大家都说这是件好事",
    "可是雨一直没有停",
    "这样一来路程就近了十二公里",
    "老人们还记得从前的渡船",
    "费用由镇上和村里各出一半",
    "谁也没有想到会这么快",
    "参加的人有三百多名",
    "这在过去是不敢想的",
];

/// A text of at least so many bytes of UTF-8. The same every time.
pub fn text(lines: Lines, bytes: usize) -> String {
    let mut dice = Dice(1);
    let mut out = String::with_capacity(bytes + bytes / 8);
    let mut count = 0;
    while out.len() < bytes {
        if count % DEPARTMENT == 0 {
            let name = DEPARTMENTS[count / DEPARTMENT % DEPARTMENTS.len()];
            let _ = write!(out, "【{name}】\n\n");
        }
        article(lines, &mut dice, &mut out);
        count += 1;
    }
    out
}

fn article(lines: Lines, dice: &mut Dice, out: &mut String) {
    let headline = format!("{}{}", dice.of(&WHO), dice.of(&WHAT));
    let _ = write!(out, "{headline}\n\n本报记者　{}\n\n", dice.of(&NAMES));
    let (fewest, most) = ARTICLE;
    // The product of two throws: many short articles and few long ones.
    let share = dice.below(1000) * dice.below(1000) / 1000;
    let mut left = fewest + (most - fewest) * share / 1000;
    let mut dateline = "本报讯　";
    while left > 0 {
        let mut paragraph = String::from(std::mem::take(&mut dateline));
        for _ in 0..2 + dice.below(4) {
            sentence(dice, &mut paragraph);
        }
        left = left.saturating_sub(paragraph.chars().count());
        set(lines, &paragraph, out);
    }
    out.push('\n');
}

fn sentence(dice: &mut Dice, out: &mut String) {
    let (when, who, what) = (dice.of(&WHEN), dice.of(&WHO), dice.of(&WHAT));
    let _ = write!(out, "{when}，{who}{what}，{}。", dice.of(&TAILS));
}

fn set(lines: Lines, paragraph: &str, out: &mut String) {
    if lines == Lines::Paragraphs {
        let _ = write!(out, "{paragraph}\n\n");
        return;
    }
    let set: Vec<char> = "　　".chars().chain(paragraph.chars()).collect();
    for line in set.chunks(MEASURE) {
        out.extend(line);
        out.push('\n');
    }
}

/// Numbers that look thrown, and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
