//! Which blocks of a page are in the gold text.

use std::collections::{HashMap, HashSet};

/// The gold of a page.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    lines: HashSet<Vec<String>>,
    grams: HashMap<Vec<String>, u32>,
    count: u32,
    with: Vec<String>,
    without: Vec<String>,
    comments: Vec<String>,
}

/// What to learn of a page.
#[derive(Debug)]
pub(crate) struct Labels {
    /// The share of each block that is in the body.
    pub(crate) target: Vec<f32>,
    /// What each block counts; 0 for blocks the gold says nothing of.
    pub(crate) weight: Vec<f32>,
    /// The gold itself.
    pub(crate) gold: Gold,
}

fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

fn grams(tokens: &[String]) -> HashMap<Vec<String>, u32> {
    let mut all = HashMap::new();
    if tokens.is_empty() {
        return all;
    }
    for i in 0..tokens.len().saturating_sub(3).max(1) {
        *all.entry(tokens[i..tokens.len().min(i + 4)].to_vec()).or_insert(0) += 1;
    }
    all
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Gold {
    /// Reads the gold of one page.
    pub(crate) fn read(value: &serde_json::Value) -> Self {
        let body = value["articleBody"].as_str().unwrap_or_default();
        let list = |name: &str| -> Vec<String> {
            let all = value[name].as_array().into_iter().flatten();
            all.filter_map(|s| s.as_str()).map(squeezed).collect()
        };
        let all = tokens(body);
        Self {
            lines: body.lines().map(tokens).collect(),
            grams: grams(&all),
            count: all.len() as u32,
            with: list("with"),
            without: list("without"),
            comments: list("comments"),
        }
    }

    /// Whether there is a whole text, not snippets alone.
    pub(crate) fn has_body(&self) -> bool {
        self.count > 0
    }

    /// Labels the blocks of the page.
    pub(crate) fn label(self, texts: &[String]) -> Labels {
        let words: Vec<Vec<String>> = texts.iter().map(|t| tokens(t)).collect();
        let (target, weight) = if self.count > 0 {
            let target = self.in_body(&words);
            let page = 500.0 / (self.count as f32).clamp(150.0, 2000.0);
            let weight =
                words.iter().map(|w| (w.len().min(150) as f32 + 3.0) / 40.0 * page).collect();
            (target, weight)
        } else {
            self.by_snippets(texts)
        };
        Labels { target, weight, gold: self }
    }

    fn in_body(&self, words: &[Vec<String>]) -> Vec<f32> {
        let mut target: Vec<f32> = Vec::with_capacity(words.len());
        for (i, block) in words.iter().enumerate() {
            let share = if block.len() >= 4 {
                let found = block.windows(4).filter(|g| self.grams.contains_key(*g)).count();
                found as f32 / (block.len() - 3) as f32
            } else {
                f32::from(u8::from(self.short_in_body(words, i)))
            };
            target.push(share);
        }
        // The same words may stand in a teaser and in the body: the body is where most is.
        let sure: Vec<usize> =
            (0..words.len()).filter(|&i| target[i] > 0.8 && words[i].len() >= 12).collect();
        let Some(&middle) = sure.get(sure.len() / 2) else { return target };
        let mut first: HashMap<&[String], usize> = HashMap::new();
        for i in 0..words.len() {
            if words[i].len() < 4 || target[i] < 0.5 {
                continue;
            }
            if let Some(&other) = first.get(words[i].as_slice()) {
                let far = if other.abs_diff(middle) > i.abs_diff(middle) { other } else { i };
                let near = if far == i { other } else { i };
                target[far] = 0.0;
                first.insert(&words[i], near);
            } else {
                first.insert(&words[i], i);
            }
        }
        target
    }

    /// A few words: a line of the gold, or inside a sentence that was cut around them.
    fn short_in_body(&self, words: &[Vec<String>], i: usize) -> bool {
        if self.lines.contains(&words[i]) && words[i].len() >= 2 {
            return true;
        }
        let mut around: Vec<String> = Vec::new();
        let before: Vec<String> = words[i.saturating_sub(3)..i].iter().flatten().cloned().collect();
        around.extend(before.iter().skip(before.len().saturating_sub(3)).cloned());
        let start = around.len();
        around.extend(words[i].iter().cloned());
        let end = around.len();
        around.extend(words[i + 1..words.len().min(i + 4)].iter().flatten().take(3).cloned());
        (0..around.len().saturating_sub(3))
            .any(|at| at <= start && at + 4 >= end && self.grams.contains_key(&around[at..at + 4]))
    }

    fn by_snippets(&self, texts: &[String]) -> (Vec<f32>, Vec<f32>) {
        let has = |list: &[String], text: &str| list.iter().any(|s| text.contains(s.as_str()));
        texts
            .iter()
            .map(|text| {
                let (good, bad) = (has(&self.with, text), has(&self.without, text));
                let comment = has(&self.comments, text);
                match (good, bad || comment) {
                    (true, false) => (1.0, 1.2),
                    (false, true) => (0.0, 1.2),
                    _ => (0.0, 0.0),
                }
            })
            .unzip()
    }

    /// Precision and recall of 4-grams when the blocks `kept` are the body.
    pub(crate) fn score(&self, texts: &[&str], kept: &[bool]) -> (f64, f64) {
        let chosen: Vec<&str> =
            texts.iter().zip(kept).filter(|(_, k)| **k).map(|(t, _)| *t).collect();
        let found = grams(&tokens(&chosen.join("\n")));
        let right: u32 = found.iter().map(|(g, n)| *n.min(self.grams.get(g).unwrap_or(&0))).sum();
        let (all, gold): (u32, u32) = (found.values().sum(), self.grams.values().sum());
        let share = |of: u32| if of == 0 { 0.0 } else { f64::from(right) / f64::from(of) };
        (share(all), share(gold))
    }

    /// Snippets found, missed and wrongly kept.
    pub(crate) fn snippets(&self, texts: &[&str], kept: &[bool]) -> (u32, u32, u32) {
        let chosen: Vec<&str> =
            texts.iter().zip(kept).filter(|(_, k)| **k).map(|(t, _)| *t).collect();
        let text = squeezed(&chosen.join(" "));
        let count = |list: &[String]| list.iter().filter(|s| text.contains(s.as_str())).count();
        let found = count(&self.with) as u32;
        (found, self.with.len() as u32 - found, count(&self.without) as u32)
    }
}
