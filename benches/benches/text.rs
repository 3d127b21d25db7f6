//! Tokens, sentences and character offsets, on text made from the samples.
#![allow(missing_docs, reason = "the macros of criterion make public items")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plenipo::text::{CharMap, Document, Segmentation};

fn text(c: &mut Criterion) {
    let text = plenipo_benches::sample_text(1 << 20);
    let doc = Document::plain("samples", text.as_str()).expect("samples are small");
    let mut group = c.benchmark_group("text");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("segment", |b| {
        let mut segmentation = Segmentation::default();
        b.iter(|| segmentation.read(black_box(&doc)));
    });
    group.bench_function("char_map", |b| b.iter(|| CharMap::new(black_box(&text))));
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
