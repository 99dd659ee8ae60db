//! Seal and open, for every suite: what was sealed opens once, there, and whole.

use havenward_domain::sealed::Sealed;
use havenward_vault::OpenError;
use havenward_vault::intake::IntakePrivateKey;
use havenward_vault::key::{Key, data_key, sealed_version};
use havenward_vault::merkle::Hash;
use havenward_vault::pair::PrivateKey;
use havenward_vault::place::Place;
use proptest::prelude::*;
use uuid::Uuid;

use crate::a_place;

const PLAIN: &[u8] = b"she asked for an interpreter from another region";

/// Changes every byte in `masks` ways, cuts at every length and appends a byte; counts what still opens.
fn alterations(sealed: &Sealed, masks: &[u8], opens: impl Fn(&Sealed) -> bool) -> usize {
    let bytes = sealed.as_bytes();
    let mut tried = 0;
    let mut refused = |altered: Vec<u8>| {
        assert!(!opens(&Sealed::from_bytes(altered)), "an altered ciphertext opened");
        tried += 1;
    };
    for at in 0..bytes.len() {
        for mask in masks {
            let mut altered = bytes.to_vec();
            altered[at] ^= mask;
            refused(altered);
        }
        refused(bytes[..at].to_vec());
    }
    refused([bytes, &[0]].concat());
    tried
}

#[test]
fn no_altered_field_opens() {
    let key = Key::generate();
    let sealed = key.seal(&a_place(), 3, PLAIN);
    let masks: Vec<u8> = (1..=255).step_by(4).collect();
    let tried = alterations(&sealed, &masks, |altered| key.open(&a_place(), altered).is_ok());
    assert!(tried >= 5_000, "{tried}");
}

#[test]
fn no_altered_wrap_opens() {
    let (private, public) = PrivateKey::generate();
    let sealed = public.wrap(&a_place(), 3, &Key::generate());
    let masks = [1, 2, 4, 8, 16, 32, 64, 128, 255];
    // X25519 ignores the highest bit of the encapsulated key, but HPKE binds the bytes as sent.
    let tried = alterations(&sealed, &masks, |altered| private.unwrap_key(&a_place(), altered).is_ok());
    assert!(tried >= 800, "{tried}");
}

#[test]
fn no_altered_intake_blob_opens() {
    let (private, public) = IntakePrivateKey::generate();
    let sealed = public.seal(b"intake", b"key=1", PLAIN);
    let tried = alterations(&sealed, &[1, 128], |altered| private.open(b"intake", b"key=1", altered).is_ok());
    assert!(tried >= 300, "{tried}");
}

#[test]
fn a_moved_ciphertext_does_not_open() {
    let home = a_place();
    let elsewhere = [
        Place { table: "contacts", ..home },
        Place { column: "sealed_note", ..home },
        Place { row: Uuid::from_bytes([8; 16]), ..home },
        Place { table: "case", column: "ssealed_core", ..home },
    ];
    let key = Key::generate();
    let (private, public) = PrivateKey::generate();
    let field = key.seal(&home, 1, PLAIN);
    let wrap = public.wrap(&home, 1, &key);
    let package = public.seal_bytes(&home, 1, PLAIN);
    for place in elsewhere {
        assert_eq!(key.open(&place, &field).err(), Some(OpenError));
        assert_eq!(private.unwrap_key(&place, &wrap).err(), Some(OpenError));
        assert_eq!(private.open_bytes(&place, &package).err(), Some(OpenError));
    }
}

#[test]
fn a_ciphertext_under_another_version_or_suite_does_not_open() {
    let key = Key::generate();
    let sealed = key.seal(&a_place(), 1, PLAIN);
    for version in [0u32, 2, 256, u32::MAX] {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[1..5].copy_from_slice(&version.to_be_bytes());
        assert!(key.open(&a_place(), &Sealed::from_bytes(bytes)).is_err());
    }
    for suite in (0..=255).filter(|suite| *suite != 1) {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[0] = suite;
        assert!(key.open(&a_place(), &Sealed::from_bytes(bytes)).is_err());
    }
}

#[test]
fn one_kind_of_secret_is_never_taken_for_another() {
    let (private, public) = PrivateKey::generate();
    let key = Key::generate();
    let (unit, _) = PrivateKey::generate();
    let (intake, _) = IntakePrivateKey::generate();
    let place = a_place();

    let wrapped_key = public.wrap(&place, 1, &key);
    assert!(private.unwrap_private(&place, &wrapped_key).is_err());
    assert!(private.open_bytes(&place, &wrapped_key).is_err());
    assert!(private.unwrap_intake_private(&place, &wrapped_key).is_err());
    assert!(private.unwrap_key(&place, &public.wrap_private(&place, 1, &unit)).is_err());
    assert!(private.unwrap_key(&place, &public.seal_bytes(&place, 1, &[0; 32])).is_err());

    assert!(key.open(&place, &unit.seal_private(&key, &place, 1)).is_err());
    assert!(PrivateKey::open_private(&key, &place, &key.seal(&place, 1, &[0; 32])).is_err());
    assert!(PrivateKey::open_private(&key, &place, &intake.seal_private(&key, &place, 1)).is_err());
}

#[test]
fn the_wrong_key_opens_nothing() {
    let place = a_place();
    let sealed = Key::generate().seal(&place, 1, PLAIN);
    assert!(Key::generate().open(&place, &sealed).is_err());

    let (_, public) = PrivateKey::generate();
    let (other, _) = PrivateKey::generate();
    assert!(other.unwrap_key(&place, &public.wrap(&place, 1, &Key::generate())).is_err());

    let (_, public) = IntakePrivateKey::generate();
    let (other, _) = IntakePrivateKey::generate();
    assert!(other.open(b"", b"", &public.seal(b"", b"", PLAIN)).is_err());
}

#[test]
fn a_data_key_needs_both_halves_in_their_order() {
    let (compartment, shred) = (Key::from_bytes([1; 32]), Key::from_bytes([2; 32]));
    let key = data_key(&compartment, &shred);
    let sealed = key.seal(&a_place(), 1, PLAIN);
    assert!(data_key(&compartment, &shred).open(&a_place(), &sealed).is_ok());
    for other in [
        data_key(&shred, &compartment),
        data_key(&compartment, &Key::generate()),
        data_key(&Key::generate(), &shred),
        Key::derive(&[&compartment, &shred], "something else"),
        Key::derive(&[&compartment], "data key"),
    ] {
        assert!(other.open(&a_place(), &sealed).is_err());
    }
}

/// Computed with Python's `hmac` from RFC 5869, independently of this crate.
#[test]
fn the_data_key_is_the_one_of_the_first_release() {
    let key = data_key(&Key::from_bytes([1; 32]), &Key::from_bytes([2; 32]));
    assert_eq!(
        Hash(*key.expose()).to_string(),
        "8925f22edce32fd36c694aad6aa97cfc22ebb28c5fb4985d7a0514c7a1743c02"
    );
}

#[test]
fn sealing_twice_never_gives_the_same_bytes() {
    let key = Key::generate();
    assert_ne!(key.seal(&a_place(), 1, PLAIN), key.seal(&a_place(), 1, PLAIN));
}

#[test]
fn the_version_can_be_read_without_a_key_but_junk_has_none() {
    let (_, public) = PrivateKey::generate();
    let (_, intake) = IntakePrivateKey::generate();
    assert_eq!(sealed_version(&Key::generate().seal(&a_place(), 7, b"")), Some((1, 7)));
    assert_eq!(sealed_version(&public.seal_bytes(&a_place(), 8, b"")), Some((2, 8)));
    assert_eq!(sealed_version(&intake.seal(b"", b"", b"")), None);
    assert_eq!(sealed_version(&Sealed::from_bytes(vec![1, 0, 0])), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_is_sealed_opens(plain: Vec<u8>, version: u32, row: [u8; 16]) {
        let place = Place::new("t", "c", Uuid::from_bytes(row));
        let key = Key::generate();
        let opened = key.open(&place, &key.seal(&place, version, &plain));
        prop_assert!(opened.is_ok_and(|opened| opened.expose() == plain));

        let (private, public) = PrivateKey::generate();
        let opened = private.open_bytes(&place, &public.seal_bytes(&place, version, &plain));
        prop_assert!(opened.is_ok_and(|opened| opened.expose() == plain));
    }

    #[test]
    fn what_a_browser_seals_opens(plain: Vec<u8>, info: Vec<u8>, aad: Vec<u8>) {
        let (private, public) = IntakePrivateKey::generate();
        let opened = private.open(&info, &aad, &public.seal(&info, &aad, &plain));
        prop_assert!(opened.is_ok_and(|opened| opened.expose() == plain));
    }

    #[test]
    fn junk_never_opens_and_never_panics(bytes: Vec<u8>) {
        let sealed = Sealed::from_bytes(bytes.clone());
        let place = a_place();
        prop_assert!(Key::from_bytes([1; 32]).open(&place, &sealed).is_err());
        let (private, _) = PrivateKey::generate();
        prop_assert!(private.unwrap_key(&place, &sealed).is_err());
        let with_suite = Sealed::from_bytes([&[3], bytes.as_slice()].concat());
        let (intake, _) = IntakePrivateKey::generate();
        prop_assert!(intake.open(b"", b"", &with_suite).is_err());
    }
}
