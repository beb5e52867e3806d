//! Stories that go on on another page, joined by their jump lines. How those are worded is told in `jump_lines`.

use backissue_model::{Furniture, FurnitureKind, IssuePage, Ledger, Mark, Place, Rule, Warning, WarningKind};

use super::stories::Story;
use crate::joining::{Lexicon, join};
use crate::jump_lines::{Jump, is_jump, jump};
use crate::parts::Form;
use crate::parts::{Kind, Part};
use crate::sentences::ends_sentence;

/// Joins stories that jump lines tie, and takes the lines out as furniture. A jump whose other half is not in the
/// file stays with its story.
pub(crate) fn stitch(stories: &mut Vec<Story>, pages: &[IssuePage], ledger: &mut Ledger) -> Vec<Furniture> {
    let mut furniture = Vec::new();
    stories.iter_mut().for_each(|story| story.parts.iter_mut().for_each(mark_jump));
    let mut at = 0;
    while at < stories.len() {
        match target(stories, at, pages) {
            Some(target) => {
                let tail = stories.remove(at);
                let target = if target > at { target - 1 } else { target };
                continue_story(&mut stories[target], tail, &mut furniture, ledger);
            }
            None => at += 1,
        }
    }
    furniture
}

/// A warning for each jump line whose other half is not among the stories.
pub(crate) fn unmatched(stories: &[Story]) -> Vec<Warning> {
    let left = stories.iter().flat_map(|story| &story.parts).filter(|part| part.kind == Kind::Jump);
    let warning = |part: &Part| {
        let place = part.block.provenance.places.first().cloned().unwrap_or(Place::File);
        let words = part.block.text.text.replace('\n', " ");
        Warning::new(
            WarningKind::Doubt,
            place,
            format!("the other half of the jump “{}” was not found", words.trim()),
        )
    };
    left.map(warning).collect()
}

fn mark_jump(part: &mut Part) {
    let head = matches!(
        part.kind,
        Kind::Body | Kind::Deck | Kind::Subhead | Kind::Kicker | Kind::Byline | Kind::Tail | Kind::Signature
    );
    if head && matches!(part.block.form, Form::Text | Form::Display) && is_jump(&part.block.text.text) {
        part.kind = Kind::Jump;
    }
}

fn find(story: &Story, wanted: fn(&Jump) -> Option<&String>) -> Option<String> {
    let mut lines = story.parts.iter().filter(|part| part.kind == Kind::Jump || part.kind == Kind::Headline);
    lines.find_map(|part| jump(&part.block.text.text).as_ref().and_then(wanted).cloned())
}

/// The story that the story at an index continues.
fn target(stories: &[Story], at: usize, pages: &[IssuePage]) -> Option<usize> {
    let from = find(&stories[at], |jump| match jump {
        Jump::From(folio) => Some(folio),
        Jump::To(_) => None,
    })?;
    let own = |sheet: u32| pages.iter().find(|page| page.number == sheet).map(IssuePage::label);
    let candidates: Vec<usize> = (0..stories.len())
        .filter(|&i| i != at && stories[i].sheet <= stories[at].sheet)
        .filter(|&i| {
            find(&stories[i], |jump| match jump {
                Jump::To(folio) => Some(folio),
                Jump::From(_) => None,
            })
            .is_some()
        })
        .collect();
    let names_page = |&&i: &&usize| same_folio(&from, stories[i].sheet, own(stories[i].sheet));
    let named: Vec<usize> = candidates.iter().filter(names_page).copied().collect();
    let pool = if named.is_empty() { candidates } else { named };
    let likeness = |i: usize| shared(&words_of(&stories[at]), &words_of(&stories[i]));
    pool.into_iter().max_by(|&a, &b| likeness(a).cmp(&likeness(b)).then(b.cmp(&a)))
}

/// Whether a folio names a sheet: by its label, or by its number where it has none or one of another kind.
fn same_folio(folio: &str, sheet: u32, label: Option<String>) -> bool {
    let number = folio.trim_start_matches(|c: char| c.is_alphabetic());
    label.is_some_and(|label| label.eq_ignore_ascii_case(folio)) || number.parse() == Ok(sheet)
}

fn words_of(story: &Story) -> String {
    let heads = story
        .parts
        .iter()
        .filter(|part| matches!(part.kind, Kind::Headline | Kind::Kicker | Kind::Jump | Kind::Deck));
    heads.map(|part| part.block.text.text.to_lowercase()).collect()
}

/// Letters of one text that stand in another.
fn shared(a: &str, b: &str) -> usize {
    a.chars().filter(|c| c.is_alphanumeric() && b.contains(*c)).count()
}

fn continue_story(story: &mut Story, tail: Story, furniture: &mut Vec<Furniture>, ledger: &mut Ledger) {
    let is_out =
        |part: &Part| part.kind == Kind::Jump && matches!(jump(&part.block.text.text), Some(Jump::To(_)));
    let (out, kept) = std::mem::take(&mut story.parts).into_iter().partition(is_out);
    story.parts = kept;
    furniture.extend(Vec::into_iter(out).map(|part| line(part, ledger)));
    let mut first = true;
    for part in tail.parts {
        match part.kind {
            Kind::Jump if matches!(jump(&part.block.text.text), Some(Jump::From(_))) => {
                furniture.push(line(part, ledger));
            }
            Kind::Headline | Kind::Kicker => furniture.push(line(part, ledger)),
            Kind::Department => {}
            _ => {
                let joins =
                    std::mem::take(&mut first) && part.kind == Kind::Body && part.block.form == Form::Text;
                if !(joins && join_last(story, &part, ledger)) {
                    story.parts.push(part);
                }
            }
        }
    }
}

/// Joins a paragraph that a jump cut in two.
fn join_last(story: &mut Story, part: &Part, ledger: &mut Ledger) -> bool {
    // A credit or byline may stand between the text and the jump line.
    let closing = |part: &Part| matches!(part.kind, Kind::Credit | Kind::Tail | Kind::Signature);
    let Some(last) = story
        .parts
        .iter_mut()
        .rev()
        .find(|part| !closing(part))
        .filter(|last| last.kind == Kind::Body && last.block.form == Form::Text)
    else {
        return false;
    };
    if ends_sentence(&last.block.text.text) {
        return false;
    }
    let place = part.block.provenance.places.first().cloned().unwrap_or(Place::File);
    if let Some(sheet) = part.block.sheets.first() {
        last.block.text.push_point(Mark::PageBreak(*sheet));
    }
    join(&mut last.block.text, part.block.text.clone(), &place, &Lexicon::default(), ledger);
    last.block.sheets.extend(&part.block.sheets);
    last.block.lines += part.block.lines;
    last.block.align = part.block.align;
    last.block.provenance.absorb(part.block.provenance.clone());
    last.block.provenance.add_rule(Rule::new("join/over-jump"));
    true
}

fn line(part: Part, ledger: &mut Ledger) -> Furniture {
    part.block.leave_readings(ledger);
    let mut provenance = part.block.provenance;
    provenance.add_rule(Rule::new("jump/other-half-found"));
    Furniture { kind: FurnitureKind::JumpLine, text: part.block.text.text, provenance }
}
