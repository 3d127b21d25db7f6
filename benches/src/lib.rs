//! Benchmarks and peer comparisons of plenipo.
