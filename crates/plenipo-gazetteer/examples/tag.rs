//! Prints the mentions of a text on standard input, one a line.

use std::io::{self, Read, Write};

use plenipo_gazetteer::{Gazetteer, Tagger};
use plenipo_text::{Document, MetaSource, Moment, Segmentation, Sourced};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut doc = Document::plain("stdin", text)?;
    // The day of the text, if given.
    let day = std::env::args().nth(1).and_then(|d| Moment::parse_iso(&d));
    doc.meta.published = day.map(|d| Sourced::new(d, MetaSource::Given));
    let gazetteer = Gazetteer::stock()?;
    let mut out = io::stdout().lock();
    for m in Tagger::new(&gazetteer).tag(&doc, &Segmentation::new(&doc)) {
        let text = m.outer.of(doc.text());
        let office = m.office.as_deref().unwrap_or("");
        let country = m.country.as_deref().unwrap_or("");
        writeln!(
            out,
            "{}\t{text}\t{}\t{}\t{office}\t{country}\t{}",
            m.span,
            m.kind.as_str(),
            m.name,
            m.via.as_str()
        )?;
    }
    Ok(())
}
