//! Glyphs joined to runs, so that a page is drawn with one element a line instead of one a glyph.
//!
//! A run is what stands on one baseline in one style without a gap. Nothing is decided about words or columns:
//! runs are for drawing only. Glyphs that stand alone, as in text drawn one below the other, share one element.

use std::fmt::Write as _;

use backissue_model::script::{is_right_to_left, is_square};
use backissue_model::{Direction, Glyph, Page, TextStyle, Visibility};

use crate::marks::{self, Mark};
use crate::markup::{color, escaped, points};

/// Gap at which a run ends, as a share of the type size: wider than word spaces, narrower than gutters.
const GAP: f32 = 0.6;

/// Gap for which a space is drawn, as a share of the type size: half of a narrow word space.
const SPACE: f32 = 0.15;

/// How far a glyph may reach back into the one before it, as a share of the type size: kerning and marks do,
/// text that is drawn twice reaches farther.
const OVERLAP: f32 = 0.3;

/// How far the middle of lower-case letters is above the baseline, as a share of the type size.
const MIDDLE: f32 = 0.3;

/// Baselines this close count as one, in parts of a point.
const BASELINE: f32 = 4.0;

/// Most glyphs of one run: long enough for any line, short enough that one element stays small.
const LONGEST: usize = 400;

/// Glyphs in the order of writing.
struct Run<'a> {
    glyphs: Vec<&'a Glyph>,
    text: String,
}

/// All text of a page as SVG, a group for each style. What stands in none of the marks is drawn as astray.
pub(crate) fn draw(page: &Page, marks: &[&Mark]) -> String {
    let mut out = String::from("<g class=\"type\">");
    for (index, style) in page.styles.iter().enumerate() {
        let mut glyphs: Vec<&Glyph> =
            page.glyphs.iter().filter(|glyph| usize::from(glyph.style) == index && glyph.len > 0).collect();
        if glyphs.is_empty() {
            continue;
        }
        glyphs.sort_by(|a, b| {
            let key = |glyph: &Glyph| ((across(glyph, style) * BASELINE).round(), along(glyph, style));
            let ((a_across, a_along), (b_across, b_along)) = (key(a), key(b));
            a_across.total_cmp(&b_across).then(a_along.total_cmp(&b_along))
        });
        group(&runs(&glyphs, page, style), style, marks, &mut out);
    }
    out.push_str("</g>");
    out
}

/// Where a glyph starts along the direction of writing.
fn along(glyph: &Glyph, style: &TextStyle) -> f32 {
    match style.direction {
        Direction::Right => glyph.x,
        Direction::Left => -glyph.x,
        Direction::Vertical | Direction::Down => glyph.y,
        Direction::Up => -glyph.y,
    }
}

/// Where its baseline lies across it.
fn across(glyph: &Glyph, style: &TextStyle) -> f32 {
    match style.direction {
        Direction::Right | Direction::Left => glyph.y,
        Direction::Vertical | Direction::Down | Direction::Up => glyph.x,
    }
}

fn runs<'a>(glyphs: &[&'a Glyph], page: &Page, style: &TextStyle) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for glyph in glyphs {
        let text = page.glyph_text(glyph);
        match runs.last_mut() {
            Some(run) if goes_on(run, glyph, style) => {
                let (_, last) = ends(run);
                let gap = along(glyph, style) - along(last, style) - last.advance;
                let blank = run.text.ends_with(char::is_whitespace) || text.starts_with(char::is_whitespace);
                if gap > SPACE * style.size && !blank && !text.starts_with(is_square) {
                    run.text.push(' ');
                }
                run.text.push_str(text);
                run.glyphs.push(glyph);
            }
            _ => runs.push(Run { glyphs: vec![glyph], text: text.to_owned() }),
        }
    }
    runs.iter_mut().for_each(|run| trim(run, page));
    runs.retain(|run| !run.glyphs.is_empty());
    runs
}

/// Takes blanks off both ends: they draw nothing, and hang over the edge of a column.
fn trim(run: &mut Run<'_>, page: &Page) {
    let blank = |glyph: &&Glyph| page.glyph_text(glyph).trim().is_empty();
    let end = run.glyphs.iter().rposition(|glyph| !blank(glyph)).map_or(0, |last| last + 1);
    run.glyphs.truncate(end);
    run.glyphs.drain(..run.glyphs.iter().take_while(|glyph| blank(glyph)).count());
    run.text = run.text.trim().to_owned();
}

fn goes_on(run: &Run<'_>, glyph: &Glyph, style: &TextStyle) -> bool {
    let (_, last) = ends(run);
    let gap = along(glyph, style) - along(last, style) - last.advance;
    let level = (across(glyph, style) - across(last, style)).abs() * BASELINE <= 1.0;
    level && run.glyphs.len() < LONGEST && -OVERLAP * style.size <= gap && gap <= GAP * style.size
}

fn group(runs: &[Run<'_>], style: &TextStyle, marks: &[&Mark], out: &mut String) {
    let _ = write!(out, "<g class=\"{}\"{}>", class(style), look(style));
    let (alone, lines): (Vec<&Run<'_>>, Vec<&Run<'_>>) =
        runs.iter().partition(|run| stands_alone(run, style) && !is_astray(run, style, marks));
    lines.iter().for_each(|run| line(run, style, marks, out));
    for alone in alone.chunks(LONGEST) {
        let list = |place: fn(&Glyph) -> f32| {
            alone.iter().map(|run| points(place(run.glyphs[0]))).collect::<Vec<_>>().join(" ")
        };
        let text: String = alone.iter().map(|run| run.text.as_str()).collect();
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\">{}</text>",
            list(|glyph| glyph.x),
            list(|glyph| glyph.y),
            escaped(&text)
        );
    }
    out.push_str("</g>");
}

/// One character of the Basic Multilingual Plane in upright horizontal type: lists of places count UTF-16 units
/// (SVG 2, 11.4, "addressable character").
fn stands_alone(run: &Run<'_>, style: &TextStyle) -> bool {
    let mut characters = run.text.chars();
    let one = characters.next().is_some_and(|c| c.len_utf16() == 1) && characters.next().is_none();
    one && style.direction == Direction::Right
}

fn class(style: &TextStyle) -> &'static str {
    match style.visibility {
        Visibility::Visible => "seen",
        Visibility::Invisible => "invisible",
        Visibility::Hidden => "hidden",
    }
}

fn look(style: &TextStyle) -> String {
    let mut out =
        format!(" font-family=\"{}\" font-size=\"{}\"", family(&style.family), points(style.size.max(0.0)));
    if style.visibility == Visibility::Visible {
        let _ = write!(out, " fill=\"{}\"", color(style.color));
    }
    if style.bold {
        out.push_str(" font-weight=\"bold\"");
    }
    if style.italic {
        out.push_str(" font-style=\"italic\"");
    }
    if style.direction == Direction::Vertical {
        out.push_str(" writing-mode=\"vertical-rl\"");
    }
    out
}

/// The family, should the machine have it, and one that is like it. Names with signs that mean something in CSS
/// are left out.
fn family(name: &str) -> String {
    let lower = name.to_lowercase();
    let is_any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let generic = if is_any(&["courier", "mono", "consol", "typewriter"]) {
        "monospace"
    } else if is_any(&["sans", "hei", "gothic", "arial", "helvet", "univers", "frutiger", "黑", "ゴシック"])
    {
        "sans-serif"
    } else {
        "serif"
    };
    let safe = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-');
    if safe { format!("&quot;{name}&quot;, {generic}") } else { generic.to_owned() }
}

/// A run in its place, stretched to the length that it has in the source: the machine's type is not that of the
/// page. Squares are set apart instead, as tracking does.
fn line(run: &Run<'_>, style: &TextStyle, marks: &[&Mark], out: &mut String) {
    let (first, last) = ends(run);
    let length = along(last, style) + last.advance - along(first, style);
    let backwards = style.direction == Direction::Right && run.text.chars().any(is_right_to_left);
    out.push_str(match (backwards, is_astray(run, style, marks)) {
        (true, true) => "<text class=\"backwards astray\"",
        (true, false) => "<text class=\"backwards\"",
        (false, true) => "<text class=\"astray\"",
        (false, false) => "<text",
    });
    let start = if backwards { last.x + last.advance } else { first.x };
    let _ = write!(out, " x=\"{}\" y=\"{}\"", points(start), points(first.y));
    if run.glyphs.len() > 1 && length > 0.0 {
        let adjust = if run.text.starts_with(is_square) { "" } else { " lengthAdjust=\"spacingAndGlyphs\"" };
        let _ = write!(out, " textLength=\"{}\"{adjust}", points(length));
    }
    if let Some(angle) = angle(style.direction) {
        let _ = write!(out, " transform=\"rotate({angle} {} {})\"", points(first.x), points(first.y));
    }
    // What stands on the page from right to left is given in that order, whatever its script.
    let reversed: String = if backwards { run.text.chars().rev().collect() } else { String::new() };
    let text = if backwards { &reversed } else { &run.text };
    let _ = write!(out, ">{}</text>", escaped(text));
}

fn ends<'a>(run: &Run<'a>) -> (&'a Glyph, &'a Glyph) {
    (run.glyphs[0], run.glyphs[run.glyphs.len() - 1])
}

/// Whether a reader of the page sees a run that stands in no mark: it belongs to nothing.
fn is_astray(run: &Run<'_>, style: &TextStyle, marks: &[&Mark]) -> bool {
    let (first, last) = ends(run);
    let covered = |glyph: &Glyph| {
        let (x, y) = middle(glyph, style);
        marks::cover(marks, x, y)
    };
    style.visibility == Visibility::Visible && !(covered(first) && covered(last))
}

/// About the middle of a glyph's body.
fn middle(glyph: &Glyph, style: &TextStyle) -> (f32, f32) {
    let (half, rise) = (glyph.advance / 2.0, style.size * MIDDLE);
    match style.direction {
        Direction::Right => (glyph.x + half, glyph.y - rise),
        Direction::Left => (glyph.x - half, glyph.y + rise),
        Direction::Vertical => (glyph.x, glyph.y + half),
        Direction::Down => (glyph.x + rise, glyph.y + half),
        Direction::Up => (glyph.x - rise, glyph.y - half),
    }
}

fn angle(direction: Direction) -> Option<i16> {
    match direction {
        Direction::Right | Direction::Vertical => None,
        Direction::Down => Some(90),
        Direction::Up => Some(-90),
        Direction::Left => Some(180),
    }
}
