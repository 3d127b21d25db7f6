//! The linter of dictionaries: what `plenipo gazetteer check` prints.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use crate::date::Tenure;
use crate::gazetteer::Gazetteer;
use crate::rows::{Kind, Row, read};

/// Something wrong or doubtful in a dictionary.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column (cell), from 1; 0 when the whole line is meant.
    pub column: usize,
    /// What is wrong, and what to do about it.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

/// Classes of office that the tables have.
#[rustfmt::skip]
const CLASSES: &[&str] = &[
    "head_of_state", "head_of_government", "governor_general", "vice_president", "deputy_head_of_government",
    "foreign_minister", "deputy_foreign_minister", "defence_minister", "deputy_defence_minister", "finance_minister",
    "interior_minister", "trade_minister", "minister_other", "chief_cabinet_secretary", "national_security_adviser",
    "military_chief", "spokesperson", "citizen", "ambassador", "un_ambassador", "subnational_head", "igo_head", "igo_official",
    "official",
];

/// English words that are no name where they stand alone.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "A", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her", "His", "If", "In", "Is", "It", "May", "March",
    "Mobile", "No", "Nice", "Not", "Of", "On", "Or", "Our", "Reading", "She", "So", "The", "Their", "They", "This", "To",
    "Up", "Us", "Was", "We", "What", "When", "Who", "Why", "Will", "With", "You", "AS", "AT", "IN", "IS", "IT", "NO", "OR",
    "SO", "TO", "WE", "AM", "BE", "DO", "GO", "HE", "ME", "MY", "BY", "AN", "AND", "THE", "Man", "Men", "Side", "General",
    "Bank", "Group", "Party", "State", "Court", "Council", "House", "Union", "East", "West", "North", "South", "Monday",
    "Friday", "Sunday", "April", "June", "July", "August", "King", "Queen", "President", "Minister",
];

/// Checks dictionaries: `(file, text)` each, together, so that one may refer to another.
///
/// Findings are sorted by file, line and column. Codes of countries are those of `known`, normally the stock
/// gazetteer, and of the tables of countries among the files.
pub fn check(known: &Gazetteer, files: &[(String, String)]) -> Vec<Finding> {
    let mut check = Check::new(known);
    let mut parsed: Vec<(&str, Vec<Row>)> = Vec::new();
    for (file, text) in files {
        match read(file, text) {
            Ok(rows) => parsed.push((file, rows)),
            Err(error) => check.findings.push(Finding {
                file: file.clone(),
                line: error.line(),
                column: error.column(),
                message: error.reason().to_owned(),
            }),
        }
    }
    for (_, rows) in &parsed {
        for row in rows {
            match row.kind() {
                Some(Kind::Countries) => {
                    check.countries.insert(row.get("iso3").to_owned());
                }
                Some(Kind::People) => {
                    check.people.insert(row.get("person").to_owned());
                }
                _ => {}
            }
        }
    }
    for (file, rows) in &parsed {
        check.file(file, rows);
    }
    check.findings.sort();
    check.findings
}

struct Check<'a> {
    known: &'a Gazetteer,
    findings: Vec<Finding>,
    countries: BTreeSet<String>,
    people: BTreeSet<String>,
}

impl<'a> Check<'a> {
    fn new(known: &'a Gazetteer) -> Self {
        Self { known, findings: Vec::new(), countries: BTreeSet::new(), people: BTreeSet::new() }
    }

    fn say(&mut self, file: &str, row: &Row, column: &str, message: impl Into<String>) {
        self.findings.push(Finding {
            file: file.to_owned(),
            line: row.line,
            column: row.column(column),
            message: message.into(),
        });
    }

    fn file(&mut self, file: &str, rows: &[Row]) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut terms: BTreeMap<String, Vec<(&Row, Tenure)>> = BTreeMap::new();
        for row in rows {
            let Some(kind) = row.kind() else { continue };
            let key = match kind {
                Kind::Aliases => ["id", "alias"].map(|c| row.get(c)).join("\t"),
                Kind::People => ["person", "alias", "kind"].map(|c| row.get(c)).join("\t"),
                Kind::Terms => ["person", "class", "country", "office", "start", "end"]
                    .map(|c| row.get(c))
                    .join("\t"),
                // Offices of one name may be those of several countries.
                Kind::Offices => ["phrase", "country"].map(|c| row.get(c)).join("\t"),
                Kind::Bodies | Kind::Others => row.get("phrase").to_owned(),
                Kind::Countries => row.get("iso3").to_owned(),
                Kind::Organisations => row.get("id").to_owned(),
                Kind::Membership => {
                    ["organisation", "member", "start", "status"].map(|c| row.get(c)).join("\t")
                }
            };
            if let Some(first) = seen.insert(key, row.line) {
                let message = format!("the same as line {first}: keep one of them");
                self.say(file, row, first_column(kind), message);
            }
            self.provenance(file, row);
            self.cells(file, row, kind);
            if kind == Kind::Terms {
                let key = ["person", "class", "country", "office"].map(|c| row.get(c)).join("\t");
                let tenure = Tenure::parse(row.get("start"), row.get("end"), row.get("open_as_of"));
                terms.entry(key).or_default().push((row, tenure));
            }
        }
        for rows in terms.values() {
            self.overlaps(file, rows);
        }
    }

    fn provenance(&mut self, file: &str, row: &Row) {
        for column in ["source", "licence"] {
            if row.has(column) && row.get(column).is_empty() {
                self.say(file, row, column, format!("no {column}: say where the row is from"));
            }
        }
    }

    fn cells(&mut self, file: &str, row: &Row, kind: Kind) {
        match kind {
            Kind::Aliases | Kind::People => {
                let (id, alias) =
                    (if kind == Kind::People { "person" } else { "id" }, row.get("alias"));
                if row.get(id).is_empty() {
                    self.say(file, row, id, "no id");
                }
                if !alias.starts_with(char::is_alphanumeric) {
                    self.say(file, row, "alias", format!("{alias:?} does not begin with a letter or digit: it would never be found"));
                }
                let small = !alias.contains(' ') && alias.chars().all(char::is_lowercase);
                if PLAIN.contains(&alias) || small && kind == Kind::Aliases {
                    self.say(file, row, "alias", format!("{alias:?} is a plain English word: it would be found where nobody is named"));
                }
            }
            Kind::Terms => self.term(file, row),
            Kind::Offices => {
                self.class(file, row);
                self.code(file, row, "country");
            }
            Kind::Organisations => self.code(file, row, "country"),
            Kind::Membership => {
                self.dates(file, row);
                self.code(file, row, "member");
            }
            Kind::Countries | Kind::Bodies | Kind::Others => {}
        }
    }

    fn term(&mut self, file: &str, row: &Row) {
        self.class(file, row);
        self.dates(file, row);
        let person = row.get("person");
        if !self.people.contains(person) && self.known.person_by_id(person).is_none() {
            let message = format!("{person} is in no table of people: add a row with a name");
            self.say(file, row, "person", message);
        }
        if row.get("country").len() == 3 {
            self.code(file, row, "country");
        }
        if row.get("class") != "citizen"
            && row.get("start").is_empty()
            && row.get("end").is_empty()
            && row.get("open_as_of").is_empty()
        {
            self.say(file, row, "start", "no date at all: the office would count for any day");
        }
    }

    fn class(&mut self, file: &str, row: &Row) {
        let class = row.get("class");
        if !CLASSES.contains(&class) {
            let message = format!("unknown class {class:?}; known are {}", CLASSES.join(", "));
            self.say(file, row, "class", message);
        }
    }

    fn code(&mut self, file: &str, row: &Row, column: &str) {
        let code = row.get(column);
        let known = code.is_empty()
            || self.countries.contains(code)
            || self.known.country_name(code).is_some()
            || self.known.organisation_by_id(code).is_some()
            || code.starts_with("X-")
            || code.contains('-')
            || matches!(code, "INT");
        if !known {
            let message = format!(
                "unknown code {code:?}: use an ISO 3166 alpha-3 code or that of an organisation"
            );
            self.say(file, row, column, message);
        }
    }

    fn dates(&mut self, file: &str, row: &Row) {
        let tenure = Tenure::parse(row.get("start"), row.get("end"), row.get("open_as_of"));
        let given = [("start", tenure.start), ("end", tenure.end), ("open_as_of", tenure.seen)];
        for (column, read) in given {
            if !row.get(column).is_empty() && read.is_none() {
                let message =
                    format!("{:?} is no date: write YYYY, YYYY-MM or YYYY-MM-DD", row.get(column));
                self.say(file, row, column, message);
            }
        }
        if let (Some(start), Some(end)) = (tenure.start, tenure.end)
            && end.last < start.first
        {
            let message =
                format!("ends ({}) before it starts ({})", row.get("end"), row.get("start"));
            self.say(file, row, "end", message);
        }
    }

    /// Terms of one person in one office that overlap by more than their dates are unsure.
    fn overlaps(&mut self, file: &str, rows: &[(&Row, Tenure)]) {
        let mut sorted: Vec<&(&Row, Tenure)> =
            rows.iter().filter(|(_, t)| t.start.is_some()).collect();
        sorted.sort_by_key(|(row, t)| (t.start.map(|s| s.first), row.line));
        for pair in sorted.windows(2) {
            let ((first, a), (second, b)) = (pair[0], pair[1]);
            let (Some(end), Some(start)) = (a.end, b.start) else { continue };
            if end.first > start.last {
                let message =
                    format!("overlaps the same office in line {}: join the two", first.line);
                self.say(file, second, "start", message);
            }
        }
    }
}

fn first_column(kind: Kind) -> &'static str {
    match kind {
        Kind::Aliases | Kind::People => "alias",
        Kind::Terms => "person",
        Kind::Offices | Kind::Bodies | Kind::Others => "phrase",
        Kind::Countries => "iso3",
        Kind::Organisations => "id",
        Kind::Membership => "organisation",
    }
}
