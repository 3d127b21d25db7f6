//! A folder to run the program in, for the tests of the whole program.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// An article with a relation that every version must find.
pub const ARTICLE: &str = "Blinken meets Cho in Washington\n\n\
    WASHINGTON, Feb. 28, 2024 - U.S. Secretary of State Antony Blinken met South Korean Foreign \
    Minister Cho Tae-yul at the State Department on Wednesday.\n\n\
    Blinken thanked South Korea for its support for Ukraine. Japan condemned North Korea for its \
    missile launches.\n";

/// A folder that is removed in the end.
pub struct Work {
    dir: tempfile::TempDir,
}

/// What a run of the program gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Work {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs the program in the folder with `args`, parted at blanks.
    pub fn run(&self, args: &str) -> Run {
        self.run_with(args, b"")
    }

    /// The same, with `stdin` on standard input.
    pub fn run_with(&self, args: &str, stdin: &[u8]) -> Run {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = child.stdin.take().unwrap();
        let bytes = stdin.to_vec();
        // The program may write before it has read everything, or not read at all.
        let feeder = std::thread::spawn(move || {
            let _ = pipe.write_all(&bytes);
        });
        let output: Output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program in the folder with `args`, which may hold blanks.
    pub fn run_args(&self, args: &[&str]) -> Run {
        let output = self.command("").args(args).output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn command(&self, args: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenipo"));
        command.current_dir(self.dir.path()).args(args.split_whitespace());
        command
    }
}

/// The rows of a CSV table as maps from column to cell.
pub fn rows(csv_text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(csv_text.as_bytes()).deserialize().map(Result::unwrap).collect()
}
