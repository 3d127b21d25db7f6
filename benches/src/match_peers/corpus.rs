//! Names and text for anyone: made of syllables, the same on every machine.
//!
//! Real names and real news are better. These have what matters for speed: first words shared by many
//! names, names that are parts of others, frequent and rare ones, some letters beyond ASCII.

/// A small generator of numbers (xorshift), so that the corpus never changes.
#[derive(Clone, Debug)]
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }

    /// Small numbers are more frequent, as ranks of words are.
    fn rank(&mut self, limit: usize) -> usize {
        let first = self.below(limit);
        self.below(first + 1)
    }
}

const STARTS: [&str; 16] = [
    "Ba", "Chi", "Da", "Ele", "Fe", "Gó", "Ha", "Jo", "Ka", "Lu", "Ma", "Ni", "Ro", "Sa", "Ta",
    "Zé",
];
const ENDS: [&str; 16] = [
    "n", "ra", "li", "kov", "mo", "nez", "si", "tan", "va", "wu", "yi", "rin", "do", "bel", "š",
    "ton",
];

fn word(mut rank: usize) -> String {
    let mut out = STARTS[rank % 16].to_owned();
    rank /= 16;
    loop {
        out += ENDS[rank % 16];
        rank /= 16;
        if rank == 0 {
            return out;
        }
    }
}

/// `count` different names of one to four words.
pub fn names(count: usize) -> Vec<String> {
    let mut numbers = Numbers(0x5EED_0001);
    let mut seen = std::collections::HashSet::with_capacity(count);
    let mut out = Vec::with_capacity(count);
    while out.len() < count {
        let words = [1, 2, 2, 2, 3, 3, 4][numbers.below(7)];
        let mut name = String::new();
        for at in 0..words {
            if at > 0 {
                name.push(if numbers.below(20) == 0 { '-' } else { ' ' });
            }
            name += &word(numbers.rank(count.max(64)));
        }
        if seen.insert(name.clone()) {
            out.push(name);
        }
    }
    out
}

/// About `bytes` of text in lines: words in lower case, words of names, and every tenth word or so a name of
/// `names`, some in upper case.
pub fn text(names: &[String], bytes: usize) -> String {
    let mut numbers = Numbers(0x5EED_0002);
    let mut out = String::with_capacity(bytes + 64);
    while out.len() < bytes {
        for _ in 0..12 {
            match numbers.below(20) {
                0 => out += &names[numbers.rank(names.len())],
                1 => out += &names[numbers.below(names.len())],
                2 => out += &names[numbers.below(names.len())].to_uppercase(),
                3 | 4 => out += &word(numbers.rank(4096)),
                _ => out += &word(numbers.rank(4096)).to_lowercase(),
            }
            out += [" ", " ", " ", " ", ", ", "’s ", ". "][numbers.below(7)];
        }
        out.push('\n');
    }
    out
}
