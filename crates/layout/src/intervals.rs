//! Intervals on a line: what they cover and what they leave free.

/// Merges intervals that overlap or touch, in order.
pub fn covering(intervals: impl Iterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    let mut sorted: Vec<(f32, f32)> = intervals.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (start, end) in sorted {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// The gaps between merged intervals.
pub fn gaps(covered: &[(f32, f32)]) -> Vec<(f32, f32)> {
    covered.windows(2).map(|pair| (pair[0].1, pair[1].0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_lie_between_what_is_covered() {
        let covered = covering([(5.0, 7.0), (0.0, 2.0), (1.0, 3.0), (7.0, 8.0)].into_iter());
        assert_eq!(covered, [(0.0, 3.0), (5.0, 8.0)]);
        assert_eq!(gaps(&covered), [(3.0, 5.0)]);
    }
}
