//! Images: their files beside the document, or their data in it.

use std::collections::{BTreeMap, BTreeSet};

use backissue_model::{File, Image, Issue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::edition::clean;
use crate::link::{encode, identifier};
use crate::{Images, Options};

/// Where each image is found, by its id. Of two images with one id the first counts.
pub(crate) fn destinations<'a>(issue: &'a Issue, options: &Options) -> BTreeMap<&'a str, String> {
    let places = issue.images.iter().zip(paths(issue, options)).map(|(image, path)| {
        let place = match options.images {
            Images::Files => encode_path(&path),
            Images::Inline => data_uri(image),
        };
        (image.id.as_str(), place)
    });
    places.rev().collect()
}

/// The files of all images; none when their data stands in the text.
pub(crate) fn files(issue: &Issue, options: &Options) -> Vec<File> {
    if options.images == Images::Inline {
        return Vec::new();
    }
    let images = issue.images.iter().zip(paths(issue, options));
    images.map(|(image, path)| File::new(path, image.data.clone())).collect()
}

/// An image in Markdown. Every image has a description, as the linter of the format wants it and as whoever
/// cannot see it needs it.
pub(crate) fn markdown(alt: &str, destination: &str) -> String {
    let alt = clean(alt);
    let alt = if alt.is_empty() { "image" } else { &alt };
    format!("![{}]({destination})", escape(alt))
}

/// A description between brackets: what could end it or begin markup is escaped.
fn escape(alt: &str) -> String {
    let mut out = String::with_capacity(alt.len());
    for c in alt.chars() {
        if "\\[]<>*_`&~|!$^:@{}".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Paths of the images: the assets folder and each image's id, or its number where the id is no safe file name.
fn paths(issue: &Issue, options: &Options) -> Vec<String> {
    let folder = folder(&options.assets);
    let mut taken = BTreeSet::new();
    let mut paths = Vec::new();
    for (i, image) in issue.images.iter().enumerate() {
        let mut name = identifier(&image.id).to_ascii_lowercase();
        if name != image.id.to_ascii_lowercase() || name.is_empty() || !taken.insert(name.clone()) {
            name = format!("image-{}", i + 1);
            taken.insert(name.clone());
        }
        paths.push(format!("{folder}{name}.{}", image.extension()));
    }
    paths
}

/// The folder with a slash at its end; steps that would lead out of the edition are left out.
fn folder(assets: &str) -> String {
    let steps = assets.split(['/', '\\']).map(clean);
    let inner = steps.filter(|step| !step.is_empty() && step != "." && step != "..");
    inner.map(|step| step + "/").collect()
}

/// A path as the destination of a link: what a URI keeps for itself is percent-encoded (RFC 3986, 3.3).
fn encode_path(path: &str) -> String {
    encode(&path.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace(':', "%3A"))
}

fn data_uri(image: &Image) -> String {
    let known = image.media_type.strip_prefix("image/").filter(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    format!("data:image/{};base64,{}", known.unwrap_or("png"), BASE64.encode(&image.data))
}
