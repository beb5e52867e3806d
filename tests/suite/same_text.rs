//! The same text in all editions: what a reader of EPUB, JATS or Markdown sees is what the issue says, every
//! character in order, block by block. Furniture, page marks, the name of the issue and other metadata are no
//! reading text. How editions look is tested elsewhere.

mod book;
mod markdown;
mod reading;
mod said;
mod xml;

use backissue_convert::model::{File, Issue, sample};
use backissue_convert::{Options, Target, WriteOptions, jats, markdown as md, write};

use crate::cases::{self, Outcome};
use reading::Reading;

/// An edition, as far as it decides what can be read in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// EPUB.
    Book,
    /// JATS, a file an article.
    Articles,
    /// JATS, one file.
    Collection,
    /// Markdown.
    Markdown(md::Flavor, Form),
}

/// How Markdown is set and where it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One document, a line a paragraph.
    Whole,
    /// One document, lines wrapped.
    Wrapped,
    /// An article a document, lines wrapped.
    Split,
}

const EDITIONS: [Edition; 9] = [
    Edition::Book,
    Edition::Articles,
    Edition::Collection,
    Edition::Markdown(md::Flavor::Gfm, Form::Whole),
    Edition::Markdown(md::Flavor::Gfm, Form::Wrapped),
    Edition::Markdown(md::Flavor::Gfm, Form::Split),
    Edition::Markdown(md::Flavor::CommonMark, Form::Whole),
    Edition::Markdown(md::Flavor::CommonMark, Form::Wrapped),
    Edition::Markdown(md::Flavor::CommonMark, Form::Split),
];

/// Columns at which lines are wrapped.
const WIDTH: usize = 40;

/// Random issues that are tried. More find more; these take some seconds.
const SEEDS: u64 = 300;

#[test]
fn every_case_reads_the_same_in_all_editions() {
    cases::each(&cases::all(), |case| match cases::read_case(case) {
        Ok(issue) => differences(&issue).map_or(Ok(()), Err),
        Err(_) if case.outcome == Outcome::Errors => Ok(()),
        Err(error) => Err(error.to_string()),
    });
}

#[test]
fn samples_read_the_same_in_all_editions() {
    let samples = sample::named().into_iter();
    let wrong: Vec<String> =
        samples.filter_map(|(name, issue)| Some(format!("{name}: {}", differences(&issue)?))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn random_issues_read_the_same_in_all_editions() {
    let wrong: Vec<String> = (0..SEEDS)
        .filter_map(|seed| Some(format!("seed {seed}: {}", differences(&sample::random(seed))?)))
        .collect();
    assert!(wrong.is_empty(), "{} of {SEEDS}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What editions say otherwise than the issue; none when they all say the same.
fn differences(issue: &Issue) -> Option<String> {
    let wrong = EDITIONS.into_iter().filter_map(|edition| {
        let said = said::by(issue, edition);
        let seen = seen(edition, &editions(issue, edition));
        Some(format!("{edition:?}: {}", reading::difference(&said, &seen)?))
    });
    let wrong: Vec<String> = wrong.collect();
    (!wrong.is_empty()).then(|| wrong.join("\n"))
}

fn editions(issue: &Issue, edition: Edition) -> Vec<File> {
    let WriteOptions { epub, mut jats, mut markdown } = Options::default().write;
    let target = match edition {
        Edition::Book => Target::Epub,
        Edition::Articles | Edition::Collection => Target::Jats,
        Edition::Markdown(..) => Target::Markdown,
    };
    match edition {
        Edition::Collection => jats.form = jats::Form::Single,
        Edition::Markdown(flavor, form) => {
            markdown.flavor = flavor;
            markdown.wrap = (form != Form::Whole).then_some(WIDTH);
            if form == Form::Split {
                markdown.split = md::Split::Articles;
                // Else the headline stands in the front matter alone, which is no reading text.
                markdown.title = md::Title::Heading;
            }
        }
        Edition::Book | Edition::Articles => {}
    }
    write(issue, target, &WriteOptions { epub, jats, markdown })
}

fn seen(edition: Edition, files: &[File]) -> Reading {
    let mut reading = Reading::default();
    match edition {
        Edition::Book => book::read(&files[0].data, &mut reading),
        Edition::Articles | Edition::Collection => {
            texts(files, ".xml").for_each(|text| xml::read(text, &mut reading));
        }
        Edition::Markdown(flavor, form) => {
            // The first of several documents is the index.
            let documents = texts(files, ".md").skip(usize::from(form == Form::Split));
            documents.for_each(|text| markdown::read(text, flavor, &mut reading));
        }
    }
    reading
}

fn texts<'a>(files: &'a [File], ending: &str) -> impl Iterator<Item = &'a str> {
    let files = files.iter().filter(move |file| file.path.ends_with(ending));
    files.map(|file| std::str::from_utf8(&file.data).unwrap())
}
