//! Benchmarks, peer comparisons and the evaluation gate of plenipo.
#![forbid(unsafe_code)]

pub mod gate;
