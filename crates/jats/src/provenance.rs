//! Where each part of an article stood in the source, and the rules that made it what it is: for those who check
//! an edition, on request.

use backissue_model::{Article, Place, Provenance};

use crate::ProvenanceMeta;
use crate::sheet::Sheet;

/// The value of `specific-use` that tells the provenance of a block, such as `rule:paragraph/by-indent page:3`;
/// none when it is not asked for or nothing is known. Values are words, because the attribute is a list of them to
/// most receivers.
pub(crate) fn words(provenance: &Provenance, sheet: &Sheet<'_>) -> Option<String> {
    if sheet.plan.options.provenance == ProvenanceMeta::LeaveOut {
        return None;
    }
    let rules = provenance.rules.iter().map(|rule| format!("rule:{rule}"));
    let words: Vec<String> = rules.chain(provenance.places.iter().map(place)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The provenance of the titles and the byline, as `custom-meta` of the article.
pub(crate) fn write(article: &Article, sheet: &mut Sheet<'_>) {
    let passages = [("kicker", &article.kicker), ("headline", &article.headline), ("deck", &article.deck)];
    let passages =
        passages.into_iter().filter_map(|(name, passage)| Some((name, &passage.as_ref()?.provenance)));
    let byline = article.byline.as_ref().map(|byline| ("byline", &byline.provenance));
    let facts: Vec<(&str, String)> =
        passages.chain(byline).filter_map(|(name, of)| Some((name, words(of, sheet)?))).collect();
    if facts.is_empty() {
        return;
    }
    sheet.open("custom-meta-group", &[]);
    for (name, value) in facts {
        sheet.w.start("custom-meta", &[("specific-use", "provenance")]);
        sheet.w.element("meta-name", &[], name);
        sheet.w.element("meta-value", &[], &value);
        sheet.close();
    }
    sheet.close();
}

/// A place as one word: `page:3@36,120,380,168` with the box on the sheet in points.
fn place(place: &Place) -> String {
    match place {
        Place::File => "file".to_owned(),
        Place::Page { page, rect: None } => format!("page:{page}"),
        Place::Page { page, rect: Some(rect) } => {
            format!("page:{page}@{:.0},{:.0},{:.0},{:.0}", rect.x0, rect.y0, rect.x1, rect.y1)
        }
        Place::Lines { first, last } => format!("lines:{first}-{last}"),
        Place::Byte { offset } => format!("byte:{offset}"),
        Place::Part { part, paragraph } => {
            let part = part.replace(char::is_whitespace, "%20");
            paragraph.map_or_else(|| format!("part:{part}"), |paragraph| format!("part:{part}#{paragraph}"))
        }
    }
}
