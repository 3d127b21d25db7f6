//! Pages made to hurt: work must stay in proportion to their size.
//!
//! The pages are so large that work in proportion to the square of their size would not end within
//! the time that the tests have; no clock is read, as machines are noisy.

use plenipo_clean::{Cleaner, Format, Input};

/// Repeats of a page: a hundred thousand squared is ten thousand million steps.
const SIZE: usize = 100_000;

/// Cleans a page of many repeats, which must end.
fn check(name: &str, format: Format, make: &dyn Fn(usize) -> String) {
    let page = make(SIZE);
    let cleaned = Cleaner::default().clean(&Input { format, ..Input::new(name, page.as_bytes()) });
    let cleaned = cleaned.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(cleaned.document.text().len() <= 2 * page.len(), "{name}");
}

/// `n` pieces, no two the same.
fn numbered(n: usize, piece: &dyn Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |all, i| all + &piece(i))
}

#[test]
fn deep_nesting_is_linear() {
    check("divs", Format::Html, &|n| "<div>".repeat(n) + "deep" + &"</div>".repeat(n));
    check("unclosed", Format::Html, &|n| "<div><p><span>a ".repeat(n));
    check("spans", Format::Html, &|n| "<span>".repeat(n) + "deep" + &"</span>".repeat(n));
    check("custom", Format::Html, &|n| numbered(n, &|i| format!("<x-{i}>a</y-{i}>")));
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
        let all = numbered(n, &|i| format!("line number {i} of a long list it is\n"));
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
