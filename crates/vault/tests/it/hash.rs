//! Keyed hashes.

use havenward_vault::hex;
use havenward_vault::key::Key;
use havenward_vault::keyed_hash::{KeyedHash, Salt};
use havenward_vault::merkle::Hash;
use proptest::prelude::*;

#[test]
fn key_domain_and_framing_all_matter() {
    let key = Key::from_bytes([1; 32]);
    let hash = KeyedHash::new(&key, "idempotency");
    let digest = hash.digest(&[b"ab", b"c"]);
    assert!(hash.matches(&[b"ab", b"c"], &digest));
    assert!(!hash.matches(&[b"a", b"bc"], &digest));
    assert!(!hash.matches(&[b"ab", b"c", b""], &digest));
    assert!(!hash.matches(&[b"abc"], &digest));
    assert!(!hash.matches(&[b"ab", b"c"], &digest[..31]));
    assert!(!KeyedHash::new(&key, "actor").matches(&[b"ab", b"c"], &digest));
    assert!(!KeyedHash::new(&Key::generate(), "idempotency").matches(&[b"ab", b"c"], &digest));
}

/// Computed with Python's `hmac`, independently of this crate.
#[test]
fn the_digest_is_the_one_of_the_first_release() {
    let digest = KeyedHash::new(&Key::from_bytes([1; 32]), "idempotency").digest(&[b"ab", b"c"]);
    assert_eq!(Hash(digest).to_string(), "d9ca22993a87a0d0a7a48ef8299088eaf0726430c7a086509cba31c68e8dbbf9");
}

#[test]
fn a_commitment_opens_with_its_salt_only() {
    let salt = Salt::generate();
    let commitment = KeyedHash::salted(&salt, "journal details").digest(&[b"details"]);
    let kept = Salt::from_bytes(*salt.expose());
    assert!(KeyedHash::salted(&kept, "journal details").matches(&[b"details"], &commitment));
    assert!(!KeyedHash::salted(&Salt::generate(), "journal details").matches(&[b"details"], &commitment));
    let same_bytes_as_key = Key::from_bytes(*salt.expose());
    assert!(!KeyedHash::new(&same_bytes_as_key, "journal details").matches(&[b"details"], &commitment));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn different_parts_have_different_digests(a: Vec<Vec<u8>>, b: Vec<Vec<u8>>) {
        let hash = KeyedHash::new(&Key::from_bytes([1; 32]), "test");
        let digest = |parts: &[Vec<u8>]| hash.digest(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>());
        prop_assert_eq!(a == b, digest(&a) == digest(&b));
    }
}

#[test]
fn hexadecimal_is_read_back_and_nothing_else_is() {
    let bytes: Vec<u8> = (0..=255).collect();
    let text = hex::encode(&bytes);
    assert_eq!(hex::decode(&text), Some(bytes.clone()));
    assert_eq!(hex::decode(&text.to_uppercase()), Some(bytes));
    assert_eq!(hex::decode(""), Some(Vec::new()));
    for wrong in ["a", "abc", "zz", "0x", "+1", "é", " a", "a "] {
        assert_eq!(hex::decode(wrong), None, "{wrong}");
    }
}
