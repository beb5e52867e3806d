//! Where emphasis may begin and end, so that what was bold in print is bold in every reader.
//!
//! CommonMark 0.31, 6.2: a run of `*` opens emphasis only when it is left-flanking, and closes it only when it is
//! right-flanking. Scripts that put no space between words break this all the time: `**“便民”**二字` is not bold.
//! Punctuation then moves outside the marks, where it looks the same; what cannot be moved loses its emphasis.
//! Nothing here writes a character.

use crate::inline::{Atom, Mark};

/// Puts all marks where readers accept them, or takes them out.
pub(crate) fn settle(row: &mut Vec<Atom>) {
    drop_nested(row);
    // Each round moves or removes at least one mark, always inwards, so this ends.
    while merge(row) || tidy(row) || flank(row) {}
    part_runs(row);
}

/// Emphasis within emphasis of the same strength says nothing.
fn drop_nested(row: &mut Vec<Atom>) {
    for mark in [Mark::Emphasis, Mark::Strong] {
        let mut depth = 0_usize;
        row.retain(|atom| match atom {
            Atom::Open(m) if *m == mark => {
                depth += 1;
                depth == 1
            }
            Atom::Close(m) if *m == mark => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            _ => true,
        });
    }
}

/// Joins what touches: the end of a mark and the beginning of the same. Marks around nothing go.
fn merge(row: &mut Vec<Atom>) -> bool {
    let before = row.len();
    let mut kept: Vec<Atom> = Vec::with_capacity(before);
    for atom in row.drain(..) {
        match (kept.last(), &atom) {
            (Some(Atom::Close(a)), Atom::Open(b)) | (Some(Atom::Open(a)), Atom::Close(b)) if a == b => {
                kept.pop();
            }
            _ => kept.push(atom),
        }
    }
    *row = kept;
    row.len() < before
}

/// Moves white space, breaks and comments out of the ends of marks.
fn tidy(row: &mut [Atom]) -> bool {
    let loose = |atom: &Atom| match atom {
        Atom::Char(c) => c.is_whitespace(),
        Atom::Break | Atom::Comment(_) => true,
        _ => false,
    };
    let mut moved = false;
    for i in 1..row.len() {
        if matches!(row[i], Atom::Close(_)) && loose(&row[i - 1]) {
            row.swap(i - 1, i);
            moved = true;
        }
    }
    for i in (1..row.len()).rev() {
        if matches!(row[i - 1], Atom::Open(_)) && loose(&row[i]) {
            row.swap(i - 1, i);
            moved = true;
        }
    }
    moved
}

/// Mends the runs of marks that do not flank as they must.
fn flank(row: &mut Vec<Atom>) -> bool {
    let mut mended = false;
    let mut i = 0;
    while i < row.len() {
        let end = run_end(row, i);
        let faulty = match row[i] {
            Atom::Open(_) => !accepted(before(row, i), after(row, end)),
            Atom::Close(_) => !accepted(after(row, end), before(row, i)),
            _ => false,
        };
        if faulty {
            mend(row, i, end);
            mended = true;
        }
        i = end;
    }
    row.retain(|atom| !matches!(atom, Atom::Raw(markup) if markup.is_empty()));
    mended
}

/// End of the run of opening or closing marks that begins at `start`.
fn run_end(row: &[Atom], start: usize) -> usize {
    let same = |atom: &&Atom| match row[start] {
        Atom::Open(_) => matches!(atom, Atom::Open(_)),
        Atom::Close(_) => matches!(atom, Atom::Close(_)),
        _ => false,
    };
    start + row[start..].iter().take_while(same).count().max(1)
}

/// Moves the punctuation inside a faulty run out of it, and its counterpart at the other end; or takes the marks
/// out where something else than a character stands there.
fn mend(row: &mut [Atom], start: usize, end: usize) {
    let opening = matches!(row[start], Atom::Open(_));
    let moved = if opening {
        faulty_characters(before(row, start), row[end..].iter())
    } else {
        faulty_characters(after(row, end), row[..start].iter().rev())
    };
    if moved == 0 {
        remove_pair(row, if opening { end - 1 } else { start });
    } else if opening {
        row[start..end + moved].rotate_left(end - start);
        move_counterpart_before_close(row, start, start + moved + (end - start) - 1);
    } else {
        row[start - moved..end].rotate_right(end - start);
        move_counterpart_after_open(row, start - moved, end - 1);
    }
}

/// How many characters inside a run stand where no mark may be: from the run inwards, the last one moved out
/// being the outer neighbour of the next.
fn faulty_characters<'r>(mut outer: Option<char>, inside: impl Iterator<Item = &'r Atom>) -> usize {
    let mut count = 0;
    for atom in inside {
        let Atom::Char(c) = atom else { break };
        if accepted(outer, Some(*c)) {
            break;
        }
        outer = Some(*c);
        count += 1;
    }
    count
}

/// After an opening sign has moved out at `sign`, its closing one moves out at the end of the mark at `open`.
fn move_counterpart_before_close(row: &mut [Atom], sign: usize, open: usize) {
    let Atom::Char(c) = row[sign] else { return };
    let close = partner(row, open);
    if let Some(at) = close.filter(|&at| row[at - 1] == Atom::Char(counterpart(c))) {
        row.swap(at - 1, at);
    }
}

/// After a closing sign has moved out at `sign`, its opening one moves out at the start of the mark at `close`.
fn move_counterpart_after_open(row: &mut [Atom], close: usize, sign: usize) {
    let Atom::Char(c) = row[sign] else { return };
    let open = partner(row, close);
    if let Some(at) = open.filter(|&at| matches!(row[at + 1], Atom::Char(d) if counterpart(d) == c)) {
        row.swap(at, at + 1);
    }
}

/// Blanks out both ends of a mark; [`flank`] drops them in one go.
fn remove_pair(row: &mut [Atom], at: usize) {
    if let Some(other) = partner(row, at) {
        row[other] = Atom::Raw(String::new());
    }
    row[at] = Atom::Raw(String::new());
}

/// The other end of the mark at `at`. Marks nest, and none lies in one of its kind.
fn partner(row: &[Atom], at: usize) -> Option<usize> {
    match row[at] {
        Atom::Open(mark) => (at..row.len()).find(|&i| row[i] == Atom::Close(mark)),
        Atom::Close(mark) => (0..at).rev().find(|&i| row[i] == Atom::Open(mark)),
        _ => None,
    }
}

/// What stands before a run of marks: `None` is the edge of the text or a line end, which count as white space.
fn before(row: &[Atom], start: usize) -> Option<char> {
    match row[..start].last()? {
        Atom::Char(c) => Some(*c),
        Atom::Raw(markup) => markup.chars().next_back(),
        // A separator will stand here, which ends in `>`; so does a comment.
        Atom::Comment(_) | Atom::Open(_) | Atom::Close(_) => Some('>'),
        Atom::Break => None,
    }
}

/// What stands after a run of marks.
fn after(row: &[Atom], end: usize) -> Option<char> {
    match row.get(end)? {
        Atom::Char(c) => Some(*c),
        Atom::Raw(markup) => markup.chars().next(),
        Atom::Comment(_) | Atom::Open(_) | Atom::Close(_) => Some('<'),
        Atom::Break => None,
    }
}

/// Whether marks between `outer` and `inner` flank the inner side. Versions of CommonMark differ on what is
/// punctuation (0.31 took in symbols), so inside whatever may be punctuation counts as such, and outside only
/// what surely is.
fn accepted(outer: Option<char>, inner: Option<char>) -> bool {
    let letter = inner.is_some_and(char::is_alphanumeric);
    letter || outer.is_none_or(|c| c.is_whitespace() || is_punctuation(c))
}

/// Punctuation by every version of the specification: of ASCII, and the general category P of the blocks that
/// periodicals use.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
            | '！' | '（' | '）' | '，' | '．' | '／' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝')
}

/// The closing sign of an opening one; any other character stands for itself.
fn counterpart(c: char) -> char {
    const PAIRS: &str = "“”‘’《》〈〉「」『』【】〔〕（）()[]«»";
    let mut signs = PAIRS.chars();
    while let (Some(open), Some(close)) = (signs.next(), signs.next()) {
        if c == open {
            return close;
        }
    }
    c
}

/// Parts runs that end one mark and begin another: `*a***b**` would be read otherwise.
fn part_runs(row: &mut Vec<Atom>) {
    let mut i = 1;
    while i < row.len() {
        if matches!((&row[i - 1], &row[i]), (Atom::Close(_), Atom::Open(_))) {
            row.insert(i, Atom::Raw("<!-- -->".to_owned()));
        }
        i += 1;
    }
}
