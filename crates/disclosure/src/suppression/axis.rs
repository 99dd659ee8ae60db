//! One dimension of a table: a tree of groups with the total at its root.

use std::collections::BTreeMap;

use crate::frame::{Column, Frame, UNKNOWN};

/// Stands for the total in a published table.
pub const ALL: &str = "(all)";
/// Stands for an empty field in a published table.
pub const NOT_KNOWN: &str = "(unknown)";

/// A tree of groups. Node 0 is the total; a parent comes before its children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// Columns, from the coarsest to the finest: each value of a finer one lies in one group of the coarser.
    pub columns: Vec<String>,
    parents: Vec<usize>,
    labels: Vec<Vec<String>>,
    children: Vec<Vec<usize>>,
}

impl Axis {
    /// The axis over the distinct paths of values, in order.
    fn over(columns: Vec<String>, paths: &[Vec<String>]) -> Axis {
        let depth = columns.len();
        let mut axis = Axis {
            columns,
            parents: vec![0],
            labels: vec![vec![ALL.to_owned(); depth]],
            children: vec![Vec::new()],
        };
        let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::from([(Vec::new(), 0)]);
        for path in paths {
            for length in 1..=path.len() {
                let part: Vec<String> = path.iter().take(length).cloned().collect();
                if known.contains_key(&part) {
                    continue;
                }
                let above: Vec<String> = path.iter().take(length - 1).cloned().collect();
                let parent = known.get(&above).copied().unwrap_or(0);
                let node = axis.parents.len();
                let mut label = part.clone();
                label.resize(depth, ALL.to_owned());
                axis.parents.push(parent);
                axis.labels.push(label);
                axis.children.push(Vec::new());
                if let Some(children) = axis.children.get_mut(parent) {
                    children.push(node);
                }
                known.insert(part, node);
            }
        }
        axis
    }

    /// The axis of some columns of records, and the leaf of each row.
    pub fn of(frame: &Frame, places: &[usize]) -> (Axis, Vec<u32>) {
        let columns: Vec<&Column> = places.iter().filter_map(|&at| frame.columns.get(at)).collect();
        let label = |column: &Column, code: u16| {
            if code == UNKNOWN { NOT_KNOWN.to_owned() } else { column.level(code).to_owned() }
        };
        let names = columns.iter().map(|column| column.name.clone()).collect();
        let mut seen: BTreeMap<Vec<u16>, u32> = BTreeMap::new();
        let key = |row: usize| -> Vec<u16> {
            columns.iter().filter_map(|column| column.codes.get(row).copied()).collect()
        };
        if let [only] = columns.as_slice() {
            // The usual case, without a key for each row.
            let mut leaf_of = vec![0_u32; only.size()];
            let has_unknown = only.codes.contains(&UNKNOWN);
            let codes: Vec<u16> = (1..=u16::try_from(only.levels.len()).unwrap_or(u16::MAX))
                .chain(has_unknown.then_some(UNKNOWN))
                .collect();
            let paths: Vec<Vec<String>> = codes.iter().map(|&code| vec![label(only, code)]).collect();
            for (node, &code) in (1..).zip(&codes) {
                if let Some(leaf) = leaf_of.get_mut(usize::from(code)) {
                    *leaf = node;
                }
            }
            let leaves =
                only.codes.iter().map(|&code| leaf_of.get(usize::from(code)).copied().unwrap_or(0)).collect();
            return (Axis::over(names, &paths), leaves);
        }
        for row in 0..frame.rows {
            seen.entry(key(row)).or_insert(0);
        }
        let paths: Vec<Vec<String>> = seen
            .keys()
            .map(|codes| columns.iter().zip(codes).map(|(column, &code)| label(column, code)).collect())
            .collect();
        let axis = Axis::over(names, &paths);
        for (leaf, path) in seen.values_mut().zip(&paths) {
            let node = axis.labels.iter().position(|labels| labels == path).unwrap_or(0);
            *leaf = u32::try_from(node).unwrap_or(0);
        }
        let leaves = (0..frame.rows).map(|row| seen.get(&key(row)).copied().unwrap_or(0)).collect();
        (axis, leaves)
    }

    /// The axis over paths of values that stand in published tables.
    pub fn named(columns: &[String], paths: &[Vec<String>]) -> Axis {
        Axis::over(columns.to_vec(), paths)
    }

    /// Number of nodes, the total included.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there is nothing but the total.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// The node above; the total is above itself.
    pub fn parent(&self, node: usize) -> usize {
        self.parents.get(node).copied().unwrap_or(0)
    }

    /// The nodes below.
    pub fn children(&self, node: usize) -> &[usize] {
        self.children.get(node).map_or(&[], Vec::as_slice)
    }

    /// Values in the columns of the axis; [`ALL`] where a column is summed over.
    pub fn label(&self, node: usize) -> &[String] {
        self.labels.get(node).map_or(&[], Vec::as_slice)
    }

    /// The nodes from one up to the total, both included.
    pub fn ancestry(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut next = Some(node);
        std::iter::from_fn(move || {
            let node = next?;
            next = (node != 0).then(|| self.parent(node));
            Some(node)
        })
    }
}
