//! Tokens tagged and parsed a second, one thread, and the reading of the weights.
#![allow(missing_docs, reason = "the macros of criterion make public items")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plenipo::syntax::{Parse, Parser, Scratch, TokenInput};
use plenipo::text::{Document, Segmentation};

fn parsing(c: &mut Criterion) {
    let text = plenipo_benches::sample_text(1 << 18);
    let doc = Document::plain("samples", text.as_str()).expect("samples are small");
    let segmentation = Segmentation::new(&doc);
    let tokens: Vec<TokenInput<'_>> =
        segmentation.tokens().iter().map(|t| TokenInput::word(t.span.of(&text))).collect();
    let parser = Parser::stock();
    let (mut scratch, mut parse) = (Scratch::new(), Parse::default());
    let mut group = c.benchmark_group("syntax");
    group.sample_size(20);
    group.throughput(Throughput::Elements(tokens.len() as u64));
    group.bench_function("parse", |b| {
        b.iter(|| {
            let mut verbs = 0;
            for sentence in segmentation.sentences() {
                let tokens = &tokens[sentence.tokens.range()];
                parser.parse_into(black_box(tokens), &mut scratch, &mut parse);
                verbs += usize::from(parse.root().is_some());
            }
            // Every sentence has tokens, and so a root: a fast wrong answer fails.
            assert_eq!(verbs, segmentation.sentences().len());
        });
    });
    group.finish();
}

fn loading(c: &mut Criterion) {
    let bytes: &'static [u8] = include_bytes!("../../data/models/syntax.bin");
    c.bench_function("syntax/load", |b| {
        b.iter(|| Parser::from_bytes(black_box(bytes)).expect("the stock weights"));
    });
}

criterion_group!(benches, parsing, loading);
criterion_main!(benches);
