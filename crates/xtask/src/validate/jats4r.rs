//! The Schematron of JATS4R, which says how repositories want JATS used beyond what its DTDs demand: many articles in
//! one process, because most of the time that an article takes is the start of the Java machine. Its errors are faults,
//! its warnings are not: they ask for what papers do not have.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::jats;
use super::tools::{self, Tools};

/// How a message begins that is an error.
const ERROR: &str = "ERROR";

/// What JATS4R has against each of these articles. Those that are not well-formed are for others to complain of.
pub fn faults(articles: &[&Path], tools: &Tools) -> BTreeMap<PathBuf, Vec<String>> {
    let well_formed = |article: &&Path| {
        let text = fs::read_to_string(article).ok()?;
        jats::well_formed(text.as_bytes()).ok()?;
        Some((article.to_path_buf(), text))
    };
    let articles: Vec<(PathBuf, String)> = articles.iter().filter_map(well_formed).collect();
    if articles.is_empty() {
        return BTreeMap::new();
    }
    let reports =
        check(&articles, tools).unwrap_or_else(|e| vec![vec![format!("JATS4R: {e}")]; articles.len()]);
    articles.into_iter().map(|(path, _)| path).zip(reports).collect()
}

fn check(articles: &[(PathBuf, String)], tools: &Tools) -> Result<Vec<Vec<String>>, String> {
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let at = |name: &str| folder.path().join(name);
    fs::write(at("rules.xsl"), rules(tools)?).map_err(|e| e.to_string())?;
    fs::create_dir(at("articles")).and_then(|()| fs::create_dir(at("reports"))).map_err(|e| e.to_string())?;
    let name = |number: usize| format!("{number}.xml");
    for (number, (_, text)) in articles.iter().enumerate() {
        fs::write(at("articles").join(name(number)), without_doctype(text)).map_err(|e| e.to_string())?;
    }
    let mut command = Command::new("java");
    // EPUBCheck brings Saxon with it, which knows the XSLT 2.0 of the rules.
    command.args(["-XX:TieredStopAtLevel=1", "-cp"]).arg(tools.epubcheck.with_file_name("lib").join("*"));
    command.arg("net.sf.saxon.Transform").current_dir(folder.path());
    let said = tools::run(command.args(["-s:articles", "-xsl:rules.xsl", "-o:reports"]))?;
    let report = |number: usize| {
        let report = fs::read_to_string(at("reports").join(name(number)));
        report.map_err(|_| format!("no report: {}", said.err.trim())).and_then(|report| errors(&report))
    };
    (0..articles.len()).map(report).collect()
}

/// The compiled rules. Its compiler has left the one function that they define empty; it is put back from the source.
fn rules(tools: &Tools) -> Result<String, String> {
    let read = |name: &str| {
        let path = tools.jats4r.join(name);
        fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))
    };
    let (source, compiled) = (read("jats4r.sch")?, read("jats4r.sch.xsl")?);
    let function = source.find("<xsl:function").zip(source.find("</xsl:function>"));
    let hole = compiled.find("<xsl:function").and_then(|at| Some((at, at + compiled[at..].find("/>")?)));
    let (Some((start, end)), Some((from, to))) = (function, hole) else {
        return Err("its rules are not those of the version known here".to_owned());
    };
    let end = end + "</xsl:function>".len();
    Ok([&compiled[..from], &source[start..end], &compiled[to + "/>".len()..]].concat())
}

/// A document without its document type declaration, so that no DTD is looked for.
fn without_doctype(text: &str) -> String {
    let Some((before, declaration)) = text.split_once("<!DOCTYPE") else { return text.to_owned() };
    let after = declaration.split_once('>').map_or("", |(_, after)| after);
    [before, after].concat()
}

/// The errors in a report (SVRL, ISO/IEC 19757-3, annex D): the texts of assertions that failed and of reports that
/// did not.
fn errors(report: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(report);
    let mut errors = Vec::new();
    let mut text: Option<String> = None;
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(element) if element.local_name().as_ref() == "text" => text = Some(String::new()),
            Event::Text(words) => text.iter_mut().for_each(|text| text.push_str(&words)),
            Event::End(element) if element.local_name().as_ref() == "text" => {
                let words = text.take().unwrap_or_default();
                let sentence = words.split_whitespace().collect::<Vec<_>>().join(" ");
                errors.extend(sentence.starts_with(ERROR).then(|| format!("JATS4R {sentence}")));
            }
            Event::Eof => return Ok(errors),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_from_warnings() {
        let report = "<s:out xmlns:s='x'><s:failed-assert><s:text>\n ERROR: no\n year </s:text></s:failed-assert>\
            <s:successful-report><s:text>WARNING: well</s:text></s:successful-report></s:out>";
        assert_eq!(errors(report), Ok(vec!["JATS4R ERROR: no year".to_owned()]));
    }

    #[test]
    fn the_document_type_is_left_out() {
        assert_eq!(without_doctype("<?xml?>\n<!DOCTYPE a PUBLIC \"b\" \"c\">\n<a/>"), "<?xml?>\n\n<a/>");
        assert_eq!(without_doctype("<a/>"), "<a/>");
    }
}
