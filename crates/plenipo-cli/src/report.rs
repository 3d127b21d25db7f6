//! What the user hears of a run: errors as they come, progress on a terminal, and the exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use plenipo::input::InputError;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was read, something was found.
    Found,
    /// Everything was read, nothing was found.
    Nothing,
    /// Some input could not be read.
    SomeFailed,
}

impl Outcome {
    /// 0, 1 or 2, as `grep` has it.
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Found => ExitCode::SUCCESS,
            Self::Nothing => ExitCode::from(1),
            Self::SomeFailed => ExitCode::from(2),
        }
    }
}

/// Counts documents, rows and errors of a run.
pub(crate) struct Report {
    bar: ProgressBar,
    documents: u64,
    rows: u64,
    errors: u64,
}

impl Report {
    /// A report that draws progress only when standard error is a terminal.
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if !io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style =
            ProgressStyle::with_template("{pos} documents, {msg} rows, {per_sec}, {elapsed}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Self { bar, documents: 0, rows: 0, errors: 0 }
    }

    /// A document was done and gave so many rows.
    pub(crate) fn document(&mut self, rows: usize) {
        self.documents += 1;
        self.rows += rows as u64;
        self.bar.inc(1);
        if self.documents % 64 == 1 {
            self.bar.set_message(self.rows.to_string());
        }
    }

    /// An input could not be read, or not as it should be; the run goes on.
    pub(crate) fn error(&mut self, error: &InputError) {
        self.errors += 1;
        self.bar.suspend(|| {
            // Nothing is left to do when standard error is gone too.
            let _ = writeln!(io::stderr(), "plenipo: {error}");
        });
    }

    /// Whether no document came through.
    pub(crate) fn has_read_none(&self) -> bool {
        self.documents == 0
    }

    /// Ends the run.
    pub(crate) fn finish(self) -> Outcome {
        self.bar.finish_and_clear();
        match (self.errors, self.rows) {
            (0, 0) => Outcome::Nothing,
            (0, _) => Outcome::Found,
            _ => Outcome::SomeFailed,
        }
    }
}
