use plenipo_match::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let names = std::fs::read_to_string(&a[1]).unwrap();
    let text = std::fs::read_to_string(&a[2]).unwrap();
    let mut b = MatcherBuilder::new();
    for (n, i) in names.lines().zip(0..) {
        let e = Entry::new(n, i);
        b.add(if a[3] == "x" {
            e.separators(Separators::Literal)
        } else {
            e.case(CaseRule::AsWrittenOrCaps).diacritics(Diacritics::Folded)
        });
    }
    let m = b.build().unwrap();
    let mut s = Scratch::new();
    let r: usize = a[4].parse().unwrap();
    let mut v = vec![];
    for _ in 0..r {
        let t = std::time::Instant::now();
        let n = m.overlapping_iter(&text, &mut s).len();
        v.push((t.elapsed().as_secs_f64(), n));
    }
    v.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!(
        "{} hits, best {:.0} median {:.0} MB/s",
        v[0].1,
        text.len() as f64 / 1e6 / v[0].0,
        text.len() as f64 / 1e6 / v[r / 2].0
    );
}
