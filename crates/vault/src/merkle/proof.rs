//! Proofs: that a leaf is in a tree, and that a tree only grew.

use super::{Hash, MerkleError, empty_root, node_hash, root};

/// Proves that the leaf at `index` is in the tree over `leaves` (RFC 6962, section 2.1.1).
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Result<Vec<Hash>, MerkleError> {
    if index >= leaves.len() {
        return Err(MerkleError::OutsideTree);
    }
    let mut path = Vec::new();
    let (mut subtree, mut index) = (leaves, index);
    while subtree.len() > 1 {
        let (left, right) = subtree.split_at(split_point(subtree.len()));
        if index < left.len() {
            path.push(root(right));
            subtree = left;
        } else {
            path.push(root(left));
            index -= left.len();
            subtree = right;
        }
    }
    path.reverse();
    Ok(path)
}

/// Proves that the tree over `leaves` continues the tree over its first `old_size` (RFC 6962, section 2.1.2).
///
/// Every tree continues the empty one and itself; both proofs are empty.
pub fn consistency_proof(leaves: &[Hash], old_size: usize) -> Result<Vec<Hash>, MerkleError> {
    if old_size > leaves.len() {
        return Err(MerkleError::OutsideTree);
    }
    let mut path = Vec::new();
    if old_size == 0 || old_size == leaves.len() {
        return Ok(path);
    }
    let (mut subtree, mut old_size, mut is_known) = (leaves, old_size, true);
    while old_size < subtree.len() {
        let (left, right) = subtree.split_at(split_point(subtree.len()));
        if old_size <= left.len() {
            path.push(root(right));
            subtree = left;
        } else {
            path.push(root(left));
            old_size -= left.len();
            subtree = right;
            is_known = false;
        }
    }
    // A subtree that begins at the first leaf is the old tree itself, which the verifier has.
    if !is_known {
        path.push(root(subtree));
    }
    path.reverse();
    Ok(path)
}

/// Verifies that a leaf is at `index` in the tree of `size` leaves with this root (RFC 9162, section 2.1.3.2).
pub fn verify_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), MerkleError> {
    if index >= size {
        return Err(MerkleError::OutsideTree);
    }
    let (mut index, mut last) = (index, size - 1);
    let mut node = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(MerkleError::ProofFails);
        }
        if index % 2 == 1 || index == last {
            node = node_hash(sibling, &node);
            while index % 2 == 0 && index != 0 {
                index /= 2;
                last /= 2;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        index /= 2;
        last /= 2;
    }
    if last == 0 && node == *root { Ok(()) } else { Err(MerkleError::ProofFails) }
}

/// Verifies that the newer tree continues the older one (RFC 9162, section 2.1.4.2).
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), MerkleError> {
    if old_size > new_size {
        return Err(MerkleError::OutsideTree);
    }
    if old_size == 0 || old_size == new_size {
        let is_same = if old_size == 0 { *old_root == empty_root() } else { old_root == new_root };
        let is_new_whole = new_size != 0 || *new_root == empty_root();
        return if proof.is_empty() && is_same && is_new_whole {
            Ok(())
        } else {
            Err(MerkleError::ProofFails)
        };
    }
    let mut hashes = proof.iter();
    let first = if old_size.is_power_of_two() { Some(old_root) } else { hashes.next() };
    let first = first.ok_or(MerkleError::ProofFails)?;
    // Both sizes are at least one here. Trailing ones are levels at which the old edge is complete.
    let shift = (old_size - 1).trailing_ones();
    let (mut index, mut last) = ((old_size - 1) >> shift, (new_size - 1) >> shift);
    let (mut old, mut new) = (*first, *first);
    for sibling in hashes {
        if last == 0 {
            return Err(MerkleError::ProofFails);
        }
        if index % 2 == 1 || index == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            while index % 2 == 0 && index != 0 {
                index /= 2;
                last /= 2;
            }
        } else {
            new = node_hash(&new, sibling);
        }
        index /= 2;
        last /= 2;
    }
    if last == 0 && old == *old_root && new == *new_root { Ok(()) } else { Err(MerkleError::ProofFails) }
}

/// The largest power of two below `size`, for a size of two or more.
fn split_point(size: usize) -> usize {
    1 << (size - 1).ilog2()
}
