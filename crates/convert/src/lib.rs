//! Detects formats and joins readers, layout, structure and writers.
