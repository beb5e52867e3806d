//! Writes the sample issues as EPUB files, for validators and eyes: `samples FOLDER [HOW MANY RANDOM ONES]`.

use std::fs;
use std::io;
use std::path::PathBuf;

use backissue_epub::{FurniturePage, Options, write};
use backissue_model::{Issue, sample};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "target/samples".to_owned()));
    let count = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    fs::create_dir_all(&folder)?;
    let options = Options { furniture: FurniturePage::Appended, ..Options::default() };
    let store =
        |name: &str, issue: &Issue| fs::write(folder.join(format!("{name}.epub")), write(issue, &options));
    store("everything", &sample::everything())?;
    store("chinese", &sample::chinese())?;
    store("japanese", &sample::japanese())?;
    store("hostile", &sample::hostile())?;
    store("empty", &Issue::default())?;
    for seed in 0..count {
        store(&format!("random-{seed:03}"), &sample::random(seed))?;
    }
    Ok(())
}
