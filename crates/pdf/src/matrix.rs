//! Transformation matrices (ISO 32000-2, 8.3.4) and boxes under them.

use backissue_model::Rect;

/// A matrix `[a b c d e f]`: (x, y) becomes (a·x + c·y + e, b·x + d·y + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f32; 6]);

/// The matrix that changes nothing.
pub(crate) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

impl Matrix {
    /// First this one, then `next`.
    pub(crate) fn then(&self, next: &Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// This one after a shift by (x, y).
    pub(crate) fn shifted(&self, x: f32, y: f32) -> Self {
        let [a, b, c, d, _, _] = self.0;
        let (e, f) = self.apply(x, y);
        Self([a, b, c, d, e, f])
    }

    /// A point under the matrix.
    pub(crate) fn apply(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The smallest upright box around a box under the matrix.
    pub(crate) fn apply_rect(&self, [x0, y0, x1, y1]: [f32; 4]) -> Rect {
        around([(x0, y0), (x1, y0), (x1, y1), (x0, y1)].into_iter().map(|(x, y)| self.apply(x, y)))
    }

    /// Mean scale: the square root of the area of the unit square.
    pub(crate) fn scale(&self) -> f32 {
        self.determinant().abs().sqrt()
    }

    /// The signed area of the unit square.
    pub(crate) fn determinant(&self) -> f32 {
        let [a, b, c, d, _, _] = self.0;
        a * d - b * c
    }

    /// The matrix that takes points back, if there is one.
    pub(crate) fn inverse(&self) -> Option<Self> {
        let ([a, b, c, d, e, f], whole) = (self.0, self.determinant());
        let back = Self([d, -b, -c, a, c * f - d * e, b * e - a * f].map(|part| part / whole));
        (whole != 0.0 && back.is_finite()).then_some(back)
    }

    /// Whether all six numbers are finite.
    pub(crate) fn is_finite(&self) -> bool {
        self.0.iter().all(|n| n.is_finite())
    }
}

/// The smallest box around the points; an empty one at the origin when there are none.
pub(crate) fn around(mut points: impl Iterator<Item = (f32, f32)>) -> Rect {
    let Some((x, y)) = points.next() else {
        return Rect::default();
    };
    points.fold(Rect::new(x, y, x, y), |rect, (x, y)| rect.union(&Rect::new(x, y, x, y)))
}

/// What two boxes share, if they touch.
pub(crate) fn intersection(a: &Rect, b: &Rect) -> Option<Rect> {
    let shared = Rect::new(a.x0.max(b.x0), a.y0.max(b.y0), a.x1.min(b.x1), a.y1.min(b.y1));
    (shared.x0 <= shared.x1 && shared.y0 <= shared.y1).then_some(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_matrix_acts_first() {
        let doubled = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        let moved = Matrix([1.0, 0.0, 0.0, 1.0, 10.0, 0.0]);
        assert_eq!(doubled.then(&moved).apply(1.0, 1.0), (12.0, 2.0));
        assert_eq!(moved.then(&doubled).apply(1.0, 1.0), (22.0, 2.0));
        assert_eq!(doubled.shifted(3.0, 0.0).apply(1.0, 1.0), (8.0, 2.0));
    }

    #[test]
    fn an_inverse_takes_points_back() {
        let turned = Matrix([0.5, 2.0, -3.0, 0.25, 7.0, -4.0]);
        let (x, y) = turned.apply(5.0, 6.0);
        let (x, y) = turned.inverse().unwrap().apply(x, y);
        assert!((x - 5.0).abs() < 1e-4 && (y - 6.0).abs() < 1e-4, "{x} {y}");
        assert_eq!(Matrix([1.0, 2.0, 2.0, 4.0, 0.0, 0.0]).inverse(), None);
    }

    #[test]
    fn a_turned_box_is_upright_again() {
        let quarter = Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert_eq!(quarter.apply_rect([0.0, 0.0, 4.0, 1.0]), Rect::new(-1.0, 0.0, 0.0, 4.0));
    }
}
