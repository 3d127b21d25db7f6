//! What must hold of any text.

use plenipo_syntax::{DepRel, Parser, Scratch, TokenInput};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_the_tokens_the_parse_is_a_tree_over_them(
        forms in prop::collection::vec(("\\PC{0,12}", any::<bool>()), 0..40)
    ) {
        let tokens: Vec<TokenInput<'_>> =
            forms.iter().map(|(form, is_name)| TokenInput { form, is_name: *is_name }).collect();
        let parse = Parser::stock().parse(&tokens, &mut Scratch::new());
        prop_assert_eq!(parse.len(), tokens.len());
        let roots = (0..parse.len()).filter(|&t| parse.head(t).is_none());
        prop_assert_eq!(roots.count(), usize::from(!tokens.is_empty()));
        for (at, token) in tokens.iter().enumerate() {
            prop_assert_eq!(parse.head(at).is_none(), parse.deprel(at) == DepRel::Root);
            let root = parse.ancestors(at).last().unwrap_or(at);
            prop_assert_eq!(Some(root), parse.root());
            let span = parse.subtree(at);
            for child in parse.children(at) {
                prop_assert_eq!(parse.head(child), Some(at));
                let inner = parse.subtree(child);
                prop_assert!(span.start() <= inner.start() && inner.end() <= span.end());
            }
            // Lemmas are never empty where forms are not.
            prop_assert_eq!(parse.lemma(at, token.form).is_empty(), token.form.is_empty());
        }
    }

    #[test]
    fn a_scratch_may_be_used_again(
        first in prop::collection::vec("[a-zA-Z]{1,8}", 1..30),
        second in prop::collection::vec("[a-zA-Z]{1,8}", 1..30),
    ) {
        fn tokens(forms: &[String]) -> Vec<TokenInput<'_>> {
            forms.iter().map(|f| TokenInput::word(f)).collect()
        }
        let mut scratch = Scratch::new();
        Parser::stock().parse(&tokens(&first), &mut scratch);
        let again = Parser::stock().parse(&tokens(&second), &mut scratch);
        prop_assert_eq!(again, Parser::stock().parse(&tokens(&second), &mut Scratch::new()));
    }
}
