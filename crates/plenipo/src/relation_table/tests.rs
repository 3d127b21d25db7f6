use super::*;
use crate::Pipeline;
use crate::input::InputDocument;
use crate::relations::columns;

fn table(pipeline: &Pipeline, texts: &[String]) -> RelationTable {
    let mut worker = pipeline.worker();
    let mut table = RelationTable::new();
    for (index, text) in texts.iter().enumerate() {
        let (tagged, relations) =
            worker.extract(InputDocument::text(&format!("d{index}"), text)).unwrap();
        table.push(&Rows::new(&columns(), &tagged, &relations)).unwrap();
    }
    table
}

fn cells(table: RelationTable, restatements: Restatements) -> Vec<Vec<String>> {
    let bytes = table.write(&columns(), TableFormat::Csv, restatements, Vec::new()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(name: &str) -> usize {
    columns().iter().position(|c| c.name == name).unwrap()
}

/// Reports of one event, dated alike.
fn reports(count: usize) -> Vec<String> {
    let report = "On May 3, 2023, Japan condemned North Korea over the launch of a missile.";
    (0..count).map(|_| report.to_owned()).collect()
}

#[test]
fn restatements_in_several_documents_share_a_cluster_and_are_merged() {
    let pipeline = Pipeline::stock().unwrap();
    let mut texts = reports(3);
    texts.push("On May 9, 2023, Japan condemned North Korea over abductions.".to_owned());
    let all = cells(table(&pipeline, &texts), Restatements::Keep);
    let clusters: Vec<&str> = all.iter().map(|r| r[column("cluster_id")].as_str()).collect();
    assert_eq!(clusters.len(), 4);
    assert!(clusters[0] == clusters[1] && clusters[1] == clusters[2]);
    assert_ne!(clusters[0], clusters[3]);
    let merged = cells(table(&pipeline, &texts), Restatements::Merge);
    assert_eq!(merged.len(), 2);
}

#[test]
fn many_rows_wait_in_files_and_come_out_in_order() {
    let pipeline = Pipeline::stock().unwrap();
    // More than a part keeps in memory.
    let count = 2 * 32 * 1024 / EVENT_KEY;
    let rows = cells(table(&pipeline, &reports(count)), Restatements::Keep);
    assert_eq!(rows.len(), count);
    for (index, row) in rows.iter().enumerate() {
        assert_eq!(row[column("doc_id")], format!("d{index}"));
        assert_eq!(row[column("cluster_id")], rows[0][column("cluster_id")]);
    }
}

const EVENT_KEY: usize = plenipo_relate::cluster::EventKey::BYTES;
