//! Families of log-linear models: sets of interaction terms that are searched as a whole.
//!
//! A model of a family is a bit set over its candidate terms; main effects are always in. Bits are below
//! the number of candidates, which is at most 25.

/// A set of candidate terms and the order among them.
#[derive(Debug, Clone)]
pub struct Family {
    lists: usize,
    terms: Vec<usize>,
    /// For each candidate, the candidates strictly within it.
    within: Vec<u32>,
    /// For each candidate, the candidates strictly around it.
    around: Vec<u32>,
}

/// Most lists for which all pair models are searched: 32,768 models.
pub const MOST_LISTS_PAIRS: usize = 6;
/// Most lists for which all hierarchical models are searched: 6,893 models.
pub const MOST_LISTS_HIERARCHICAL: usize = 5;
/// Largest interaction that is searched by default.
pub const DEFAULT_ORDER: usize = 3;

impl Family {
    /// All models with pairs only.
    pub fn pairs(lists: usize) -> Family {
        Family::of(lists, 2)
    }

    /// All hierarchical models with interactions up to `order` lists, without the saturated one.
    pub fn hierarchical(lists: usize, order: usize) -> Family {
        Family::of(lists, order.min(lists.saturating_sub(1)))
    }

    fn of(lists: usize, order: usize) -> Family {
        let mut terms: Vec<usize> = (1..1_usize << lists)
            .filter(|mask| (2..=order).contains(&(mask.count_ones() as usize)))
            .collect();
        terms.sort_by_key(|mask| (mask.count_ones(), members(*mask)));
        let bits = |keep: &dyn Fn(usize) -> bool| -> u32 {
            terms.iter().enumerate().filter(|(_, term)| keep(**term)).map(|(bit, _)| 1_u32 << bit).sum()
        };
        let within: Vec<u32> =
            terms.iter().map(|term| bits(&|other| other != *term && other & term == other)).collect();
        let around: Vec<u32> =
            terms.iter().map(|term| bits(&|other| other != *term && other & term == *term)).collect();
        Family { lists, terms, within, around }
    }

    /// Number of lists.
    pub fn lists(&self) -> usize {
        self.lists
    }

    /// Candidate terms as masks of lists, small ones first, then by list.
    pub fn candidates(&self) -> &[usize] {
        &self.terms
    }

    /// The model with every candidate.
    pub fn largest(&self) -> u32 {
        (1_u32 << self.terms.len()) - 1
    }

    /// Terms of a model as masks of lists.
    pub fn terms(&self, model: u32) -> impl Iterator<Item = usize> + '_ {
        self.terms.iter().enumerate().filter(move |(bit, _)| model & (1 << bit) != 0).map(|(_, term)| *term)
    }

    /// A model without candidate `bit` and without all that contains it.
    pub fn drop(&self, model: u32, bit: usize) -> u32 {
        model & !(self.around.get(bit).copied().unwrap_or_default() | 1 << bit)
    }

    /// A model with candidate `bit` and with all that lies within it.
    pub fn force(&self, model: u32, bit: usize) -> u32 {
        model | self.within.get(bit).copied().unwrap_or_default() | 1 << bit
    }

    /// The model with exactly these terms, as far as they are candidates.
    pub fn model_of(&self, terms: &[usize]) -> u32 {
        self.terms
            .iter()
            .enumerate()
            .filter(|(_, term)| terms.contains(term))
            .map(|(bit, _)| 1_u32 << bit)
            .sum()
    }

    /// All hierarchical models, small candidates decided first.
    pub fn models(&self) -> Vec<u32> {
        let mut models = vec![0_u32];
        for (bit, within) in self.within.iter().enumerate() {
            let grown: Vec<u32> = models
                .iter()
                .filter(|model| *model & within == *within)
                .map(|model| model | 1 << bit)
                .collect();
            models.extend(grown);
        }
        models
    }

    /// The generators of a model in the manner of Rcapture: `[123,25,34]`, single lists only where needed.
    pub fn name(&self, model: u32) -> String {
        let terms: Vec<usize> = self.terms(model).chain((0..self.lists).map(|list| 1 << list)).collect();
        let mut generators: Vec<usize> = terms
            .iter()
            .copied()
            .filter(|term| !terms.iter().any(|other| other != term && other & term == *term))
            .collect();
        generators.sort_by_key(|mask| (core::cmp::Reverse(mask.count_ones()), members(*mask)));
        let names: Vec<String> = generators
            .iter()
            .map(|mask| members(*mask).iter().map(|list| (list + 1).to_string()).collect())
            .collect();
        format!("[{}]", names.join(","))
    }
}

/// The lists of a mask, first list first.
pub fn members(mask: usize) -> Vec<usize> {
    (0..usize::BITS as usize).filter(|list| mask >> list & 1 == 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_have_the_published_sizes() {
        assert_eq!(Family::pairs(5).models().len(), 1_024);
        assert_eq!(Family::hierarchical(4, 4).models().len(), 113);
        assert_eq!(Family::hierarchical(5, 4).models().len(), 6_893);
        assert_eq!(Family::hierarchical(3, 3).models().len(), 8);
    }

    #[test]
    fn names_are_generators() {
        let family = Family::hierarchical(5, 3);
        let model = family.model_of(&[0b00111, 0b00011, 0b00101, 0b00110, 0b10010, 0b01100]);

        assert_eq!(family.name(model), "[123,25,34]");
        assert_eq!(family.name(0), "[1,2,3,4,5]");
    }
}
