//! Symmetric keys and the sealing of stored fields (suite 1).
//!
//! Suite 1 is XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03 over RFC 8439): its random 192-bit nonce
//! needs no counter that a restored backup could repeat.
//! Layout: suite id, key version (big endian), nonce, ciphertext with tag.

use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce};
use havenward_domain::sealed::Sealed;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::envelope::{self, SUITE_FIELD, SUITE_INTAKE};
use crate::place::{Place, Purpose};
use crate::secret::Secret32;
use crate::{OpenError, Plain, random};

/// A 256-bit symmetric key.
pub struct Key(pub(crate) Secret32);

impl Key {
    /// Draws a new key from the operating system.
    pub fn generate() -> Self {
        Self(Secret32::random())
    }

    /// Takes the bytes of a key, as a key file or the shred store keeps them.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret32::new(bytes))
    }

    /// The key's bytes, for the shred store and key files only.
    pub fn expose(&self) -> &[u8; 32] {
        self.0.bytes()
    }

    /// Seals bytes for one place.
    pub fn seal(&self, place: &Place, version: u32, plaintext: &[u8]) -> Sealed {
        self.seal_as(Purpose::Bytes, place, version, plaintext)
    }

    /// Opens bytes that were sealed for this place under this key.
    pub fn open(&self, place: &Place, sealed: &Sealed) -> Result<Plain, OpenError> {
        self.open_as(Purpose::Bytes, place, sealed)
    }

    /// Derives a key from one or more keys by HKDF-SHA256 (RFC 5869); `info` names what it is for.
    ///
    /// The keys are of one length, so their order and number decide the outcome and nothing else does.
    pub fn derive<const N: usize>(keys: &[&Key; N], info: &'static str) -> Key {
        const { assert!(N > 0, "a key is derived from at least one key") };
        let mut material = Zeroizing::new(Vec::with_capacity(N * 32));
        for key in keys {
            material.extend_from_slice(key.0.bytes());
        }
        Key::expand(None, &material, info)
    }

    /// HKDF-SHA256 of any key material (RFC 5869).
    pub(crate) fn expand(salt: Option<&[u8]>, material: &[u8], info: &str) -> Key {
        let mut key = Secret32::zero();
        Hkdf::<Sha256>::new(salt, material)
            .expand_multi_info(&[b"havenward key 1: ", info.as_bytes()], key.bytes_mut())
            // HKDF-SHA256 gives up to 8,160 bytes; 32 are asked for.
            .expect("32 bytes are within the reach of HKDF");
        Key(key)
    }

    pub(crate) fn seal_as(&self, purpose: Purpose, place: &Place, version: u32, plaintext: &[u8]) -> Sealed {
        let mut nonce = [0; 24];
        random::fill(&mut nonce);
        let mut body = plaintext.to_vec();
        let tag = self
            .cipher()
            .encrypt_inout_detached(
                &XNonce::from(nonce),
                &place.bind(SUITE_FIELD, version, purpose),
                body.as_mut_slice().into(),
            )
            // The cipher refuses only beyond 256 GiB, which no memory of ours holds.
            .expect("a plaintext in memory is within the cipher's limit");
        envelope::join(SUITE_FIELD, version, &[&nonce, &body, &tag])
    }

    pub(crate) fn open_as(
        &self,
        purpose: Purpose,
        place: &Place,
        sealed: &Sealed,
    ) -> Result<Plain, OpenError> {
        let (SUITE_FIELD, version, rest) = envelope::split(sealed).ok_or(OpenError)? else {
            return Err(OpenError);
        };
        let (nonce, rest) = rest.split_first_chunk::<24>().ok_or(OpenError)?;
        let (body, tag) = rest.split_last_chunk::<16>().ok_or(OpenError)?;
        let mut body = Zeroizing::new(body.to_vec());
        self.cipher()
            .decrypt_inout_detached(
                &XNonce::from(*nonce),
                &place.bind(SUITE_FIELD, version, purpose),
                body.as_mut_slice().into(),
                &Tag::from(*tag),
            )
            .map_err(|_| OpenError)?;
        Ok(Plain::new(std::mem::take(&mut *body)))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.bytes().into())
    }
}

/// The key that seals a case's fields: HKDF(compartment key ‖ shred key).
///
/// Either half alone opens nothing; deleting the shred key erases what backups still hold.
pub fn data_key(compartment: &Key, shred: &Key) -> Key {
    Key::derive(&[compartment, shred], "data key")
}

/// Reads suite id and key version, without opening and without trusting them.
///
/// Suite 3 carries no version: its key is named by the clear header beside the blob.
pub fn sealed_version(sealed: &Sealed) -> Option<(u8, u32)> {
    let (suite, version, _) = envelope::split(sealed)?;
    (suite != SUITE_INTAKE).then_some((suite, version))
}
