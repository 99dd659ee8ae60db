//! Bearer secrets.

use havenward_vault::merkle::Hash;
use havenward_vault::token::{Token, TokenError};
use proptest::prelude::*;

#[test]
fn a_token_survives_its_text_and_keeps_digest_and_key() {
    let token = Token::generate();
    let read = Token::parse(&token.text()).unwrap();
    assert_eq!(token.text().len(), 43);
    assert_eq!(read.digest(), token.digest());
    assert_eq!(read.seal_key().expose(), token.seal_key().expose());
    assert_ne!(&token.digest(), token.seal_key().expose());
    assert_ne!(Token::generate().digest(), token.digest());
}

/// SHA-256 of 32 zero bytes.
#[test]
fn the_digest_is_sha_256_of_the_bytes() {
    let token = Token::parse(&"A".repeat(43)).unwrap();
    assert_eq!(
        Hash(token.digest()).to_string(),
        "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"
    );
}

#[test]
fn a_token_has_one_spelling_only() {
    let all_zero = "A".repeat(43);
    for text in [
        "",
        "A",
        &"A".repeat(42),
        &"A".repeat(44),
        &format!("{all_zero}="),
        &format!(" {all_zero}"),
        &format!("{}B", "A".repeat(42)),
        &format!("{}+", "A".repeat(42)),
        &format!("{}é", "A".repeat(41)),
    ] {
        assert_eq!(Token::parse(text).err(), Some(TokenError), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_parses_is_written_the_same(text in "[A-Za-z0-9_-]{43}|\\PC{0,60}") {
        if let Ok(token) = Token::parse(&text) {
            let written = token.text();
            prop_assert_eq!(written.as_str(), text.as_str());
        }
    }
}
