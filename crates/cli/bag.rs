//! `--bag`: the editions as the payload of a BagIt bag (RFC 8493), so that archives can take them in and check them
//! with tools of their own. The payload is written by the run; here the rest is written around it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use sha2::{Digest as _, Sha256, Sha512};
use walkdir::WalkDir;

use crate::disk;
use crate::source::hexadecimal;
use crate::whole_files::{self, Existing, Piece};

/// The bag declaration (RFC 8493, 2.1.1).
const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The payload folder's name (RFC 8493, 2.1.2).
const PAYLOAD: &str = "data";

/// One line of `bag-info.txt`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Info {
    label: String,
    value: String,
}

impl FromStr for Info {
    type Err = String;

    /// Labels and values stay on one line each, and two labels are the program's to fill (RFC 8493, 2.2.2).
    fn from_str(text: &str) -> Result<Self, String> {
        let (label, value) = text.split_once('=').ok_or("wanted LABEL=VALUE")?;
        let (label, value) = (label.trim(), value.trim());
        let ours = ["Payload-Oxum", "Bag-Software-Agent"];
        if label.is_empty() || label.contains(':') || text.contains(char::is_control) {
            return Err("a label has no colon, and nothing in it a line end".to_owned());
        }
        if ours.iter().any(|ours| ours.eq_ignore_ascii_case(label)) {
            return Err(format!("{label} is filled in by the program"));
        }
        Ok(Self { label: label.to_owned(), value: value.to_owned() })
    }
}

/// The folder of a bag in which its payload lies.
pub(crate) fn payload(bag: &Path) -> PathBuf {
    bag.join(PAYLOAD)
}

/// The payload of a folder that is a bag; of any other the folder itself.
pub(crate) fn payload_of(folder: &Path) -> PathBuf {
    if folder.join("bagit.txt").is_file() { payload(folder) } else { folder.to_owned() }
}

/// Writes declaration, manifests and information around a payload that is complete. The date of bagging is not told,
/// because the same payload gives the same bag; `--bag-info Bagging-Date=...` tells it.
///
/// # Errors
///
/// A sentence that names the file.
pub(crate) fn seal(bag: &Path, info: &[Info]) -> Result<(), String> {
    let files = listed(bag)?;
    let sums = files.iter().map(|path| sums(bag, path)).collect::<Result<Vec<Sums>, String>>()?;
    let mut pieces = vec![
        tag_file("bagit.txt", DECLARATION.to_owned()),
        tag_file("bag-info.txt", information(info, &sums)),
        tag_file("manifest-sha256.txt", listing(&sums, |sums| &sums.sha256)),
        tag_file("manifest-sha512.txt", listing(&sums, |sums| &sums.sha512)),
    ];
    let tags: Vec<Sums> = pieces.iter().map(|piece| sums_of(&piece.path, &piece.data)).collect();
    pieces.push(tag_file("tagmanifest-sha256.txt", listing(&tags, |sums| &sums.sha256)));
    pieces.push(tag_file("tagmanifest-sha512.txt", listing(&tags, |sums| &sums.sha512)));
    pieces.iter_mut().for_each(|piece| piece.path = bag.join(&piece.path));
    whole_files::write(&pieces, Existing::Replace)
}

/// A file with its checksums.
struct Sums {
    /// Its path in the bag, with `/` between folders, as manifests write it.
    path: String,
    size: u64,
    sha256: String,
    sha512: String,
}

fn tag_file(name: &str, text: String) -> Piece {
    Piece { path: name.into(), data: text.into_bytes() }
}

/// The files of the payload by their paths in the bag, in their order.
fn listed(bag: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |path: &Path, reason: &str| format!("cannot put {} into the bag: {reason}", path.display());
    let mut files = Vec::new();
    for entry in WalkDir::new(payload(bag)) {
        let entry = entry.map_err(|error| failed(error.path().unwrap_or(bag), "it cannot be read"))?;
        if entry.file_type().is_file() && !whole_files::is_temporary(entry.file_name()) {
            files.push(entry.path().strip_prefix(bag).unwrap_or(entry.path()).to_owned());
        }
    }
    // A folder and a file of the same stem stand in another order in a walk than in a list.
    files.sort_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    Ok(files)
}

fn sums(bag: &Path, path: &Path) -> Result<Sums, String> {
    let failed = |reason: &str| format!("cannot put {} into the bag: {reason}", path.display());
    // Manifests are in UTF-8 (RFC 8493, 2.1.1).
    let name = manifest_path(path).ok_or_else(|| failed("its name is not Unicode"))?;
    let (mut sha256, mut sha512) = (Sha256::new(), Sha512::new());
    let mut size = 0;
    let mut portion = vec![0; 64 * 1024];
    let read = File::open(bag.join(path)).and_then(|mut file| {
        loop {
            match file.read(&mut portion) {
                Ok(0) => return Ok(()),
                Ok(read) => {
                    sha256.update(&portion[..read]);
                    sha512.update(&portion[..read]);
                    size += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    });
    read.map_err(|error| failed(&disk::reason(&error)))?;
    Ok(Sums {
        path: name,
        size,
        sha256: hexadecimal(&sha256.finalize()),
        sha512: hexadecimal(&sha512.finalize()),
    })
}

fn sums_of(path: &Path, data: &[u8]) -> Sums {
    Sums {
        path: path.to_string_lossy().into_owned(),
        size: data.len() as u64,
        sha256: hexadecimal(&Sha256::digest(data)),
        sha512: hexadecimal(&Sha512::digest(data)),
    }
}

/// A path as manifests write it: line ends by their numbers, and the percent sign where it would read as the
/// beginning of such a number (RFC 8493, 2.1.3). That section wants every percent sign so, but the most common
/// validator takes the others as they stand and nothing else.
fn manifest_path(path: &Path) -> Option<String> {
    let part = |component: Component<'_>| component.as_os_str().to_str().map(str::to_owned);
    let parts: Option<Vec<String>> = path.components().map(part).collect();
    let mut path = parts?.join("/");
    for number in ["25", "0A", "0a", "0D", "0d"] {
        path = path.replace(&format!("%{number}"), &format!("%25{number}"));
    }
    Some(path.replace('\n', "%0A").replace('\r', "%0D"))
}

fn listing(sums: &[Sums], sum: impl Fn(&Sums) -> &str) -> String {
    sums.iter().map(|sums| format!("{}  {}\n", sum(sums), sums.path)).collect()
}

fn information(info: &[Info], sums: &[Sums]) -> String {
    let octets: u64 = sums.iter().map(|sums| sums.size).sum();
    let mut text = String::new();
    for Info { label, value } in info {
        text += &format!("{label}: {value}\n");
    }
    text += &format!("Bag-Software-Agent: backissue {}\n", env!("CARGO_PKG_VERSION"));
    text + &format!("Payload-Oxum: {octets}.{}\n", sums.len())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_bag_lists_its_payload_and_its_tag_files() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let bag = folder.path();
        fs::create_dir_all(bag.join("data/b")).expect("a folder can be made");
        fs::write(bag.join("data/b/100%.md"), "abc").expect("a file can be written");
        fs::write(bag.join("data/a.md"), "").expect("a file can be written");
        let info: Info = "Source-Organization=Port Merrin Archive".parse().expect("it is sound");
        seal(bag, &[info]).expect("it can be sealed");
        let text = |name: &str| fs::read_to_string(bag.join(name)).expect("it is there");
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(text("manifest-sha256.txt"), format!("{empty}  data/a.md\n{abc}  data/b/100%.md\n"));
        assert!(text("bag-info.txt").starts_with("Source-Organization: Port Merrin Archive\n"));
        assert!(text("bag-info.txt").ends_with("Payload-Oxum: 3.2\n"));
        let declaration = sums_of(Path::new("bagit.txt"), DECLARATION.as_bytes());
        assert!(text("tagmanifest-sha256.txt").starts_with(&declaration.sha256));
        assert_eq!(text("tagmanifest-sha512.txt").lines().count(), 4);
        assert_eq!(payload_of(bag), bag.join("data"));
    }

    #[test]
    fn names_of_two_lines_are_on_one_and_come_back_as_they_were() {
        let written = |name: &str| manifest_path(Path::new(name)).expect("it is Unicode");
        assert_eq!(written("data/a\nb.md"), "data/a%0Ab.md");
        assert_eq!(written("data/a%0Ab.md"), "data/a%250Ab.md");
        assert_eq!(written("data/50%.md"), "data/50%.md");
    }

    #[test]
    fn labels_are_checked() {
        let error = |text: &str| text.parse::<Info>().expect_err("it is wrong");
        assert!(error("Contact-Name").contains("LABEL=VALUE"));
        assert!(error("payload-oxum=1.1").contains("by the program"));
        assert!(error("a:b=c").contains("colon"));
    }
}
