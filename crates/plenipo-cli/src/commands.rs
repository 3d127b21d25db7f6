//! The commands, one file each; what they share is in `run`.

mod clean;
mod code;
mod codebook;
mod evaluate;
mod explain;
mod extract;
mod gazetteer;
mod parse;
mod run;
mod schema;
mod table;
mod tag;

use clap::CommandFactory;

use crate::args::{Args, Command};
use crate::report::Outcome;

/// Runs the command that was asked for.
pub(crate) fn run(args: Args) -> anyhow::Result<Outcome> {
    match args.command {
        Command::Clean(args) => clean::run(&args),
        Command::Code(args) => code::run(&args),
        Command::Codebook { command } => codebook::run(&command),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Extract(args) => extract::run(&args),
        Command::Gazetteer { command } => gazetteer::run(&command),
        Command::Parse(args) => parse::run(&args),
        Command::Tag(args) => tag::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions { shell } => {
            let mut command = Args::command();
            clap_complete::generate(shell, &mut command, "plenipo", &mut std::io::stdout());
            Ok(Outcome::Found)
        }
        Command::Man => {
            clap_mangen::Man::new(Args::command()).render(&mut std::io::stdout())?;
            Ok(Outcome::Found)
        }
    }
}
