//! Proves that the judges judge: the sound sample of each format passes, and each broken one is caught by
//! the tool that should catch it. A tool that is there but says nothing would otherwise go unnoticed.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::outputs::{Kind, Output};
use super::tools::Tools;
use super::{Verdict, judge, samples};

/// A sample with one thing changed.
struct Broken {
    what: &'static str,
    kind: Kind,
    /// The file of the sample that changes.
    file: &'static str,
    /// What stands there, once.
    old: &'static str,
    /// What takes its place.
    new: &'static str,
    /// What the complaint must contain, so that the right judge made it.
    complaint: &'static str,
}

const fn broken(
    kind: Kind,
    what: &'static str,
    file: &'static str,
    (old, new): (&'static str, &'static str),
    complaint: &'static str,
) -> Broken {
    Broken { what, kind, file, old, new, complaint }
}

const OPF: &str = "EPUB/package.opf";
const NAV: &str = "EPUB/nav.xhtml";
const XHTML: &str = "EPUB/a01.xhtml";
const XML: &str = "a01.xml";
const MD: &str = "issue.md";

const BROKEN: &[Broken] = &[
    broken(Kind::Book, "not well-formed", XHTML, ("</header>", ""), "EPUB/a01.xhtml: not well-formed"),
    broken(Kind::Book, "not well-formed, as EPUBCheck sees it", XHTML, ("</header>", ""), "RSC-016"),
    broken(Kind::Book, "mimetype is another", "mimetype", ("epub", "pdf"), "does not begin with mimetype"),
    broken(Kind::Book, "a file not in the manifest", OPF, (r#"id="css" href="style.css""#, r#"id="css" href="print.css""#), "RSC-008"),
    broken(Kind::Book, "no date of change", OPF, ("1987-05-04T00:00:00Z", ""), "RSC-005"),
    broken(Kind::Book, "contents lead nowhere", NAV, (r#"<a href="a01.xhtml">"#, r#"<a href="a09.xhtml">"#), "RSC-007"),
    broken(Kind::Book, "a page that is not there", NAV, ("#page-1", "#page-9"), "RSC-012"),
    broken(Kind::Book, "an epub:type made up", XHTML, (r#"epub:type="subtitle""#, r#"epub:type="deck""#), "OPF-088"),
    broken(Kind::Article, "not well-formed", XML, ("</title>", ""), "not well-formed"),
    broken(Kind::Article, "another DTD", XML, ("v1.3 20210610", "v1.9 20990101"), "the DOCTYPE names"),
    broken(Kind::Article, "dtd-version contradicts", XML, (r#"dtd-version="1.3""#, r#"dtd-version="1.1""#), "dtd-version is 1.1"),
    broken(Kind::Article, "no language", XML, (r#" xml:lang="en""#, ""), "no xml:lang"),
    broken(Kind::Article, "an element made up", XML, ("<p>The", "<byline>A</byline><p>The"), "as Archiving: "),
    broken(Kind::Article, "an id twice", XML, ("<p>The", r#"<p id="s1">The"#), "as Archiving: "),
    broken(Kind::Article, "a reference to no id", XML, ("<p>The", r#"<p><xref rid="s9">there</xref> The"#), "as Archiving: "),
    broken(Kind::Article, "Archiving but not Publishing", XML, (r#"<journal-id journal-id-type="publisher-id">quay-lantern</journal-id>"#, ""), "as Publishing: "),
    broken(Kind::Article, "an article that is not there", "issue.xml", (r#""a01.xml""#, r#""a09.xml""#), "no such file: a09.xml"),
    broken(Kind::Text, "a private-use character", MD, ("lamps**", "l\u{e123}mps**"), "U+E123"),
    broken(Kind::Text, "a lost character", MD, ("lamps**", "l\u{fffd}mps**"), "U+FFFD"),
    broken(Kind::Text, "a byte-order mark", MD, ("---\ntitle", "\u{feff}---\ntitle"), "U+FEFF"),
    broken(Kind::Text, "front matter not YAML", MD, ("title: The", "title: \"The"), "not YAML"),
    broken(Kind::Text, "no title", MD, ("title: The Quay Lantern, 4 May 1987\n", ""), "no title"),
    broken(Kind::Text, "a date in words", MD, ("1987-05-04", "4 May 1987"), "not an ISO 8601 date"),
    broken(Kind::Text, "a picture that is not there", MD, ("The **", "![Lamps](lamps.png) The **"), "no such file: lamps.png"),
    broken(Kind::Text, "a heading level left out", MD, ("### Lamps", "#### Lamps"), "MD001"),
    broken(Kind::Text, "a picture without words", MD, ("The **", "![](issue.md) The **"), "MD045"),
    broken(Kind::Text, "a cell too many", MD, ("| 8 | 40 |", "| 8 | 40 | 1 |"), "MD056"),
    broken(Kind::Text, "bold that is none", MD, ("The **lamps** were", "The**\u{201c}lamps\u{201d}**were"), "emphasis mark"),
    broken(Kind::Text, "a note that is none", MD, ("dusk.[^1]", "dusk.[^1] So.[^2]"), "link or note"),
    broken(Kind::Text, "a note that nobody refers to", MD, ("dusk.[^1]", "dusk."), "all but cmark-gfm"),
];

/// A verdict for each sound and each broken sample: without fault when the judges did as they should.
pub fn verdicts(tools: &Tools) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = [Kind::Book, Kind::Article, Kind::Text]
        .map(|kind| Verdict { name: format!("{kind:?}: sound"), faults: try_sound(kind, tools) })
        .into();
    verdicts.par_extend(BROKEN.par_iter().map(|broken| Verdict {
        name: format!("{:?}: {}", broken.kind, broken.what),
        faults: try_broken(broken, tools),
    }));
    verdicts.push(Verdict { name: "Book: mimetype compressed".to_owned(), faults: try_compressed(tools) });
    verdicts.push(Verdict { name: "Book: cut off".to_owned(), faults: try_cut_off(tools) });
    verdicts
}

fn try_sound(kind: Kind, tools: &Tools) -> Vec<String> {
    in_folder(|folder| {
        write(kind, folder, None).iter().flat_map(|output| judge(output, Some(tools))).collect()
    })
}

fn try_broken(broken: &Broken, tools: &Tools) -> Vec<String> {
    in_folder(|folder| {
        let outputs = write(broken.kind, folder, Some(broken));
        expect(broken.complaint, outputs.iter().flat_map(|output| judge(output, Some(tools))).collect())
    })
}

fn try_compressed(tools: &Tools) -> Vec<String> {
    in_folder(|folder| {
        let book = pack(samples::BOOK.iter().map(|(path, content)| (*path, (*content).to_owned())), folder, CompressionMethod::Deflated);
        expect("PKG-005", judge(&book, Some(tools)))
    })
}

fn try_cut_off(tools: &Tools) -> Vec<String> {
    in_folder(|folder| {
        let [book] = &write(Kind::Book, folder, None)[..] else { unreachable!("a book is one file") };
        let bytes = fs::read(&book.path).expect("the book was just written");
        fs::write(&book.path, &bytes[..bytes.len() / 2]).expect("the book can be written again");
        expect("EPUBCheck FATAL", judge(book, Some(tools)))
    })
}

/// No fault when one of the complaints contains the words; else what was said instead.
fn expect(complaint: &str, said: Vec<String>) -> Vec<String> {
    if said.iter().any(|fault| fault.contains(complaint)) {
        return Vec::new();
    }
    vec![format!("not caught: no complaint with {complaint:?} among {said:?}")]
}

fn in_folder(judged: impl Fn(&Path) -> Vec<String>) -> Vec<String> {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    judged(folder.path())
}
