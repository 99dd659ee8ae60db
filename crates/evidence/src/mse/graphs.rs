//! Decomposable graphs on a few lists, as sums of cliques minus separators.
//!
//! Vertices are lists, below the number of lists; masks of lists index arrays of `2^lists`.

/// A decomposable graph: how often each set of lists counts, cliques +1 and separators -1 each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// Sets of lists with their sign and multiplicity; empty separators are left out.
    pub parts: Vec<(usize, i32)>,
}

/// All decomposable graphs on these lists: 8, 61 and 822 for three, four and five.
pub fn decomposable(lists: usize) -> Vec<Graph> {
    let pairs = super::stepwise::pairs(lists);
    (0..1_usize << pairs.len())
        .filter_map(|edges| {
            let mut near = vec![0_usize; lists];
            for pair in
                pairs.iter().enumerate().filter(|(bit, _)| edges & (1 << bit) != 0).map(|(_, pair)| pair)
            {
                for (list, neighbours) in
                    near.iter_mut().enumerate().filter(|(list, _)| pair & (1 << list) != 0)
                {
                    *neighbours |= pair & !(1 << list);
                }
            }
            graph(&near)
        })
        .collect()
}

/// Cliques and separators along a maximum-cardinality order; `None` when the graph is not chordal.
fn graph(near: &[usize]) -> Option<Graph> {
    let mut visited = 0_usize;
    let mut parts: std::collections::BTreeMap<usize, i32> = std::collections::BTreeMap::new();
    let mut clique = 0_usize;
    for _ in near {
        let next = (0..near.len())
            .filter(|list| visited & (1 << list) == 0)
            .max_by_key(|list| ((near[*list] & visited).count_ones(), core::cmp::Reverse(*list)))?;
        let before = near[next] & visited;
        // Chordal: the neighbours visited before form a complete set.
        let complete = (0..near.len())
            .filter(|list| before & (1 << list) != 0)
            .all(|list| before & !(1 << list) & !near[list] == 0);
        if !complete {
            return None;
        }
        if visited != 0 && before != clique {
            *parts.entry(clique).or_default() += 1;
            if before != 0 {
                *parts.entry(before).or_default() -= 1;
            }
            clique = before;
        }
        clique |= 1 << next;
        visited |= 1 << next;
    }
    *parts.entry(clique).or_default() += 1;
    Some(Graph { parts: parts.into_iter().filter(|(_, times)| *times != 0).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposable_graphs_are_counted() {
        assert_eq!([2, 3, 4, 5].map(|lists| decomposable(lists).len()), [2, 8, 61, 822]);
    }

    #[test]
    fn each_list_counts_once() {
        for graph in decomposable(5) {
            for list in 0..5 {
                let times: i32 =
                    graph.parts.iter().filter(|(set, _)| set & (1 << list) != 0).map(|(_, n)| n).sum();
                assert_eq!(times, 1, "{graph:?}");
            }
        }
    }
}
