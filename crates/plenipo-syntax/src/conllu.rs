//! CoNLL-U, the format of the Universal Dependencies treebanks: [`Sentence`] and its [`Row`]s.

use core::fmt;

use crate::Error;

/// A sentence of a treebank, or of our own output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Lines before the first token that begin with `#`, without line ends.
    pub comments: Vec<String>,
    /// Tokens, with the lines of multiword tokens and empty nodes among them.
    pub rows: Vec<Row>,
}

/// One line: ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The ten columns.
    pub columns: [String; 10],
}

impl Row {
    /// Whether the line is a word of the tree, not a multiword token or an empty node.
    pub fn is_word(&self) -> bool {
        self.columns[0].bytes().all(|b| b.is_ascii_digit())
    }

    /// The form.
    pub fn form(&self) -> &str {
        &self.columns[1]
    }
}

impl Sentence {
    /// The words of the tree.
    pub fn words(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|r| r.is_word())
    }

    /// Reads all sentences of `text`; `name` is named in errors.
    ///
    /// # Errors
    ///
    /// When a line has not ten columns, or words are not counted 1, 2, 3 ….
    pub fn read_all(name: &str, text: &str) -> Result<Vec<Self>, Error> {
        let mut sentences = Vec::new();
        let mut sentence = Self::default();
        let mut words = 0;
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                if !sentence.rows.is_empty() {
                    sentences.push(core::mem::take(&mut sentence));
                }
                words = 0;
            } else if line.starts_with('#') && sentence.rows.is_empty() {
                sentence.comments.push(line.to_owned());
            } else {
                let mut cells = line.split('\t').map(str::to_owned);
                let columns: [String; 10] =
                    core::array::from_fn(|_| cells.next().unwrap_or_default());
                if columns[9].is_empty() || cells.next().is_some() {
                    return Err(Error::new(
                        name,
                        number,
                        1,
                        "a token has ten columns, parted by tabs",
                    ));
                }
                let row = Row { columns };
                if row.is_word() {
                    words += 1;
                    if row.columns[0] != words.to_string() {
                        let reason = format!("word {} follows word {}", row.columns[0], words - 1);
                        return Err(Error::new(name, number, 1, reason));
                    }
                }
                sentence.rows.push(row);
            }
        }
        if !sentence.rows.is_empty() {
            sentences.push(sentence);
        }
        Ok(sentences)
    }
}

/// With the blank line after the sentence.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for comment in &self.comments {
            writeln!(f, "{comment}")?;
        }
        for row in &self.rows {
            writeln!(f, "{}", row.columns.join("\t"))?;
        }
        writeln!(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# text = Sweden joined.\n\
        1\tSweden\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2-3\tjoined.\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tjoined\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

    #[test]
    fn what_is_read_is_written_again() {
        let sentences = Sentence::read_all("t", TEXT).unwrap();
        assert_eq!(sentences.len(), 1);
        assert_eq!(
            sentences[0].words().map(Row::form).collect::<Vec<_>>(),
            ["Sweden", "joined", "."]
        );
        assert_eq!(sentences[0].to_string(), TEXT);
    }

    #[test]
    fn errors_name_the_line() {
        let error = Sentence::read_all("t", &TEXT.replace("3\t.", "4\t.")).unwrap_err();
        assert_eq!(error.to_string(), "t:5:1: word 4 follows word 2");
        assert!(Sentence::read_all("t", "1\tone\n").is_err());
    }
}
