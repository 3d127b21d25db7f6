//! Prints trees and decisions of the clean text files given.
use plenipo_gazetteer::{Gazetteer, Tagger};
use plenipo_relate::{Codebook, Extractor, Outcome};
use plenipo_text::{Document, Segmentation};
fn main() {
    let g = Gazetteer::stock().unwrap();
    let c = Codebook::stock().unwrap();
    let mut tagger = Tagger::new(&g);
    let mut e = Extractor::new(&c);
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let doc = Document::plain(path.as_str(), text).unwrap();
        let seg = Segmentation::new(&doc);
        let m = tagger.tag(&doc, &seg);
        let ex = e.explain(&doc, &seg, &m);
        for s in ex {
            let span = seg.sentences()[s.sentence as usize].span;
            println!("\n#{} {} {}", s.sentence, path, span.of(doc.text()).replace('\n', " "));
            for (i, w) in s.words.iter().enumerate() {
                let h =
                    w.head.map_or(String::from("-"), |h| s.words[h].span.of(doc.text()).to_owned());
                print!(
                    "{}{}<{}-{} ",
                    w.span.of(doc.text()).replace(' ', "_"),
                    if w.is_mention { "*" } else { "" },
                    w.deprel,
                    h.replace(' ', "_")
                );
                let _ = i;
            }
            println!();
            for t in s.steps {
                match t.outcome {
                    Outcome::Fired(a, b, r) => println!(
                        "   + {} {} -> {} [{}] {} {}",
                        t.relation,
                        a,
                        b,
                        t.trigger.of(doc.text()),
                        t.frame,
                        r
                    ),
                    Outcome::Refused(why) => println!(
                        "   - {} [{}] {} {}",
                        t.relation,
                        t.trigger.of(doc.text()),
                        t.frame,
                        why
                    ),
                }
            }
            for r in s.relations {
                println!(
                    "   = {} {} {} {:?} {} {:.2} {:?}",
                    r.source.name,
                    r.relation,
                    r.target.name,
                    r.modality,
                    r.negated,
                    r.confidence,
                    r.attribution
                );
            }
        }
    }
}
