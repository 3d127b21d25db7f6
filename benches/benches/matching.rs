//! Search and build of the matcher, on the text of the samples and generated names.
#![allow(missing_docs, reason = "the macros of criterion make public items")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plenipo_benches::match_peers::{Mode, build, corpus};
use plenipo_match::Scratch;

fn matching(c: &mut Criterion) {
    let text = plenipo_benches::sample_text(1 << 20);
    for names in [1_000, 100_000] {
        let names_list = corpus::names(names);
        let mut group = c.benchmark_group(format!("matching/{names}"));
        group.sample_size(20);
        group.bench_function("build", |b| b.iter(|| build(black_box(&names_list), Mode::Exact)));
        group.throughput(Throughput::Bytes(text.len() as u64));
        for (label, mode) in [("exact", Mode::Exact), ("all rules", Mode::AllRules)] {
            let matcher = build(&names_list, mode);
            let mut scratch = Scratch::new();
            group.bench_function(label, |b| {
                b.iter(|| matcher.overlapping_iter(black_box(&text), &mut scratch).len());
            });
        }
        group.finish();
    }
}

criterion_group!(benches, matching);
criterion_main!(benches);
