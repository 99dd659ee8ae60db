//! Counts per capture pattern, dense: the form every estimator works on.
//!
//! A pattern is a mask: bit `i` says that the person is on list `i`. Arrays over patterns have `2^lists`
//! entries, so that indexing them by a mask of these lists cannot fail; entry 0, the unseen, is always zero.

/// The most lists that are accepted.
pub const MOST_LISTS: usize = 10;

/// Counts per capture pattern of a fixed number of lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    lists: usize,
    counts: Vec<f64>,
}

impl Cells {
    /// Makes a table without people.
    pub fn empty(lists: usize) -> Cells {
        Cells { lists, counts: vec![0.0; 1 << lists] }
    }

    /// Takes counts indexed by mask; the entry of the unseen is cleared.
    pub fn from_counts(lists: usize, mut counts: Vec<f64>) -> Cells {
        counts.resize(1 << lists, 0.0);
        if let Some(unseen) = counts.first_mut() {
            *unseen = 0.0;
        }
        Cells { lists, counts }
    }

    /// Adds people with one pattern; the empty pattern is ignored.
    pub fn add(&mut self, pattern: usize, people: f64) {
        if pattern != 0
            && let Some(count) = self.counts.get_mut(pattern)
        {
            *count += people;
        }
    }

    /// Number of lists.
    pub fn lists(&self) -> usize {
        self.lists
    }

    /// Counts by mask, `2^lists` of them.
    pub fn counts(&self) -> &[f64] {
        &self.counts
    }

    /// Mask and count of each pattern with people, in the order of masks.
    pub fn filled(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.counts.iter().copied().enumerate().filter(|(_, count)| *count > 0.0)
    }

    /// People on any list.
    pub fn observed(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// People on at least all lists of `term` (n_S of the papers).
    pub fn overlap(&self, term: usize) -> f64 {
        self.filled().filter(|(pattern, _)| pattern & term == term).map(|(_, count)| count).sum()
    }

    /// People on at least two lists: all that an estimate can rest on.
    pub fn on_several(&self) -> f64 {
        self.filled().filter(|(pattern, _)| pattern.count_ones() > 1).map(|(_, count)| count).sum()
    }

    /// People on exactly `lists` lists (f_k of the capture-frequency estimators).
    pub fn on_exactly(&self, lists: u32) -> f64 {
        self.filled().filter(|(pattern, _)| pattern.count_ones() == lists).map(|(_, count)| count).sum()
    }

    /// The table without list `left_out`; people who were only on it are gone.
    #[must_use]
    pub fn without(&self, left_out: usize) -> Cells {
        let mut rest = Cells::empty(self.lists - 1);
        for (pattern, count) in self.filled() {
            rest.add(squeeze(pattern, left_out), count);
        }
        rest
    }

    /// Only the members of list `known`, with their histories on the other lists.
    #[must_use]
    pub fn members_of(&self, known: usize) -> Cells {
        let mut rest = Cells::empty(self.lists - 1);
        for (pattern, count) in self.filled().filter(|(pattern, _)| pattern & (1 << known) != 0) {
            rest.add(squeeze(pattern, known), count);
        }
        rest
    }
}

/// Takes one bit out of a mask and closes the gap.
fn squeeze(pattern: usize, bit: usize) -> usize {
    let below = pattern & ((1 << bit) - 1);
    below | ((pattern >> (bit + 1)) << bit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_a_list_out_keeps_the_others_apart() {
        let mut cells = Cells::empty(3);
        cells.add(0b111, 1.0);
        cells.add(0b010, 2.0);
        cells.add(0b101, 4.0);

        assert_eq!(cells.without(1).counts(), [0.0, 0.0, 0.0, 5.0]);
        assert_eq!(cells.members_of(1).counts(), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(cells.overlap(0b101), 5.0);
        assert_eq!(cells.on_several(), 5.0);
    }
}
