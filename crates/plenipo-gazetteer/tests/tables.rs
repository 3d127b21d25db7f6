//! The tables that a command draws from facts are those that the command draws.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs where the facts are: under `facts/gazetteer` of the folder `PLENIPO_SETS`, else of `../shared` beside
/// the project. They are no part of it.
#[test]
#[expect(clippy::print_stdout, reason = "a test that compares nothing says so")]
fn committed_tables_are_what_the_command_draws() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sets = std::env::var_os("PLENIPO_SETS").map(PathBuf::from);
    let facts = sets.unwrap_or_else(|| project.join("../shared")).join("facts/gazetteer");
    if !facts.is_dir() {
        println!("{} is not there: nothing to compare", facts.display());
        return;
    }
    let drawn = tempfile::tempdir().unwrap();
    let status =
        Command::new(env!("CARGO_BIN_EXE_build-tables")).arg(&facts).arg(drawn.path()).status();
    assert!(status.unwrap().success());
    let mut names: Vec<_> =
        std::fs::read_dir(drawn.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), 5, "{names:?}");
    for name in names {
        let new = std::fs::read_to_string(drawn.path().join(&name)).unwrap();
        let committed = project.join("data/gazetteer").join(&name);
        let old = std::fs::read_to_string(&committed).unwrap();
        let differs = new.lines().zip(old.lines()).zip(1..).find(|((new, old), _)| new != old);
        assert!(
            new == old,
            "{}: {}: run build-tables again, and change facts by hand only in the tables `*_own.tsv`",
            committed.display(),
            differs.map_or("of another length".to_owned(), |((new, old), line)| {
                format!("line {line} is {old:?}, the facts say {new:?}")
            })
        );
    }
}
