//! Reading ZIP packages under limits.
