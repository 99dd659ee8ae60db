//! The journal's Merkle tree (RFC 6962, section 2.1) over SHA-256.
//!
//! [`Frontier`] grows the tree from the hashes of its complete subtrees alone, which is all the store keeps.
//! Proofs are made from a slice of leaf hashes; verifying needs the proof only (RFC 9162, section 2.1).

mod proof;

use std::fmt;

use sha2::{Digest, Sha256};

use crate::hex;

pub use proof::{consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};

/// The most leaves a tree may claim: far beyond any journal, and small enough that counting cannot overflow.
const MAX_SIZE: u64 = 1 << 62;

/// A SHA-256 hash of a leaf, a subtree or the whole tree. Public.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash's bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Takes a hash from exactly 32 bytes.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Why a frontier or a proof is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MerkleError {
    /// The bytes are no frontier: the number of hashes does not fit the size.
    #[error("not a valid frontier")]
    Frontier,
    /// The leaf index or tree size is out of range.
    #[error("outside the tree")]
    OutsideTree,
    /// The proof does not lead to the root.
    #[error("proof does not hold")]
    ProofFails,
}

/// The root of the empty tree: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

/// The hash of a leaf: SHA-256(0x00 ‖ entry).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root over leaf hashes.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// The right edge of a tree: the hashes of its complete subtrees, the largest first.
///
/// There is one for each bit set in the size, so a tree of a million entries needs at most twenty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    hashes: Vec<Hash>,
}

impl Frontier {
    /// The frontier of the empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a size and as many hashes as the size has bits set.
    pub fn from_parts(size: u64, hashes: Vec<Hash>) -> Result<Self, MerkleError> {
        let is_whole = usize::try_from(size.count_ones()) == Ok(hashes.len());
        if size <= MAX_SIZE && is_whole { Ok(Self { size, hashes }) } else { Err(MerkleError::Frontier) }
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, MerkleError> {
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(MerkleError::Frontier)?;
        let (hashes, []) = rest.as_chunks::<32>() else {
            return Err(MerkleError::Frontier);
        };
        Self::from_parts(u64::from_be_bytes(*size), hashes.iter().copied().map(Hash).collect())
    }

    /// The size (big endian), then the hashes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for hash in &self.hashes {
            bytes.extend_from_slice(&hash.0);
        }
        bytes
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hashes of the complete subtrees, the largest first.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// Adds a leaf at the right.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Each trailing bit set is a complete subtree that now gets its right-hand twin.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.hashes.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.hashes.push(node);
        // The size begins at or below 2^62, so adding one at a time cannot reach 2^64 in practice.
        self.size = self.size.saturating_add(1);
    }

    /// The root of the tree so far.
    pub fn root(&self) -> Hash {
        let mut from_the_right = self.hashes.iter().rev();
        let Some(last) = from_the_right.next() else {
            return empty_root();
        };
        from_the_right.fold(*last, |right, left| node_hash(left, &right))
    }
}
