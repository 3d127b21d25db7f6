//! The scores and errors as a page that needs nothing else.

use std::fmt::Write;

use super::{Miss, Scores};

const STYLE: &str = "body{font:15px/1.4 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}\
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.25em .6em;\
text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}\
.false{color:#a00}.missed{color:#05a}";

/// The page.
pub(super) fn page(scores: &Scores) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n");
    // Writing to a string cannot fail.
    let _ = write!(out, "<title>plenipo evaluate</title><style>{STYLE}</style>\n<h1>Scores</h1>\n");
    out.push_str("<table><tr><th>stage<th>precision<th>recall<th>F1<th>right<th>wrong<th>missed\n");
    for (name, counts) in scores.stages().into_iter().filter(|(_, c)| !c.is_empty()) {
        let (p, r, f) = (counts.precision(), counts.recall(), counts.f1());
        let _ = writeln!(
            out,
            "<tr><td>{name}<td class=n>{p:.3}<td class=n>{r:.3}<td class=n>{f:.3}\
             <td class=n>{}<td class=n>{}<td class=n>{}",
            counts.right, counts.wrong, counts.missed
        );
    }
    out.push_str("</table>\n<h1>Errors</h1>\n");
    out.push_str("<table><tr><th>document<th>stage<th>error<th>what<th>where\n");
    scores.misses.iter().for_each(|miss| row(miss, &mut out));
    out.push_str("</table>\n</html>\n");
    out
}

fn row(miss: &Miss, out: &mut String) {
    let error = if miss.is_false { "false" } else { "missed" };
    let [document, what, context] = [&miss.document, &miss.what, &miss.context].map(|t| escape(t));
    let stage = miss.stage;
    let _ = writeln!(
        out,
        "<tr><td>{document}<td>{stage}<td class={error}>{error}<td>{what}<td>{context}"
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
