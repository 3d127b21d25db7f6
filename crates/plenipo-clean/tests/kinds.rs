//! What the blocks of a page are: standfirst, entries of a live blog, comments kept apart.

use plenipo_clean::{Cleaner, Format, Input};
use plenipo_text::BlockKind;

const LIVE: &str = r#"<html><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Sweden joins NATO: live updates</h1>
<p class="standfirst">Prime Minister Ulf Kristersson hands over the papers of accession in Washington, the last
step after almost two years of talks with Turkey and Hungary.</p>
<div class="live-blog">
<div itemprop="liveBlogUpdate"><p>Kristersson has handed the instrument of accession to Secretary of State Antony
Blinken at the State Department, and the alliance now has thirty-two members.</p></div>
<div itemprop="liveBlogUpdate"><p>Secretary General Jens Stoltenberg says that it is a historic day, and that the
accession makes the alliance stronger and Sweden safer than before.</p></div>
</div></article>
<section id="comments"><h3>Comments</h3>
<div class="comment"><b>fjord_walker</b><p>I think that it took far too long, but at last they are in, and I am glad.</p>
</div></section></body></html>"#;

fn kinds(page: &str, comments: bool) -> Vec<(BlockKind, String)> {
    let cleaner = Cleaner::builder().comments(comments).build();
    let input = Input { format: Format::Html, ..Input::new("live.html", page.as_bytes()) };
    let document = cleaner.clean(&input).unwrap().document;
    let words = |text: &str| text.split(' ').take(3).collect::<Vec<_>>().join(" ");
    document.blocks().iter().map(|b| (b.kind, words(b.span.of(document.text())))).collect()
}

#[test]
fn live_entries_and_the_standfirst_are_kinds_of_their_own() {
    let found = kinds(LIVE, false);
    let of = |kind: BlockKind| {
        found.iter().filter(|b| b.0 == kind).map(|b| b.1.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of(BlockKind::Title), ["Sweden joins NATO:"]);
    assert_eq!(of(BlockKind::Lead), ["Prime Minister Ulf"]);
    assert_eq!(of(BlockKind::LiveEntry), ["Kristersson has handed", "Secretary General Jens"]);
    assert_eq!(of(BlockKind::Comment), [""; 0]);
}

#[test]
fn comments_are_kept_on_request_and_never_part_of_the_body() {
    let found = kinds(LIVE, true);
    assert!(found.iter().any(|b| b.0 == BlockKind::Comment && b.1 == "I think that"), "{found:?}");
    let cleaner = Cleaner::builder().comments(true).build();
    let input = Input { format: Format::Html, ..Input::new("live.html", LIVE.as_bytes()) };
    let body = cleaner.clean(&input).unwrap().document.body();
    assert!(!body.contains("far too long"), "{body}");
}
