//! The judge of JATS XML: valid against the official DTDs of the Archiving tag set 1.3 and 1.4, and, when the
//! journal has an ISSN, against those of the Publishing tag set as well, which requires one.

use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::links;
use super::tools::{self, Tools};

/// The public identifiers of JATS 1.3, Journal Archiving and Interchange, with MathML 2 and with MathML 3; each
/// with how the DTDs of its kind end.
const TAG_SETS: [(&str, &str); 2] = [
    ("-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.3 20210610//EN", ".dtd"),
    (
        "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD with MathML3 v1.3 20210610//EN",
        "-mathml3.dtd",
    ),
];

/// What a file without an ISSN has to be valid as besides what it says it is, with the beginning of the DTD's path among
/// the schemas.
const WITHOUT_ISSN: [(&str, &str); 1] = [("as Archiving 1.4", "1.4/JATS-archivearticle1-4")];

/// What a file with an ISSN has to be valid as. Publishing allows nothing that Archiving does not.
const WITH_ISSN: [(&str, &str); 2] = [
    ("as Publishing", "1.3/JATS-journalpublishing1-3"),
    ("as Publishing 1.4", "1.4/JATS-journalpublishing1-4"),
];

/// The version that `dtd-version` has to name.
const VERSION: &str = "1.3";

/// What a look at the file alone shows.
#[derive(Default)]
struct Article {
    public_identifier: Option<String>,
    root: String,
    dtd_version: Option<String>,
    language: Option<String>,
    has_issn: bool,
    references: Vec<String>,
}

/// Everything wrong with an article or collection; without `tools`, what a look at the file shows.
pub fn faults(file: &Path, tools: Option<&Tools>) -> Vec<String> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(e) => return vec![format!("cannot be read: {e}")],
    };
    let article = match std::str::from_utf8(&bytes).map_err(|e| e.to_string()).and_then(look_at) {
        Ok(article) => article,
        Err(e) => return vec![format!("not well-formed: {e}")],
    };
    let mut faults = article_faults(&article);
    faults.extend(links::missing(file, article.references.iter().map(String::as_str)));
    if let Some(tools) = tools {
        faults.extend(dtd_faults(file, &article, tools).unwrap_or_else(|e| vec![e]));
    }
    faults
}

/// Whether XML is well-formed, as far as nesting, attributes and character references go.
pub fn well_formed(bytes: &[u8]) -> Result<(), String> {
    look_at(std::str::from_utf8(bytes).map_err(|e| e.to_string())?).map(|_| ())
}

fn article_faults(article: &Article) -> Vec<String> {
    let or = |value: &Option<String>, none: &str| value.clone().unwrap_or_else(|| none.to_owned());
    let identifier = or(&article.public_identifier, "no public identifier");
    let version = or(&article.dtd_version, "missing");
    let language = or(&article.language, "");
    [
        (article.root != "article", format!("the root element is {}, not article", article.root)),
        (tag_set(article).is_none(), format!("the DOCTYPE names {identifier}")),
        (version != VERSION, format!("dtd-version is {version}")),
        (language.is_empty(), "no xml:lang on the root".to_owned()),
    ]
    .into_iter()
    .filter_map(|(wrong, fault)| wrong.then_some(fault))
    .collect()
}

fn look_at(xml: &str) -> Result<Article, String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut article = Article::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(element) => {
                open.push(element.name().as_ref().to_owned());
                note(&element, &open, &mut article)?;
            }
            Event::Empty(element) => {
                open.push(element.name().as_ref().to_owned());
                note(&element, &open, &mut article)?;
                open.pop();
            }
            Event::End(_) => drop(open.pop()),
            Event::DocType(doctype) => article.public_identifier = public_identifier(&doctype),
            Event::GeneralRef(reference) => drop(reference.resolve_char_ref().map_err(|e| e.to_string())?),
            Event::Eof => break,
            _ => {}
        }
    }
    match open.last() {
        Some(element) => Err(format!("<{element}> is not closed")),
        None if article.root.is_empty() => Err("no element".to_owned()),
        None => Ok(article),
    }
}

fn note(element: &BytesStart<'_>, open: &[String], article: &mut Article) -> Result<(), String> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value =
            attribute.normalized_value(XmlVersion::default()).map_err(|e| e.to_string())?.into_owned();
        match attribute.key.as_ref() {
            "dtd-version" if open.len() == 1 => article.dtd_version = Some(value),
            "xml:lang" if open.len() == 1 => article.language = Some(value),
            "xlink:href" => article.references.push(value),
            _ => {}
        }
    }
    match open {
        [root] => article.root.clone_from(root),
        [.., parent, name] if parent == "journal-meta" && name == "issn" => article.has_issn = true,
        _ => {}
    }
    Ok(())
}

/// XML 1.0, 4.2.2: `PUBLIC`, then the identifier in quotation marks of either kind.
fn public_identifier(doctype: &str) -> Option<String> {
    let after = doctype.split_once("PUBLIC")?.1.trim_start();
    let mark = after.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let identifier = after[1..].split(mark).next()?;
    Some(identifier.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn tag_set(article: &Article) -> Option<&'static str> {
    let identifier = article.public_identifier.as_deref()?;
    TAG_SETS.iter().find(|(archiving, _)| *archiving == identifier).map(|(_, ending)| *ending)
}

fn dtd_faults(file: &Path, article: &Article, tools: &Tools) -> Result<Vec<String>, String> {
    let mut valid = xmllint(tools);
    let mut faults = complaints("as Archiving", &tools::run(valid.arg("--valid").arg(file))?);
    let Some(ending) = tag_set(article) else { return Ok(faults) };
    let others: &[(&str, &str)] = if article.has_issn { &WITH_ISSN } else { &WITHOUT_ISSN };
    for (what, dtd) in others {
        let dtd = tools.jats.join(format!("{dtd}{ending}"));
        let said = tools::run(xmllint(tools).arg("--dtdvalid").arg(dtd).arg(file))?;
        faults.extend(complaints(what, &said));
    }
    Ok(faults)
}

fn xmllint(tools: &Tools) -> Command {
    let mut command = Command::new("xmllint");
    // The variable lists catalogues with spaces between, so a space in a path has to be written otherwise.
    let catalogue = tools.jats.join("catalog.xml").display().to_string().replace(' ', "%20");
    command.env("XML_CATALOG_FILES", format!("file://{catalogue}")).args(["--nonet", "--noout"]);
    command
}

fn complaints(what: &str, said: &tools::Said) -> Vec<String> {
    let is_complaint =
        |line: &&str| line.contains("error") || line.contains("warning") || line.contains("validate");
    let mut complaints: Vec<String> =
        said.err.lines().filter(is_complaint).map(|line| format!("{what}: {line}")).collect();
    if complaints.is_empty() && !said.success {
        complaints.push(format!("{what}: xmllint failed: {}", said.err.trim()));
    }
    complaints
}
