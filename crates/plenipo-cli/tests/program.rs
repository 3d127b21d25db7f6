//! The program as a whole: commands, formats, order, exit codes.

mod work;

use std::io::{Read, Write};
use std::process::Stdio;

use work::{ARTICLE, Work, rows};

#[test]
fn extract_writes_the_same_bytes_for_any_number_of_threads() {
    let work = Work::new();
    for i in 0..40 {
        work.write(&format!("in/{i:02}.txt"), format!("Article {i}\n\n{ARTICLE}"));
    }
    let one = work.run("extract in --threads 1");
    assert_eq!(one.code, 0, "{}", one.stderr);
    for threads in ["2", "5"] {
        assert_eq!(work.run(&format!("extract in --threads {threads}")).stdout, one.stdout);
    }
    let docs: Vec<String> = rows(&one.stdout).iter().map(|r| r["doc_id"].clone()).collect();
    assert!(docs.is_sorted());
}

#[test]
fn the_table_has_the_columns_of_its_schema_in_order() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    for (command, table) in [("extract", "relations"), ("tag", "mentions")] {
        let run = work.run(&format!("{command} a.txt"));
        let header = run.stdout.lines().next().unwrap().to_owned();
        let book = work.run(&format!("schema {table} --format markdown")).stdout;
        let described: Vec<&str> =
            book.lines().skip(2).map(|l| l.split('|').nth(1).unwrap().trim()).collect();
        assert_eq!(header, described.join(","));
        let json: serde_json::Value =
            serde_json::from_str(&work.run(&format!("schema {table}")).stdout).unwrap();
        assert_eq!(json["required"].as_array().unwrap().len(), described.len());
    }
}

#[test]
fn evidence_is_a_slice_of_the_input() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let found = rows(&work.run("extract a.txt").stdout);
    assert!(!found.is_empty());
    for row in &found {
        for part in ["source", "target", "trigger"] {
            let text =
                if part == "trigger" { &row["trigger"] } else { &row[&format!("{part}_mention")] };
            if text.is_empty() {
                continue;
            }
            let at = |end: &str| row[&format!("{part}_{end}")].parse::<usize>().unwrap();
            assert_eq!(&ARTICLE[at("start_byte")..at("end_byte")], text);
            let chars: String = ARTICLE
                .chars()
                .skip(at("start_char"))
                .take(at("end_char") - at("start_char"))
                .collect();
            assert_eq!(&chars, text);
        }
    }
}

#[test]
fn jsonl_and_csv_hold_the_same_cells() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    work.run("extract a.txt -o out.csv");
    work.run("extract a.txt -o out.jsonl");
    let csv = rows(&work.read("out.csv"));
    let jsonl = work.read("out.jsonl");
    assert_eq!(csv.len(), jsonl.lines().count());
    for (row, line) in csv.iter().zip(jsonl.lines()) {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).unwrap();
        assert_eq!(object.len(), row.len());
        for (key, value) in &object {
            let cell = match value {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                // Numbers are compared by value: "0.90" in CSV is 0.9 in JSON.
                serde_json::Value::Number(n) => {
                    let cell: f64 = row[key].parse().unwrap();
                    assert!((cell - n.as_f64().unwrap()).abs() < 1e-9, "{key}");
                    continue;
                }
                other => other.to_string(),
            };
            assert_eq!(cell, row[key], "{key}");
        }
    }
}

#[test]
fn standard_input_may_be_text_a_page_or_rows() {
    let work = Work::new();
    let text = work.run_with("extract", ARTICLE.as_bytes());
    assert_eq!(text.code, 0, "{}", text.stderr);
    assert!(rows(&text.stdout).iter().all(|r| r["doc_id"] == "-"));
    let row = serde_json::json!({ "id": "x1", "text": ARTICLE, "published": "2024-02-28" });
    let run = work.run_with("extract -", row.to_string().as_bytes());
    let found = rows(&run.stdout);
    assert!(!found.is_empty(), "{}", run.stderr);
    assert!(found.iter().all(|r| r["doc_id"] == "x1" && r["published"] == "2024-02-28"));
}

#[test]
fn a_text_without_relations_exits_with_1_and_a_header() {
    let work = Work::new();
    work.write("a.txt", "The museum opens at nine. Tickets are sold at the door.\n");
    let run = work.run("extract a.txt");
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{}", run.stdout);
    assert!(run.stderr.is_empty());
}

#[test]
fn packed_input_is_read_as_is() {
    let work = Work::new();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(ARTICLE.as_bytes()).unwrap();
    work.write("a.txt.gz", gz.finish().unwrap()).write("a.txt", ARTICLE);
    let packed = work.run("tag a.txt.gz --format jsonl").stdout.replace("a.txt.gz", "a.txt");
    assert_eq!(packed, work.run("tag a.txt --format jsonl").stdout);
}

#[test]
fn clean_drops_the_furniture_of_a_page() {
    let work = Work::new();
    let page = "<html><head><title>Talks | Sample Courier</title></head><body><nav><a href='/'>Home</a> \
        <a href='/world'>World</a></nav><article><h1>Talks</h1><p>The foreign ministers of Greece and \
        North Macedonia signed the Prespa agreement on June 17, 2018, ending a dispute of 27 years over \
        the name of the country.</p><p>The two prime ministers, Alexis Tsipras and Zoran Zaev, looked on \
        at the lake that the countries share.</p></article><footer>Subscribe to our newsletter</footer>\
        </body></html>";
    work.write("a.html", page);
    let text = work.run("clean a.html").stdout;
    assert!(text.contains("Prespa agreement") && !text.contains("newsletter"), "{text}");
    let json = work.run("clean a.html --format jsonl").stdout;
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(object["doc_id"], "a.html");
    assert!(object["blocks"].as_array().unwrap().len() >= 2);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let work = Work::new();
    for i in 0..200 {
        work.write(&format!("in/{i:03}.txt"), ARTICLE);
    }
    let mut child =
        work.command("tag in").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn code_answers_for_given_pairs_in_order() {
    let work = Work::new();
    let row = |id: &str, text: &str| {
        let target = text.find("Tokyo").unwrap();
        let target = [target, target + 5];
        serde_json::json!({ "id": id, "text": text, "source": [0, 5], "target": target })
            .to_string()
    };
    let rows = row("7", "Seoul thanked Tokyo.") + "\n" + &row("8", "Seoul blames Tokyo.");
    let run = work.run_with("code", rows.as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let answers: Vec<serde_json::Value> =
        run.stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(answers[0]["id"], "7");
    assert_eq!(answers[0]["binary"], "COOPERATION");
    assert_eq!(answers[1]["binary"], "CONFLICT");
}

#[test]
fn other_layouts_hold_events_only_and_gdelt_has_no_header() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let header = |name: &str| {
        let run = work.run(&format!("extract a.txt --profile {name} -o {name}.csv"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let table = work.read(&format!("{name}.csv"));
        (table.lines().next().unwrap().to_owned(), table)
    };
    assert!(header("icews").0.starts_with("Event ID,Event Date,Source Name"));
    assert!(header("polecat").0.starts_with("Event ID,Event Date,Event Type"));
    assert!(header("phoenix").0.starts_with("EventID,Date,Year"));
    let (first, gdelt) = header("gdelt");
    assert_eq!(first.split(',').count(), 61, "{first}");
    let events = rows(&work.run("extract a.txt").stdout);
    let events = events.iter().filter(|r| r["kind"] == "event" && r["negated"] == "false").count();
    assert_eq!(gdelt.lines().count(), events);
}

#[test]
fn restatements_in_several_files_share_a_cluster_and_merge_on_request() {
    let work = Work::new();
    for name in ["a", "b", "c"] {
        work.write(&format!("in/{name}.txt"), ARTICLE);
    }
    let all = rows(&work.run("extract in").stdout);
    let one = rows(&work.run("extract in --one-a-day").stdout);
    let condemned = |r: &&std::collections::BTreeMap<String, String>| r["relation"] == "ACCUSE";
    assert_eq!(all.iter().filter(condemned).count(), 3);
    let merged: Vec<_> = one.iter().filter(condemned).collect();
    assert_eq!(merged.len(), 1);
    assert_eq!(merged[0]["cluster_size"], "3");
}

#[test]
fn parquet_is_written_the_same_each_time() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    for (command, name) in [("extract", "e"), ("tag", "t")] {
        let bytes = |file: &str| {
            let run = work.run(&format!("{command} a.txt -o {file}.parquet"));
            assert_eq!(run.code, 0, "{}", run.stderr);
            std::fs::read(work.path(&format!("{file}.parquet"))).unwrap()
        };
        let one = bytes(name);
        assert!(one.starts_with(b"PAR1") && one.ends_with(b"PAR1"));
        assert_eq!(one, bytes("again"));
    }
}

#[test]
fn evaluate_prints_scores_and_writes_a_page_of_errors() {
    let work = Work::new();
    work.write("raw/a.txt", ARTICLE);
    let event = r#"{"article":"a","source":"Japan","source_country":"JPN","target":"Iran","target_country":"IRN","plover":"AID"}"#;
    work.write("gold/relations.jsonl", event);
    let run = work.run("evaluate --gold gold raw");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("1 of 1 documents"), "{}", run.stdout);
    work.run("evaluate --gold gold raw -o errors.html");
    assert!(work.read("errors.html").contains("JPN AID IRN"));
    assert_eq!(work.run("evaluate --gold nowhere raw").code, 2);
}

#[test]
fn parse_writes_conllu_and_keeps_given_tokens() {
    let work = Work::new();
    work.write("a.txt", ARTICLE);
    let one = work.run("parse --no-clean a.txt --threads 1");
    assert_eq!(one.code, 0, "{}", one.stderr);
    assert_eq!(work.run("parse --no-clean a.txt --threads 3").stdout, one.stdout);
    let words: Vec<&str> = one.stdout.lines().filter(|l| l.contains('\t')).collect();
    assert!(words.iter().all(|l| l.split('\t').count() == 10), "{}", one.stdout);
    work.write("b.conllu", &one.stdout);
    work.run("parse --pretokenized b.conllu -o c.conllu");
    // What was parsed from the text is parsed from its own tokens in the same way.
    assert_eq!(work.read("c.conllu"), one.stdout);
}

#[test]
fn parse_names_the_line_that_is_no_conllu() {
    let work = Work::new();
    work.write(
        "a.conllu",
        "1\tSweden\t_\t_\t_\t_\t_\t_\t_\t_\n3\tjoined\t_\t_\t_\t_\t_\t_\t_\t_\n",
    );
    let run = work.run("parse --pretokenized a.conllu");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("a.conllu:2: word 3 follows word 1"), "{}", run.stderr);
}

/// A table of a user's own codebook: header and one frame.
fn user_codebook(row: &str) -> String {
    format!(
        "pos\thead\tobject\tcomplement\tsource\ttarget\tplover\tcameo\tmode\tcontext\tneeds\torigin\tlicence\n\
         {row}\n"
    )
}

#[test]
fn the_stock_codebook_is_clean() {
    let run = Work::new().run("codebook check");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

#[test]
fn a_broken_codebook_is_told_with_its_place_and_refused() {
    let work = Work::new();
    work.write(
        "bad.tsv",
        user_codebook("verb\tsnub\t\t\tsubj\tobj\tREJECT\tC999\t\t\t\tmine\tCC0-1.0"),
    );
    work.write("a.txt", ARTICLE);
    let check = work.run("codebook check bad.tsv");
    assert_eq!((check.code, check.stdout.as_str()), (2, "bad.tsv:2:8: C999 is no CAMEO code\n"));
    let extract = work.run("extract a.txt --codebook bad.tsv");
    assert_eq!(extract.code, 2);
    assert!(extract.stderr.contains("bad.tsv:2:8"), "{}", extract.stderr);
}

#[test]
fn a_codebook_of_ones_own_is_read_under_every_policy() {
    let work = Work::new();
    work.write(
        "mine.tsv",
        user_codebook("verb\tsnub\t\t\tsubj\tobj\tREJECT\tC120\t\t\t\tmine\tCC0-1.0"),
    );
    work.write(
        "a.jsonl",
        r#"{"id": 1, "text": "Seoul snubbed Tokyo.", "source": [0, 5], "target": [14, 19]}"#,
    );
    assert_eq!(work.run("codebook check mine.tsv").code, 0);
    for policy in ["add", "override", "replace"] {
        let run = work.run(&format!("code a.jsonl --codebook mine.tsv --codebook-policy {policy}"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stdout.contains("\"event\":"), "{}", run.stdout);
    }
}
