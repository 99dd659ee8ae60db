//! From a passphrase to an unlock key.
//!
//! Argon2id (RFC 9106) makes guessing dear, then HKDF-SHA256 mixes in a pepper that is kept outside the
//! database, so that a stolen database alone cannot be guessed at all. One Argon2 run gives two values that
//! do not lead to each other: the unlock key, which is never stored, and the verifier, which is.
//!
//! Hashing is slow on purpose: callers run it on a bounded pool, never inside a transaction.
//! A passphrase is taken as the bytes given; the caller brings it to one Unicode form first.

use std::fmt;
use std::str::FromStr;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use crate::key::Key;
use crate::secret::Secret32;
use crate::{KeyError, random};

/// The longest passphrase accepted, in bytes: more only gives a stranger work to hand us.
pub const MAX_PASSPHRASE_BYTES: usize = 1024;

/// Memory of one hash in KiB: 64 MiB, the second recommended setting of RFC 9106, section 4.
const MEMORY_KIB: u32 = 64 * 1024;
/// Passes over the memory: 3, as RFC 9106, section 4 sets beside 64 MiB.
const PASSES: u32 = 3;
/// Lanes: 1 where RFC 9106 says 4, because we hash on one thread; lanes that run in turn cost the same.
const LANES: u32 = 1;
/// Bounds for settings read back from a row, so that an altered row cannot exhaust the machine.
const MAX_MEMORY_KIB: u32 = 1024 * 1024;
const MAX_PASSES: u32 = 16;
const MAX_LANES: u32 = 4;

/// Why no key came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// The passphrase is longer than [`MAX_PASSPHRASE_BYTES`].
    #[error("passphrase is too long")]
    TooLong,
    /// The passphrase, salt or pepper is another, or there is no such user.
    #[error("passphrase does not match")]
    Mismatch,
    /// The memory for the hash is not available now.
    #[error("not enough memory to check a passphrase")]
    OutOfMemory,
}

/// Settings that are not Argon2 settings, or are weaker or heavier than we accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not acceptable passphrase hash settings")]
pub struct HashParamsError;

/// How dear one guess is. Stored beside each verifier, so that it can be raised at the next sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashParams {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl HashParams {
    /// The settings for new passphrases: Argon2id with 64 MiB, 3 passes, 1 lane.
    pub const CURRENT: HashParams = HashParams { memory_kib: MEMORY_KIB, passes: PASSES, lanes: LANES };

    /// Settings that a debug build runs through in about a millisecond. Tests only.
    #[cfg(any(test, feature = "fast-hash"))]
    pub const fn for_tests() -> HashParams {
        HashParams { memory_kib: 64, passes: 1, lanes: 1 }
    }

    /// Whether a passphrase hashed so should be hashed again at the next sign-in.
    pub fn is_outdated(&self) -> bool {
        *self != Self::CURRENT
    }

    fn is_acceptable(self) -> bool {
        let is_strong = self.memory_kib >= MEMORY_KIB && self.passes >= PASSES && self.lanes >= LANES;
        let is_bounded =
            self.memory_kib <= MAX_MEMORY_KIB && self.passes <= MAX_PASSES && self.lanes <= MAX_LANES;
        #[cfg(any(test, feature = "fast-hash"))]
        if self == Self::for_tests() {
            return true;
        }
        is_strong && is_bounded
    }
}

impl fmt::Display for HashParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "argon2id,m={},t={},p={}", self.memory_kib, self.passes, self.lanes)
    }
}

impl FromStr for HashParams {
    type Err = HashParamsError;

    /// Reads `argon2id,m=65536,t=3,p=1`; refuses what is weaker than today's minimum or absurdly heavy.
    fn from_str(text: &str) -> Result<Self, HashParamsError> {
        let rest = text.strip_prefix("argon2id,").ok_or(HashParamsError)?;
        let mut parts = rest.split(',');
        let mut number = |name: &str| {
            parts
                .next()
                .and_then(|part| part.strip_prefix(name))
                .and_then(|part| part.strip_prefix('='))
                .and_then(|digits| digits.parse::<u32>().ok())
                .ok_or(HashParamsError)
        };
        let params = HashParams { memory_kib: number("m")?, passes: number("t")?, lanes: number("p")? };
        // Comparing with the written form also refuses leading zeros, signs and anything left over.
        if params.is_acceptable() && params.to_string() == text { Ok(params) } else { Err(HashParamsError) }
    }
}

/// The salt of one passphrase. Stored beside the verifier.
#[derive(Clone, Copy)]
pub struct Salt([u8; 16]);

impl Salt {
    /// Draws a new salt.
    pub fn generate() -> Self {
        let mut bytes = [0; 16];
        random::fill(&mut bytes);
        Self(bytes)
    }

    /// Takes a salt back from its row.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes for the row.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// A server-wide secret kept outside the database: without it a stolen database cannot be guessed at.
pub struct Pepper(Secret32);

impl Pepper {
    /// Draws a new pepper.
    pub fn generate() -> Self {
        Self(Secret32::random())
    }

    /// Takes the pepper's bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret32::new(bytes))
    }

    /// Reads the text of a pepper file: base64url of 32 bytes; white space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        Secret32::parse(text.trim()).map(Self).ok_or(KeyError)
    }

    /// The text for a pepper file.
    pub fn text(&self) -> Zeroizing<String> {
        self.0.text()
    }

    /// The key that seals one-time-code secrets, which are needed before any user key is.
    pub fn totp_key(&self) -> Key {
        Key::expand(None, self.0.bytes(), "totp")
    }

    /// A key for keyed hashes that must be the same on every node, such as actor pseudonyms.
    pub fn hash_key(&self) -> Key {
        Key::expand(None, self.0.bytes(), "keyed hash")
    }
}

/// What is stored to tell a right passphrase from a wrong one.
pub struct Verifier(Secret32);

impl Verifier {
    /// Takes a verifier back from its row.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret32::new(bytes))
    }

    /// The bytes for the row.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }
}

/// What a user's row keeps about the passphrase.
pub struct StoredPassword {
    /// The salt drawn at enrolment.
    pub salt: Salt,
    /// The settings it was hashed with.
    pub params: HashParams,
    /// What a right passphrase leads to.
    pub verifier: Verifier,
}

/// Makes the unlock key of a new passphrase, and what to store.
pub fn enrol(
    password: &str,
    params: HashParams,
    pepper: &Pepper,
) -> Result<(Key, StoredPassword), PasswordError> {
    let salt = Salt::generate();
    let (unlock, verifier) = both(password, &salt, &params, pepper)?;
    Ok((unlock, StoredPassword { salt, params, verifier }))
}

/// Checks a passphrase in constant time and returns the unlock key if it is right.
pub fn check(password: &str, stored: &StoredPassword, pepper: &Pepper) -> Result<Key, PasswordError> {
    let (unlock, verifier) = both(password, &stored.salt, &stored.params, pepper)?;
    if verifier.0.same_as(&stored.verifier.0) { Ok(unlock) } else { Err(PasswordError::Mismatch) }
}

/// Does the work of [`check`] for a user who does not exist, so that the time tells nothing.
pub fn check_unknown(password: &str, params: HashParams, pepper: &Pepper) -> PasswordError {
    let nobody = StoredPassword { salt: Salt([0; 16]), params, verifier: Verifier(Secret32::zero()) };
    match check(password, &nobody, pepper) {
        Err(error) => error,
        Ok(_) => PasswordError::Mismatch,
    }
}

/// Derives the unlock key alone.
pub fn derive(
    password: &str,
    salt: &Salt,
    params: &HashParams,
    pepper: &Pepper,
) -> Result<Key, PasswordError> {
    both(password, salt, params, pepper).map(|(unlock, _)| unlock)
}

fn both(
    password: &str,
    salt: &Salt,
    params: &HashParams,
    pepper: &Pepper,
) -> Result<(Key, Verifier), PasswordError> {
    let stretched = stretch(password, &salt.0, params)?;
    let expand = |info| Key::expand(Some(pepper.0.bytes()), stretched.bytes(), info);
    Ok((expand("unlock"), Verifier(expand("verifier").0)))
}

fn stretch(password: &str, salt: &[u8], params: &HashParams) -> Result<Secret32, PasswordError> {
    if password.len() > MAX_PASSPHRASE_BYTES {
        return Err(PasswordError::TooLong);
    }
    let settings = Params::new(params.memory_kib, params.passes, params.lanes, Some(32))
        // Every `HashParams` is a constant or passed `is_acceptable`, well inside Argon2's bounds.
        .expect("the settings are within the bounds of Argon2");
    // The memory is ours rather than the library's, so that it is wiped before it is given back.
    let mut memory = Zeroizing::new(Vec::<Block>::new());
    memory.try_reserve_exact(settings.block_count()).map_err(|_| PasswordError::OutOfMemory)?;
    memory.resize(settings.block_count(), Block::default());
    let mut stretched = Secret32::zero();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, settings)
        .hash_password_into_with_memory(
            password.as_bytes(),
            salt,
            stretched.bytes_mut(),
            memory.as_mut_slice(),
        )
        // Lengths of passphrase, salt, output and memory are within bounds, so this is not reached.
        .map_err(|_| PasswordError::OutOfMemory)?;
    Ok(stretched)
}

#[cfg(test)]
mod tests;
