//! Pages made to hurt: time must stay in proportion to their size.

use std::time::{Duration, Instant};

use plenipo_clean::{Cleaner, Format, Input};

/// Least time of three runs on a page of `size` repeats.
fn time(make: &dyn Fn(usize) -> String, size: usize, format: Format) -> Duration {
    let page = make(size);
    let cleaner = Cleaner::default();
    let run = || {
        let start = Instant::now();
        let cleaned = cleaner.clean(&Input { format, ..Input::new("d", page.as_bytes()) });
        let spent = start.elapsed();
        assert!(cleaned.is_ok());
        spent
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

/// Eight times the size may take twenty times the time; a quadratic way would take 64.
fn check(name: &str, format: Format, make: &dyn Fn(usize) -> String) {
    let size = 1_500;
    let small = time(make, size, format).max(Duration::from_millis(2));
    let large = time(make, size * 8, format);
    assert!(large < small * 20, "{name}: {small:?}, eight times as much takes {large:?}");
}

#[test]
fn deep_nesting_is_linear() {
    check("divs", Format::Html, &|n| "<div>".repeat(n) + "deep" + &"</div>".repeat(n));
    check("unclosed", Format::Html, &|n| "<div><p><span>a ".repeat(n));
    check("spans", Format::Html, &|n| "<span>".repeat(n) + "deep" + &"</span>".repeat(n));
    check("custom", Format::Html, &|n| (0..n).map(|i| format!("<x-{i}>a</y-{i}>")).collect());
}

#[test]
fn stray_ends_and_lists_are_linear() {
    check("ends", Format::Html, &|n| "<p>".to_owned() + &"</div></a></li>".repeat(n) + "text");
    check("items", Format::Html, &|n| "<ul><li>one".repeat(n));
    check("cells", Format::Html, &|n| "<table><tr><td>one".repeat(n));
    check("links", Format::Html, &|n| "<a href=x>one ".repeat(n));
}

#[test]
fn things_left_open_are_linear() {
    check("comments", Format::Html, &|n| "text <!-- ".repeat(n));
    check("quotes", Format::Html, &|n| "<a href=\"x' y ".repeat(n));
    check("scripts", Format::Html, &|n| "<script>a</b ".repeat(n));
    check("titles", Format::Html, &|n| "<title>a ".repeat(n));
    check("tags", Format::Html, &|n| "<p ".repeat(n));
    check("signs", Format::Html, &|n| "&amp &# &x <".repeat(n));
}

#[test]
fn repeated_blocks_are_linear() {
    let twice = |n: usize| {
        let all: String =
            (0..n).map(|i| format!("line number {i} of a long list it is\n")).collect();
        all.clone() + &all
    };
    check("repeats", Format::Text, &twice);
    check("names", Format::Text, &|n| "Name\nThe talks went on as he said in it.\n".repeat(n));
    check("captions", Format::Html, &|n| "<figcaption>A B</figcaption><p>c d</p>".repeat(n));
}

#[test]
fn one_long_line_is_linear() {
    check("words", Format::Text, &|n| "the talks ".repeat(n * 4));
    check("digits", Format::Text, &|n| "2021-06-01 ".repeat(n * 4));
    check("no blanks", Format::Html, &|n| "x".repeat(n * 40));
}

#[test]
fn json_ld_is_linear() {
    let open = "<script type=application/ld+json>";
    check("nested", Format::Html, &|n| format!("{open}{}</script>a", "{\"a\":[".repeat(n)));
    check("strings", Format::Html, &|n| format!("{open}{}</script>a", "\"a\\".repeat(n)));
    check("many", Format::Html, &|n| format!("{open}{{\"name\":1}}</script>").repeat(n) + "a");
}
