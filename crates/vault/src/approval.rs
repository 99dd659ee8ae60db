//! Approvals: a body signs a document that others rely on, such as a crisis overlay.
//!
//! The keys are those of [`crate::checkpoint`]: Ed25519 (RFC 8032) in the key form of C2SP signed notes,
//! named by the body that holds them. What is signed begins with a line that no checkpoint begins with, so
//! that a signature for the one never passes for the other.

use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signature, Signer};

use sha2::{Digest, Sha256};

use crate::checkpoint::{SigningKey, VerifyingKey};
use crate::hex;

/// The first line of what is signed. It holds a blank, which the name of a journal never does.
const CONTEXT: &[u8] = b"havenward approval\n";

/// Signs a document; the signature is base64.
pub fn sign(key: &SigningKey, document: &[u8]) -> String {
    Base64::encode_string(&key.dalek().sign(&[CONTEXT, document].concat()).to_bytes())
}

/// Says whether this key signed this document.
pub fn holds(key: &VerifyingKey, document: &[u8], signature: &str) -> bool {
    let Ok(bytes) = Base64::decode_vec(signature.trim()) else { return false };
    let Ok(signature) = Signature::from_slice(&bytes) else { return false };
    key.dalek().verify_strict(&[CONTEXT, document].concat(), &signature).is_ok()
}

/// The fingerprint of a document: SHA-256 in hexadecimal, to be named where the document has no room.
pub fn fingerprint(document: &[u8]) -> String {
    hex::encode(&Sha256::digest(document))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merkle::empty_root;

    fn key(name: &str, seed: u8) -> SigningKey {
        SigningKey::from_bytes(name.parse().unwrap(), [seed; 32])
    }

    #[test]
    fn a_signature_holds_for_its_key_and_its_document_only() {
        let ministry = key("ministry", 1);
        let signed = sign(&ministry, b"document");
        assert!(holds(&ministry.verifying_key(), b"document", &signed));
        assert!(holds(&ministry.verifying_key(), b"document", &format!(" {signed}\n")));
        assert!(!holds(&ministry.verifying_key(), b"Document", &signed));
        assert!(!holds(&key("ministry", 2).verifying_key(), b"document", &signed));
        for broken in ["", "?", "AAAA", &signed[..signed.len() - 4], &sign(&ministry, b"")] {
            assert!(!holds(&ministry.verifying_key(), b"document", broken), "{broken}");
        }
    }

    #[test]
    fn one_key_under_two_names_is_told() {
        assert!(key("one", 1).verifying_key().is_same_key(&key("two", 1).verifying_key()));
        assert!(!key("one", 1).verifying_key().is_same_key(&key("one", 2).verifying_key()));
    }

    #[test]
    fn a_checkpoint_never_passes_for_an_approval() {
        let key = key("journal.example.org/main", 3);
        let note = key.sign(0, &empty_root());
        let (body, line) = note.split_once("\n\n").unwrap();
        let encoded = line.trim().rsplit_once(' ').unwrap().1;
        let bytes = Base64::decode_vec(encoded).unwrap();
        let signature = Base64::encode_string(&bytes[4..]);
        assert!(!holds(&key.verifying_key(), format!("{body}\n").as_bytes(), &signature));
    }
}
