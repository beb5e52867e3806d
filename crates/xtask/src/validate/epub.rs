//! The judge of the container of an EPUB 3: order and storing of its parts, and that those in XML are well-formed.
//! All else is the matter of `epubcheck`.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::{CompressionMethod, ZipArchive};

use super::jats::well_formed;

/// What is wrong with the container of a book.
pub fn faults(book: &Path) -> Vec<String> {
    match fs::read(book) {
        Ok(bytes) => container_faults(&bytes).unwrap_or_else(|e| vec![format!("container: {e}")]),
        Err(e) => vec![format!("cannot be read: {e}")],
    }
}

/// EPUB 3.3, 4.2: `mimetype` comes first and is stored, `container.xml` is there, and each part in XML is
/// well-formed.
fn container_faults(bytes: &[u8]) -> zip::result::ZipResult<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut faults = Vec::new();
    if archive.index_for_name("META-INF/container.xml").is_none() {
        faults.push("container: no META-INF/container.xml".to_owned());
    }
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        if index == 0 && (name != "mimetype" || content != b"application/epub+zip") {
            faults.push("container: does not begin with mimetype application/epub+zip".to_owned());
        }
        if name == "mimetype" && part.compression() != CompressionMethod::Stored {
            faults.push("container: mimetype is compressed".to_owned());
        }
        if is_xml(&name) {
            faults.extend(well_formed(&content).err().map(|e| format!("{name}: not well-formed: {e}")));
        }
    }
    Ok(faults)
}

fn is_xml(name: &str) -> bool {
    [".xhtml", ".opf", ".ncx", ".xml", ".svg"].iter().any(|extension| name.ends_with(extension))
}
