//! Why no issue could be read, by what the user can do about it.

/// The error of every reader.
///
/// Messages are lower case, name the matter first, and end without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Broken beyond repair: get the file again, or repair it with another tool.
    #[error("the {format} file is damaged: {detail}")]
    Damaged {
        /// Name of the format, such as `PDF`.
        format: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// Give a password.
    #[error("the file is encrypted: {detail}")]
    Password {
        /// Whether a password is missing or wrong.
        detail: String,
    },
    /// Run a text-recognition program first.
    #[error("no text layer: {detail}")]
    NoText {
        /// What was found instead, and what to do.
        detail: String,
    },
    /// Larger than the limits allow: split the file, or raise the limit.
    #[error("{what} is over the limit of {limit}")]
    Limit {
        /// What is too large.
        what: String,
        /// The limit in words, with its unit.
        limit: String,
    },
    /// Another format: convert it first.
    #[error("{found}: {advice}")]
    Unsupported {
        /// What the file is.
        found: String,
        /// What to do.
        advice: String,
    },
}

impl ReadError {
    /// A stable name for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Damaged { .. } => "damaged",
            Self::Password { .. } => "password",
            Self::NoText { .. } => "no-text",
            Self::Limit { .. } => "limit",
            Self::Unsupported { .. } => "unsupported",
        }
    }
}
