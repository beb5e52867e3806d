//! Why the command differs from pandoc by design: a table in a data file, read into the program.

/// The table: lines of a name of an expectation, an aspect, and the reason, with tabs between.
const TABLE: &str = include_str!("reasons.tsv");

/// The reasons.
pub struct Reasons(Vec<[&'static str; 3]>);

impl Reasons {
    /// Reads the table; `Err` names a line that is none of it.
    pub fn read() -> Result<Self, String> {
        let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let row = |line: &'static str| {
            let mut fields = line.splitn(3, '\t');
            let row =
                [fields.next(), fields.next(), fields.next()].map(|field| field.filter(|f| !f.is_empty()));
            match row {
                [Some(name), Some(aspect), Some(reason)] => Ok([name, aspect, reason]),
                _ => Err(format!("reasons.tsv: not a name, an aspect and a reason: {line}")),
            }
        };
        lines.map(row).collect::<Result<_, _>>().map(Self)
    }

    /// The reason for a difference, if there is one.
    pub fn of(&self, name: &str, aspect: &str) -> Option<&'static str> {
        let rows = self.0.iter();
        rows.filter(|[of, in_aspect, _]| *of == name && *in_aspect == aspect).map(|row| row[2]).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read_and_repeats_nothing() {
        let Reasons(rows) = Reasons::read().unwrap();
        let mut keys: Vec<_> = rows.iter().map(|[name, aspect, _]| (name, aspect)).collect();
        keys.sort();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
