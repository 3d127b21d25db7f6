//! Bad input: a clear message with the name, the rest still done, exit code 2, no half-written file.

mod work;

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use work::{ARTICLE, Work, rows};

/// Runs `extract` over a good article and `bad`, and checks what must hold for any bad input.
fn with_bad(name: &str, bytes: &[u8]) -> String {
    let work = Work::new();
    work.write("in/a.txt", ARTICLE).write(&format!("in/{name}"), bytes).write("in/z.txt", ARTICLE);
    let run = work.run("extract in -o out.csv");
    assert_eq!(run.code, 2, "stderr: {}", run.stderr);
    assert!(run.stderr.contains(&format!("in/{name}")), "no name in: {}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "one line for one error: {}", run.stderr);
    let docs: std::collections::BTreeSet<String> =
        rows(&work.read("out.csv")).into_iter().map(|r| r["doc_id"].clone()).collect();
    assert!(docs.contains("in/a.txt") && docs.contains("in/z.txt"), "{docs:?}");
    run.stderr
}

#[test]
fn an_empty_file() {
    assert!(with_bad("b.txt", b"").contains("empty"));
}

#[test]
fn a_binary_file() {
    let message = with_bad("b.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0");
    assert!(message.contains("binary"), "{message}");
}

#[test]
fn invalid_utf8() {
    let message = with_bad("b.txt", b"Seoul said on Monday \xff\xfe\xfa that talks went on.");
    assert!(message.contains("UTF-8") && message.contains("byte 21"), "{message}");
}

#[test]
fn a_broken_row_is_named_with_its_line() {
    let message = with_bad("b.jsonl", b"{\"id\": \"1\", \"text\": \"Seoul.\"}\n{\"id\": 2, \"te\n");
    assert!(message.contains("in/b.jsonl:2:"), "{message}");
}

#[test]
fn a_broken_archive() {
    assert!(!with_bad("b.html.gz", &[0x1f, 0x8b, 8, 0, 1, 2, 3, 4]).is_empty());
}

#[test]
fn a_line_of_200_megabytes() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let mut file = File::create(work.path("b.jsonl")).unwrap();
    // A hole in the file: no line break in it, and no space on the disk.
    file.seek(SeekFrom::Start(200 << 20)).unwrap();
    let row = format!("\n{{\"id\": \"good\", \"text\": {:?}}}\n", ARTICLE.replace('\n', " "));
    file.write_all(row.as_bytes()).unwrap();
    drop(file);
    let run = work.run("extract b.jsonl a.txt -o out.csv");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("b.jsonl:1:") && run.stderr.contains("200 MiB"), "{}", run.stderr);
    let table = work.read("out.csv");
    assert!(rows(&table).iter().any(|r| r["doc_id"] == "good"));
    assert!(rows(&table).iter().any(|r| r["doc_id"] == "a.txt"));
}

#[test]
fn a_missing_path() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let run = work.run("extract nowhere/x.html a.txt -o out.csv");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nowhere/x.html: no such file"), "{}", run.stderr);
    assert!(!rows(&work.read("out.csv")).is_empty());
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;

    let work = Work::new();
    work.write("a.txt", ARTICLE).write("b.txt", ARTICLE);
    let locked = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(work.path("b.txt"), locked).unwrap();
    // Whoever may read everything (root) cannot see this error.
    if File::open(work.path("b.txt")).is_ok() {
        return;
    }
    let run = work.run("extract a.txt b.txt -o out.csv");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("b.txt: permission denied"), "{}", run.stderr);
    assert!(!rows(&work.read("out.csv")).is_empty());
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing_behind() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let run = work.run("extract a.txt -o no/such/folder/out.csv");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no/such/folder/out.csv"), "{}", run.stderr);
    assert!(run.stdout.is_empty());
}

#[test]
fn an_old_output_is_replaced_whole() {
    let work = Work::new();
    work.write("a.txt", ARTICLE).write("out.csv", "old");
    assert_eq!(work.run("extract a.txt -o out.csv").code, 0);
    assert!(work.read("out.csv").starts_with("relation_id,"));
    let left: Vec<_> = std::fs::read_dir(work.path("")).unwrap().collect();
    assert_eq!(left.len(), 2, "no temporary file is left");
}

#[test]
fn an_old_output_stays_when_no_input_was_read() {
    let work = Work::new();
    work.write("old.csv", "kept");
    let run = work.run("extract missing.txt -o old.csv");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("missing.txt"), "{}", run.stderr);
    assert_eq!(work.read("old.csv"), "kept");
}

#[test]
fn an_output_of_unknown_format_is_refused_before_any_work() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let run = work.run("extract a.txt -o out.csv.gz");
    assert!(run.code != 0 && !work.path("out.csv.gz").exists());
    assert!(run.stderr.contains("\".gz\"") && run.stderr.contains("--format"), "{}", run.stderr);
    assert_eq!(work.run("extract a.txt --format csv -o out.table").code, 0);
}
