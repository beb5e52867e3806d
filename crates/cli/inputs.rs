//! What an input is: a file, standard input, bytes that somebody brings along, or an argument that names none of these.
//! Which inputs a run has, `gathering` finds out.

use std::path::{Path, PathBuf};

use crate::path_text;

/// One thing to convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// How many of the last parts of its path are its place below the output folder.
        depth: u16,
    },
    /// Bytes that a task line brings along.
    Memory(Memory),
    /// An argument that names nothing to convert.
    Missing(Missing),
}

/// Bytes that are no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Memory {
    /// What they are called, if anything.
    pub(crate) name: Option<String>,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
}

/// An argument that names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// The argument.
    pub(crate) path: PathBuf,
    /// What is the matter with it.
    pub(crate) message: String,
}

impl Input {
    /// A file, whose results stand in the output folder under the last `depth` parts of its path, or under its name.
    pub(crate) fn file(path: &Path, depth: Option<usize>) -> Self {
        // No system takes a path of so many parts.
        let depth = depth.unwrap_or(1).try_into().unwrap_or(u16::MAX);
        Self::File { path: path.to_owned(), depth }
    }

    /// An argument that names nothing, and what is the matter with it.
    pub(crate) fn missing(path: &Path, message: impl Into<String>) -> Self {
        Self::Missing(Missing { path: path.to_owned(), message: message.into() })
    }

    /// Its place below the output folder, still with its own extension; none if it is missing.
    pub(crate) fn mirror(&self) -> Option<&Path> {
        match self {
            Self::Stdin => Some(Path::new("stdin")),
            Self::Memory(memory) => {
                let name = memory.name.as_deref().and_then(|name| Path::new(name).file_name());
                Some(Path::new(name.unwrap_or("issue".as_ref())))
            }
            Self::File { path, depth } => {
                let above = path.ancestors().nth(usize::from(*depth));
                let mirror = above.and_then(|above| path.strip_prefix(above).ok());
                Some(mirror.filter(|mirror| mirror.file_name().is_some()).unwrap_or(Path::new("issue")))
            }
            Self::Missing(_) => None,
        }
    }

    /// Where it is, if it is a file.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. } => Some(path),
            Self::Stdin | Self::Memory(_) | Self::Missing(_) => None,
        }
    }

    /// Where it is or should be, if that is a place on disk.
    pub(crate) fn place(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. } => Some(path),
            Self::Missing(missing) => Some(&missing.path),
            Self::Stdin | Self::Memory(_) => None,
        }
    }

    /// How messages and reports name it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::Memory(memory) => memory.name.clone().unwrap_or_default(),
            Self::File { path, .. } => path.to_string_lossy().into_owned(),
            Self::Missing(missing) => missing.path.to_string_lossy().into_owned(),
        }
    }

    /// How a manifest names it: exactly, so that it can be found again.
    pub(crate) fn exact(&self) -> String {
        match self {
            Self::File { path, .. } => path_text::text(path),
            Self::Missing(missing) => path_text::text(&missing.path),
            Self::Stdin | Self::Memory(_) => self.shown(),
        }
    }

    /// Its name without folders, if it has one.
    pub(crate) fn name(&self) -> Option<String> {
        match self {
            Self::File { path, .. } => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Self::Memory(memory) => memory.name.clone(),
            Self::Stdin | Self::Missing(_) => None,
        }
    }
}
