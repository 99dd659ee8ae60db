//! Key pairs of users and units, and what is sealed to them (suite 2).
//!
//! Suite 2 is HPKE base mode (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305.
//! Layout: suite id, key version (big endian), encapsulated key, ciphertext with tag.
//! The place is bound twice, as `info` and as associated data.

use std::fmt;

use havenward_domain::sealed::Sealed;
use hpke::aead::ChaCha20Poly1305;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, Serializable};

use crate::envelope::{self, SUITE_WRAP};
use crate::intake::IntakePrivateKey;
use crate::key::Key;
use crate::place::{Place, Purpose};
use crate::secret::Secret32;
use crate::{KeyError, OpenError, Plain, hex};

type HpkePublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type HpkePrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;

/// The public half of a user's or unit's key pair.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(HpkePublicKey);

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", hex::encode(&self.to_bytes()))
    }
}

impl PublicKey {
    /// Reads a public key from its 32 bytes.
    ///
    /// Refuses a second spelling of the same key, and the few points of small order that would make
    /// every shared secret zero (RFC 7748, section 6.1).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        if !is_canonical(bytes) {
            return Err(KeyError);
        }
        let key = Self(HpkePublicKey::from_bytes(bytes).map_err(|_| KeyError)?);
        // A small-order point fails with every private key, so one trial tells.
        key.try_seal(b"", b"", b"").map_err(|_| KeyError)?;
        Ok(key)
    }

    /// The 32 bytes to store or hand out.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }

    /// Wraps a symmetric key to this public key.
    pub fn wrap(&self, place: &Place, version: u32, key: &Key) -> Sealed {
        self.seal_as(Purpose::Key, place, version, key.0.bytes())
    }

    /// Wraps a private key: a unit's to a member's public key.
    pub fn wrap_private(&self, place: &Place, version: u32, key: &PrivateKey) -> Sealed {
        self.seal_as(Purpose::PrivateKey, place, version, key.0.bytes())
    }

    /// Wraps the private half of an intake key pair to the unit's public key.
    pub fn wrap_intake_private(&self, place: &Place, version: u32, key: &IntakePrivateKey) -> Sealed {
        self.seal_as(Purpose::IntakePrivateKey, place, version, key.0.bytes())
    }

    /// Seals bytes of any length, such as the packages of an offer.
    pub fn seal_bytes(&self, place: &Place, version: u32, plaintext: &[u8]) -> Sealed {
        self.seal_as(Purpose::Bytes, place, version, plaintext)
    }

    fn seal_as(&self, purpose: Purpose, place: &Place, version: u32, plaintext: &[u8]) -> Sealed {
        let bound = place.bind(SUITE_WRAP, version, purpose);
        let (enc, ciphertext) = self
            .try_seal(&bound, &bound, plaintext)
            // A key that passed `from_bytes` or was generated here always encapsulates.
            .expect("a validated public key accepts a message");
        envelope::join(SUITE_WRAP, version, &[&enc, &ciphertext])
    }

    fn try_seal(
        &self,
        info: &[u8],
        aad: &[u8],
        plaintext: &[u8],
    ) -> Result<(Vec<u8>, Vec<u8>), hpke::HpkeError> {
        envelope::seal_to::<ChaCha20Poly1305, X25519HkdfSha256>(&self.0, info, aad, plaintext)
    }
}

/// The private half of a user's or unit's key pair.
pub struct PrivateKey(pub(crate) Secret32);

impl PrivateKey {
    /// Makes a new key pair.
    pub fn generate() -> (PrivateKey, PublicKey) {
        let (private, public) = X25519HkdfSha256::gen_keypair();
        let mut secret = Secret32::zero();
        private.write_exact(secret.bytes_mut());
        (Self(secret), PublicKey(public))
    }

    /// The public half.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(X25519HkdfSha256::sk_to_pk(&self.hpke()))
    }

    /// Seals this private key under a symmetric key: an unlock key or a session's.
    pub fn seal_private(&self, under: &Key, place: &Place, version: u32) -> Sealed {
        under.seal_as(Purpose::PrivateKey, place, version, self.0.bytes())
    }

    /// Opens a private key sealed under a symmetric key.
    pub fn open_private(under: &Key, place: &Place, sealed: &Sealed) -> Result<PrivateKey, OpenError> {
        let plain = under.open_as(Purpose::PrivateKey, place, sealed)?;
        Secret32::from_slice(plain.expose()).map(Self).ok_or(OpenError)
    }

    /// The key of a unit's directory: derived, so that whoever holds the unit's key can search it.
    pub fn directory_key(&self) -> Key {
        Key::expand(Some(b"havenward directory 1"), self.0.bytes(), "directory")
    }

    /// Unwraps a symmetric key.
    pub fn unwrap_key(&self, place: &Place, sealed: &Sealed) -> Result<Key, OpenError> {
        let plain = self.open_as(Purpose::Key, place, sealed)?;
        Secret32::from_slice(plain.expose()).map(Key).ok_or(OpenError)
    }

    /// Unwraps a private key.
    pub fn unwrap_private(&self, place: &Place, sealed: &Sealed) -> Result<PrivateKey, OpenError> {
        let plain = self.open_as(Purpose::PrivateKey, place, sealed)?;
        Secret32::from_slice(plain.expose()).map(Self).ok_or(OpenError)
    }

    /// Unwraps the private half of an intake key pair.
    pub fn unwrap_intake_private(
        &self,
        place: &Place,
        sealed: &Sealed,
    ) -> Result<IntakePrivateKey, OpenError> {
        let plain = self.open_as(Purpose::IntakePrivateKey, place, sealed)?;
        IntakePrivateKey::from_plain(&plain)
    }

    /// Opens bytes sealed to this key's public half.
    pub fn open_bytes(&self, place: &Place, sealed: &Sealed) -> Result<Plain, OpenError> {
        self.open_as(Purpose::Bytes, place, sealed)
    }

    fn hpke(&self) -> HpkePrivateKey {
        // Any 32 bytes are an X25519 private key (RFC 7748, section 5).
        HpkePrivateKey::from_bytes(self.0.bytes()).expect("32 bytes are a private key")
    }

    fn open_as(&self, purpose: Purpose, place: &Place, sealed: &Sealed) -> Result<Plain, OpenError> {
        let (SUITE_WRAP, version, body) = envelope::split(sealed).ok_or(OpenError)? else {
            return Err(OpenError);
        };
        let bound = place.bind(SUITE_WRAP, version, purpose);
        envelope::open_with::<ChaCha20Poly1305, X25519HkdfSha256>(self.0.bytes(), &bound, &bound, body)
    }
}

/// Whether the bytes are the one canonical spelling of a coordinate below 2^255 − 19.
fn is_canonical(bytes: &[u8]) -> bool {
    let [low, middle @ .., high] = bytes else {
        return false;
    };
    let is_past_the_prime = *high == 0x7f && middle.iter().all(|byte| *byte == 0xff) && *low >= 0xed;
    *high < 0x80 && !is_past_the_prime
}
