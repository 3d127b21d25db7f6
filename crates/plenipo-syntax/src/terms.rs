//! The closed lists of Universal Dependencies, as English treebanks use them: [`Upos`], [`Xpos`] and
//! [`DepRel`].

/// An enum whose variants have names in a treebank.
macro_rules! terms {
    ($(#[$doc:meta])* $name:ident: $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $(#[doc = concat!("Written ", stringify!($text), ".")] $(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in a fixed order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that treebanks use.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

terms! {
    /// Universal part of speech.
    Upos:
    Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
    Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
    Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
}

terms! {
    /// Part of speech after the Penn Treebank, with the additions of the English treebanks.
    Xpos:
    Dollar = "$", Closing = "''", Comma = ",", LeftBracket = "-LRB-", RightBracket = "-RRB-",
    Stop = ".", Colon = ":", Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX",
    Fw = "FW", Gw = "GW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
    Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT",
    Pos = "POS", Prp = "PRP", PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP",
    Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP",
    Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$", Wrb = "WRB", Opening = "``",
}

terms! {
    /// Relation of a word to its head, with the subtypes of the English treebanks.
    DepRel:
    Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
    Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass",
    Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound",
    CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
    CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
    DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
    Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj", List = "list",
    Mark = "mark", Nmod = "nmod", NmodDesc = "nmod:desc", NmodPoss = "nmod:poss",
    NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjOuter = "nsubj:outer",
    NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
    OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
    Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
}

impl DepRel {
    /// The name without its subtype: `nsubj` for `nsubj:pass`.
    pub fn base(self) -> &'static str {
        let name = self.as_str();
        name.split_once(':').map_or(name, |(base, _)| base)
    }

    /// The relation without its subtype: [`DepRel::Nsubj`] for [`DepRel::NsubjPass`].
    ///
    /// Every base of the list is a relation of the list itself.
    pub fn without_subtype(self) -> Self {
        Self::from_name(self.base()).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        assert!(Upos::ALL.iter().all(|&u| Upos::from_name(u.as_str()) == Some(u)));
        assert!(Xpos::ALL.iter().all(|&x| Xpos::from_name(x.as_str()) == Some(x)));
        assert!(DepRel::ALL.iter().all(|&r| DepRel::from_name(r.as_str()) == Some(r)));
        assert_eq!(Upos::from_name("NP"), None);
    }

    #[test]
    fn every_subtype_has_its_base() {
        assert!(DepRel::ALL.iter().all(|&r| DepRel::from_name(r.base()).is_some()));
        assert_eq!(DepRel::NsubjPass.without_subtype(), DepRel::Nsubj);
        assert_eq!(DepRel::Obl.without_subtype(), DepRel::Obl);
    }
}
