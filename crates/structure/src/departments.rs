//! Names of departments that papers share, and what stands beside a name.

use backissue_model::{Flow, FlowItem, Role};

/// Departments of many papers, in the languages and scripts they appear in.
const KNOWN: [&str; 119] = [
    "要闻",
    "新闻",
    "时政",
    "国内",
    "国际",
    "本地",
    "地方",
    "社会",
    "经济",
    "财经",
    "科技",
    "科普",
    "教育",
    "文化",
    "体育",
    "娱乐",
    "副刊",
    "文艺",
    "文学",
    "评论",
    "言论",
    "社论",
    "时评",
    "读者来信",
    "来信",
    "人物",
    "公告",
    "启事",
    "简讯",
    "短讯",
    "动态",
    "生活",
    "健康",
    "旅游",
    "专题",
    "综合",
    "广告",
    "理论",
    "要聞",
    "新聞",
    "地方新聞",
    "國內",
    "國際",
    "社會",
    "經濟",
    "體育",
    "娛樂",
    "評論",
    "讀者來信",
    "來信",
    "公告欄",
    "啟事",
    "簡訊",
    "藝文",
    "生活版",
    "鎮聞",
    "地域",
    "暮らし",
    "くらし",
    "政治",
    "経済",
    "国際",
    "文化欄",
    "スポーツ",
    "社説",
    "投書",
    "声",
    "お知らせ",
    "読者の声",
    "芸能",
    "지역",
    "생활",
    "사회",
    "정치",
    "경제",
    "문화",
    "스포츠",
    "국제",
    "사설",
    "오피니언",
    "독자투고",
    "알림",
    "local",
    "local news",
    "news",
    "world",
    "national",
    "sports",
    "sport",
    "letters",
    "letters to the editor",
    "opinion",
    "editorial",
    "editorials",
    "weekend",
    "articles",
    "features",
    "arts",
    "business",
    "obituaries",
    "notices",
    "reviews",
    "books",
    "lokales",
    "politik",
    "wirtschaft",
    "kultur",
    "feuilleton",
    "leserbriefe",
    "vermischtes",
    "anzeigen",
    "région",
    "régions",
    "culture",
    "économie",
    "politique",
    "courrier des lecteurs",
    "faits divers",
    "société",
];
/// What names of departments end with.
const ENDS: [&str; 10] = ["动态", "专栏", "园地", "天地", "之窗", "论坛", "快讯", "動態", "專欄", "園地"];
/// Bytes of the longest of the known names.
const LONGEST_KNOWN: usize = 24;
/// The longest name that is told by its end, in characters.
const LONGEST: usize = 8;

/// Whether a line is the name of a department by its wording.
pub(crate) fn is_known(line: &str) -> bool {
    let (name, beside) = split(line);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let by_end = || ENDS.iter().any(|end| name.ends_with(end)) && name.chars().count() <= LONGEST;
    let known = || name.len() <= LONGEST_KNOWN && KNOWN.contains(&name.to_lowercase().as_str());
    beside.is_some() || known() || by_end()
}

/// Marks the lines that are names of departments, unless the file says that they are something else.
pub(crate) fn label(flow: &mut Flow, names: &[String]) {
    if names.is_empty() {
        return;
    }
    let names: Vec<String> = names.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
    for item in &mut flow.items {
        if let FlowItem::Line(line) = item
            && line.cues.role.is_none()
            && names.contains(&bare(split(&line.text.text).0))
        {
            line.cues.role = Some(Role::Department);
        }
    }
}

/// A name as it is compared: in lower case, without spaces and ornaments.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name and its transcription behind it: `乡村新事 XIANG CUN XIN SHI`.
pub(crate) fn split(line: &str) -> (&str, Option<&str>) {
    let Some(at) = line.find(|c: char| c.is_ascii_alphabetic()) else { return (line, None) };
    let (name, beside) = (line[..at].trim_end(), &line[at..]);
    let spelled = beside.split(' ').count() >= 2
        && beside.chars().all(|c| c.is_ascii_uppercase() || c == ' ')
        && !name.is_ascii();
    if spelled && name.chars().count() <= LONGEST { (name, Some(beside)) } else { (line, None) }
}

#[cfg(test)]
mod tests {
    use backissue_model::{Line, Spanned};

    use super::*;

    #[test]
    fn names_of_the_publication_are_labels_whatever_their_case_and_ornaments() {
        let line = |text: &str| {
            let text = Spanned { text: text.to_owned(), ..Spanned::default() };
            FlowItem::Line(Line { text, ..Line::default() })
        };
        let mut flow = Flow { items: ["— NET LOFT —", "Net lofts"].map(line).into(), ..Flow::default() };
        label(&mut flow, &["Net Loft".to_owned(), String::new()]);
        let role = |item: &FlowItem| match item {
            FlowItem::Line(line) => line.cues.role.clone(),
            _ => None,
        };
        assert_eq!(flow.items.iter().map(role).collect::<Vec<_>>(), [Some(Role::Department), None]);
    }

    #[test]
    fn known_names_and_transcriptions() {
        assert!(
            is_known("副刊") && is_known("Letters") && is_known("渡口动态") && is_known("水乡 SHUI XIANG")
        );
        assert!(!is_known("桥修好了") && !is_known("村里用上 WIFI"));
        assert!(KNOWN.iter().all(|name| name.len() <= LONGEST_KNOWN && is_known(name)));
        assert_eq!(split("水乡 SHUI XIANG"), ("水乡", Some("SHUI XIANG")));
    }
}
