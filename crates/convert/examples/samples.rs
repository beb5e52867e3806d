//! Writes the issues that are made up for tests in all three formats, for validators and eyes:
//! `samples FOLDER [HOW MANY RANDOM ONES]`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use backissue_convert::model::{Issue, WritingMode, sample};
use backissue_convert::{Target, WriteOptions, epub, write};

/// Languages and directions in which the issue with every construct is written.
const TONGUES: [(&str, WritingMode); 10] = [
    ("en", WritingMode::HorizontalLtr),
    ("de", WritingMode::HorizontalLtr),
    ("fr", WritingMode::HorizontalLtr),
    ("es", WritingMode::HorizontalLtr),
    ("ko", WritingMode::HorizontalLtr),
    ("zh-Hans", WritingMode::HorizontalLtr),
    ("zh-Hant", WritingMode::VerticalRl),
    ("ja", WritingMode::VerticalRl),
    ("ar", WritingMode::HorizontalRtl),
    ("he", WritingMode::HorizontalRtl),
];

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/samples".to_owned()));
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    let mut issues: Vec<(String, Issue)> = TONGUES.map(everything_in).into();
    issues.extend(sample::named().into_iter().map(|(name, issue)| (name.to_owned(), issue)));
    issues.extend((0..count).map(|seed| (format!("random-{seed:03}"), sample::random(seed))));
    issues.iter().try_for_each(|(name, issue)| store(&folder.join(name), issue))
}

fn everything_in((language, writing_mode): (&str, WritingMode)) -> (String, Issue) {
    let mut issue = sample::everything();
    issue.metadata.language = Some(language.to_owned());
    issue.writing_mode = writing_mode;
    (format!("everything-{language}"), issue)
}

fn store(folder: &Path, issue: &Issue) -> io::Result<()> {
    let mut options = WriteOptions::default();
    options.epub.furniture = epub::FurniturePage::Appended;
    for (target, place) in [(Target::Epub, "epub"), (Target::Jats, "jats"), (Target::Markdown, "markdown")] {
        for file in write(issue, target, &options) {
            let path = folder.join(place).join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, &file.data)?;
        }
    }
    Ok(())
}
