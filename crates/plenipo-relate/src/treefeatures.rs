//! Features of a dyad over its dependency tree.

use plenipo_syntax::DepRel;

use crate::codebook::Codebook;
use crate::dyad::{Dyad, Side};
use crate::features::{Groups, bucket};
use crate::reading::{Reading, operators, readings, told};

/// Adds what the tree and the frames say of the dyad.
pub(crate) fn add(groups: &mut Groups, dyad: &Dyad, codebook: &Codebook) {
    let readings = readings(dyad, codebook.frames());
    add_readings(groups, &readings);
    add_path(groups, dyad, codebook);
    add_governors(groups, dyad, codebook);
    add_root(groups, dyad, codebook);
}

fn add_readings(groups: &mut Groups, readings: &[Reading<'_>]) {
    for (rank, reading) in readings.iter().take(3).enumerate() {
        let mut out = Vec::new();
        let plover = reading.frame.plover.as_str();
        let event = told(plover, reading.operators);
        let near = format!("{}{}", reading.source.min(2), reading.target.min(2));
        let sure = if reading.source.min(reading.target) > 0 {
            "both"
        } else if reading.source.max(reading.target) > 0 {
            "one"
        } else {
            "none"
        };
        let rank = ["0", "1", "2"][rank];
        out.push(bucket(30, [rank, event]));
        out.push(bucket(30, [rank, event, sure]));
        out.push(bucket(31, [rank, plover, sure]));
        out.push(bucket(31, [rank, plover]));
        out.push(bucket(32, [rank, reading.frame.cameo.as_str()]));
        out.push(bucket(34, [rank, near.as_str()]));
        for operator in reading.operators.iter() {
            let operator = operator.to_string();
            out.push(bucket(33, [rank, plover, operator.as_str()]));
            out.push(bucket(33, [operator.as_str()]));
        }
        groups.add(READINGS[rank.parse::<usize>().unwrap_or(0)], out);
    }
    let all = readings.iter().map(|r| bucket(35, [told(&r.frame.plover, r.operators)])).collect();
    groups.add(ALL_READINGS, all);
}

fn add_path(groups: &mut Groups, dyad: &Dyad, codebook: &Codebook) {
    let Some((up, top, down)) = dyad.path() else { return };
    let mut out = Vec::new();
    let mut relations = String::new();
    for (side, words) in [("up", &up), ("down", &down)] {
        for (i, &word) in words.iter().enumerate() {
            relations.push_str(dyad.parse.deprel(word).base());
            relations.push(if side == "up" { '<' } else { '>' });
            if i > 0 {
                out.push(bucket(40, [side, dyad.lemmas[word].as_str()]));
                out.push(bucket(40, [dyad.lemmas[word].as_str()]));
            }
        }
    }
    out.push(bucket(41, ["top", dyad.lemmas[top].as_str()]));
    out.push(bucket(41, ["top", dyad.lemmas[top].as_str(), relations.as_str()]));
    out.push(bucket(42, [relations.as_str()]));
    if let Some(object) = dyad.object(top) {
        out.push(bucket(43, [dyad.lemmas[top].as_str(), dyad.lemmas[object].as_str()]));
        out.push(bucket(43, [dyad.lemmas[object].as_str()]));
    }
    for child in dyad.parse.children(top) {
        let relation = dyad.parse.deprel(child).as_str();
        out.push(bucket(44, [relation, dyad.lemmas[child].as_str()]));
    }
    for operator in operators(dyad, codebook.frames(), top).iter() {
        out.push(bucket(45, [operator.to_string().as_str()]));
    }
    groups.add(PATH, out);
}

fn add_governors(groups: &mut Groups, dyad: &Dyad, codebook: &Codebook) {
    let mut out = Vec::new();
    for (name, side) in [("source", Side::Source), ("target", Side::Target)] {
        let Some(head) = dyad.head_of(side) else { continue };
        let relation = dyad.parse.deprel(head);
        let case = dyad.parse.child(head, DepRel::Case).map_or("", |c| dyad.lower[c].as_str());
        if let Some(governor) = dyad.parse.head(head) {
            let lemma = dyad.lemmas[governor].as_str();
            out.push(bucket(50, [name, relation.as_str(), lemma]));
            out.push(bucket(50, [name, case, lemma]));
            out.push(bucket(50, [name, lemma]));
            out.push(bucket(51, [name, relation.as_str(), case]));
            for child in dyad.parse.children(governor) {
                if child == head {
                    continue;
                }
                let relation = dyad.parse.deprel(child);
                if relation != DepRel::Punct {
                    out.push(bucket(52, [name, relation.base(), dyad.lemmas[child].as_str()]));
                }
                if matches!(relation, DepRel::Obj | DepRel::Xcomp | DepRel::Ccomp | DepRel::Obl) {
                    out.push(bucket(53, [name, lemma, dyad.lemmas[child].as_str()]));
                }
            }
            for operator in operators(dyad, codebook.frames(), governor).iter() {
                out.push(bucket(54, [name, operator.to_string().as_str()]));
            }
            if let Some(over) = dyad.parse.head(governor) {
                out.push(bucket(55, [name, lemma, dyad.lemmas[over].as_str()]));
                out.push(bucket(55, [name, dyad.lemmas[over].as_str()]));
            }
        }
    }
    groups.add(GOVERNORS, out);
}

/// The main verb, what it says and what stands over it: all there is where no actors are given.
fn add_root(groups: &mut Groups, dyad: &Dyad, codebook: &Codebook) {
    let Some(root) = dyad.parse.root() else { return };
    let mut out = vec![bucket(60, [dyad.lemmas[root].as_str()])];
    for child in dyad.parse.children(root) {
        let relation = dyad.parse.deprel(child);
        if relation == DepRel::Punct {
            continue;
        }
        let lemma = dyad.lemmas[child].as_str();
        out.push(bucket(61, [relation.base(), lemma]));
        out.push(bucket(62, [dyad.lemmas[root].as_str(), relation.base()]));
        if matches!(relation, DepRel::Ccomp | DepRel::Xcomp | DepRel::Advcl) {
            for operator in operators(dyad, codebook.frames(), child).iter() {
                out.push(bucket(63, [relation.base(), operator.to_string().as_str()]));
            }
            let objects = dyad.object(child).map_or("", |o| dyad.lemmas[o].as_str());
            out.push(bucket(64, [relation.base(), lemma, objects]));
        }
    }
    for operator in operators(dyad, codebook.frames(), root).iter() {
        out.push(bucket(65, [operator.to_string().as_str()]));
    }
    groups.add(ROOT, out);
}

// The groups of features.
const READINGS: [usize; 3] = [10, 11, 12];
const ALL_READINGS: usize = 13;
const PATH: usize = 14;
const GOVERNORS: usize = 15;
const ROOT: usize = 16;
