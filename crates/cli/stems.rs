//! How the editions of each input are called: after the input, and so that no two are called the same. Where they go,
//! `destinations` knows.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::input_list::Inputs;
use crate::inputs::Input;
use crate::path_text;

/// The names of all inputs that cannot be called as most are: without their extension.
#[derive(Debug, Default)]
pub(crate) struct Stems(BTreeMap<usize, Stem>);

/// How the editions of an input are called, apart from their own extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stem {
    /// As the input is, without its extension.
    Short,
    /// As the input is, with its extension.
    Long,
    /// The same with a number.
    Numbered(u32),
}

/// A name for each input that no other input has, without the edition's extension.
///
/// Inputs that differ only in their extension keep it (`a.pdf.epub`, `a.txt.epub`), and those that then differ
/// only in case get a number, because many disks would take them for one. Names are remembered by their hashes: two
/// of one hash only make a name longer.
pub(crate) fn stems(inputs: &Inputs) -> Stems {
    let short = |mirror: &Path| folded(&named(mirror, Stem::Short));
    let mut wished = Vec::with_capacity(inputs.len());
    wished.extend(inputs.iter().filter_map(|input| input.mirror().map(short)));
    wished.sort_unstable();
    let is_wished_once = |hash: u64| {
        let first = wished.partition_point(|wish| *wish < hash);
        wished.get(first) == Some(&hash) && wished.get(first + 1) != Some(&hash)
    };
    let mut taken: HashSet<u64> = HashSet::new();
    let mut longer = |mirror: &Path| {
        let mut is_free = |name: &Stem| {
            let hash = folded(&named(mirror, *name));
            !is_wished_once(hash) && taken.insert(hash)
        };
        let mut names = [Stem::Long].into_iter().chain((2..).map(Stem::Numbered));
        names.find(|name| is_free(name)).unwrap_or(Stem::Long)
    };
    let mut stems = BTreeMap::new();
    for (place, input) in inputs.iter().enumerate() {
        if let Some(mirror) = input.mirror().filter(|mirror| !is_wished_once(short(mirror))) {
            stems.insert(place, longer(mirror));
        }
    }
    Stems(stems)
}

/// The path of the editions of the input that stands at this place, below the folder of the run and without an
/// extension of their own; none for what is missing.
pub(crate) fn stem(stems: &Stems, place: usize, input: &Input) -> Option<PathBuf> {
    let stem = stems.0.get(&place).copied().unwrap_or(Stem::Short);
    Some(named(input.mirror()?, stem))
}

/// A path with something behind its last name. An extension that it has stays.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

fn named(mirror: &Path, stem: Stem) -> PathBuf {
    match stem {
        Stem::Short => mirror.with_extension(""),
        Stem::Long => mirror.to_owned(),
        Stem::Numbered(number) => with_suffix(mirror, &format!("-{number}")),
    }
}

/// A hash of a path without regard to case.
fn folded(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path_text::text(path).to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_of_one_stem_keep_their_extensions_and_their_case_is_no_difference() {
        let mut inputs = Inputs::default();
        let names = ["a.pdf", "a.txt", "A.txt", "sub/a.txt"];
        names.iter().for_each(|name| inputs.add(Input::file(Path::new(name), Some(name.split('/').count()))));
        let stems = stems(&inputs);
        let called = inputs.iter().enumerate().map(|(place, input)| stem(&stems, place, &input));
        let called: Vec<PathBuf> = called.flatten().collect();
        assert_eq!(called, ["a.pdf", "a.txt", "A.txt-2", "sub/a"].map(PathBuf::from));
    }
}
