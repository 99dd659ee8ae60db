//! Checkpoints of the journal: who says that the tree had this size and this root.
//!
//! The text is a C2SP tlog-checkpoint inside a C2SP signed note with Ed25519 (RFC 8032), so that tools of
//! the transparency world can read, witness and verify it:
//!
//! ```text
//! journal.example.org/main
//! 42
//! <base64 root>
//!
//! — journal.example.org/main <base64 of key id and signature>
//! ```
//!
//! A key is named by the origin it signs for, and signs for no other.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding};
use ed25519_dalek::{Signature, Signer};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::merkle::Hash;
use crate::secret::Secret32;
use crate::{KeyError, hex};

/// The signature type of Ed25519 in signed notes.
const ED25519: u8 = 1;
/// The longest text read: a checkpoint with dozens of witnesses stays far below.
const MAX_TEXT_BYTES: usize = 64 * 1024;
/// The longest origin.
const MAX_ORIGIN_BYTES: usize = 255;

/// Why a checkpoint is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text is not a checkpoint inside a signed note.
    #[error("not a checkpoint")]
    Malformed,
    /// The checkpoint is of another log than the key's.
    #[error("checkpoint is of another log")]
    OtherOrigin,
    /// No signature by this key.
    #[error("checkpoint is not signed by this key")]
    NotSigned,
    /// A signature by this key that does not hold.
    #[error("checkpoint signature does not hold")]
    BadSignature,
}

/// A text that cannot name a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid log origin")]
pub struct OriginError;

/// The name of a log, such as `journal.example.org/main`: no white space, no plus sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let is_fit = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
        if text.is_empty() || text.len() > MAX_ORIGIN_BYTES || !text.chars().all(is_fit) {
            return Err(OriginError);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a verified checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log.
    pub origin: Origin,
    /// The number of leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// The key that signs a log's checkpoints.
pub struct SigningKey {
    origin: Origin,
    seed: Secret32,
}

impl SigningKey {
    /// Makes a new key for a log.
    pub fn generate(origin: Origin) -> Self {
        Self { origin, seed: Secret32::random() }
    }

    /// Takes the 32-byte seed of RFC 8032.
    pub fn from_bytes(origin: Origin, seed: [u8; 32]) -> Self {
        Self { origin, seed: Secret32::new(seed) }
    }

    /// Reads the signed-note form `PRIVATE+KEY+<name>+<key id>+<base64>`; white space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let rest = text.trim().strip_prefix("PRIVATE+KEY+").ok_or(KeyError)?;
        let (origin, id, seed) = parse_key(rest)?;
        let key = Self { origin, seed };
        if key.verifying_key().id() == id { Ok(key) } else { Err(KeyError) }
    }

    /// The signed-note form, for the key file.
    pub fn text(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(vec![ED25519]);
        bytes.extend_from_slice(self.seed.bytes());
        let encoded = Zeroizing::new(Base64::encode_string(&bytes));
        let id = hex::encode(&self.verifying_key().id());
        Zeroizing::new(format!("PRIVATE+KEY+{}+{id}+{}", self.origin, encoded.as_str()))
    }

    /// The log this key signs for.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey { origin: self.origin.clone(), key: self.dalek().verifying_key() }
    }

    /// Signs that the log had this size and this root.
    pub fn sign(&self, size: u64, root: &Hash) -> String {
        let body = format!("{}\n{size}\n{}\n", self.origin, Base64::encode_string(root.as_bytes()));
        let mut bytes = self.verifying_key().id().to_vec();
        bytes.extend_from_slice(&self.dalek().sign(body.as_bytes()).to_bytes());
        format!("{body}\n— {} {}\n", self.origin, Base64::encode_string(&bytes))
    }

    pub(crate) fn dalek(&self) -> ed25519_dalek::SigningKey {
        ed25519_dalek::SigningKey::from_bytes(self.seed.bytes())
    }
}

/// The key that verifies a log's checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    origin: Origin,
    key: ed25519_dalek::VerifyingKey,
}

impl VerifyingKey {
    /// Reads the signed-note form `<name>+<key id>+<base64>`; white space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (origin, id, bytes) = parse_key(text.trim())?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes.bytes()).map_err(|_| KeyError)?;
        let key = Self { origin, key };
        // A key of small order would accept signatures nobody made.
        if key.id() == id && !key.key.is_weak() { Ok(key) } else { Err(KeyError) }
    }

    /// The signed-note form, to hand out.
    pub fn text(&self) -> String {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        format!("{}+{}+{}", self.origin, hex::encode(&self.id()), Base64::encode_string(&bytes))
    }

    /// The log this key verifies.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The key id of signed notes: the first four bytes of SHA-256(name ‖ newline ‖ type ‖ public key).
    pub fn id(&self) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(self.origin.as_str())
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        let [a, b, c, d, ..] = digest.0;
        [a, b, c, d]
    }

    /// Says whether two names stand for one key.
    pub fn is_same_key(&self, other: &VerifyingKey) -> bool {
        self.key == other.key
    }

    pub(crate) fn dalek(&self) -> &ed25519_dalek::VerifyingKey {
        &self.key
    }

    /// Verifies a checkpoint of this key's log. Signatures by other keys, such as witnesses, are passed over.
    pub fn verify(&self, text: &str) -> Result<Checkpoint, CheckpointError> {
        let (body, signatures) = split_note(text)?;
        let checkpoint = parse_body(body)?;
        if checkpoint.origin != self.origin {
            return Err(CheckpointError::OtherOrigin);
        }
        let mut ours = None;
        for line in signatures.split_terminator('\n') {
            let (name, bytes) = parse_signature(line)?;
            let (id, signature) = bytes.split_first_chunk::<4>().ok_or(CheckpointError::Malformed)?;
            if ours.is_none() && name == self.origin.as_str() && *id == self.id() {
                ours = Some(signature.to_vec());
            }
        }
        let ours = ours.ok_or(CheckpointError::NotSigned)?;
        let signature = Signature::from_slice(&ours).map_err(|_| CheckpointError::BadSignature)?;
        self.key.verify_strict(body.as_bytes(), &signature).map_err(|_| CheckpointError::BadSignature)?;
        Ok(checkpoint)
    }
}

/// Splits a signed note into the signed text, with its last newline, and the signature lines.
fn split_note(text: &str) -> Result<(&str, &str), CheckpointError> {
    let has_control = text.chars().any(|c| c != '\n' && c.is_control());
    if text.len() > MAX_TEXT_BYTES || has_control || !text.ends_with('\n') {
        return Err(CheckpointError::Malformed);
    }
    let blank = text.rfind("\n\n").ok_or(CheckpointError::Malformed)?;
    let (body, rest) = text.split_at_checked(blank + 1).ok_or(CheckpointError::Malformed)?;
    let signatures = rest.strip_prefix('\n').ok_or(CheckpointError::Malformed)?;
    Ok((body, signatures))
}

/// Reads origin, size and root. Extension lines may follow and are covered by the signature only.
fn parse_body(body: &str) -> Result<Checkpoint, CheckpointError> {
    let malformed = CheckpointError::Malformed;
    let mut lines = body.split_terminator('\n');
    let origin: Origin = lines.next().and_then(|line| line.parse().ok()).ok_or(malformed)?;
    let digits = lines.next().ok_or(malformed)?;
    let size: u64 = digits.parse().map_err(|_| malformed)?;
    let root = lines.next().and_then(|line| Base64::decode_vec(line).ok()).ok_or(malformed)?;
    let root = Hash::from_slice(&root).ok_or(malformed)?;
    // One spelling only: no leading zeros, no sign, no empty extension line.
    if size.to_string() != digits || lines.any(str::is_empty) {
        return Err(malformed);
    }
    Ok(Checkpoint { origin, size, root })
}

/// Reads a line `— name base64`.
fn parse_signature(line: &str) -> Result<(&str, Vec<u8>), CheckpointError> {
    let rest = line.strip_prefix("— ").ok_or(CheckpointError::Malformed)?;
    let (name, encoded) = rest.split_once(' ').ok_or(CheckpointError::Malformed)?;
    let bytes = Base64::decode_vec(encoded).map_err(|_| CheckpointError::Malformed)?;
    Ok((name, bytes))
}

/// Reads `<name>+<key id>+<base64 of type and 32 bytes>`.
fn parse_key(text: &str) -> Result<(Origin, [u8; 4], Secret32), KeyError> {
    // The base64 may hold plus signs itself, so only the first two separate.
    let mut parts = text.splitn(3, '+');
    let mut next = || parts.next().ok_or(KeyError);
    let (name, id, encoded) = (next()?, next()?, next()?);
    let origin: Origin = name.parse().map_err(|_| KeyError)?;
    let id_bytes = u32::from_str_radix(id, 16).map_err(|_| KeyError)?.to_be_bytes();
    let bytes = Zeroizing::new(Base64::decode_vec(encoded).map_err(|_| KeyError)?);
    let (&ED25519, bytes) = bytes.split_first().ok_or(KeyError)? else {
        return Err(KeyError);
    };
    let bytes = Secret32::from_slice(bytes).ok_or(KeyError)?;
    if hex::encode(&id_bytes) == id { Ok((origin, id_bytes, bytes)) } else { Err(KeyError) }
}
