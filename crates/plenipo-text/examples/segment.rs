//! Prints a text from standard input as one sentence a line, tokens parted by one blank.

use std::io::{self, Read, Write};

use plenipo_text::{Document, Segmentation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let doc = Document::plain("stdin", text)?;
    let segmentation = Segmentation::new(&doc);
    let mut out = io::stdout().lock();
    for sentence in segmentation.sentences() {
        let tokens = &segmentation.tokens()[sentence.tokens];
        let words: Vec<&str> = tokens.iter().map(|t| t.span.of(doc.text())).collect();
        writeln!(out, "{}", words.join(" "))?;
    }
    Ok(())
}
