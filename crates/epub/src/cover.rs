//! The cover: a given picture, or one that is set from the publication's title, the number and the date.

use backissue_model::script;
use backissue_package::xml::Writer;

use crate::article::one_line;
use crate::pictures::{self, Format};
use crate::plan::Plan;
use crate::sheet::{self, Document};
use crate::{Cover, identity};

/// Path of the page that shows the cover.
pub(crate) const PATH: &str = "cover.xhtml";

/// The picture of a cover.
pub(crate) struct Picture {
    /// Path beside the package document.
    pub path: String,
    pub format: Format,
    pub data: Vec<u8>,
}

/// The picture that the options ask for.
pub(crate) fn picture(plan: &Plan<'_>, cover: &Cover) -> Option<Picture> {
    let (format, data) = match cover {
        Cover::None => return None,
        Cover::Picture(data) if pictures::format(data).is_some() => (pictures::format(data)?, data.clone()),
        Cover::Picture(_) | Cover::Typographic => (Format::Svg, typographic(plan).into_bytes()),
    };
    Some(Picture { path: format!("cover.{}", format.extension()), format, data })
}

/// The page that shows it.
pub(crate) fn write(plan: &Plan<'_>, picture: &Picture) -> Document {
    let title = identity::title(plan);
    let mut sheet = sheet::start(plan, plan.words.cover, plan.language);
    sheet.w.start("section", &[("class", "cover"), ("epub:type", "cover"), ("aria-label", plan.words.cover)]);
    sheet.w.empty("img", &[("src", &picture.path), ("alt", &title), ("role", "doc-cover")]);
    sheet.w.end();
    sheet.w.line();
    sheet::finish(sheet, PATH)
}

/// Width and height of the picture, in its own units: three to four, as shops ask.
const SIZE: (f32, f32) = (1200.0, 1600.0);

/// Width that text may take.
const MEASURE: f32 = 960.0;

/// Grounds dark enough for white text (contrast above 7 : 1). Each publication keeps one.
const GROUNDS: [&str; 6] = ["#1d3557", "#5a1a22", "#1f3d2b", "#3b2a4d", "#4a3212", "#22343b"];

fn typographic(plan: &Plan<'_>) -> String {
    let publication = identity::publication(plan);
    let ground = GROUNDS[publication.bytes().map(usize::from).sum::<usize>() % GROUNDS.len()];
    let title = identity::title(plan);
    let mut w = Writer::document();
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", "0 0 1200 1600"),
        ("width", "1200"),
        ("height", "1600"),
        ("xml:lang", plan.language),
    ];
    w.start("svg", &attributes);
    w.line();
    w.element("title", &[], &title);
    w.line();
    rect(&mut w, [0.0, 0.0, SIZE.0, SIZE.1], ground);
    rect(&mut w, [60.0, 60.0, 1080.0, 6.0], "#fff");
    rect(&mut w, [60.0, 76.0, 1080.0, 2.0], "#fff");
    let (lines, size) = fit(&one_line(&publication, 60));
    let mut y = 700.0 - size * 1.2 * (lines.len() as f32 - 1.0) / 2.0;
    for line in &lines {
        text(&mut w, line, y, size, "700");
        y += size * 1.2;
    }
    rect(&mut w, [500.0, y - size * 0.6, 200.0, 4.0], "#fff");
    y += size * 0.1 + 60.0;
    let own = identity::text(&plan.issue.metadata.title);
    for line in [own, identity::day(plan), identity::number(plan)].into_iter().flatten() {
        let line = one_line(&line, 40);
        text(&mut w, &line, y, (MEASURE / width(&line)).min(54.0), "400");
        y += 84.0;
    }
    if let Some(publisher) = identity::text(&plan.issue.metadata.publication.publisher) {
        let line = one_line(&publisher, 40);
        text(&mut w, &line, 1490.0, (MEASURE / width(&line)).min(40.0), "400");
    }
    rect(&mut w, [60.0, 1522.0, 1080.0, 2.0], "#fff");
    rect(&mut w, [60.0, 1534.0, 1080.0, 6.0], "#fff");
    w.end();
    w.line();
    w.finish()
}

fn rect(w: &mut Writer, [x, y, width, height]: [f32; 4], fill: &str) {
    let [x, y, width, height] = [x, y, width, height].map(|number| format!("{number:.0}"));
    w.empty("rect", &[("x", &x), ("y", &y), ("width", &width), ("height", &height), ("fill", fill)]);
    w.line();
}

fn text(w: &mut Writer, line: &str, y: f32, size: f32, weight: &str) {
    let (y, size) = (format!("{y:.0}"), format!("{size:.0}"));
    let attributes = [
        ("x", "600"),
        ("y", y.as_str()),
        ("font-size", size.as_str()),
        ("font-weight", weight),
        ("font-family", "serif"),
        ("text-anchor", "middle"),
        ("fill", "#fff"),
    ];
    w.element("text", &attributes, line);
    w.line();
}

/// Breaks a title into lines and finds the type size at which the widest fills the measure.
fn fit(title: &str) -> (Vec<String>, f32) {
    /// Larger type shouts, smaller is lost on a shelf.
    const SIZES: (f32, f32) = (200.0, 120.0);
    let mut best = (vec![title.to_owned()], MEASURE / width(title));
    for lines in 2..=4_u8 {
        if best.1 >= SIZES.1 {
            break;
        }
        let broken = balanced(title, width(title) / f32::from(lines));
        let widest = broken.iter().map(|line| width(line)).fold(1.0, f32::max);
        if MEASURE / widest > best.1 {
            best = (broken, MEASURE / widest);
        }
    }
    (best.0, best.1.min(SIZES.0))
}

/// Lines of about this width, broken at spaces, or between any two characters of a script without spaces.
fn balanced(title: &str, target: f32) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in title.split_inclusive(|c: char| c == ' ' || script::is_square(c)) {
        let Some(line) = lines.last_mut() else { break };
        // Half the word over the target still reads better than a line of its own.
        if !line.is_empty() && width(line) + width(word) / 2.0 > target {
            lines.push(word.to_owned());
        } else {
            line.push_str(word);
        }
    }
    lines.into_iter().map(|line| line.trim().to_owned()).collect()
}

/// Width of a text in ems, as type is cut: square characters one, capitals and digits more than small letters.
fn width(text: &str) -> f32 {
    let of = |c: char| match c {
        _ if script::is_square(c) => 1.05,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '.' | ',' => 0.42,
        'm' | 'w' | 'M' | 'W' => 1.0,
        _ if c.is_uppercase() => 0.82,
        _ => 0.64,
    };
    text.chars().map(of).sum::<f32>().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_where_they_may_be() {
        let lines = |title| fit(title).0;
        assert_eq!(lines("江城晚报"), ["江城晚报"]);
        assert_eq!(lines("The Port Elder Courier"), ["The Port", "Elder Courier"]);
        assert!(fit("Courier").1 <= 200.0);
    }
}
