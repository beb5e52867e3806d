//! Tables of conventions: the words of the trade, read from the data files of this crate.
//!
//! A file holds lists under `[name]`; a line of a list is `language: word, word`, so that a language is added by
//! adding lines. What the words mean is told where they are used.

/// Words that are looked for at a place in a text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// In the order of their characters, each once.
    sorted: Vec<&'static str>,
    /// The same, in the order of their last characters.
    by_end: Vec<&'static str>,
    /// The characters that words begin with.
    firsts: Letters,
    /// The characters that words end with.
    lasts: Letters,
}

/// Characters by the lowest byte of their codes: most of those that are not among them are told by it, and a text is
/// asked for many words where it has none.
#[derive(Debug, Default)]
struct Letters([u64; 4]);

impl Letters {
    fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut out = Self::default();
        letters.for_each(|c| out.0[c as usize >> 6 & 3] |= 1 << (c as usize & 63));
        out
    }

    fn may_have(&self, c: char) -> bool {
        self.0[c as usize >> 6 & 3] >> (c as usize & 63) & 1 == 1
    }
}

impl Words {
    /// The words of a list in a file of conventions, which has it.
    pub(crate) fn read(file: &'static str, list: &str) -> Self {
        let mut sorted: Vec<&'static str> = entries(file, list).collect();
        debug_assert!(!sorted.is_empty(), "the conventions have no list {list}");
        sorted.sort_unstable();
        sorted.dedup();
        let mut by_end = sorted.clone();
        by_end.sort_by_key(|word| word.chars().next_back());
        let firsts = Letters::of(sorted.iter().filter_map(|word| word.chars().next()));
        let lasts = Letters::of(by_end.iter().filter_map(|word| word.chars().next_back()));
        Self { sorted, by_end, firsts, lasts }
    }

    /// Whether a text is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.sorted.binary_search(&text).is_ok()
    }

    /// The longest word that a text begins with.
    pub(crate) fn at_start(&self, text: &str) -> Option<&'static str> {
        let first = text.chars().next().filter(|first| self.firsts.may_have(*first))?;
        let from = self.sorted.partition_point(|word| word.chars().next() < Some(first));
        let begun = self.sorted[from..].iter().take_while(|word| word.starts_with(first));
        begun.filter(|word| text.starts_with(**word)).max_by_key(|word| word.len()).copied()
    }

    /// The longest word that a text ends with.
    pub(crate) fn at_end(&self, text: &str) -> Option<&'static str> {
        let last = text.chars().next_back().filter(|last| self.lasts.may_have(*last))?;
        let from = self.by_end.partition_point(|word| word.chars().next_back() < Some(last));
        let ended = self.by_end[from..].iter().take_while(|word| word.ends_with(last));
        ended.filter(|word| text.ends_with(**word)).max_by_key(|word| word.len()).copied()
    }

    /// The number behind a word, in a list whose words stand for numbers: `three=3`.
    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        let from = self.sorted.partition_point(|entry| *entry < text);
        let entries = self.sorted[from..].iter().take_while(|entry| entry.starts_with(text));
        let number = entries.filter_map(|entry| entry.strip_prefix(text)?.strip_prefix('=')).next()?;
        number.parse().ok()
    }

    /// How many of the words stand anywhere in a text. Behind a word that ends with `_` a space must stand.
    pub(crate) fn within(&self, text: &str) -> usize {
        let stands = |word: &&&str| match word.strip_suffix('_') {
            Some(bare) => text.match_indices(bare).any(|(at, _)| text[at + bare.len()..].starts_with(' ')),
            None => text.contains(**word),
        };
        self.sorted.iter().filter(stands).count()
    }

    /// The words, in the order of their characters.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.sorted.iter().copied()
    }
}

/// The words of a list, as they follow in the file.
pub(crate) fn entries<'a>(file: &'static str, list: &'a str) -> impl Iterator<Item = &'static str> + use<'a> {
    let of_list = file
        .lines()
        .map(str::trim)
        .scan("", |current, line| {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                *current = name;
            }
            Some((*current, line))
        })
        .filter(move |(current, line)| *current == list && !line.starts_with(['#', '[']));
    let words = of_list.filter_map(|(_, line)| line.split_once(": ")).flat_map(|(_, words)| words.split(','));
    words.map(str::trim).filter(|word| !word.is_empty())
}

/// The cases of some kinds in a folder of test data, each with its language: a kind, a line, and what is told of it
/// in two columns at most. A file holds the lines of a language.
#[cfg(test)]
pub(crate) fn cases<const N: usize>(folder: &str, kinds: [&str; N]) -> Vec<(String, [String; 4])> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let language = file.file_stem().unwrap().to_string_lossy().into_owned();
        for line in std::fs::read_to_string(&file).unwrap().lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t').map(str::to_owned);
            let case = [(); 4].map(|()| columns.next().unwrap_or_default());
            let known = ["byline", "name", "none", "opening"];
            assert!(known.contains(&case[0].as_str()), "{language}: {line}");
            if kinds.contains(&case[0].as_str()) {
                out.push((language.clone(), case));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "# Boats\n[boats]\nen: punt, ferry, ferry boat\nde: Kahn\n\n[crews]\n# Who rows\nen: cox\n";

    #[test]
    fn lists_are_read_and_their_longest_word_is_found() {
        let boats = Words::read(FILE, "boats");
        assert_eq!(boats.iter().collect::<Vec<_>>(), ["Kahn", "ferry", "ferry boat", "punt"]);
        assert!(boats.has("punt") && !boats.has("cox"));
        assert_eq!(boats.within("a ferry boat and a Kahn"), 3);
        assert_eq!(boats.at_start("ferry boats"), Some("ferry boat"));
        assert_eq!(boats.at_end("the old punt"), Some("punt"));
        assert_eq!(boats.at_end("a ferry"), Some("ferry"));
        assert_eq!((boats.at_start(""), boats.at_end("boats")), (None, None));
        assert_eq!(Words::read(FILE, "crews").iter().collect::<Vec<_>>(), ["cox"]);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "no list docks")]
    fn a_name_that_no_list_has_is_noticed() {
        Words::read(FILE, "docks");
    }
}
