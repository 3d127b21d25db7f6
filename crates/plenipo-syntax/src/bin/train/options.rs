//! The command line of the trainer.

use std::path::PathBuf;

/// How it is called.
pub(crate) const USAGE: &str = "\
train --treebanks DIR [--text FILE] [--out FILE] [--train NAMES] [--OPTION NUMBER]...

  --treebanks DIR   folder with NAME.conllu.gz or NAME.conllu
  --train NAMES     treebanks to learn from, parted by commas
                    (ewt-train,gum-permissive-train)
  --dev NAMES       treebanks to report on (ewt-dev,gum-dev)
  --text FILE       text without annotation, packed with gzip or not: teachers parse it, and the model
                    learns from them as well; without it, the model learns from the treebanks alone
  --parsed FILE     what the teachers parsed: read from there if it exists, else written there
  --out FILE        where the model goes (data/models/syntax.bin)
  --headline-set FILE  CoNLL-U to report on as well (testdata/syntax/headlines.conllu)";

/// Options by name.
pub(crate) struct Options {
    pairs: Vec<(String, String)>,
}

impl Options {
    /// Reads `--name value` pairs.
    pub(crate) fn read(args: impl Iterator<Item = String>) -> Result<Self, String> {
        let args: Vec<String> = args.collect();
        let (pairs, rest) = args.as_chunks::<2>();
        if !rest.is_empty() || pairs.iter().any(|p| !p[0].starts_with("--")) {
            return Err(USAGE.to_owned());
        }
        let pair = |p: &[String; 2]| (p[0][2..].to_owned(), p[1].clone());
        Ok(Self { pairs: pairs.iter().map(pair).collect() })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().rev().find(|p| p.0 == name).map(|p| p.1.as_str())
    }

    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        self.get(name).map(PathBuf::from)
    }

    /// A number, `default` unless it was given.
    pub(crate) fn number(&self, name: &str, default: f32) -> f32 {
        self.get(name).and_then(|v| v.parse().ok()).unwrap_or(default)
    }

    /// A whole number, `default` unless it was given.
    pub(crate) fn count(&self, name: &str, default: usize) -> usize {
        self.get(name).and_then(|v| v.parse().ok()).unwrap_or(default)
    }
}
