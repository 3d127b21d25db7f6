//! Tokens parsed a second, one thread: `speed FILE.conllu [ROUNDS] [MODEL]`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use plenipo_syntax::conllu::{Row, Sentence};
use plenipo_syntax::{Parse, Parser, Scratch, TokenInput};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let rounds = std::env::args().nth(2).map_or(Ok(5), |r| r.parse())?;
    let sentences = Sentence::read_all(&path, &std::fs::read_to_string(&path)?)?;
    let sentences: Vec<Vec<&str>> =
        sentences.iter().map(|s| s.words().map(Row::form).collect()).collect();
    let other = std::env::args().nth(3).map(std::fs::read).transpose()?;
    let loading = Instant::now();
    let own;
    let parser = match other {
        Some(bytes) => {
            own = Parser::from_bytes(bytes.leak())?;
            &own
        }
        None => Parser::stock(),
    };
    println!("read in {:?}", loading.elapsed());
    let (mut scratch, mut parse) = (Scratch::new(), Parse::default());
    let mut tokens = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        let mut count = 0;
        for forms in &sentences {
            tokens.clear();
            tokens.extend(forms.iter().map(|f| TokenInput::word(f)));
            parser.parse_into(&tokens, &mut scratch, &mut parse);
            count += parse.len();
        }
        let seconds = start.elapsed().as_secs_f64();
        println!("{count} tokens in {seconds:.3} s: {:.0} a second", count as f64 / seconds);
    }
    Ok(())
}
