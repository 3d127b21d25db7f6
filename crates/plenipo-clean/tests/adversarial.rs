//! Pages made to hurt: time must stay in proportion to their size.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use plenipo_clean::{Cleaner, Format, Input};

/// Time on the processor where the system tells it (Linux), else on the clock: other work on the
/// machine must not fail the tests.
fn cpu_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Least time of two runs on a page of `size` repeats.
fn time(make: &dyn Fn(usize) -> String, size: usize, format: Format) -> Duration {
    let page = make(size);
    let cleaner = Cleaner::default();
    let run = || {
        let start = cpu_time();
        let cleaned = cleaner.clean(&Input { format, ..Input::new("d", page.as_bytes()) });
        let spent = cpu_time().saturating_sub(start);
        assert!(cleaned.is_ok());
        spent
    };
    (0..2).map(|_| run()).min().unwrap_or_default()
}

/// Eight times the size may take twenty times the time; a quadratic way would take 64.
fn check(name: &str, format: Format, make: &dyn Fn(usize) -> String) {
    let size = 1_500;
    let small = time(make, size, format).max(Duration::from_millis(10));
    let large = time(make, size * 8, format);
    assert!(large < small * 20, "{name}: {small:?}, eight times as much takes {large:?}");
}

/// `pattern` for each number below `n`, with `#` for the number.
fn numbered(n: usize, pattern: &str) -> String {
    let mut out = String::new();
    for i in 0..n {
        out.push_str(&pattern.replace('#', &i.to_string()));
    }
    out
}

#[test]
fn deep_nesting_is_linear() {
    check("divs", Format::Html, &|n| "<div>".repeat(n) + "deep" + &"</div>".repeat(n));
    check("unclosed", Format::Html, &|n| "<div><p><span>a ".repeat(n));
    check("spans", Format::Html, &|n| "<span>".repeat(n) + "deep" + &"</span>".repeat(n));
    check("custom", Format::Html, &|n| numbered(n, "<x-#>a</y-#>"));
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
        let all = numbered(n, "line number # of a long list it is\n");
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
