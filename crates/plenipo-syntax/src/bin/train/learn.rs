//! The course of learning: what is seen in which order, how far each step goes.

use std::time::Instant;

use crate::data::{Example, Inventory};
use crate::encoder::Dropout;
use crate::evaluate::evaluate;
use crate::headlines::Headlines;
use crate::names;
use crate::network::{Batch, Losses, Network};
use crate::params::Step;
use crate::random::Random;

/// How a network learns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How often the treebanks are seen.
    pub(crate) epochs: usize,
    /// How often the parsed text is seen in all.
    pub(crate) passes: usize,
    pub(crate) rate: f32,
    /// Tokens of a batch.
    pub(crate) batch: usize,
    pub(crate) dropout: Dropout,
    /// A word seen `n` times counts as unknown with a chance of `d / (d + n)`.
    pub(crate) word_drop: f32,
    /// Share of sentences made headlines.
    pub(crate) headlines: f32,
    /// Share of sentences written in capitals.
    pub(crate) capitals: f32,
    /// Share of sentences whose names are joined.
    pub(crate) names: f32,
    pub(crate) seed: u64,
}

/// What is learned from, and reported on.
#[derive(Clone, Copy)]
pub(crate) struct Sets<'a> {
    pub(crate) gold: &'a [Example],
    /// Text parsed by teachers.
    pub(crate) parsed: &'a [Example],
    pub(crate) devs: &'a [(String, Vec<Example>)],
}

/// Teaches `network`, which ends with the mean of its weights.
pub(crate) fn learn(network: &mut Network, inventory: &Inventory, sets: Sets<'_>, plan: &Plan) {
    let mut random = Random::new(plan.seed);
    let size = |examples: &[Example]| examples.iter().map(Vec::len).sum::<usize>();
    let total = (size(sets.gold) * plan.epochs + size(sets.parsed) * plan.passes) as f32;
    let headlines = Headlines::new(sets.gold);
    let mut course = Course { network, inventory, plan, headlines, total, seen: 0, number: 0 };
    let mut parsed: Vec<&Example> = sets.parsed.iter().collect();
    random.shuffle(&mut parsed);
    let share = (parsed.len() * plan.passes).div_ceil(plan.epochs);
    let mut next = parsed.iter().cycle();
    let start = Instant::now();
    for epoch in 1..=plan.epochs {
        let mut order: Vec<&Example> = sets.gold.iter().collect();
        order.extend(next.by_ref().take(share));
        random.shuffle(&mut order);
        let losses = course.epoch(&order, &mut random);
        let n = losses.tokens as f64;
        let seconds = start.elapsed().as_secs_f64();
        eprintln!(
            "seed {} epoch {epoch}: tag {:.3} arc {:.3} label {:.3}, {seconds:.0} s",
            plan.seed,
            losses.tag / n,
            losses.arc / n,
            losses.label / n
        );
        if epoch % 5 == 0 || epoch == plan.epochs {
            course.network.swap();
            for (name, examples) in sets.devs {
                eprintln!("  {name}: {}", evaluate(course.network, inventory, examples));
            }
            if epoch < plan.epochs {
                course.network.swap();
            }
        }
    }
}

fn capitals(example: &Example) -> Example {
    let mut out = example.clone();
    out.iter_mut().for_each(|t| t.form = t.form.to_uppercase());
    out
}

struct Course<'a> {
    network: &'a mut Network,
    inventory: &'a Inventory,
    plan: &'a Plan,
    headlines: Headlines,
    /// Tokens to be seen, and seen.
    total: f32,
    seen: usize,
    /// Number of the last step.
    number: usize,
}

impl Course<'_> {
    fn epoch(&mut self, order: &[&Example], random: &mut Random) -> Losses {
        let mut sum = Losses::default();
        let mut order = order.iter();
        loop {
            let mut batch = Batch::default();
            while batch.tokens.len() < self.plan.batch
                && let Some(example) = order.next()
            {
                self.add(example, &mut batch, random);
            }
            if batch.tokens.is_empty() {
                return sum;
            }
            let losses = self.network.learn(&batch, self.plan.dropout, random);
            sum.tag += losses.tag;
            sum.arc += losses.arc;
            sum.label += losses.label;
            sum.tokens += losses.tokens;
            self.step(batch.tokens.len());
        }
    }

    /// Adds an example, or a headline after it, with its names joined or not.
    fn add(&self, example: &Example, batch: &mut Batch, random: &mut Random) {
        let plan = self.plan;
        let headline = if random.chance(plan.headlines) {
            self.headlines.headline(example, random)
        } else {
            None
        };
        // Teachers see none: their course is not to depend on it.
        let in_capitals = plan.capitals > 0.0 && random.chance(plan.capitals);
        let changed = if in_capitals { Some(capitals(example)) } else { headline };
        let example = changed.as_ref().unwrap_or(example);
        let first = batch.tokens.len();
        if random.chance(plan.names) {
            self.inventory.add(&names::join(example, random), batch);
        } else {
            self.inventory.add(example, batch);
        }
        for token in &mut batch.tokens[first..] {
            let count = self.inventory.counts[token[0] as usize] as f32;
            if random.chance(plan.word_drop / (plan.word_drop + count)) {
                token[0] = 0;
            }
        }
    }

    fn step(&mut self, tokens: usize) {
        /// Steps between two contributions to the running mean.
        const MEAN_EVERY: usize = 10;
        self.number += 1;
        self.seen += tokens;
        let left = 1.0 - self.seen as f32 / self.total;
        let warm = (self.number as f32 / 300.0).min(1.0);
        let rate = self.plan.rate * warm * (0.02 + 0.98 * left.max(0.0));
        self.network.step(Step::new(self.number, rate, 1.0 / tokens as f32));
        if self.number.is_multiple_of(MEAN_EVERY) {
            self.network.average((1.0 / (self.number / MEAN_EVERY) as f32).max(0.02));
        }
    }
}
