//! What stands around the articles of one page, told by its words and its place: mastheads, folio lines, imprints,
//! advertisements, sponsors.

use backissue_model::{Flow, Furniture, FurnitureKind, Ledger, Place, Provenance, Rect, Rule};

use super::body::HEADLINE;
use super::elements::{Element, ElementKind, one_line};
use super::stories::Story;
use crate::forms::{has_issue_form, is_page_number, length};
use crate::jump_lines::is_jump;
use crate::parts::{Kind, Part};
use crate::sentences::{ends_sentence, holds_sentence_end};

/// Furniture at the head of a page ends within this share of its height.
const HEAD: f32 = 0.3;
/// Elements at the head that are looked at for a masthead.
const HEAD_ELEMENTS: usize = 14;
/// A line at the foot stands below this share of the page's height.
const FOOT: f32 = 0.92;
/// A line at the edge that is no more than a page number stands in this share of the page's height.
const EDGE: f32 = 0.09;
/// A page number at the head of a page stands in this share of its height.
const NUMBER: f32 = 0.13;
/// A title of a publication is set in this multiple of the body size or larger.
const TITLE: f32 = 1.6;
/// Furniture is at most this long, in characters.
const LONGEST: usize = 110;
/// An advertisement of a line or a box is at most this long, in characters.
const LONGEST_AD: usize = 90;

/// Takes furniture out of the elements. Gives what is left, the furniture, and the title of the publication.
pub(crate) fn take(
    elements: Vec<Element>,
    flow: &mut Flow,
) -> (Vec<Element>, Vec<Furniture>, Option<String>) {
    let mut kinds: Vec<Option<(FurnitureKind, Rule)>> = vec![None; elements.len()];
    for range in sheets(&elements) {
        head(&elements[range.clone()], flow, &mut kinds[range.clone()]);
        edges(&elements[range.clone()], flow, &mut kinds[range.clone()]);
        boxes(&elements[range.clone()], &mut kinds[range.clone()]);
        beside(&elements[range.clone()], &mut kinds[range]);
    }
    sponsors(&elements, &mut kinds);
    let title = title(&elements, &kinds);
    let mut kept = Vec::with_capacity(elements.len());
    let mut furniture = Vec::new();
    for (element, kind) in elements.into_iter().zip(kinds) {
        match kind {
            Some((kind, rule)) => {
                element.block.leave_readings(&mut flow.ledger);
                furniture.push(piece(element, kind, rule));
            }
            None => kept.push(element),
        }
    }
    (kept, furniture, title)
}

/// The largest line of the mastheads.
fn title(elements: &[Element], kinds: &[Option<(FurnitureKind, Rule)>]) -> Option<String> {
    let in_masthead =
        elements.iter().zip(kinds).filter(|(_, kind)| matches!(kind, Some((FurnitureKind::Masthead, _))));
    let candidates =
        in_masthead.map(|(element, _)| element).filter(|element| !has_issue_form(&one_line(element)));
    candidates.max_by(|a, b| a.scale.total_cmp(&b.scale)).map(one_line)
}

fn piece(element: Element, kind: FurnitureKind, rule: Rule) -> Furniture {
    let Provenance { places, .. } = element.block.provenance;
    Furniture { kind, text: element.block.text.text, provenance: Provenance { places, rules: vec![rule] } }
}

/// Ranges of elements that begin on the same sheet.
fn sheets(elements: &[Element]) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let mut current = None;
    for (i, element) in elements.iter().enumerate() {
        let sheet = element.block.sheets.first().copied().or(current);
        match out.last_mut() {
            Some(range) if sheet == current => range.end = i + 1,
            _ => out.push(i..i + 1),
        }
        current = sheet;
    }
    out
}

fn rect(element: &Element) -> Option<Rect> {
    element.block.provenance.places.iter().find_map(|place| match place {
        Place::Page { rect, .. } => *rect,
        _ => None,
    })
}

fn height(element: &Element, flow: &Flow) -> Option<f32> {
    let sheet = element.block.sheets.first()?;
    flow.pages
        .iter()
        .find(|page| page.number == *sheet)
        .map(|page| page.height)
        .filter(|height| *height > 0.0)
}

/// Whether an element is a short text that could be furniture.
fn is_short(element: &Element) -> bool {
    let text = &element.block.text.text;
    let text_like = matches!(element.kind, ElementKind::Display | ElementKind::Text);
    // A character has four bytes at most: most paragraphs are told from furniture without counting.
    text_like
        && text.len() <= LONGEST * 4
        && length(text) <= LONGEST
        && !(ends_sentence(text) && length(text) > 40)
        && !text.contains('。')
}

/// Finds the masthead or folio line at the head of a sheet: short lines up to the last that has a form of dates,
/// numbers and editors.
fn head(elements: &[Element], flow: &Flow, kinds: &mut [Option<(FurnitureKind, Rule)>]) {
    let (mut last, mut headed, mut titles) = (None, false, Vec::new());
    let mut count = 0;
    for (i, element) in elements.iter().enumerate() {
        if element.kind == ElementKind::Separator || element.kind == ElementKind::Object {
            continue;
        }
        count += 1;
        let high = match (rect(element), height(element, flow)) {
            (Some(rect), Some(height)) => rect.y0 <= HEAD * height || element.boxed,
            _ => count <= 6,
        };
        if count > HEAD_ELEMENTS || !is_short(element) || !high || is_jump(&element.block.text.text) {
            break;
        }
        let large = element.kind == ElementKind::Display && element.scale >= HEADLINE;
        // The title of the paper is large; more large type below it heads a story.
        match titles.last() {
            Some(&title) if large && is_below(&elements[title], element) => headed = true,
            _ if large => titles.push(i),
            _ => {}
        }
        if is_issue_line(element, flow) {
            last = Some(i);
        }
    }
    let Some(last) = last else { return };
    let titled = elements[..=last]
        .iter()
        .any(|element| element.scale >= TITLE && !is_page_number(&element.block.text.text))
        || elements.first().is_some_and(|first| first.cues.role == Some(backissue_model::Role::Title));
    let (kind, rule) = match titled {
        true => (FurnitureKind::Masthead, Rule::new("furniture/title-with-date-or-number")),
        false => (FurnitureKind::Folio, Rule::new("furniture/date-or-number-at-head")),
    };
    for (i, (element, slot)) in elements[..=last].iter().zip(kinds.iter_mut()).enumerate() {
        // Where a story's heads were read among the masthead's lines, only what is surely the masthead's is taken.
        if headed && !titles.contains(&i) && !is_issue_line(element, flow) {
            continue;
        }
        if matches!(element.kind, ElementKind::Display | ElementKind::Text) {
            *slot = Some((kind, rule.clone()));
        }
    }
}

/// Whether a line has a form of mastheads and folio lines, and is no headline that happens to name a date.
fn is_issue_line(element: &Element, flow: &Flow) -> bool {
    let text = one_line(element);
    (has_issue_form(&text) && element.scale < HEADLINE) || (is_page_number(&text) && is_high(element, flow))
}

/// Whether an element stands where page numbers do: further down, a number is a row of a list or a mark.
fn is_high(element: &Element, flow: &Flow) -> bool {
    match (rect(element), height(element, flow)) {
        (Some(rect), Some(height)) => rect.y0 <= NUMBER * height,
        _ => true,
    }
}

/// Whether an element stands below another on its page.
fn is_below(above: &Element, element: &Element) -> bool {
    matches!((rect(above), rect(element)), (Some(above), Some(own)) if own.y0 >= above.y1 - 1.0)
}

/// Takes in what stands on one line with a masthead or folio: the rest of the same row.
fn beside(elements: &[Element], kinds: &mut [Option<(FurnitureKind, Rule)>]) {
    let rows: Vec<(Rect, FurnitureKind)> = elements
        .iter()
        .zip(kinds.iter())
        .filter_map(|(element, kind)| {
            let (kind, _) = kind.as_ref()?;
            let edge =
                matches!(kind, FurnitureKind::Masthead | FurnitureKind::Folio | FurnitureKind::Imprint);
            rect(element).filter(|rect| edge && rect.width() > rect.height()).map(|rect| (rect, *kind))
        })
        .collect();
    for (element, slot) in elements.iter().zip(kinds) {
        let Some(own) = rect(element).filter(|own| own.width() > own.height()) else { continue };
        let small = is_short(element) && element.block.lines == 1 && element.scale < HEADLINE;
        let level = |row: &Rect| row.overlap_y(&own) >= 0.5 * own.height().min(row.height());
        if let (true, None, Some((_, kind))) = (small, &slot, rows.iter().find(|(row, _)| level(row))) {
            *slot = Some((*kind, Rule::new("furniture/on-the-line-of-furniture")));
        }
    }
}

/// Finds page numbers at the edges, and imprints at the foot.
fn edges(elements: &[Element], flow: &Flow, kinds: &mut [Option<(FurnitureKind, Rule)>]) {
    for (element, slot) in elements.iter().zip(kinds) {
        let (Some(rect), Some(height), true, None) =
            (rect(element), height(element, flow), is_short(element), &slot)
        else {
            continue;
        };
        let text = one_line(element);
        if is_jump(&text) {
            continue;
        }
        let at_edge = rect.y1 <= EDGE * height || rect.y0 >= (1.0 - EDGE) * height;
        if at_edge
            && (is_page_number(&text)
                || (is_folio_line(&text) && element.scale < 1.2 && element.block.lines == 1))
        {
            *slot = Some((FurnitureKind::Folio, Rule::new("furniture/page-number-at-edge")));
        } else if rect.y0 >= FOOT * height
            && element.block.lines <= 2
            && (has_issue_form(&text) || has_imprint_word(&text))
        {
            *slot = Some((FurnitureKind::Imprint, Rule::new("furniture/imprint-at-foot")));
        }
    }
}

/// Whether a line begins or ends with a page number: `8 The Tide Quarterly`, `Seite 5 Anzeiger`.
fn is_folio_line(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: Option<&&str>| {
        word.is_some_and(|word| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit()))
    };
    let numbered = number(words.first())
        || number(words.last())
        || is_page_number(&words.iter().take(2).copied().collect::<Vec<_>>().join(" "));
    numbered && (2..=8).contains(&words.len()) && !ends_sentence(text)
}

/// Words of imprints.
const IMPRINT: &[&str] = &[
    "地址",
    "邮编",
    "郵編",
    "电话",
    "電話",
    "印刷",
    "承印",
    "出版",
    "发行",
    "發行",
    "发稿",
    "编辑部",
    "编印",
    "订阅",
    "零售",
    "Printed",
    "printed",
    "Published",
    "published",
    "©",
    "All rights",
    "www.",
    "http",
    "@",
    "Herausgeber",
    "Druck:",
    "Imprimé",
    "발행",
    "인쇄",
];

fn has_imprint_word(text: &str) -> bool {
    IMPRINT.iter().any(|word| text.contains(word))
}

/// Finds boxes that advertise: short, without a sentence, with an address, a price or a call to buy.
fn boxes(elements: &[Element], kinds: &mut [Option<(FurnitureKind, Rule)>]) {
    let mut i = 0;
    while i < elements.len() {
        let end = if elements[i].boxed {
            i + elements[i..].iter().take_while(|e| e.boxed && e.region == elements[i].region).count()
        } else {
            i + 1
        };
        let texts: Vec<&Element> =
            elements[i..end].iter().filter(|e| e.kind != ElementKind::Separator).collect();
        if texts.iter().map(|element| element.block.text.text.len()).sum::<usize>() > LONGEST_AD * 4 {
            i = end;
            continue;
        }
        let whole: String = texts.iter().map(|element| one_line(element)).collect::<Vec<_>>().join(" ");
        let labelled = texts.first().is_some_and(|first| is_advertising_label(&one_line(first)));
        let free = kinds[i..end].iter().all(Option::is_none);
        // In the open, a headline may speak of hot lines and sales: only type of the body's size is judged there.
        let single = elements[i].boxed || (elements[i].block.lines <= 3 && elements[i].scale < HEADLINE);
        if free
            && single
            && (labelled
                || elements[i].boxed && is_display_box(&texts, &whole) && !is_banner(elements, kinds, i..end)
                || is_advertisement(&whole, elements[i].boxed))
            && texts.iter().all(|e| e.kind != ElementKind::Object)
        {
            for slot in &mut kinds[i..end] {
                *slot = Some((FurnitureKind::Advertisement, Rule::new("furniture/advertising-words")));
            }
        }
        i = end;
    }
}

/// Whether a box is the banner of a page: nothing but furniture stands before it, and running text right after it.
fn is_banner(
    elements: &[Element],
    kinds: &[Option<(FurnitureKind, Rule)>],
    own: std::ops::Range<usize>,
) -> bool {
    let counts = |element: &Element| element.kind != ElementKind::Separator;
    let before = elements.iter().zip(kinds).take(own.start);
    let first = before.filter(|(element, _)| counts(element)).all(|(_, kind)| kind.is_some());
    let next = elements[own.end..].iter().find(|element| counts(element));
    let text = next.is_some_and(|next| next.kind == ElementKind::Text && !next.boxed && next.block.lines > 2);
    first && text && next.is_some_and(|next| is_below(&elements[own.start], next))
}

/// Whether a box holds display type and nothing else. A story has text, a quote stands in the story it quotes: such a
/// box advertises.
fn is_display_box(elements: &[&Element], whole: &str) -> bool {
    let quoted = whole.trim_start().starts_with(['“', '"', '「', '‘', '„', '«'])
        || elements.iter().any(|e| e.cues.italic >= 0.5);
    let display =
        elements.iter().all(|element| element.kind == ElementKind::Display && element.cues.role.is_none());
    !elements.is_empty()
        && display
        && !quoted
        && !whole.contains('。')
        && length(whole) > 8
        && length(whole) <= LONGEST_AD
}

/// Words that papers print over advertisements.
const LABELS: &[&str] = &[
    "广告",
    "廣告",
    "広告",
    "광고",
    "ADVERTISEMENT",
    "ADVERTISEMENTS",
    "Advertisement",
    "Anzeige",
    "ANZEIGE",
    "Publicité",
    "PR",
];

/// Whether a text is the label that marks an advertisement.
pub(crate) fn is_advertising_label(text: &str) -> bool {
    LABELS.contains(&text.trim())
}

/// Words that offer or call to buy.
const OFFERS: &[&str] = &[
    "清仓",
    "大促",
    "优惠",
    "折起",
    "促销",
    "特价",
    "招租",
    "热卖",
    "招生",
    "热线",
    "諮詢熱線",
    "订购",
    "訂購",
    "直销",
    "加盟",
    "开业",
    "開幕",
    "開張",
    "特賣",
    "創業",
    "営業",
    "大売出",
    "セール",
    "개업",
    "할인",
    "행사",
    "문의",
    "sale",
    "Sale",
    "Call ",
    "Open daily",
    "discount",
    "bargain",
    "Aktion",
    "aktion",
    "Angebot",
    "Rabatt",
    "Räumung",
    "Ausverkauf",
    "soldes",
    "promotion",
    "tous les jours",
    "livraison",
    "aanbieding",
    "oferta",
    "rebajas",
];
/// Words that say where to turn.
const CONTACTS: &[&str] = &[
    "电话",
    "電話",
    "地址",
    "联系人",
    "聯絡",
    "热线",
    "微信",
    "전화",
    "Tel",
    "tel.",
    "Phone",
    "phone",
    "Call ",
    "Rue ",
    "rue ",
    "Straße",
    "straße",
    "Street",
    "号",
    "號",
    "www.",
    "http",
];

/// Takes out headlines over nothing that advertise, as boxed advertisements are on a scan that shows no box.
pub(crate) fn advertisements(stories: &mut [Story], ledger: &mut Ledger) -> Vec<Furniture> {
    let mut out = Vec::new();
    for story in stories {
        let heads: Vec<bool> = story.parts.iter().map(|part| part.kind == Kind::Headline).collect();
        let mut at = 0;
        story.parts.retain(|part| {
            let over_nothing = heads[at] && heads.get(at + 1).is_none_or(|next| *next);
            at += 1;
            let advertises = over_nothing && offers_alone(&part.block.text.text.replace('\n', " "));
            if advertises {
                part.block.leave_readings(ledger);
                out.push(advertisement(part));
            }
            !advertises
        });
    }
    out
}

fn advertisement(part: &Part) -> Furniture {
    let places = part.block.provenance.places.clone();
    let rules = vec![Rule::new("furniture/words-that-advertise-alone")];
    let text = part.block.text.text.clone();
    Furniture { kind: FurnitureKind::Advertisement, text, provenance: Provenance { places, rules } }
}

/// Whether large words with no text below them offer something, or name a number to call.
fn offers_alone(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let number = text.chars().filter(char::is_ascii_digit).count() >= 5;
    length(text) <= LONGEST_AD && (has(OFFERS) || (has(CONTACTS) && number))
}

/// An offer in the open that ends like a sentence is at most this long, in characters.
const SHORT_OFFER: usize = 40;

/// Whether a short text advertises.
fn is_advertisement(text: &str, boxed: bool) -> bool {
    let long = length(text);
    if long == 0 || long > LONGEST_AD || text.contains('。') || text.contains('，') && long > 30 {
        return false;
    }
    let offers = OFFERS.iter().filter(|word| text.contains(**word)).count();
    let contacts = CONTACTS.iter().filter(|word| text.contains(**word)).count();
    // A paragraph that closes with a full stop and names nobody to turn to reports of fares and discounts.
    if !boxed && contacts == 0 && long > SHORT_OFFER && text.trim_end().ends_with('.') {
        return false;
    }
    let numbers = text.chars().filter(char::is_ascii_digit).count() >= 5;
    // A box with an address or a number to call needs no offer.
    let addressed =
        boxed && contacts >= 1 && text.contains(|c: char| c.is_ascii_digit()) && !holds_sentence_end(text);
    addressed
        || offers >= 2
        || (offers >= 1 && (contacts >= 1 || numbers || !holds_sentence_end(text) && long <= 60))
        || (contacts >= 2 && numbers)
}

/// Words that open a list of sponsors.
const SPONSORED: &[&str] = &[
    "协办",
    "協辦",
    "赞助",
    "贊助",
    "冠名",
    "特约刊登",
    "Sponsored by",
    "sponsored by",
    "In cooperation with",
];
/// Endings of names of bodies that sponsor.
const SPONSORS: &[&str] = &[
    "协会",
    "學會",
    "学会",
    "公司",
    "集团",
    "委员会",
    "中心",
    "局",
    "研究院",
    "研究所",
    "银行",
    "大学",
    "联合会",
    "名单",
];

/// Finds lines that name sponsors, and lists of them.
fn sponsors(elements: &[Element], kinds: &mut [Option<(FurnitureKind, Rule)>]) {
    let named = |element: &Element| {
        let text = one_line(element);
        let first: String = text.chars().take(14).collect();
        is_short(element) && SPONSORED.iter().any(|word| first.contains(word))
    };
    for (i, element) in elements.iter().enumerate() {
        if kinds[i].is_none() && named(element) {
            kinds[i] = Some((FurnitureKind::Sponsor, Rule::new("furniture/sponsor-words")));
        }
    }
    let mut i = 0;
    while i < elements.len() {
        let end = i + elements[i..]
            .iter()
            .take_while(|e| e.region == elements[i].region && is_body_name(e))
            .count();
        let lines: usize = elements[i..end].iter().map(|element| element.block.lines).sum();
        if lines >= 4 {
            for slot in &mut kinds[i..end] {
                slot.get_or_insert((FurnitureKind::Sponsor, Rule::new("furniture/list-of-bodies")));
            }
        }
        i = end.max(i + 1);
    }
}

/// The longest list of sponsors in bytes: some hundred names.
const LONGEST_LIST: usize = 6000;

/// Whether an element is nothing but names of bodies, or the end of a list of them.
fn is_body_name(element: &Element) -> bool {
    if !matches!(element.kind, ElementKind::Text | ElementKind::Display)
        || element.block.text.text.len() > LONGEST_LIST
        || element.block.text.text.contains(['。', '，'])
    {
        return false;
    }
    let text = one_line(element);
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_end_matches([')', '）']).to_owned();
    let bodies = words.iter().filter(|word| SPONSORS.iter().any(|end| bare(word).ends_with(end))).count();
    !words.is_empty() && bodies * 5 >= words.len() * 4
        || text.contains("名单") && SPONSORED.iter().any(|word| text.contains(word))
        || text.contains("排名不分先后")
}
