//! Parses as CoNLL-U: what `plenipo parse` reads and writes.

use core::fmt::Write as _;

use plenipo_syntax::conllu::Sentence;
use plenipo_syntax::{Parse, Parser, Scratch, TokenInput};
use plenipo_text::{Document, Segmentation};

use crate::input::InputError;

/// A parser with the memory of one thread.
#[derive(Debug)]
pub struct ConlluWriter {
    parser: &'static Parser,
    scratch: Scratch,
    parse: Parse,
    segmentation: Segmentation,
}

impl Default for ConlluWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl ConlluWriter {
    /// With the stock parser.
    pub fn new() -> Self {
        Self {
            parser: Parser::stock(),
            scratch: Scratch::new(),
            parse: Parse::default(),
            segmentation: Segmentation::default(),
        }
    }

    /// All sentences of `doc`, and how many there are.
    ///
    /// MISC says where no space follows, and as `TokenRange` the characters of the input that the token
    /// was read from, the end not included.
    pub fn document(&mut self, doc: &Document) -> (String, usize) {
        self.segmentation.read(doc);
        let mut out = format!("# newdoc id = {}\n", one_line(doc.id()));
        let text = doc.text();
        for (number, sentence) in (1..).zip(self.segmentation.sentences()) {
            let tokens = &self.segmentation.tokens()[sentence.tokens.range()];
            let forms: Vec<TokenInput<'_>> =
                tokens.iter().map(|t| TokenInput::word(t.span.of(text))).collect();
            self.parser.parse_into(&forms, &mut self.scratch, &mut self.parse);
            let _ = writeln!(out, "# sent_id = {}-{number}", one_line(doc.id()));
            let _ = writeln!(out, "# text = {}", one_line(sentence.span.of(text)));
            for (at, token) in tokens.iter().enumerate() {
                let mut misc = Vec::new();
                if tokens.get(at + 1).is_some_and(|next| next.span.start() == token.span.end()) {
                    misc.push("SpaceAfter=No".to_owned());
                }
                if let Some(place) = doc.locate(token.span) {
                    misc.push(format!("TokenRange={}:{}", place.chars.start(), place.chars.end()));
                }
                let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
                let form = token.span.of(text);
                let columns = columns(&self.parse, at, form);
                let _ = writeln!(out, "{}\t{form}\t{}\t_\t{misc}", at + 1, columns.join("\t"));
            }
            out.push('\n');
        }
        (out, self.segmentation.sentences().len())
    }

    /// The sentences of a CoNLL-U file with our columns LEMMA to DEPREL; its tokens, sentences, comments
    /// and MISC are kept, and how many sentences there are.
    ///
    /// # Errors
    ///
    /// When `text` is no CoNLL-U; `name` is named.
    pub fn pretokenized(&mut self, name: &str, text: &str) -> Result<(String, usize), InputError> {
        let mut sentences = Sentence::read_all(name, text)
            .map_err(|e| InputError::at_line(name, e.line() as u64, e.reason().to_owned()))?;
        let mut out = String::new();
        for sentence in &mut sentences {
            let forms: Vec<TokenInput<'_>> =
                sentence.words().map(|r| TokenInput::word(r.form())).collect();
            self.parser.parse_into(&forms, &mut self.scratch, &mut self.parse);
            let words = sentence.rows.iter_mut().filter(|r| r.is_word());
            for (at, row) in words.enumerate() {
                let columns = columns(&self.parse, at, &row.columns[1]);
                row.columns[2..8].clone_from_slice(&columns);
                // Enhanced dependencies are of another tree.
                "_".clone_into(&mut row.columns[8]);
            }
            let _ = write!(out, "{sentence}");
        }
        Ok((out, sentences.len()))
    }
}

/// LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL.
fn columns(parse: &Parse, token: usize, form: &str) -> [String; 6] {
    let word = parse.word(token);
    [
        parse.lemma(token, form).into_owned(),
        word.upos.to_string(),
        word.xpos.to_string(),
        word.feats.to_string(),
        word.head.map_or(0, |h| h + 1).to_string(),
        word.deprel.to_string(),
    ]
}

/// Comments are one line each.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Sweden's parliament voted.\nJapan agreed.";

    #[test]
    fn tokens_lead_back_to_the_text() {
        let doc = Document::plain("note", TEXT).unwrap();
        let (conllu, count) = ConlluWriter::new().document(&doc);
        let sentences = Sentence::read_all("t", &conllu).unwrap();
        assert_eq!(sentences.len(), count);
        for row in sentences.iter().flat_map(Sentence::words) {
            let range = row.columns[9].rsplit_once("TokenRange=").unwrap().1;
            let (from, to) = range.split_once(':').unwrap();
            assert_eq!(&TEXT[from.parse().unwrap()..to.parse().unwrap()], row.form());
        }
        assert!(conllu.contains("\n1\tSweden\tSweden\tPROPN\tNNP\tNumber=Sing\t"), "{conllu}");
    }

    #[test]
    fn given_tokens_are_kept() {
        let given = "# sent_id = 1\n1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n\
            1\tca\tx\tX\tX\tX\t9\tx\tx\tA=B\n2\tn't\tx\tX\tX\tX\t9\tx\tx\t_\n\n";
        let (conllu, count) = ConlluWriter::new().pretokenized("t", given).unwrap();
        assert_eq!(count, 1);
        assert!(conllu.starts_with("# sent_id = 1\n1-2\tcan't\t_\t"), "{conllu}");
        assert!(conllu.contains("\n1\tca\tcan\tAUX\tMD\t"), "{conllu}");
        assert!(conllu.contains("\tA=B\n"));
        let error = ConlluWriter::new().pretokenized("t", "1\tx\n").unwrap_err();
        assert_eq!((error.name(), error.line()), ("t", Some(1)));
    }
}
