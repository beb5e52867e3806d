//! Directions of writing brought down to one: a turned view in which every text runs rightwards.
//!
//! Columns of a horizontal page and tiers of a vertical one are the same thing seen from another side. Each page
//! is looked at along its main direction, so that no later step knows of any but lines that run along x and stack
//! along y.

use backissue_model::{Direction, Glyph, Page, Rect, Ruling, TextStyle};

use crate::scripts::Order;

/// Share of the type size above the baseline in a glyph's box: the em box of CJK type, near enough for Latin.
const ASCENT: f32 = 0.88;
/// Share of the type size below the baseline.
const DESCENT: f32 = 0.12;

/// A view of a page along one direction of writing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// The direction that runs rightwards in this view.
    pub direction: Direction,
    /// Width of the page itself.
    width: f32,
    /// Height of the page itself.
    height: f32,
    /// How a scan lies on the page; only pages read rightwards have a slope.
    slope: Slope,
    /// Whether the view is a mirror's: lines that run to the left on the page run rightwards in it.
    pub mirrored: bool,
}

/// How far text moves along x for each point down the page, at the left and at the right edge of the page.
///
/// A scan turned a little has the same slope at both; one taken from a page that was not flat has two.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Slope {
    /// At the left edge.
    pub left: f32,
    /// At the right edge.
    pub right: f32,
}

impl Slope {
    /// The slope at a share of the page's width, 0 the left edge, 1 the right.
    pub fn at(&self, share: f32) -> f32 {
        self.left + (self.right - self.left) * share
    }
}

impl Space {
    /// The view of a page along a direction.
    pub fn new(page: &Page, direction: Direction) -> Self {
        Self { direction, width: page.width, height: page.height, slope: Slope::default(), mirrored: false }
    }

    /// The view of a page along a direction in which its scripts run as they do: mirrored, when level lines are read
    /// leftwards.
    pub fn reading(page: &Page, direction: Direction, order: Order) -> Self {
        let mirrored = direction == Direction::Right && order == Order::Leftwards;
        Self { mirrored, ..Self::new(page, direction) }
    }

    /// The same view with the slope of a scan taken out. Slopes are so gentle that shears do.
    pub fn straightened(self, slope: Slope) -> Self {
        Self { slope, ..self }
    }

    /// A glyph placed in the view without the slope, placed in the view with it.
    pub fn straighten(&self, placed: Placed) -> Placed {
        let Placed { x0, x1, baseline, size } = placed;
        let (start, straight) = self.shear(x0, baseline);
        Placed { x0: start, x1: start + x1 - x0, baseline: straight, size }
    }

    fn shear(&self, x: f32, y: f32) -> (f32, f32) {
        (x - self.slope.at(x / self.width) * y, y + self.slope.at(0.5) * x)
    }

    fn unshear(&self, x: f32, y: f32) -> (f32, f32) {
        (x + self.slope.at(x / self.width) * y, y - self.slope.at(0.5) * x)
    }

    /// A point of the page as seen in this view.
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        match self.direction {
            Direction::Right if self.mirrored => (self.width - x, y),
            Direction::Right => self.shear(x, y),
            Direction::Vertical | Direction::Down => (y, self.width - x),
            Direction::Up => (self.height - y, x),
            Direction::Left => (self.width - x, self.height - y),
        }
    }

    /// A rectangle of the page as seen in this view.
    pub fn view(&self, r: &Rect) -> Rect {
        let (a, b) = (self.point(r.x0, r.y0), self.point(r.x1, r.y1));
        Rect::new(a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1))
    }

    /// A ruling of the page as seen in this view: one that leans as a scan does stands straight.
    pub fn view_ruling(&self, ruling: &Ruling) -> Rect {
        let ([a, b], thickness) = ruling.ends();
        let (a, b) = (self.point(a.0, a.1), self.point(b.0, b.1));
        Ruling::between(a, b, thickness, ruling.color).rect
    }

    /// A rectangle of this view as it lies on the page.
    pub fn page_rect(&self, r: &Rect) -> Rect {
        let back = |x: f32, y: f32| match self.direction {
            Direction::Right if self.mirrored => (self.width - x, y),
            Direction::Right => self.unshear(x, y),
            Direction::Vertical | Direction::Down => (self.width - y, x),
            Direction::Up => (y, self.height - x),
            Direction::Left => (self.width - x, self.height - y),
        };
        let (a, b) = (back(r.x0, r.y0), back(r.x1, r.y1));
        Rect::new(a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1))
    }

    /// Width and height of the page in this view.
    pub fn extent(&self) -> (f32, f32) {
        match self.direction {
            Direction::Right | Direction::Left => (self.width, self.height),
            Direction::Vertical | Direction::Down | Direction::Up => (self.height, self.width),
        }
    }

    /// A glyph of this view's direction, placed in the view.
    pub fn place(&self, glyph: &Glyph, style: &TextStyle) -> Placed {
        let size = style.size;
        // In a mirror a glyph starts where its advance ends on the page.
        let start = if self.mirrored { glyph.x + glyph.advance } else { glyph.x };
        let (x, y) = self.point(start, glyph.y);
        // The middle of a vertical column stands for a baseline below it, so that the box comes out centred.
        let baseline = match self.direction {
            Direction::Vertical => y + size * (ASCENT - DESCENT) / 2.0,
            _ => y,
        };
        Placed { x0: x, x1: x + glyph.advance, baseline, size }
    }

    /// An upright glyph that stands in a stack read downwards, placed in a vertical view.
    pub fn place_stacked(&self, glyph: &Glyph, style: &TextStyle) -> Placed {
        let (size, middle) = (style.size, glyph.x + glyph.advance / 2.0);
        let (x, y) = self.point(middle, glyph.y - ASCENT * size);
        Placed { x0: x, x1: x + size, baseline: y + size * (ASCENT - DESCENT) / 2.0, size }
    }
}

/// A glyph in a view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Start of its advance.
    pub x0: f32,
    /// End of its advance.
    pub x1: f32,
    /// Its baseline.
    pub baseline: f32,
    /// Its type size.
    pub size: f32,
}

impl Placed {
    /// Its em box.
    pub fn rect(&self) -> Rect {
        em_box(self.x0, self.x1, self.baseline, self.size)
    }
}

/// The em box of text of a size on a baseline.
pub fn em_box(x0: f32, x1: f32, baseline: f32, size: f32) -> Rect {
    Rect::new(x0, baseline - ASCENT * size, x1, baseline + DESCENT * size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_and_its_way_back_meet() {
        let page = Page { width: 300.0, height: 500.0, ..Page::default() };
        let rect = Rect::new(10.0, 20.0, 60.0, 30.0);
        for direction in
            [Direction::Right, Direction::Vertical, Direction::Down, Direction::Up, Direction::Left]
        {
            let space = Space::new(&page, direction);
            assert_eq!(space.page_rect(&space.view(&rect)), rect, "{direction:?}");
        }
        let mirror = Space::reading(&page, Direction::Right, Order::Leftwards);
        assert_eq!(mirror.page_rect(&mirror.view(&rect)), rect);
        assert_eq!(mirror.view(&rect), Rect::new(240.0, 20.0, 290.0, 30.0));
    }
}
