//! Nothing is lost and nothing invented: what is read is what the issue holds.

use backissue_model::{Issue, sample};

use crate::checks::{assert_conserves, assert_sound};
use crate::opened::written;

/// Issues that are tried. More find more; these take a second.
const SEEDS: u64 = 250;

#[test]
fn random_issues_keep_their_text_and_give_sound_books() {
    for seed in 0..SEEDS {
        let issue = sample::random(seed);
        let book = written(&issue);
        assert_sound(&book);
        assert_conserves(&issue, &book);
    }
}

#[test]
fn samples_keep_their_text() {
    // To look for each piece of a volume in its text would take a minute.
    for (_, issue) in sample::named().iter().filter(|(name, _)| *name != "volume") {
        let book = written(issue);
        assert_sound(&book);
        assert_conserves(issue, &book);
    }
}

#[test]
fn the_same_issue_gives_the_same_bytes() {
    let write = |issue: &Issue| backissue_epub::write(issue, &backissue_epub::Options::default());
    let bytes = write(&sample::everything());
    assert!(bytes == write(&sample::everything()));
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
}
