//! Writing ZIP packages with the same bytes every time.
