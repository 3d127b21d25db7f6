//! Cleaning: whole pages and dumps of `data/samples`, each stage alone, and what comes after.
#![allow(missing_docs, reason = "the macros of criterion make public items")]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plenipo::clean::stages::Stages;
use plenipo::clean::{Cleaner, Format, Input};

/// All samples with the extension, in the order of their names.
fn samples(extension: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/samples");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("data/samples is in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a readable sample")).collect()
}

fn cleaning(c: &mut Criterion) {
    let cleaner = Cleaner::default();
    for (name, extension, format) in [("html", "html", Format::Html), ("flat", "txt", Format::Text)]
    {
        let pages = samples(extension);
        assert!(pages.len() >= 6, "the samples are there");
        let mut group = c.benchmark_group("cleaning");
        let bytes: usize = pages.iter().map(Vec::len).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        let run = |page: &[u8]| {
            let input = Input { format, ..Input::new("sample", page) };
            let cleaned = cleaner.clean(&input).expect("samples can be cleaned");
            assert!(!cleaned.document.blocks().is_empty());
            cleaned
        };
        group.bench_function(name, |b| {
            b.iter(|| pages.iter().map(|p| run(black_box(p)).dropped.len()).sum::<usize>());
        });
        let cleaned: Vec<_> = pages.iter().map(|p| run(p)).collect();
        group.bench_function(format!("{name}_json"), |b| {
            b.iter(|| cleaned.iter().map(|c| c.to_json().len()).sum::<usize>());
        });
        group.finish();
    }
}

/// Each stage on what the one before makes of the samples.
fn stages(c: &mut Criterion) {
    for (name, extension, format) in [("html", "html", Format::Html), ("flat", "txt", Format::Text)]
    {
        let pages = samples(extension);
        let bytes: usize = pages.iter().map(Vec::len).sum();
        let ready: Vec<Stages<'_>> = pages
            .iter()
            .map(|page| Input { format, ..Input::new("sample", page) })
            .map(|input| Stages::new(input).expect("samples can be cleaned"))
            .collect();
        let blocks: usize = ready.iter().map(Stages::blocks).sum();
        let read: usize = ready.iter().map(Stages::read).sum();
        assert_eq!(read, blocks, "a stage alone does what it does in a row");
        let kept: usize = ready.iter().map(Stages::select).sum();
        assert!((pages.len()..blocks).contains(&kept), "something is kept, and not all");

        let mut group = c.benchmark_group(format!("cleaning/{name}"));
        group.throughput(Throughput::Bytes(bytes as u64));
        let mut stage = |label: &str, run: &dyn Fn(&Stages<'_>) -> usize| {
            group.bench_function(label, |b| {
                b.iter(|| ready.iter().map(|page| run(black_box(page))).sum::<usize>());
            });
        };
        stage("decode", &|page| page.decode().expect("decoded before"));
        stage("read", &|page| page.read());
        stage("survey", &|page| page.survey() as usize);
        stage("features", &|page| page.features());
        stage("judge", &|page| page.judge());
        stage("select", &|page| page.select());
        stage("describe", &|page| page.describe());
        group.finish();
    }
}

criterion_group!(benches, cleaning, stages);
criterion_main!(benches);
