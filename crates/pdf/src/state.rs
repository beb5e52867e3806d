//! The graphics state and the text state (ISO 32000-2, 8.4 and 9.3), as far as text and layout need them.

use std::sync::Arc;

use backissue_model::Rect;

use crate::color::{BLACK, ColorSpace, Rgb};
use crate::fonts::Font;
use crate::matrix::Matrix;

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(crate) struct State {
    /// From user space to the page.
    pub(crate) ctm: Matrix,
    /// Extent of the clipping path, on the page.
    pub(crate) clip: Rect,
    /// Colour of fills.
    pub(crate) fill: Paint,
    /// Colour of strokes.
    pub(crate) stroke: Paint,
    /// Width of strokes in user space.
    pub(crate) line_width: f32,
    /// The text state.
    pub(crate) text: TextState,
}

/// A colour and the space it is in.
#[derive(Clone)]
pub(crate) struct Paint {
    /// The space.
    pub(crate) space: Arc<ColorSpace>,
    /// The colour; none of a pattern.
    pub(crate) color: Option<Rgb>,
    /// Opacity, 0 to 1.
    pub(crate) alpha: f32,
}

/// The text state (ISO 32000-2, table 103).
#[derive(Clone)]
pub(crate) struct TextState {
    /// `Tf`: the font.
    pub(crate) font: Option<Arc<Font>>,
    /// `Tf`: the size.
    pub(crate) size: f32,
    /// `Tc`.
    pub(crate) char_spacing: f32,
    /// `Tw`.
    pub(crate) word_spacing: f32,
    /// `Tz`, as a factor.
    pub(crate) scale: f32,
    /// `TL`.
    pub(crate) leading: f32,
    /// `Ts`.
    pub(crate) rise: f32,
    /// `Tr`.
    pub(crate) mode: RenderMode,
}

/// What the text rendering mode does with glyphs (ISO 32000-2, table 104); clipping is of no matter here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum RenderMode {
    /// 0 and 4.
    #[default]
    Fill,
    /// 1 and 5.
    Stroke,
    /// 2 and 6.
    FillAndStroke,
    /// 3 and 7.
    Invisible,
}

impl RenderMode {
    /// The mode of the operand of `Tr`.
    pub(crate) fn of(operand: f32) -> Self {
        match operand as i32 {
            1 | 5 => Self::Stroke,
            2 | 6 => Self::FillAndStroke,
            3 | 7 => Self::Invisible,
            _ => Self::Fill,
        }
    }
}

impl State {
    /// The state at the start of a page.
    pub(crate) fn of_page(ctm: Matrix, page: Rect) -> Self {
        let black = Paint { space: Arc::new(ColorSpace::Gray), color: Some(BLACK), alpha: 1.0 };
        Self {
            ctm,
            clip: page,
            fill: black.clone(),
            stroke: black,
            line_width: 1.0,
            text: TextState {
                font: None,
                size: 0.0,
                char_spacing: 0.0,
                word_spacing: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: RenderMode::Fill,
            },
        }
    }
}
