//! Keyed hashes: idempotency digests, actor pseudonyms and commitments to journal details.
//!
//! HMAC-SHA256 (RFC 2104) under a key derived for one domain. Parts are framed by number and length, so that
//! ("ab", "c") and ("a", "bc") differ.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::hex;
use crate::key::Key;
use crate::secret::Secret32;

/// A keyed hash of one domain.
pub struct KeyedHash(Key);

impl KeyedHash {
    /// Makes the hash of one domain under a key.
    pub fn new(key: &Key, domain: &'static str) -> Self {
        Self(Key::expand(Some(b"havenward keyed hash 1"), key.0.bytes(), domain))
    }

    /// Makes the hash of one domain under a salt, as a commitment that the salt's owner can open.
    pub fn salted(salt: &Salt, domain: &'static str) -> Self {
        Self(Key::expand(Some(b"havenward commitment 1"), salt.0.bytes(), domain))
    }

    /// Hashes the parts.
    pub fn digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(parts).finalize().into_bytes().into()
    }

    /// The same in lower-case hexadecimal, for a column of text.
    pub fn digest_text(&self, parts: &[&[u8]]) -> String {
        hex::encode(&self.digest(parts))
    }

    /// Compares in constant time.
    pub fn matches(&self, parts: &[&[u8]], digest: &[u8]) -> bool {
        self.mac(parts).verify_slice(digest).is_ok()
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.0.bytes())
            // HMAC takes a key of any length.
            .expect("a key of 32 bytes is a key of HMAC");
        mac.update(&(parts.len() as u64).to_be_bytes());
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

/// The salt of a commitment. It is sealed with the details and vanishes with them; what stays then says nothing.
pub struct Salt(Secret32);

impl Salt {
    /// Draws a new salt.
    pub fn generate() -> Self {
        Self(Secret32::random())
    }

    /// Takes a salt back from where it was sealed.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret32::new(bytes))
    }

    /// The salt's bytes, to be sealed with the details.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.bytes()
    }
}
