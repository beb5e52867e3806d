//! Issues that are made up for tests, one with every construct in ten languages and random ones, written in all
//! three formats. What is in them is decided where they are made.

use std::fs;

use super::outputs::{self, Kind, Output};
use super::tools;
use crate::build;

/// Writes the samples and `count` random issues below the cache folder, and lists what there is to judge. `Err`
/// when the program that writes them does not build or run.
pub fn write(count: usize) -> Result<Vec<Output>, String> {
    let place = tools::cache_folder().join("samples");
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|e| format!("cannot empty {}: {e}", place.display()))?;
    }
    build::example("samples", &[], |example| example.arg(&place).arg(count.to_string()))?;
    let mut outputs = outputs::find(std::slice::from_ref(&place), &place)?;
    // Random text looks like markup on purpose. The judge of Markdown takes that for markup that failed, and the
    // tests of the writer see to it that it stands as text.
    outputs.retain(|output| output.kind != Kind::Text || !output.name.contains("/random-"));
    Ok(outputs)
}
