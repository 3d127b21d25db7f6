//! The whole path on the sample articles, against what a reader coded in them.

use std::path::Path;

use plenipo::Pipeline;
use plenipo::evaluate::{Evaluation, Gold, Scores};
use plenipo::input::{Documents, Sources};

/// Floors of precision and recall: raised when a change earns it, never lowered to pass.
const RELATIONS: (f64, f64) = (0.76, 0.63);
const MODALITY: f64 = 0.90;
const NEGATION: f64 = 0.97;

#[test]
fn relations_of_the_samples_do_not_get_worse() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let gold = Gold::read(&root.join("testdata/samples")).unwrap();
    let pipeline = Pipeline::stock().unwrap();
    let evaluation = Evaluation::new(&gold, &pipeline);
    let mut worker = evaluation.worker();
    let mut scores = Scores::default();
    let sources = Sources::list(&[root.join("data/samples")], &[".html", ".txt"]);
    let mut documents = 0;
    for input in Documents::new(sources) {
        if let Some(of_document) = worker.score(input.unwrap()).unwrap() {
            scores.add(of_document);
            documents += 1;
        }
    }
    assert_eq!(documents, gold.ids().count());
    let (p, r) = (scores.relations.precision(), scores.relations.recall());
    assert!(p >= RELATIONS.0, "precision {p:.3}");
    assert!(r >= RELATIONS.1, "recall {r:.3}");
    assert!(scores.modality.recall() >= MODALITY, "modality {:.3}", scores.modality.recall());
    assert!(scores.negation.recall() >= NEGATION, "negation {:.3}", scores.negation.recall());
}
