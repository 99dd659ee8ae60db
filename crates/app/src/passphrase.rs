//! A passphrase in the one form in which it is hashed.
//!
//! The same words come as different bytes from different keyboards, and whoever enrols on one and signs in
//! on another would be locked out of the cases. RFC 8265, 4.2 (OpaqueString): every space is the plain
//! space, then NFC. Case and width are left alone.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// NFC makes a text at most three times longer in UTF-8 (Unicode Standard Annex 15, 9.1).
const GROWTH: usize = 3;

/// Brings a passphrase to the form in which it is hashed.
pub(crate) fn prepare(typed: &str) -> Zeroizing<String> {
    // Made large enough at once: a text that grows leaves copies of itself behind.
    let mut prepared = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(GROWTH)));
    prepared.extend(typed.chars().map(|letter| if is_space(letter) { ' ' } else { letter }).nfc());
    prepared
}

/// The space separators of Unicode (category Zs).
fn is_space(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_from_any_keyboard_are_the_same() {
        assert_eq!(*prepare("Zoe\u{308} ist da"), *prepare("Zo\u{eb}\u{a0}ist\u{3000}da"));
        // Hangul, by its letters and by its syllable.
        assert_eq!(*prepare("\u{1112}\u{1161}\u{11ab}"), *prepare("\u{d55c}"));
        // The examples of RFC 8265, 4.3.
        assert_eq!(*prepare("foo\u{1680}bar"), "foo bar");
        assert_eq!(*prepare("Correct Horse Battery Staple"), "Correct Horse Battery Staple");
        assert_eq!(*prepare("πß\u{e5}"), "πß\u{e5}");
    }

    #[test]
    fn what_was_typed_is_never_held_in_a_text_that_grew() {
        for typed in ["\u{fb2c}\u{1d160}", "plain words", "\u{0390}"] {
            let prepared = prepare(typed);
            assert!(prepared.len() <= typed.len() * GROWTH, "{typed}");
        }
    }
}
