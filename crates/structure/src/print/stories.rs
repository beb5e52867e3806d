//! Elements to stories: what each display line heads, and which text stands under it.
//!
//! Stories are kept apart by box: text inside a box never belongs to the story around it, and the story around it
//! goes on behind the box.

use std::collections::BTreeMap;

use backissue_model::{Align, Role, Rule};

use super::body::HEADLINE;
use super::elements::{Element, ElementKind, heading_level, one_line};
use super::heads::{self, Known};
use crate::credits;
use crate::jump_lines::{Jump, is_jump, jump};
use crate::parts::Form;
use crate::parts::{Kind, Part};
use crate::sentences::ends_sentence;

/// An article in the making: its parts in order.
#[derive(Debug, Default)]
pub(crate) struct Story {
    /// Its parts; a department's name first where one begins with it.
    pub parts: Vec<Part>,
    /// Sheet it begins on.
    pub sheet: u32,
    /// Type size of its headline as a multiple of the body size; 0 without one.
    pub scale: f32,
}

impl Story {
    /// Whether anything but heads has been read.
    pub fn has_text(&self) -> bool {
        self.parts.iter().any(|part| part.kind == Kind::Body)
    }
}

/// Tells stories from elements, in the order of reading.
pub(crate) fn tell(elements: Vec<Element>) -> Vec<Story> {
    let known = Known::of(&elements);
    let mut desk = Desk {
        known,
        stories: Vec::new(),
        current: BTreeMap::new(),
        run: Vec::new(),
        labels: Vec::new(),
        frame: None,
    };
    let mut elements = elements.into_iter();
    while let Some(element) = elements.next() {
        let frame = element.last_frame.or(desk.frame);
        let heads_next = desk.heads_next(&element, elements.as_slice());
        if heads_next {
            desk.close_run(None);
            desk.run.push(element);
        } else {
            desk.take(element);
        }
        desk.frame = frame;
    }
    desk.close_run(None);
    if !desk.labels.is_empty() {
        desk.open(u32::MAX, 0);
    }
    desk.stories.retain(|story| !story.parts.is_empty());
    desk.stories
}

struct Desk {
    known: Known,
    stories: Vec<Story>,
    /// The story that text of a region belongs to.
    current: BTreeMap<u32, usize>,
    /// Display elements since the last text.
    run: Vec<Element>,
    /// Labels whose story begins in another region: a label above a box.
    labels: Vec<Element>,
    /// The frame of the element before.
    frame: Option<u32>,
}

impl Desk {
    fn take(&mut self, element: Element) {
        let other_region = self.run.last().is_some_and(|last| last.region != element.region);
        if other_region {
            self.close_run(None);
        }
        match element.kind {
            ElementKind::Separator => {}
            ElementKind::Display => self.run.push(element),
            ElementKind::Object => {
                if !self.run.is_empty() && matches!(element.block.form, Form::Picture { .. }) {
                    // A picture between headline and text is the story's: the run goes on behind it.
                    self.run.push(element);
                } else {
                    self.close_run(None);
                    self.add(element, Kind::Body);
                }
            }
            ElementKind::Text if self.opens_run(&element) => self.run.push(element),
            ElementKind::Text
                if matches!(jump(&element.block.text.text), Some(Jump::From(_))) && self.run.is_empty() =>
            {
                self.open(element.region, first_sheet(&element));
                self.add(element, Kind::Body);
            }
            ElementKind::Text => {
                if !self.run.is_empty() && heads::continues_heads(&self.run, &element) {
                    self.run.push(element);
                    return;
                }
                self.close_run(Some(&element));
                let kind = if self.captions(&element) { Kind::Caption } else { text_kind(&element) };
                self.add(element, kind);
            }
        }
    }

    /// Whether a line of text stands above a headline as a kicker does: short, centred, alone.
    fn opens_run(&self, element: &Element) -> bool {
        let text = &element.block.text.text;
        let closed =
            self.current.get(&element.region).is_none_or(|&story| heads::is_closed(&self.stories[story]));
        let labels = self.run.iter().all(|head| self.known.is_label(head));
        (self.run.is_empty() || (labels && self.run[0].region == element.region))
            && element.block.lines == 1
            && element.cues.align == Align::Centre
            && element.cues.role.is_none()
            && !ends_sentence(text)
            && (closed || !self.run.is_empty())
            && !is_jump(text)
            && crate::bylines::bracketed(text).is_none()
    }

    /// Whether a line is a label of the headline that comes next. One with a ruling below it must have one above it too, or
    /// be the first of its region or frame: otherwise the ruling ends its story.
    fn heads_next(&self, element: &Element, following: &[Element]) -> bool {
        match following {
            [ruling, next, ..] if ruling.kind == ElementKind::Separator => {
                let parted = element.block.rule_above
                    || !self.current.contains_key(&element.region)
                    || self.begins_frame(element);
                parted && self.run.is_empty() && self.stands_above(element, next)
            }
            [next, ..] => self.stands_above(element, next),
            [] => false,
        }
    }

    /// Whether a short line of text stands right above a headline as a label does, rather than at the end of the story
    /// before.
    fn stands_above(&self, element: &Element, next: &Element) -> bool {
        let text = &element.block.text.text;
        element.kind == ElementKind::Text
            && next.kind == ElementKind::Display
            && next.region == element.region
            && is_headline_size(next, &self.known)
            && element.block.lines == 1
            && element.cues.role.is_none()
            && self.stands_apart(element, next)
            && heads::is_label_length(element)
            && element.cues.align != Align::End
            && !ends_sentence(text)
            && !is_jump(text)
            && crate::bylines::bracketed(text).is_none()
            && !crate::bylines::is_byline(text)
    }

    /// Whether a line above a headline is set off from what stands above it.
    fn stands_apart(&self, element: &Element, next: &Element) -> bool {
        let centred = element.cues.align == Align::Centre && next.cues.align == Align::Centre;
        let first = !self.current.contains_key(&element.region);
        element.block.rule_above
            || element.cues.space_before >= 0.5
            || centred
            || first
            || self.begins_frame(element)
    }

    fn begins_frame(&self, element: &Element) -> bool {
        element.last_frame.is_some() && self.frame != element.last_frame
    }

    /// Whether the story of a region waits for the caption of its last picture, and a text is set as captions are.
    fn captions(&self, element: &Element) -> bool {
        let waits = self.current.get(&element.region).is_some_and(|&story| {
            let last = self.stories[story].parts.last();
            last.is_some_and(|part| {
                matches!(part.block.form, Form::Picture { .. }) && part.block.text.is_blank()
            })
        });
        let credited = self.current.get(&element.region).is_some_and(|&story| {
            self.stories[story].parts.last().is_some_and(|part| {
                part.kind == Kind::Caption && matches!(part.block.form, Form::Picture { .. })
            })
        });
        if credited && credits::is_credit(&one_line(element)) && element.block.lines == 1 {
            return true;
        }
        waits
            && element.block.lines <= 4
            && element.block.form == Form::Text
            && heads::is_caption_type(element)
    }

    fn story_of(&mut self, element: &Element) -> usize {
        if let Some(&story) = self.current.get(&element.region) {
            return story;
        }
        // Text above the first headline of a region goes with the story before it, unless it is in a box.
        let story = match self.stories.len() {
            n if n > 0 && !element.boxed => n - 1,
            n => {
                self.open(element.region, first_sheet(element));
                n
            }
        };
        self.current.insert(element.region, story);
        story
    }

    fn add(&mut self, mut element: Element, kind: Kind) {
        let story = self.story_of(&element);
        if let Form::Picture { .. } = element.block.form {
            element.block.text = backissue_model::Spanned::default();
        }
        if kind == Kind::Headline {
            self.stories[story].scale = self.stories[story].scale.max(element.scale);
        }
        let parts = &mut self.stories[story].parts;
        if kind == Kind::Caption
            && matches!(element.block.form, Form::Text | Form::Display)
            && let Some(last) = parts.last_mut()
            && matches!(last.block.form, Form::Picture { .. })
        {
            if !last.block.text.is_blank() {
                last.block.text.push_str("\n");
            }
            last.block.text.append(element.block.text);
            last.block.provenance.absorb(element.block.provenance);
            last.kind = Kind::Caption;
            return;
        }
        parts.push(Part { kind, block: element.block });
    }

    /// Decides what the display lines before a text are.
    fn close_run(&mut self, after: Option<&Element>) {
        let run = std::mem::take(&mut self.run);
        let Some(first) = run.first() else { return };
        if after.is_none() && run.iter().all(|label| self.known.is_label(label)) {
            self.labels.extend(run);
            return;
        }
        let region = first.region;
        let story = self.current.get(&region).copied();
        let caption = story.is_some_and(|story| {
            self.stories[story].parts.last().is_some_and(|part| {
                matches!(part.block.form, Form::Picture { .. }) && part.block.text.is_blank()
            })
        });
        let context = heads::Context {
            in_story: story.is_some(),
            begun: story.is_some_and(|story| self.stories[story].has_text()),
            closed: story.is_some_and(|story| heads::is_closed(&self.stories[story])),
            broken: story.is_some_and(|story| self.breaks_off(story, after)),
            after_picture: caption,
            scale: story.map_or(0.0, |story| self.stories[story].scale),
            after,
        };
        let sheet = first_sheet(first);
        for (opens, kind, element) in heads::sort(run, &context, &self.known) {
            if opens && !self.waits_for_head(region) {
                self.open(region, sheet);
            }
            self.add(element, kind);
        }
    }

    /// Whether a story breaks off in mid-sentence. A single line may be a label; what goes on in small letters tells that
    /// it is none.
    fn breaks_off(&self, story: usize, after: Option<&Element>) -> bool {
        let goes_on = after.is_some_and(|after| after.block.text.text.starts_with(char::is_lowercase));
        self.stories[story].parts.last().is_some_and(|part| {
            part.kind == Kind::Body
                && part.block.form == Form::Text
                && !ends_sentence(&part.block.text.text)
                && (part.block.lines > 1 || goes_on)
        })
    }

    /// Whether the story of a region is nothing yet but the line that says whence it comes: its short headline follows.
    fn waits_for_head(&self, region: u32) -> bool {
        self.current.get(&region).is_some_and(|&story| {
            let parts = &self.stories[story].parts;
            let from = |part: &Part| matches!(jump(&part.block.text.text), Some(Jump::From(_)));
            !parts.is_empty() && parts.iter().all(from)
        })
    }

    /// Opens a story in a region, under the labels that wait for one.
    fn open(&mut self, region: u32, sheet: u32) {
        let label = |mut element: Element| {
            element.block.provenance.add_rule(Rule::new("department/label-above-box"));
            Part { kind: Kind::Department, block: element.block }
        };
        let parts = self.labels.drain(..).map(label).collect();
        self.stories.push(Story { parts, sheet, scale: 0.0 });
        self.current.insert(region, self.stories.len() - 1);
    }
}

fn first_sheet(element: &Element) -> u32 {
    element.block.sheets.first().copied().unwrap_or(1)
}

fn text_kind(element: &Element) -> Kind {
    match element.cues.role {
        Some(Role::Note) => Kind::Note,
        Some(Role::Caption) => Kind::Caption,
        Some(Role::Byline) => Kind::Byline,
        _ => Kind::Body,
    }
}

/// Whether an element's type makes it a headline by itself.
pub(crate) fn is_headline_size(element: &Element, known: &Known) -> bool {
    match heading_level(element) {
        Some(level) => level <= known.article_level,
        None => element.scale >= HEADLINE,
    }
}

/// The rule for a story told by its type.
pub(crate) const BY_SIZE: Rule = Rule::new("headline/larger-than-body");

/// The words of an element, for comparing.
pub(crate) fn key(element: &Element) -> String {
    letters(&one_line(element))
}

/// Letters and figures of a text in lower case.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
