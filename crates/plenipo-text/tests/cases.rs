//! Runs the shared cases under `testdata/text`.

use plenipo_text::{Document, Segmentation, Span, Token, tokenize};
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentences {
    case: Vec<SentenceCase>,
}

#[derive(Deserialize)]
struct SentenceCase {
    name: String,
    text: String,
    sentences: Vec<String>,
}

#[derive(Deserialize)]
struct Tokens {
    case: Vec<TokenCase>,
}

#[derive(Deserialize)]
struct TokenCase {
    name: String,
    text: String,
    tokens: Vec<String>,
}

fn whole(text: &str) -> Span {
    Span::from_range(0..text.len())
}

#[test]
fn sentences() {
    let cases: Sentences =
        toml::from_str(include_str!("../../../testdata/text/sentences.toml")).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let doc = Document::plain(case.name.as_str(), case.text.as_str()).unwrap();
        let segmentation = Segmentation::new(&doc);
        let got: Vec<&str> =
            segmentation.sentences().iter().map(|s| s.span.of(&case.text)).collect();
        if got != case.sentences {
            wrong.push(format!("{}:\n  want {:?}\n  got  {got:?}", case.name, case.sentences));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}

#[test]
fn tokens() {
    let cases: Tokens = toml::from_str(include_str!("../../../testdata/text/tokens.toml")).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let mut found: Vec<Token> = Vec::new();
        tokenize(&case.text, whole(&case.text), &mut found);
        let got: Vec<&str> = found.iter().map(|t| t.span.of(&case.text)).collect();
        if got != case.tokens {
            wrong.push(format!("{}:\n  want {:?}\n  got  {got:?}", case.name, case.tokens));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.case.len(), wrong.join("\n"));
}
