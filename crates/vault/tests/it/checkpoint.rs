//! Checkpoints: what is signed verifies, and nothing else does.

use havenward_vault::KeyError;
use havenward_vault::checkpoint::{CheckpointError, Origin, SigningKey, VerifyingKey};
use havenward_vault::merkle::{Hash, leaf_hash};
use proptest::prelude::*;

fn origin() -> Origin {
    "journal.example.org/main".parse().unwrap()
}

fn a_key() -> SigningKey {
    SigningKey::from_bytes(origin(), [5; 32])
}

fn a_checkpoint() -> String {
    a_key().sign(42, &leaf_hash(b""))
}

#[test]
fn a_signed_checkpoint_verifies_and_reads_as_a_note() {
    let text = a_checkpoint();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..4],
        ["journal.example.org/main", "42", "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", ""]
    );
    assert!(lines[4].starts_with("— journal.example.org/main "));

    let checkpoint = a_key().verifying_key().verify(&text).unwrap();
    assert_eq!((checkpoint.origin, checkpoint.size, checkpoint.root), (origin(), 42, leaf_hash(b"")));
}

/// The example key pair of golang.org/x/mod/sumdb/note and the key of sum.golang.org.
#[test]
fn keys_are_written_as_other_tools_of_signed_notes_write_them() {
    let private = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let key = SigningKey::parse(private).unwrap();
    assert_eq!(key.verifying_key().text(), public);
    assert_eq!(key.text().as_str(), private);
    let go = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    assert_eq!(VerifyingKey::parse(go).unwrap().text(), go);
}

#[test]
fn a_key_with_any_part_changed_is_refused() {
    let text = a_key().text();
    assert!(SigningKey::parse(&format!("{}\n", text.as_str())).is_ok());
    let public = a_key().verifying_key().text();
    for at in 0..public.len() {
        let mut altered = public.clone().into_bytes();
        altered[at] ^= 1;
        if let Ok(altered) = String::from_utf8(altered) {
            assert_eq!(VerifyingKey::parse(&altered).err(), Some(KeyError), "{altered}");
        }
    }
    for text in ["", "PRIVATE+KEY+", "PRIVATE+KEY+a+00000000+AQ==", "a+b+c", "++", "a+00000000+"] {
        assert_eq!(SigningKey::parse(text).err(), Some(KeyError));
        assert_eq!(VerifyingKey::parse(text).err(), Some(KeyError));
    }
}

#[test]
fn no_altered_checkpoint_verifies() {
    let key = a_key().verifying_key();
    let text = a_checkpoint();
    let mut tried = 0;
    for at in 0..text.len() {
        for mask in 1..=127 {
            let mut altered = text.clone().into_bytes();
            altered[at] ^= mask;
            if let Ok(altered) = String::from_utf8(altered) {
                assert!(key.verify(&altered).is_err(), "{altered}");
                tried += 1;
            }
        }
        if text.is_char_boundary(at) {
            assert!(key.verify(&text[..at]).is_err());
            assert!(key.verify(&format!("{}x{}", &text[..at], &text[at..])).is_err());
            tried += 2;
        }
    }
    assert!(tried > 5_000, "{tried}");
}

#[test]
fn signatures_of_witnesses_are_passed_over_but_must_be_well_formed() {
    let key = a_key().verifying_key();
    let witness = SigningKey::generate("witness.example.net".parse().unwrap());
    let line = witness.sign(1, &leaf_hash(b"")).lines().last().unwrap().to_owned();
    assert!(key.verify(&format!("{}{line}\n", a_checkpoint())).is_ok());
    assert_eq!(key.verify(&format!("{}junk\n", a_checkpoint())), Err(CheckpointError::Malformed));
    assert_eq!(key.verify(&format!("{}— x AAAA\n", a_checkpoint())), Err(CheckpointError::Malformed));
}

#[test]
fn another_key_or_another_log_is_refused() {
    let same_name = SigningKey::generate(origin()).verifying_key();
    assert_eq!(same_name.verify(&a_checkpoint()), Err(CheckpointError::NotSigned));
    let other_log = SigningKey::from_bytes("other.example.org".parse().unwrap(), [5; 32]);
    assert_eq!(other_log.verifying_key().verify(&a_checkpoint()), Err(CheckpointError::OtherOrigin));
    let signed = a_checkpoint();
    let unsigned = &signed[..=signed.find("\n\n").unwrap() + 1];
    assert_eq!(a_key().verifying_key().verify(unsigned), Err(CheckpointError::NotSigned));
}

#[test]
fn a_size_has_one_spelling_and_a_name_no_white_space() {
    let key = a_key().verifying_key();
    for size in ["042", "+42", "-1", "", "18446744073709551616", "4 2"] {
        let text = a_checkpoint().replacen("\n42\n", &format!("\n{size}\n"), 1);
        assert_eq!(key.verify(&text), Err(CheckpointError::Malformed), "{size}");
    }
    for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b", &"x".repeat(256)] {
        assert!(name.parse::<Origin>().is_err());
    }
    assert_eq!(key.verify(&format!("{}\n", "x".repeat(70_000))), Err(CheckpointError::Malformed));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_never_panics(text in "(\\PC|\n|— ){0,200}") {
        prop_assert!(a_key().verifying_key().verify(&text).is_err());
        prop_assert!(VerifyingKey::parse(&text).is_err());
        prop_assert!(SigningKey::parse(&text).is_err());
    }

    #[test]
    fn what_is_signed_verifies(size: u64, root: [u8; 32]) {
        let checkpoint = a_key().verifying_key().verify(&a_key().sign(size, &Hash(root))).unwrap();
        prop_assert_eq!((checkpoint.size, checkpoint.root), (size, Hash(root)));
    }
}
