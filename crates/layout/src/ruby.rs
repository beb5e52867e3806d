//! Readings set small beside Han characters: ruby (W3C, Requirements for Japanese Text Layout, 3.3).
//!
//! Kana or bopomofo of half the size above a line, or at the right of a vertical one, belong to the characters that
//! they stand over and not into the order of lines.

use backissue_model::script::is_ideographic;
use backissue_model::{Mark, Page, Rect};

use crate::fragments::Fragment;
use crate::lines::PlacedLine;
use crate::rulings::Rulings;
use crate::space::Placed;

/// Sizes of ruby as a share of the size of its base: half, or a third for long readings.
const SIZES: std::ops::RangeInclusive<f32> = 0.28..=0.62;
/// The widest white, and the deepest overlap, between ruby and its base, as a share of the base's size.
const GAP: f32 = 0.45;
/// Readings that touch belong to one word: up to this share of the ruby's size may lie between them.
const TOUCH: f32 = 0.45;
/// How far a reading may hang over the character it belongs to, as a share of the base's size.
const OVERHANG: f32 = 0.8;

/// A reading and the glyphs that it belongs to, as indices into a line's glyphs.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruby {
    /// First glyph of the base.
    pub first: usize,
    /// Last glyph of the base.
    pub last: usize,
    /// The reading, as the mark that carries it.
    pub reading: Mark,
}

/// Which fragments of a page are readings: kana or bopomofo right above a fragment with Han characters of the fitting
/// size. They part no rows and open no columns.
pub fn readings_among(page: &Page, fragments: &[Fragment], rulings: &Rulings) -> Vec<bool> {
    let mut out = vec![false; fragments.len()];
    let phonetic = |i: &usize| is_reading(page, &fragments[*i].glyphs);
    let small: Vec<usize> = (0..fragments.len()).filter(phonetic).collect();
    if small.is_empty() {
        return out;
    }
    let has_han = |fragment: &&Fragment| {
        fragment
            .glyphs
            .iter()
            .any(|(glyph, _)| page.glyph_text(&page.glyphs[*glyph as usize]).starts_with(is_han))
    };
    let mut bases: Vec<&Fragment> = fragments.iter().filter(has_han).collect();
    bases.sort_by(|a, b| a.rect.y0.total_cmp(&b.rect.y0));
    for i in small {
        let own = &fragments[i];
        // The base is at most this large: its size bounds how far away it can begin.
        let reach = GAP * own.size / SIZES.start();
        let from = bases.partition_point(|base| base.rect.y0 < own.rect.y1 - reach);
        let near = bases[from..].iter().take_while(|base| base.rect.y0 <= own.rect.y1 + reach);
        out[i] = near.take(NEAR).any(|base| {
            stands_over(&own.rect, own.size, &base.rect, base.size)
                && !is_label(&own.rect, &base.rect, rulings)
        });
    }
    out
}

/// Bases that are looked at for one reading; a level of a page holds fewer fragments than this.
const NEAR: usize = 500;

/// Takes lines of ruby out and gives them to the lines that they stand over.
pub fn attach(page: &Page, rulings: &Rulings, lines: &mut Vec<PlacedLine>) {
    let mut found: Vec<(usize, usize, Vec<Ruby>)> = Vec::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| is_reading(page, &line.glyphs)) {
        let white = |base: &usize| (lines[*base].rect.y0 - line.rect.y1).abs();
        let over = (0..lines.len()).filter(|base| {
            let base = &lines[*base];
            stands_over(&line.rect, line.size, &base.rect, base.size)
                && !is_label(&line.rect, &base.rect, rulings)
        });
        let base = over.min_by(|a, b| white(a).total_cmp(&white(b)));
        if let Some(base) = base
            && let Some(ruby) = readings(page, line, &lines[base])
        {
            found.push((i, base, ruby));
        }
    }
    for (_, base, ruby) in &found {
        lines[*base].ruby.extend(ruby.iter().cloned());
    }
    let mut index = 0;
    lines.retain(|_| {
        index += 1;
        !found.iter().any(|(i, _, _)| *i == index - 1)
    });
}

/// Whether a line is nothing but kana or bopomofo.
fn is_reading(page: &Page, glyphs: &[(u32, Placed)]) -> bool {
    let mut texts = glyphs.iter().map(|(glyph, _)| page.glyph_text(&page.glyphs[*glyph as usize]));
    !glyphs.is_empty() && texts.all(|text| text.chars().all(|c| is_phonetic(c) || c.is_whitespace()))
}

fn is_phonetic(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3105}'..='\u{312F}' | '\u{31A0}'..='\u{31BF}')
}

/// Whether a rectangle of small type stands right above one of larger type.
fn stands_over(ruby: &Rect, size: f32, base: &Rect, base_size: f32) -> bool {
    let gap = base.y0 - ruby.y1;
    SIZES.contains(&(size / base_size))
        && ruby.y0 < base.y0
        && (-GAP * base_size..=GAP * base_size).contains(&gap)
        && ruby.overlap_x(base) > 0.0
}

/// Whether kana above a line are the label of a department rather than a reading: they stand on a panel of their own, or
/// a ruling lies between.
fn is_label(kana: &Rect, base: &Rect, rulings: &Rulings) -> bool {
    let (above, below) = ((kana.y0 + kana.y1) / 2.0, (base.y0 + base.y1) / 2.0);
    let parts = |ruling: &Rect| (above..below).contains(&ruling.y0) && ruling.overlap_x(kana) > 0.0;
    let carries = |panel: &Rect| panel.holds_middle_of(kana) && !panel.holds_middle_of(base);
    rulings.level.iter().any(parts) || rulings.panels.iter().any(carries)
}

/// The readings of a line over its base; nothing when a kana stands over no Han character.
fn readings(page: &Page, line: &PlacedLine, base: &PlacedLine) -> Option<Vec<Ruby>> {
    let text = |glyph: u32| page.glyph_text(&page.glyphs[glyph as usize]);
    let han = |i: &usize| text(base.glyphs[*i].0).starts_with(is_han);
    let middle = |placed: &Placed| (placed.x0 + placed.x1) / 2.0;
    let mut out: Vec<(Ruby, String, f32)> = Vec::new();
    for (glyph, placed) in line.glyphs.iter().filter(|(glyph, _)| !text(*glyph).trim().is_empty()) {
        let distance = |i: &usize| (middle(&base.glyphs[*i].1) - middle(placed)).abs();
        let own = (0..base.glyphs.len()).filter(han).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        if distance(&own) > OVERHANG * base.size {
            return None;
        }
        match out.last_mut() {
            Some((ruby, reading, end))
                if placed.x0 - *end <= TOUCH * placed.size && (ruby.last..=ruby.last + 1).contains(&own) =>
            {
                ruby.last = own;
                reading.push_str(text(*glyph));
                *end = placed.x1;
            }
            _ => {
                let ruby = Ruby { first: own, last: own, reading: Mark::Ruby(String::new()) };
                out.push((ruby, text(*glyph).to_owned(), placed.x1));
            }
        }
    }
    Some(out.into_iter().map(|(ruby, reading, _)| Ruby { reading: Mark::Ruby(reading), ..ruby }).collect())
}

/// Whether a character is one that has readings: Han, or the mark that repeats one.
fn is_han(c: char) -> bool {
    is_ideographic(c) && c.is_alphabetic() && !is_phonetic(c)
}
