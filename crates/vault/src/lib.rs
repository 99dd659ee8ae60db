//! The vault: the only crate that names a cipher.
//!
//! It seals and opens bytes, wraps keys to keys, turns passphrases into keys, and keeps the arithmetic of
//! the journal's tree and checkpoints. It does no input or output but drawing randomness from the
//! operating system, knows no clock (instants are arguments), no table and no role.
//! It decides nothing about who may open what: that is `havenward_domain::access`.
//!
//! | Suite | What | Where |
//! |---|---|---|
//! | 1 | XChaCha20-Poly1305 with a random 192-bit nonce | [`key`]: stored fields, keys under keys |
//! | 2 | HPKE base, X25519, HKDF-SHA256, ChaCha20-Poly1305 | [`pair`]: keys and packages to a unit or user |
//! | 3 | HPKE base, P-256, HKDF-SHA256, AES-256-GCM | [`intake`]: sealed in browsers with WebCrypto |
//! | 4 | HPKE base, X-Wing, HKDF-SHA256, ChaCha20-Poly1305 | [`archive`]: files that leave the machine |
//!
//! Every ciphertext begins with its suite id, so that a suite can be followed by another.
//! Secret types wipe their memory when dropped, and have neither `Debug`, `Display`, `Serialize` nor
//! `PartialEq`: what cannot be printed cannot be logged.

pub mod approval;
pub mod archive;
pub mod checkpoint;
mod envelope;
pub mod fingerprint;
pub mod hex;
pub mod intake;
pub mod key;
pub mod keyed_hash;
pub mod merkle;
pub mod pair;
pub mod password;
pub mod place;
mod plain;
mod random;
mod secret;
#[cfg(test)]
mod tests;
pub mod token;
pub mod totp;

pub use plain::Plain;

/// The one answer to everything that cannot be opened.
///
/// A wrong key, another place, an altered byte and a truncated blob are not told apart: whoever forges a
/// ciphertext learns nothing from the refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot be opened")]
pub struct OpenError;

/// Bytes or text that are not the key they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid key")]
pub struct KeyError;
