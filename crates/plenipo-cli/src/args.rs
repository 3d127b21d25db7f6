//! Flags of the command line. One definition feeds parsing, help, completions and the man page.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// From scraped diplomatic news to tables of who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "plenipo", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 all fine, 1 nothing found, 2 some input failed or was read in a guessed encoding."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the table of relations: who did what to whom, when, where, said by whom
    #[command(after_help = "\
Examples:
  plenipo extract pages/ -o relations.csv
  zcat crawl.jsonl.gz | plenipo extract - --format jsonl")]
    Extract(ExtractArgs),
    /// Write the articles without the furniture of their pages
    #[command(after_help = "\
Examples:
  plenipo clean page.html
  plenipo clean crawl.jsonl.gz --format jsonl -o articles.jsonl")]
    Clean(CleanArgs),
    /// Write the table of mentions: countries, officials, organisations
    #[command(after_help = "\
Examples:
  plenipo tag pages/ -o mentions.csv
  plenipo tag --no-clean notes.txt --format jsonl")]
    Tag(TagArgs),
    /// Write the dependency trees of sentences as CoNLL-U
    #[command(after_help = "\
Examples:
  plenipo parse page.html
  plenipo parse --pretokenized treebank.conllu.gz -o parsed.conllu")]
    Parse(ParseArgs),
    /// Code pairs of actors, given or looked for: JSONL with id, text, source and target in, codes out
    #[command(after_help = "\
A row in: {\"id\": \"1\", \"text\": \"Seoul thanked Tokyo.\", \"source\": [0, 5], \"target\": [14, 19]}
Offsets are characters, from 0, the end not included. Where neither source nor target is given, both are looked
for, whoever they are, and come back as sources and targets.")]
    Code(CodeArgs),
    /// Write a page that shows how the rows came about: tags, trees, rules that fired or were refused
    #[command(after_help = "\
Examples:
  plenipo explain page.html -o why.html
  plenipo explain --no-clean note.txt -o why.html")]
    Explain(ExplainArgs),
    /// Score every stage against documents that people have coded
    #[command(after_help = "\
Examples:
  plenipo evaluate --gold gold gold/raw
  plenipo evaluate --gold gold gold/raw -o errors.html")]
    Evaluate(EvaluateArgs),
    /// Check dictionaries, compile them, look names up
    Gazetteer {
        #[command(subcommand)]
        command: GazetteerCommand,
    },
    /// Check tables of a codebook: what words mean which event
    Codebook {
        #[command(subcommand)]
        command: CodebookCommand,
    },
    /// Describe a table: JSON Schema or Markdown codebook
    Schema(SchemaArgs),
    /// Write shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

/// What to read.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct InputArgs {
    /// Files, folders or - for standard input: .html, .txt, .jsonl, .warc, each also .gz or .zst
    #[arg(value_name = "INPUT", default_value = "-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Take the text as clean already: offsets are into that text
    #[arg(long)]
    pub(crate) no_clean: bool,
    /// Keep only what is surely part of the article
    #[arg(long, conflicts_with_all = ["recall", "no_clean"])]
    pub(crate) precision: bool,
    /// Keep all that may be part of the article
    #[arg(long, conflicts_with = "no_clean")]
    pub(crate) recall: bool,
    /// Number of threads; the output is the same for any
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) dictionaries: DictionaryArgs,
}

/// Which dictionaries to know names from.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct DictionaryArgs {
    /// Dictionary of your own, TSV or JSONL with the columns of a table under data/gazetteer, or an image
    /// written by `plenipo gazetteer compile`, which takes the place of the stock one; may be given again
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,
    /// What happens to names and people that the stock gazetteer knows already
    #[arg(long, value_enum, value_name = "POLICY", default_value = "add", requires = "gazetteer")]
    pub(crate) conflict: ConflictArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConflictArg {
    /// Both hold: a name may stand for either
    Add,
    /// Yours holds: a name in it stands for nothing else
    Override,
    /// Tables of a kind that you give are emptied first
    Replace,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GazetteerCommand {
    /// Report what is wrong in dictionaries, with file, line and column
    #[command(after_help = "\
Example:
  plenipo gazetteer check mine.tsv data/gazetteer/*.tsv")]
    Check {
        /// Dictionaries: TSV or JSONL
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Write the stock gazetteer and dictionaries as an image that opens at once
    #[command(after_help = "\
Example:
  plenipo gazetteer compile --gazetteer mine.tsv -o mine.image
  plenipo tag --gazetteer mine.image pages/")]
    Compile {
        #[command(flatten)]
        dictionaries: DictionaryArgs,
        /// Write to this file, which appears whole or not at all
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Print who or what a name stands for, with offices and days
    #[command(after_help = "\
Example:
  plenipo gazetteer lookup \"Cho Tae-yul\" --on 2024-03-01")]
    Lookup {
        /// The name
        name: String,
        /// Day: YYYY-MM-DD
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        #[command(flatten)]
        dictionaries: DictionaryArgs,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Column layout
    #[arg(long, value_enum, value_name = "NAME", default_value = "plenipo")]
    pub(crate) profile: ProfileArg,
    /// Write one row for all restatements of an event, with their number in `cluster_size`
    #[arg(long)]
    pub(crate) one_a_day: bool,
    /// Leave out rows whose confidence, 0 to 1, is below this [default: 0.5, with --guess 0.3]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_confidence: Option<f64>,
    /// Ask the models where the rules are silent: more rows, two of three of them wrong, with a low confidence
    #[arg(long)]
    pub(crate) guess: bool,
    /// Only rows between known actors: no company, foundation or person whose name no table has
    #[arg(long)]
    pub(crate) known_actors: bool,
    #[command(flatten)]
    pub(crate) codebook: UserCodebookArgs,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| format!("{text:?} is no number"))?;
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err("it must be from 0 to 1".to_owned())
    }
}

/// What words mean which event.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct UserCodebookArgs {
    /// Table of your own: columns pos (verb or noun), then those of data/codebook/verbs.tsv
    #[arg(long, value_name = "FILE")]
    pub(crate) codebook: Option<PathBuf>,
    /// What becomes of the stock codebook
    #[arg(long, value_enum, value_name = "POLICY", default_value = "add", requires = "codebook")]
    pub(crate) codebook_policy: PolicyArg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyArg {
    /// Both count; where both fit, yours go first
    Add,
    /// A verb or noun that your table has means only what it says there
    Override,
    /// Only your table counts
    Replace,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodebookCommand {
    /// Find duplicates, unknown codes, conflicting codes and missing sources
    #[command(after_help = "\
Examples:
  plenipo codebook check
  plenipo codebook check mine.tsv

Each finding is a line file:line:column: reason. Without FILE, the stock tables are checked.
Exit codes: 0 all fine, 2 something is wrong.")]
    Check {
        /// Tables to check
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileArg {
    /// The table that `plenipo schema` describes
    Plenipo,
    /// The 20 columns of ICEWS; events only; tab-separated by default
    Icews,
    /// The 61 columns of GDELT 2 events, without a header; events only; tab-separated by default
    Gdelt,
    /// The 40 columns of POLECAT; events only; tab-separated by default
    Polecat,
    /// The 26 columns of Phoenix; events only
    Phoenix,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TagArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Write one spaCy Doc a line instead of a table, for `Doc.from_json` and displaCy
    #[arg(long, conflicts_with = "format")]
    pub(crate) spacy: bool,
}

/// Where and how to write a table.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct TableArgs {
    /// Write to this file, which appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Format; by default after the extension of the output file, else csv
    #[arg(long, value_enum)]
    pub(crate) format: Option<TableFormatArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormatArg {
    /// Comma-separated, RFC 4180
    Csv,
    /// Tab-separated
    Tsv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet
    Parquet,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CleanArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Keep reader comments, as blocks of their own kind (shown by jsonl and html, never in the text)
    #[arg(long)]
    pub(crate) comments: bool,
    /// Write to this file, which appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Format; by default after the extension of the output file, else text
    #[arg(long, value_enum)]
    pub(crate) format: Option<CleanFormatArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CleanFormatArg {
    /// Title and paragraphs, parted by blank lines; a form feed between documents
    Text,
    /// One JSON object a document: text, metadata and blocks
    Jsonl,
    /// A page that shows what was kept and what was dropped, and why
    Html,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Write to this file, which appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Read CoNLL-U and keep its sentences and tokens
    #[arg(long, conflicts_with_all = ["no_clean", "precision", "recall"])]
    pub(crate) pretokenized: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CodeArgs {
    /// JSONL files or - for standard input, each also .gz or .zst
    #[arg(value_name = "INPUT", default_value = "-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Write to this file, which appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Number of threads; the output is the same for any
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) codebook: UserCodebookArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvaluateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Folder with clean/ID.txt, entities.jsonl, relations.jsonl
    #[arg(long, value_name = "DIR")]
    pub(crate) gold: PathBuf,
    /// Write to this file: the scores, or with .html a page with the errors
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) codebook: UserCodebookArgs,
    /// Write to this file, which appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SchemaArgs {
    /// Which table
    #[arg(value_enum, default_value = "relations")]
    pub(crate) table: TableName,
    /// How to describe it
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) format: SchemaFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableName {
    /// What `extract` writes
    Relations,
    /// What `tag` writes
    Mentions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaFormat {
    /// JSON Schema, draft 2020-12
    Json,
    /// A table of the columns
    Markdown,
}
