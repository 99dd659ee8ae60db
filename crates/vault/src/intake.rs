//! Records sealed outside, in a browser with WebCrypto, to a unit's intake key (suite 3).
//!
//! Suite 3 is HPKE base mode (RFC 9180) with P-256, HKDF-SHA256 and AES-256-GCM: P-256 is in every browser
//! that has WebCrypto, X25519 is not. Layout: suite id, encapsulated key (65 bytes), ciphertext with tag.
//! The blob names no key version: the clear header beside it names the key, and is bound as associated data.

use std::fmt;

use havenward_domain::sealed::Sealed;
use hpke::aead::AesGcm256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, Serializable};

use crate::envelope::{self, SUITE_INTAKE};
use crate::key::Key;
use crate::place::{Place, Purpose};
use crate::secret::Secret32;
use crate::{KeyError, OpenError, Plain, hex};

type HpkePublicKey = <DhP256HkdfSha256 as Kem>::PublicKey;
type HpkePrivateKey = <DhP256HkdfSha256 as Kem>::PrivateKey;

/// The public half of a unit's intake key pair, which browsers seal to.
#[derive(Clone, PartialEq, Eq)]
pub struct IntakePublicKey(HpkePublicKey);

impl fmt::Debug for IntakePublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntakePublicKey({})", hex::encode(&self.to_bytes()))
    }
}

impl IntakePublicKey {
    /// Reads a public key from its 65 bytes (SEC 1, uncompressed); a point off the curve is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        HpkePublicKey::from_bytes(bytes).map(Self).map_err(|_| KeyError)
    }

    /// The 65 bytes to store or hand out.
    pub fn to_bytes(&self) -> [u8; 65] {
        self.0.to_bytes().into()
    }

    /// Seals as a browser does. Used by the command line client, the benchmarks and the tests.
    pub fn seal(&self, info: &[u8], aad: &[u8], plaintext: &[u8]) -> Sealed {
        let (enc, ciphertext) = self.seal_parts(info, aad, plaintext);
        let mut bytes = vec![SUITE_INTAKE];
        bytes.extend_from_slice(&enc);
        bytes.extend_from_slice(&ciphertext);
        Sealed::from_bytes(bytes)
    }

    fn seal_parts(&self, info: &[u8], aad: &[u8], plaintext: &[u8]) -> (Vec<u8>, Vec<u8>) {
        envelope::seal_to::<AesGcm256, DhP256HkdfSha256>(&self.0, info, aad, plaintext)
            // The point was checked when the key was read and is never the identity.
            .expect("a validated public key accepts a message")
    }
}

/// The private half of a unit's intake key pair.
pub struct IntakePrivateKey(pub(crate) Secret32);

impl IntakePrivateKey {
    /// Makes a new key pair.
    pub fn generate() -> (IntakePrivateKey, IntakePublicKey) {
        let (private, public) = DhP256HkdfSha256::gen_keypair();
        let mut secret = Secret32::zero();
        private.write_exact(secret.bytes_mut());
        (Self(secret), IntakePublicKey(public))
    }

    /// The public half.
    pub fn public_key(&self) -> IntakePublicKey {
        IntakePublicKey(DhP256HkdfSha256::sk_to_pk(&self.hpke()))
    }

    /// Opens a blob sealed to this key's public half.
    pub fn open(&self, info: &[u8], aad: &[u8], blob: &Sealed) -> Result<Plain, OpenError> {
        let Some((&SUITE_INTAKE, body)) = blob.as_bytes().split_first() else {
            return Err(OpenError);
        };
        envelope::open_with::<AesGcm256, DhP256HkdfSha256>(self.0.bytes(), info, aad, body)
    }

    /// Seals this private key under a symmetric key.
    pub fn seal_private(&self, under: &Key, place: &Place, version: u32) -> Sealed {
        under.seal_as(Purpose::IntakePrivateKey, place, version, self.0.bytes())
    }

    /// Opens a private key sealed under a symmetric key.
    pub fn open_private(under: &Key, place: &Place, sealed: &Sealed) -> Result<Self, OpenError> {
        Self::from_plain(&under.open_as(Purpose::IntakePrivateKey, place, sealed)?)
    }

    /// Reads the scalar and refuses one outside the group's range.
    pub(crate) fn from_plain(plain: &Plain) -> Result<Self, OpenError> {
        HpkePrivateKey::from_bytes(plain.expose()).map_err(|_| OpenError)?;
        Secret32::from_slice(plain.expose()).map(Self).ok_or(OpenError)
    }

    fn hpke(&self) -> HpkePrivateKey {
        // The scalar was generated here or checked by `from_plain`.
        HpkePrivateKey::from_bytes(self.0.bytes()).expect("the scalar is within the group's range")
    }
}
