//! Documents with their mentions as spaCy has them: for `Doc.from_json` and displaCy.

use plenipo_gazetteer::Mention;
use plenipo_text::{CharMap, Document, Segmentation, Span};
use serde_json::{Value, json};

/// The document as an object with `text`, `ents`, `sents` and `tokens`; offsets are characters of `text`,
/// which is the clean text.
///
/// `ents` do not overlap, as spaCy wants it: of mentions that do, the first and longest is given. `label` is
/// the type of the table of mentions in capitals, `kb_id` the id.
pub fn document(doc: &Document, segmentation: &Segmentation, mentions: &[Mention]) -> Value {
    let characters = CharMap::new(doc.text());
    let of_span = |span: Span| {
        (characters.char_of(doc.text(), span.start()), characters.char_of(doc.text(), span.end()))
    };
    let mut last = 0;
    let mut ents = Vec::new();
    for mention in mentions {
        if mention.span.start() < last || mention.span.is_empty() {
            continue;
        }
        last = mention.span.end();
        let (start, end) = of_span(mention.span);
        let label = crate::mentions::type_of(mention).to_uppercase();
        ents.push(json!({ "start": start, "end": end, "label": label, "kb_id": mention.id }));
    }
    let range = |span: Span| {
        let (start, end) = of_span(span);
        json!({ "start": start, "end": end })
    };
    let sents: Vec<Value> = segmentation.sentences().iter().map(|s| range(s.span)).collect();
    let token = |(span, id): (Span, usize)| {
        let (start, end) = of_span(span);
        json!({ "id": id, "start": start, "end": end })
    };
    let tokens: Vec<Value> =
        segmentation.tokens().iter().map(|t| t.span).zip(0..).map(token).collect();
    json!({ "text": doc.text(), "ents": ents, "sents": sents, "tokens": tokens })
}

#[cfg(test)]
mod tests {
    use plenipo_gazetteer::{Gazetteer, Tagger};

    use super::*;

    #[test]
    fn offsets_are_characters() {
        let doc = Document::plain("note", "“Türkiye” thanked Japan.").unwrap();
        let segmentation = Segmentation::new(&doc);
        let mentions = Tagger::new(&Gazetteer::stock().unwrap()).tag(&doc, &segmentation);
        let json = document(&doc, &segmentation, &mentions);
        let ents = json["ents"].as_array().unwrap();
        let texts: Vec<String> = ents
            .iter()
            .map(|e| {
                let (start, end) = (e["start"].as_u64().unwrap(), e["end"].as_u64().unwrap());
                let length = usize::try_from(end - start).unwrap();
                let skip = usize::try_from(start).unwrap();
                doc.text().chars().skip(skip).take(length).collect()
            })
            .collect();
        assert_eq!(texts, ["Türkiye", "Japan"]);
        assert_eq!(ents[1]["label"], "COUNTRY");
        assert_eq!(ents[1]["kb_id"], "JPN");
    }
}
