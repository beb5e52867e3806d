//! Pages of tiny files made here: what operators do to the glyphs, rulings and panels that come out.

use backissue_model::{Direction, Page, Pages, ReadError, Rect, Tally, Visibility, WarningKind};
use backissue_pdf::{ReadOptions, Repairs, read};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A file of one page, 200 by 100 points, with Helvetica as `F` and a vertical Japanese font as `V`.
fn file(content: &str, page_entries: &Dictionary) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let fonts = dictionary! {
        "F" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
        "V" => dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Mincho", "Encoding" => "90ms-RKSJ-V",
            "DescendantFonts" => vec![dictionary! {
                "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "Mincho",
                "CIDSystemInfo" => dictionary! {
                    "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Japan1"),
                },
            }.into()],
        },
    };
    let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let mut page = dictionary! {
        "Type" => "Page", "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()], "Contents" => content,
        "Resources" => dictionary! { "Font" => fonts },
    };
    page.extend(page_entries);
    let page = document.add_object(page);
    let tree =
        document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("writing to memory does not fail");
    bytes
}

fn pages(content: &str) -> Pages {
    balanced(read(&file(content, &Dictionary::new()), &ReadOptions::default()).expect("the file is whole"))
}

/// The pages, once their ledger is proved.
fn balanced(pages: Pages) -> Pages {
    let mut tally = Tally::default();
    pages.pages.iter().for_each(|page| tally.add_text(&page.text));
    assert_eq!(pages.ledger.expected(), tally);
    pages
}

fn page(content: &str) -> Page {
    pages(content).pages.remove(0)
}

/// Text, x, y, advance of each glyph, in whole points.
fn glyphs(page: &Page) -> Vec<(String, i32, i32, i32)> {
    let round = |n: f32| n.round() as i32;
    let all = page.glyphs.iter();
    all.map(|glyph| (page.glyph_text(glyph).to_owned(), round(glyph.x), round(glyph.y), round(glyph.advance)))
        .collect()
}

fn glyph(text: &str, x: i32, y: i32, advance: i32) -> (String, i32, i32, i32) {
    (text.to_owned(), x, y, advance)
}

#[test]
fn spacing_scale_and_rise_move_glyphs() {
    let page = page("BT /F 10 Tf 2 Tc 3 Tw 200 Tz 5 Ts 1 0 0 1 10 20 Tm (A B) Tj ET");
    // Helvetica's capitals are 6.67 points wide, its space 2.78; all lengths along the line double.
    let expected = [glyph("A", 10, 75, 13), glyph(" ", 27, 75, 6), glyph("B", 43, 75, 13)];
    assert_eq!(glyphs(&page), expected);
}

#[test]
fn adjustments_in_tj_and_the_four_ways_to_the_next_line() {
    let page =
        page("BT /F 10 Tf 12 TL 10 80 Td [(A) -1000 (B)] TJ T* (C) Tj (D) ' 1 0 (E) \" 0 -20 TD (G) Tj ET");
    let places: Vec<_> = glyphs(&page).into_iter().map(|(text, x, y, _)| (text, x, y)).collect();
    let expected = [("A", 10, 20), ("B", 27, 20), ("C", 10, 32), ("D", 10, 44), ("E", 10, 56), ("G", 10, 76)];
    assert_eq!(places, expected.map(|(text, x, y)| (text.to_owned(), x, y)));
}

#[test]
fn directions_and_sizes_on_the_page() {
    let turned =
        page("BT /F 5 Tf 0 2 -2 0 50 10 Tm (A) Tj -2 0 0 -2 90 10 Tm (B) Tj 0 -2 2 0 50 90 Tm (C) Tj ET");
    let looks: Vec<_> = turned.glyphs.iter().map(|glyph| turned.style(glyph)).collect();
    let directions: Vec<_> = looks.iter().map(|style| (style.direction, style.size)).collect();
    assert_eq!(directions, [(Direction::Up, 10.0), (Direction::Left, 10.0), (Direction::Down, 10.0)]);
    let quarter = file("BT /F 10 Tf 10 20 Td (A) Tj ET", &dictionary! { "Rotate" => 90 });
    let page = read(&quarter, &ReadOptions::default()).unwrap().pages.remove(0);
    assert_eq!((page.width, page.height), (100.0, 200.0));
    // What ran along the bottom of the sheet runs down its left side.
    assert_eq!(page.styles[0].direction, Direction::Down);
    assert_eq!(glyphs(&page), [glyph("A", 20, 10, 7)]);
}

#[test]
fn vertical_writing_goes_down_from_the_top_of_the_cell() {
    let page = page("BT /V 10 Tf 100 90 Td <93FA967B> Tj ET");
    assert_eq!(page.styles[0].direction, Direction::Vertical);
    assert_eq!(glyphs(&page), [glyph("日", 100, 10, 10), glyph("本", 100, 20, 10)]);
}

#[test]
fn strokes_fills_and_frames() {
    let page = page(
        "BT /F 10 Tf 10 10 Td (A) Tj ET
         2 w 10 50 m 190 50 l S 10 40 180 1 re f 0.9 g 20 60 50 30 re B 1 0 0 rg 100 60 50 30 re f 10 10 m 90 90 l S",
    );
    let rulings: Vec<Rect> = page.rulings.iter().map(|ruling| ruling.rect).collect();
    assert_eq!(rulings, [Rect::new(10.0, 49.0, 190.0, 51.0), Rect::new(10.0, 59.0, 190.0, 60.0)]);
    let panels: Vec<_> = page.panels.iter().map(|panel| (panel.rect, panel.fill, panel.framed)).collect();
    let expected = [
        (Rect::new(20.0, 10.0, 70.0, 40.0), Some([230; 3]), true),
        (Rect::new(100.0, 10.0, 150.0, 40.0), Some([255, 0, 0]), false),
    ];
    assert_eq!(panels, expected);
}

#[test]
fn clipping_cuts_panels_and_rulings() {
    let page =
        page("BT /F 10 Tf 10 10 Td (A) Tj ET q 50 0 100 100 re W n 0 40 200 1 re f 0 200 100 10 re f Q");
    assert_eq!(page.rulings.iter().map(|ruling| ruling.rect.x0).collect::<Vec<_>>(), [50.0]);
    assert_eq!(page.panels, []);
}

#[test]
fn hidden_text_is_kept_and_marked() {
    let pages =
        pages("BT /F 10 Tf 10 10 Td (seen) Tj 3 Tr 0 20 Td (unseen) Tj 0 Tr 1 g 0 20 Td (white) Tj ET");
    let page = &pages.pages[0];
    let seen = |letter: &str| {
        let glyph = page.glyphs.iter().find(|glyph| page.glyph_text(glyph) == letter).unwrap();
        page.style(glyph).visibility
    };
    assert_eq!(
        (seen("s"), seen("u"), seen("w")),
        (Visibility::Visible, Visibility::Hidden, Visibility::Hidden)
    );
    assert_eq!(
        pages.warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(),
        [WarningKind::HiddenText]
    );
    assert_eq!(self::page("BT /F 10 Tf 3 Tr (scan) Tj ET").styles[0].visibility, Visibility::Visible);
}

#[test]
fn given_text_stands_for_glyphs_and_for_drawings() {
    let pages = pages(
        "/Span <</ActualText <FEFF00C6>>> BDC BT /F 10 Tf 10 10 Td (AE) Tj ET EMC
         /Span <</ActualText (T)>> BDC 50 50 20 20 re f EMC /Artifact BMC BT /F 10 Tf 10 90 Td (head) Tj ET EMC",
    );
    let page = &pages.pages[0];
    assert_eq!(page.text, "ÆThead");
    assert_eq!(
        page.glyphs.iter().map(|glyph| page.style(glyph).artifact).filter(|artifact| *artifact).count(),
        4
    );
    assert_eq!(pages.ledger.entries[0].after, "Æ");
}

#[test]
fn forms_bring_their_own_matrix_and_give_back_the_state() {
    let form = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
        "Matrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 50.into(), 0.into()],
    };
    let form = Object::Stream(Stream::new(form, b"q 1 0 0 rg BT /F 10 Tf 10 10 Td (in) Tj ET".to_vec()));
    let mut bytes = file("/X Do BT /F 10 Tf 10 50 Td (out) Tj ET", &Dictionary::new());
    let mut document = Document::load_mem(&bytes).unwrap();
    let id = document.add_object(form);
    for object in document.objects.values_mut() {
        if let Ok(resources) = object.as_dict_mut().and_then(|page| page.get_mut(b"Resources")) {
            resources.as_dict_mut().unwrap().set("XObject", dictionary! { "X" => id });
        }
    }
    bytes.clear();
    document.save_to(&mut bytes).unwrap();
    let page = balanced(read(&bytes, &ReadOptions::default()).unwrap()).pages.remove(0);
    assert_eq!(
        (page.text.as_str(), page.glyphs[0].x.round(), page.glyphs[2].x.round()),
        ("inout", 60.0, 10.0)
    );
    assert_eq!((page.style(&page.glyphs[0]).color, page.style(&page.glyphs[2]).color), ([255, 0, 0], [0; 3]));
}

#[test]
fn repairs_can_be_left_out() {
    let content = "BT /F 20 Tf 10 50 Td (Hull) Tj 0.5 -0.5 Td (Hull) Tj ET";
    assert_eq!(page(content).text, "Hull");
    let options = ReadOptions { repairs: Repairs::Leave, ..ReadOptions::default() };
    let bytes = file(content, &Dictionary::new());
    assert_eq!(balanced(read(&bytes, &options).unwrap()).pages[0].text, "HullHull");
}

#[test]
fn a_page_without_text_is_an_error_that_names_the_way_out() {
    let bytes = file("0 0 100 100 re f", &Dictionary::new());
    let Err(ReadError::NoText { detail }) = read(&bytes, &ReadOptions::default()) else {
        panic!("a page without text was read");
    };
    assert!(detail.contains("ocrmypdf"));
}

#[test]
fn annotations_are_part_of_the_page_unless_hidden() {
    let note = |text: &str, flags: i64| -> Object {
        dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "F" => flags, "Contents" => Object::string_literal(text),
            "Rect" => vec![10.into(), 10.into(), 110.into(), 30.into()],
        }
        .into()
    };
    let bytes = file(
        "BT /F 10 Tf 10 60 Td (page) Tj ET",
        &dictionary! { "Annots" => vec![note("shown", 4), note("hidden", 2)] },
    );
    let mut document = Document::load_mem(&bytes).unwrap();
    let form = |text: &str| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 100.into(), 20.into()],
        };
        Stream::new(dict, format!("BT /F 10 Tf 0 5 Td ({text}) Tj ET").into_bytes())
    };
    let appearances = ["shown", "hidden"].map(|text| document.add_object(form(text)));
    for object in document.objects.values_mut() {
        let Ok(annotations) = object.as_dict_mut().and_then(|page| page.get_mut(b"Annots")) else {
            continue;
        };
        for (annotation, appearance) in annotations.as_array_mut().unwrap().iter_mut().zip(appearances) {
            annotation.as_dict_mut().unwrap().set("AP", dictionary! { "N" => appearance });
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let page = balanced(read(&bytes, &ReadOptions::default()).unwrap()).pages.remove(0);
    assert_eq!(page.text, "pageshown");
    assert_eq!((page.glyphs[4].x.round(), page.glyphs[4].y.round()), (10.0, 85.0));
}

#[test]
fn passwords_open_what_they_should() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/pdf");
    let opened = |name: &str, password: Option<&str>| {
        let options = ReadOptions { password: password.map(str::to_owned), ..ReadOptions::default() };
        let bytes = std::fs::read(folder.join(name)).expect("the case is in the folder");
        read(&bytes, &options).map(balanced).map(|pages| !pages.pages[0].text.is_empty())
    };
    let locked = "encrypted--errors.pdf";
    assert_eq!(opened("encrypted-empty-password.pdf", None), Ok(true));
    assert_eq!((opened(locked, Some("quay")), opened(locked, Some("harbour"))), (Ok(true), Ok(true)));
    for password in [None, Some("key")] {
        assert!(matches!(opened(locked, password), Err(ReadError::Password { .. })), "{password:?}");
    }
}

#[test]
fn every_cut_and_every_changed_byte_is_survived() {
    let bytes = file("BT /F 10 Tf 10 10 Td (A gate is a gate.) Tj ET", &Dictionary::new());
    for end in (0..bytes.len()).step_by(7) {
        let _ = read(&bytes[..end], &ReadOptions::default());
    }
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x15;
        let _ = read(&changed, &ReadOptions::default()).map(balanced);
    }
}
