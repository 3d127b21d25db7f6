//! Trains the event-type model and says what it is worth in 5-fold cross-validation.
//!
//! ```text
//! cargo run --release -p plenipo-relate --example train_event_model -- DYADS.jsonl OUT.bin [PREDICTIONS.jsonl [COST]]
//! ```
//!
//! `DYADS.jsonl`: rows `id`, `text`, `source` and `target` (start and end in characters), `event`; for the
//! model of sentences rows without actors, and a `quad` (`V-COOP` … or `STATEMENT`) in place of the event. The
//! predictions of the cross-validation can be scored like those of `plenipo code`.

use std::error::Error;
use std::fs;

use plenipo_relate::{Codebook, Coder, EventModel, Example};
use plenipo_text::Span;
use serde::Deserialize;

const FOLDS: usize = 5;
const COST: f32 = 0.5;

#[derive(Deserialize)]
struct Row {
    id: serde_json::Value,
    text: String,
    source: Option<[usize; 2]>,
    target: Option<[usize; 2]>,
    event: Option<String>,
    quad: Option<String>,
}

fn bytes(text: &str, [start, end]: [usize; 2]) -> Span {
    let at = |n| text.char_indices().nth(n).map_or(text.len(), |(byte, _)| byte);
    Span::from_range(at(start)..at(end))
}

impl Row {
    /// The type; of sentences without actors the quad class, or that they only state something.
    fn label(&self) -> &str {
        let quad = self.quad.as_deref().unwrap_or("STATEMENT");
        self.event.as_deref().unwrap_or(match quad {
            "V-COOP" => "Q1",
            "M-COOP" => "Q2",
            "V-CONF" => "Q3",
            "M-CONF" => "Q4",
            other => other,
        })
    }

    fn source(&self) -> Option<Span> {
        self.source.map(|s| bytes(&self.text, s))
    }

    fn target(&self) -> Option<Span> {
        self.target.map(|t| bytes(&self.text, t))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, input, output, rest @ ..] = args.as_slice() else {
        return Err("usage: train_event_model DYADS.jsonl OUT.bin [PREDICTIONS.jsonl]".into());
    };
    let cost = rest.get(1).map_or(Ok(COST), |c| c.parse())?;
    let text = fs::read_to_string(input)?;
    let rows: Vec<Row> =
        text.lines().map(serde_json::from_str).collect::<Result<_, serde_json::Error>>()?;
    let codebook = Codebook::stock()?;
    let coder = Coder::new(&codebook);
    let examples = rows
        .iter()
        .map(|r| coder.example(&r.text, r.source(), r.target(), r.label()))
        .collect::<Result<Vec<Example>, _>>()?;
    let mut predictions = String::new();
    for fold in 0..FOLDS {
        let others: Vec<Example> =
            (0..rows.len()).filter(|i| i % FOLDS != fold).map(|i| examples[i].clone()).collect();
        let model = EventModel::train(&others, cost);
        let coder = Coder::with_model(&codebook, &model).with_sentence_model(&model);
        for row in rows.iter().skip(fold).step_by(FOLDS) {
            let coded = coder.code(&row.text, row.source(), row.target())?;
            let answer = serde_json::json!({
                "id": row.id,
                "event": coded.event,
                "quad": coded.quad(),
                "scores": coded.scores.iter().map(|s| s.1).collect::<Vec<_>>(),
            });
            predictions.push_str(&answer.to_string());
            predictions.push('\n');
        }
    }
    if let Some(path) = rest.first() {
        fs::write(path, predictions)?;
    }
    fs::write(output, EventModel::train(&examples, cost).to_bytes())?;
    Ok(())
}
