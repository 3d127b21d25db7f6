//! The whole path and its stages, on text made from the samples.
#![allow(missing_docs, reason = "the macros of criterion make public items")]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use plenipo::clean::Cleaner;
use plenipo::gazetteer::{Gazetteer, Tagger};
use plenipo::input::{Given, InputDocument, InputFormat};
use plenipo::relate::{Codebook, Extractor};
use plenipo::text::{Document, Segmentation};
use plenipo::{Pipeline, clean};

fn stages(c: &mut Criterion) {
    let text = plenipo_benches::sample_text(1 << 18);
    let doc = Document::plain("samples", text.as_str()).expect("samples are small");
    let segmentation = Segmentation::new(&doc);
    let gazetteer = Gazetteer::stock().expect("the stock tables are whole");
    let codebook = Codebook::stock().expect("the stock tables are whole");
    let mut tagger = Tagger::new(&gazetteer);
    let mentions = tagger.tag(&doc, &segmentation);
    let mut group = c.benchmark_group("stages");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("names", |b| b.iter(|| tagger.names(black_box(doc.text())).len()));
    group.bench_function("tag", |b| b.iter(|| tagger.tag(black_box(&doc), &segmentation)));
    group.bench_function("relate", |b| {
        b.iter(|| Extractor::new(&codebook).extract(black_box(&doc), &segmentation, &mentions));
    });
    group.finish();
}

fn whole_path(c: &mut Criterion) {
    let pipeline = Pipeline::stock().expect("the stock tables are whole");
    let inputs = inputs();
    let bytes: usize = inputs.iter().map(|i| i.bytes.len()).sum();
    let mut group = c.benchmark_group("whole_path");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(bytes as u64));
    let cleaner = Cleaner::default();
    group.bench_function("clean_only", |b| {
        b.iter(|| inputs.iter().filter(|i| clean(&cleaner, black_box(i)).is_ok()).count());
    });
    group.bench_function("samples", |b| {
        let mut worker = pipeline.worker();
        b.iter_batched(
            || inputs.clone(),
            |inputs| {
                inputs
                    .into_iter()
                    .filter_map(|i| worker.extract(i).ok())
                    .map(|r| r.1.len())
                    .sum::<usize>()
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("open_stock", |b| b.iter(|| Pipeline::stock().is_ok()));
    group.finish();
}

/// The sample pages and dumps as they come.
fn inputs() -> Vec<InputDocument> {
    plenipo_benches::sample_files()
        .into_iter()
        .map(|path| InputDocument {
            bytes: std::fs::read(&path).expect("samples can be read"),
            id: path.to_string_lossy().into_owned(),
            format: InputFormat::Auto,
            given: Given::default(),
        })
        .collect()
}

criterion_group!(benches, stages, whole_path);
criterion_main!(benches);
