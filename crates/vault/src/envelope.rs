//! The outer form of a ciphertext, and HPKE base mode (RFC 9180) as suites 2, 3 and 4 use it.

use havenward_domain::sealed::Sealed;
use hpke::aead::Aead;
use hpke::kdf::HkdfSha256;
use hpke::{Deserializable, HpkeError, Kem, OpModeR, OpModeS, Serializable};

use crate::{OpenError, Plain};

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, RFC 8439).
pub(crate) const SUITE_FIELD: u8 = 1;
/// HPKE base, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180).
pub(crate) const SUITE_WRAP: u8 = 2;
/// HPKE base, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180).
pub(crate) const SUITE_INTAKE: u8 = 3;
/// HPKE base, X-Wing (draft-ietf-hpke-pq, KEM 0x647a), HKDF-SHA256, ChaCha20-Poly1305 (RFC 9180).
pub(crate) const SUITE_ARCHIVE: u8 = 4;

/// Puts suite id and key version in front of the parts.
pub(crate) fn join(suite: u8, version: u32, parts: &[&[u8]]) -> Sealed {
    let mut bytes = vec![suite];
    bytes.extend_from_slice(&version.to_be_bytes());
    for part in parts {
        bytes.extend_from_slice(part);
    }
    Sealed::from_bytes(bytes)
}

/// Takes suite id and key version off the front.
pub(crate) fn split(sealed: &Sealed) -> Option<(u8, u32, &[u8])> {
    let (suite, rest) = sealed.as_bytes().split_first()?;
    let (version, rest) = rest.split_first_chunk::<4>()?;
    Some((*suite, u32::from_be_bytes(*version), rest))
}

/// Seals to a public key and returns the encapsulated key and the ciphertext.
pub(crate) fn seal_to<A: Aead, K: Kem>(
    to: &K::PublicKey,
    info: &[u8],
    aad: &[u8],
    plaintext: &[u8],
) -> Result<(Vec<u8>, Vec<u8>), HpkeError> {
    let (enc, ciphertext) =
        hpke::single_shot_seal::<A, HkdfSha256, K>(&OpModeS::Base, to, info, plaintext, aad)?;
    Ok((enc.to_bytes().to_vec(), ciphertext))
}

/// Opens `enc ‖ ciphertext` with a private key.
pub(crate) fn open_with<A: Aead, K: Kem>(
    private: &[u8],
    info: &[u8],
    aad: &[u8],
    body: &[u8],
) -> Result<Plain, OpenError> {
    let private = K::PrivateKey::from_bytes(private).map_err(|_| OpenError)?;
    let (enc, ciphertext) = body.split_at_checked(K::EncappedKey::size()).ok_or(OpenError)?;
    let enc = K::EncappedKey::from_bytes(enc).map_err(|_| OpenError)?;
    hpke::single_shot_open::<A, HkdfSha256, K>(&OpModeR::Base, &private, &enc, info, ciphertext, aad)
        .map(Plain::new)
        .map_err(|_| OpenError)
}
