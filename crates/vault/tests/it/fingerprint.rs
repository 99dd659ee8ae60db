//! Fingerprints: what two people compare aloud.

use havenward_vault::fingerprint::Fingerprint;
use havenward_vault::pair::{PrivateKey, PublicKey};

#[test]
fn a_fingerprint_is_eight_groups_of_five_digits() {
    let (_, key) = PrivateKey::generate();
    let spoken = key.fingerprint().to_string();
    let groups: Vec<&str> = spoken.split(' ').collect();
    assert_eq!(groups.len(), 8);
    assert!(groups.iter().all(|group| group.len() == 5 && group.bytes().all(|one| one.is_ascii_digit())));
}

/// Reckoned apart from this program, with Python: five bytes of SHA-512("havenward fingerprint 1" ‖ key),
/// big endian, modulo 100,000, eight times.
#[test]
fn a_fingerprint_is_what_anybody_can_reckon_from_the_key() {
    // The base point of the curve (RFC 7748, 4.1).
    let mut base = [0; 32];
    base[0] = 9;
    let key = PublicKey::from_bytes(&base).unwrap();
    assert_eq!(key.fingerprint().to_string(), "20058 46938 53501 33377 20038 51617 73851 70677");
}

#[test]
fn another_key_has_another_fingerprint_and_the_same_key_the_same() {
    let ((private, one), (_, other)) = (PrivateKey::generate(), PrivateKey::generate());
    assert_ne!(one.fingerprint(), other.fingerprint());
    assert_eq!(private.public_key().fingerprint(), one.fingerprint());
}

#[test]
fn digits_are_read_however_they_are_spaced_and_nothing_else_is() {
    let (_, key) = PrivateKey::generate();
    let spoken = key.fingerprint().to_string();
    for text in [spoken.clone(), spoken.replace(' ', ""), spoken.replace(' ', "-"), format!(" {spoken}\n")] {
        assert_eq!(text.parse(), Ok(key.fingerprint()), "{text}");
    }
    for text in ["", "12345", &spoken[1..], &format!("{spoken} 1"), &spoken.replace(' ', "x")] {
        assert!(text.parse::<Fingerprint>().is_err(), "{text}");
    }
}
