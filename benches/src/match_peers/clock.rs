//! Clocks and memory of this process.

use rustix::time::{ClockId, clock_gettime};

/// Time that this thread has been running on a processor, in milliseconds. Waiting does not count, so
/// that other programs on the machine disturb less.
pub fn cpu_ms() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}

/// Runs `work`: its result, and the processor time it took in milliseconds.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = cpu_ms();
    let result = work();
    (result, cpu_ms() - start)
}

/// The middle of `values`.
///
/// # Panics
///
/// Panics when there is none.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A line of `/proc/self/status` in kilobytes: `VmHWM` is the most memory held so far, `VmRSS` that of
/// now. `None` where there is no such file.
pub fn memory_kb(line: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find(|l| l.starts_with(line))?;
    found.split_whitespace().nth(1)?.parse().ok()
}
