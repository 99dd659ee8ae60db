//! The journal's tree, against published roots and the definition of RFC 6962 written down naively.

use havenward_vault::merkle::{
    Frontier, Hash, MerkleError, consistency_proof, empty_root, inclusion_proof, leaf_hash, node_hash, root,
    verify_consistency, verify_inclusion,
};
use proptest::prelude::*;

/// Leaves and roots of the certificate-transparency reference implementation (`merkle_tree_test.cc`).
const REFERENCE: [(&[u8], &str); 8] = [
    (b"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    (b"\x00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (b"\x10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (b"\x20\x21", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    (b"\x30\x31", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    (b"\x40\x41\x42\x43", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    (b"\x50\x51\x52\x53\x54\x55\x56\x57", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
];

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

/// MTH of RFC 6962, section 2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let mut k = 1;
            while k * 2 < leaves.len() {
                k *= 2;
            }
            node_hash(&naive_root(&leaves[..k]), &naive_root(&leaves[k..]))
        }
    }
}

/// PATH of RFC 6962, section 2.1.1, word for word.
fn naive_path(m: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let mut k = 1;
    while k * 2 < leaves.len() {
        k *= 2;
    }
    let (mut path, other) = if m < k {
        (naive_path(m, &leaves[..k]), naive_root(&leaves[k..]))
    } else {
        (naive_path(m - k, &leaves[k..]), naive_root(&leaves[..k]))
    };
    path.push(other);
    path
}

/// SUBPROOF of RFC 6962, section 2.1.2, word for word.
fn naive_subproof(m: usize, leaves: &[Hash], is_whole: bool) -> Vec<Hash> {
    if m == leaves.len() {
        return if is_whole { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let mut k = 1;
    while k * 2 < leaves.len() {
        k *= 2;
    }
    let (mut proof, other) = if m <= k {
        (naive_subproof(m, &leaves[..k], is_whole), naive_root(&leaves[k..]))
    } else {
        (naive_subproof(m - k, &leaves[k..], false), naive_root(&leaves[..k]))
    };
    proof.push(other);
    proof
}

#[test]
fn roots_are_those_of_the_reference_implementation() {
    let mut frontier = Frontier::new();
    assert_eq!(
        frontier.root().to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    for (entry, root) in REFERENCE {
        frontier.push(leaf_hash(entry));
        assert_eq!(frontier.root().to_string(), root);
    }
}

#[test]
fn proofs_are_those_of_the_rfc_and_verify_for_every_small_tree() {
    let all = leaves(40);
    for size in 1..=all.len() {
        let tree = &all[..size];
        let tree_root = root(tree);
        for index in 0..size {
            let proof = inclusion_proof(tree, index).unwrap();
            assert_eq!(proof, naive_path(index, tree));
            verify_inclusion(&tree[index], index as u64, size as u64, &proof, &tree_root).unwrap();
        }
        for old in 1..=size {
            let proof = consistency_proof(tree, old).unwrap();
            assert_eq!(proof, naive_subproof(old, tree, true));
            verify_consistency(old as u64, &root(&tree[..old]), size as u64, &tree_root, &proof).unwrap();
        }
        assert_eq!(consistency_proof(tree, 0), Ok(Vec::new()));
        verify_consistency(0, &empty_root(), size as u64, &tree_root, &[]).unwrap();
    }
}

#[test]
fn a_proof_with_any_part_changed_is_refused() {
    let tree = leaves(21);
    let tree_root = root(&tree);
    let other = leaf_hash(b"another");
    for (index, leaf) in (0..).zip(&tree) {
        let proof = naive_path(usize::try_from(index).unwrap(), &tree);
        let refused = |leaf, index, size, proof: &[Hash], root| {
            assert!(verify_inclusion(leaf, index, size, proof, root).is_err());
        };
        refused(&other, index, 21, &proof, &tree_root);
        refused(leaf, index, 21, &proof, &other);
        refused(leaf, index, 21, &proof[1..], &tree_root);
        refused(leaf, index, 21, &[proof.as_slice(), &[other]].concat(), &tree_root);
        for wrong in (0..21).filter(|wrong| *wrong != index) {
            refused(leaf, wrong, 21, &proof, &tree_root);
        }
        for at in 0..proof.len() {
            let mut altered = proof.clone();
            altered[at] = other;
            refused(leaf, index, 21, &altered, &tree_root);
        }
    }
}

#[test]
fn a_rewritten_past_has_no_consistency_proof() {
    let tree = leaves(21);
    let tree_root = root(&tree);
    for old in 1..21 {
        let proof = consistency_proof(&tree, old).unwrap();
        let mut rewritten = tree[..old].to_vec();
        rewritten[old / 2] = leaf_hash(b"rewritten");
        let (old_root, old) = (root(&tree[..old]), old as u64);
        let refused = |old, old_root: &Hash, new, new_root: &Hash, proof: &[Hash]| {
            assert!(verify_consistency(old, old_root, new, new_root, proof).is_err());
        };
        refused(old, &root(&rewritten), 21, &tree_root, &proof);
        refused(old, &old_root, 21, &root(&rewritten), &proof);
        refused(old, &old_root, 21, &tree_root, &[proof.as_slice(), &[tree_root]].concat());
        refused(old, &old_root, 21, &tree_root, &proof[1..]);
        for at in 0..proof.len() {
            let mut altered = proof.clone();
            altered[at] = leaf_hash(b"another");
            refused(old, &old_root, 21, &tree_root, &altered);
        }
    }
    let other = leaf_hash(b"another");
    assert_eq!(verify_consistency(22, &other, 21, &tree_root, &[]), Err(MerkleError::OutsideTree));
    assert_eq!(verify_consistency(21, &other, 21, &tree_root, &[]), Err(MerkleError::ProofFails));
    assert_eq!(verify_consistency(0, &other, 21, &tree_root, &[]), Err(MerkleError::ProofFails));
    assert_eq!(verify_consistency(0, &empty_root(), 0, &other, &[]), Err(MerkleError::ProofFails));
}

#[test]
fn proofs_outside_the_tree_are_refused() {
    let tree = leaves(3);
    assert_eq!(inclusion_proof(&tree, 3), Err(MerkleError::OutsideTree));
    assert_eq!(inclusion_proof(&[], 0), Err(MerkleError::OutsideTree));
    assert_eq!(consistency_proof(&tree, 4), Err(MerkleError::OutsideTree));
    assert_eq!(verify_inclusion(&tree[0], 3, 3, &[], &tree[0]), Err(MerkleError::OutsideTree));
}

#[test]
fn a_frontier_whose_hashes_do_not_fit_its_size_is_refused() {
    let hash = leaf_hash(b"");
    for (size, count) in [(0, 1), (1, 0), (3, 1), (4, 2), (u64::MAX, 64)] {
        assert_eq!(Frontier::from_parts(size, vec![hash; count]), Err(MerkleError::Frontier));
    }
    for bytes in
        [vec![], vec![0; 7], vec![0; 9], vec![0; 40], [&[0, 0, 0, 0, 0, 0, 0, 1], &[0u8; 33][..]].concat()]
    {
        assert_eq!(Frontier::from_bytes(&bytes), Err(MerkleError::Frontier));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_frontier_has_the_root_of_the_definition_and_survives_its_bytes(
        entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..200),
    ) {
        let mut frontier = Frontier::new();
        for entry in &entries {
            frontier = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
            frontier.push(leaf_hash(entry));
        }
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        prop_assert_eq!(frontier.size(), leaves.len() as u64);
        prop_assert_eq!(frontier.root(), naive_root(&leaves));
        prop_assert_eq!(root(&leaves), naive_root(&leaves));
        prop_assert_eq!(frontier.hashes().len(), leaves.len().count_ones() as usize);
    }

    #[test]
    fn hostile_proofs_never_panic(
        (old, new, index) in (any::<u64>(), any::<u64>(), any::<u64>()),
        proof in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let proof: Vec<Hash> = proof.into_iter().map(Hash).collect();
        let hash = leaf_hash(b"");
        prop_assert!(verify_inclusion(&hash, index, new, &proof, &empty_root()).is_err());
        prop_assert!(old == new || verify_consistency(old, &hash, new, &empty_root(), &proof).is_err());
    }
}
