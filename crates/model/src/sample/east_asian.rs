//! Small issues of invented papers in Chinese, and in Japanese that is set vertically.

use super::everything::{byline, jump};
use super::{article, department, furniture, item, metadata, paragraph, sheet, text};
use crate::{
    Article, ArticleKind, Block, BylinePosition, Cell, Content, FurnitureKind, Inline, Issue, List, ListKind,
    Note, Passage, Row, Subhead, Table, Verse, WritingMode,
};

/// A Chinese issue: kicker, deck, byline with roles, jump lines, pull quote, verse with ruby, table.
pub fn chinese() -> Issue {
    let bold = Inline::Strong(text("“便民”"));
    let ruby = Inline::Ruby { base: text("鹦鹉"), text: "yīng wǔ".to_owned() };
    Issue {
        metadata: metadata("江城晚报", "zh-Hans", "2024-05-06", "10234"),
        pages: (1..=3).map(sheet).collect(),
        departments: vec![department("d01", "要闻", Some("YAO WEN")), department("d02", "副刊", None)],
        articles: vec![
            Article {
                kicker: Some(Passage::plain("“五一”假期客流创新高")),
                deck: Some(Passage::plain("首批八条游船投入运营　市民可凭市民卡乘坐")),
                byline: Some(byline("本报记者 李晓明 通讯员 王芳", BylinePosition::Head)),
                credits: vec![Passage::plain("责任编辑：周默")],
                body: vec![
                    paragraph([
                        Inline::Dateline(text("本报讯")),
                        Inline::text(
                            "　昨晚7时许，随着一声汽笛，首批八条游船依次驶离江城码头，两岸灯光次第亮起，",
                        ),
                        Inline::PageBreak { page: 2 },
                        Inline::text("江面上歌声不断，市民纷纷举起手机拍照留念。"),
                    ]),
                    Block::new(Content::Subhead(Subhead { level: 1, text: text("票价每位80元") })),
                    paragraph([
                        Inline::text("一座城市的夜晚，不只是灯光。"),
                        bold,
                        Inline::text("二字，才是夜经济的底色。"),
                    ]),
                    Block::new(Content::PullQuote(text("灯光照亮江面，服务照亮人心。"))),
                    timetable(
                        ["日期", "天气", "气温"],
                        [["5月6日", "多云", "18～26℃"], ["5月7日", "小雨", "16～22℃"]],
                    ),
                    jump("（下转第3版）", "3"),
                ],
                ..article("a001", "长江大桥夜游线路昨晚开通", "d01", &[1, 2, 3])
            },
            Article {
                kind: ArticleKind::Literature,
                byline: Some(byline("𠮷村", BylinePosition::Tail)),
                body: vec![Block::new(Content::Verse(Verse {
                    stanzas: vec![
                        vec![
                            vec![Inline::text("风吹过"), ruby, Inline::text("洲")],
                            text("船灯一盏一盏，亮到天尽头"),
                        ],
                        vec![text("谁在岸上，数着归来的桨声")],
                    ],
                }))],
                ..article("a002", "江边", "d02", &[3])
            },
        ],
        furniture: vec![furniture(FurnitureKind::Masthead, "江城晚报\n2024年5月6日 星期一")],
        ..Issue::default()
    }
}

/// A Japanese issue in vertical lines: ruby, numbers within the line, a list, a note.
pub fn japanese() -> Issue {
    let ruby = |base: &str, reading: &str| Inline::Ruby { base: text(base), text: reading.to_owned() };
    let note = Inline::NoteRef { note: "n1".to_owned(), label: "注1".to_owned() };
    Issue {
        metadata: metadata("港町新聞", "ja", "1958-04-12", "87"),
        writing_mode: WritingMode::VerticalRl,
        pages: (1..=2).map(sheet).collect(),
        departments: vec![department("d01", "くらし", None)],
        articles: vec![Article {
            deck: Some(Passage::plain("住民の手で30年ぶりに点灯")),
            byline: Some(byline("（文・三崎花）", BylinePosition::Tail)),
            body: vec![
                paragraph([
                    Inline::text("港町の"),
                    ruby("灯台", "とうだい"),
                    Inline::text(
                        "に、4月12日の夕方、ふたたび明かりがともった。集まった人びとは「まるで昔に戻ったようだ」と口をそろえる",
                    ),
                    note,
                    Inline::text("。午後6時、汽笛が3回鳴った。"),
                ]),
                Block::new(Content::Subhead(Subhead { level: 1, text: text("漁師たちの記憶") })),
                paragraph([
                    Inline::text("沖に出た船は、あの光だけが頼りだったという。"),
                    Inline::Emphasis(text("帰り道")),
                    Inline::text("は、いつも海の上にあった。"),
                ]),
                Block::new(Content::List(List {
                    kind: ListKind::Bulleted,
                    items: vec![item("一、", "点灯は毎夕6時から10時まで"), item("二、", "見学は土曜日のみ")],
                })),
            ],
            notes: vec![Note {
                id: "n1".to_owned(),
                label: "注1".to_owned(),
                blocks: vec![Block::paragraph("昭和3年に消灯していた。")],
            }],
            ..article("a001", "古い灯台に明かり", "d01", &[1])
        }],
        ..Issue::default()
    }
}

fn timetable(head: [&str; 3], rows: [[&str; 3]; 2]) -> Block {
    let row = |cells: [&str; 3]| Row { cells: cells.into_iter().map(Cell::text).collect() };
    let rows = [head].into_iter().chain(rows).map(row).collect();
    Block::new(Content::Table(Table { caption: Vec::new(), head_rows: 1, rows }))
}
