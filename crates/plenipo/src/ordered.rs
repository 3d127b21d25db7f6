//! Work on several threads whose results come out in the order of the input.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Items in hand for each thread: enough to keep all busy behind a slow one, few enough to bound
/// memory.
const AHEAD: usize = 8;

/// Runs `work` on every item of `items` and hands the results to `sink` in the order of the items,
/// whatever the number of threads. Each thread makes one state with `make_state` and reuses it. With
/// one thread everything runs on the caller's.
///
/// The iterator is read under a lock, one item at a time and never more than a few items ahead of
/// the sink. When `sink` breaks, no further item is started.
///
/// # Panics
///
/// A panic in `work`, `items` or `sink` is passed on.
pub fn ordered<T, S, R>(
    items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    make_state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) where
    T: Send,
    R: Send,
{
    let threads = threads.get();
    if threads == 1 {
        let mut state = make_state();
        for item in items {
            if sink(work(&mut state, item)).is_break() {
                break;
            }
        }
        return;
    }
    let window = threads * AHEAD;
    let source = Mutex::new(items.enumerate());
    let gate = Gate::default();
    let (send, receive) = sync_channel(window);
    thread::scope(|scope| {
        for _ in 0..threads {
            let send = send.clone();
            let (source, gate, make_state, work) = (&source, &gate, &make_state, &work);
            scope.spawn(move || {
                // Also when this thread panics, the others must not wait for its result.
                let _close = CloseOnPanic(gate);
                let mut state = make_state();
                loop {
                    let next = source.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((index, item)) = next else { break };
                    if !gate.wait(index, window) {
                        break;
                    }
                    if send.send((index, work(&mut state, item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (index, result) in receive {
            early.insert(index, result);
            while let Some(result) = early.remove(&next) {
                if sink(result).is_break() {
                    gate.close();
                    return;
                }
                next += 1;
                gate.advance(next);
            }
        }
    });
}

/// Holds threads back that are too far ahead of the sink.
#[derive(Default)]
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Default)]
struct GateState {
    written: usize,
    closed: bool,
}

impl Gate {
    /// Waits until item `index` is less than `window` ahead; false once the gate is closed.
    fn wait(&self, index: usize, window: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self
            .changed
            .wait_while(state, |s| !s.closed && index >= s.written + window)
            .unwrap_or_else(PoisonError::into_inner);
        !state.closed
    }

    fn advance(&self, written: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).written = written;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }
}

struct CloseOnPanic<'a>(&'a Gate);

impl Drop for CloseOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn run(threads: usize, count: usize) -> Vec<usize> {
        let mut out = Vec::new();
        ordered(
            0..count,
            NonZeroUsize::new(threads).unwrap(),
            || (),
            |(), i| {
                // Later items finish first.
                if i % 7 == 0 {
                    thread::sleep(Duration::from_millis(2));
                }
                i
            },
            |i| {
                out.push(i);
                ControlFlow::Continue(())
            },
        );
        out
    }

    #[test]
    fn results_come_in_input_order() {
        let expected: Vec<usize> = (0..300).collect();
        for threads in [1, 2, 5] {
            assert_eq!(run(threads, 300), expected);
        }
    }

    #[test]
    fn no_item_is_started_long_after_a_break() {
        let started = std::sync::atomic::AtomicUsize::new(0);
        let mut seen = 0;
        ordered(
            0..10_000,
            NonZeroUsize::new(3).unwrap(),
            || (),
            |(), i| {
                started.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                i
            },
            |_| {
                seen += 1;
                if seen == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 5);
        assert!(started.into_inner() < 100);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on_and_hangs_nobody() {
        ordered(
            0..100,
            NonZeroUsize::new(2).unwrap(),
            || (),
            |(), i| assert!(i != 3, "item 3"),
            |()| ControlFlow::Continue(()),
        );
    }
}
