//! Waits counted in narrow classes, so that medians and high percentiles need no list of persons.
//!
//! Each power of two is cut into 64 classes, so that a class is at most 1.6 % wide; inside a class the
//! percentile is interpolated. Waits of zero are counted apart.

/// Classes in one power of two.
const PARTS: usize = 64;
/// The smallest power of two that is told apart from zero: about a tenth of a microunit.
const LOWEST: i32 = -23;
/// Powers of two from the smallest up: to about two million units.
const POWERS: usize = 44;

/// Counts of waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    zero: u64,
    count: u64,
    // Empty until somebody waits: most stations of a large scenario have classes that never meet.
    classes: Vec<u32>,
}

impl Histogram {
    /// Counts one wait.
    #[inline]
    pub fn add(&mut self, wait: f64) {
        self.count += 1;
        if wait <= 0.0 {
            self.zero += 1;
            return;
        }
        if self.classes.is_empty() {
            self.classes = vec![0; PARTS * POWERS];
        }
        if let Some(class) = self.classes.get_mut(class_of(wait)) {
            *class += 1;
        }
    }

    /// The wait that a share of all do not exceed; zero when nobody was counted.
    #[expect(clippy::cast_precision_loss, reason = "counts below 2^53")]
    pub fn quantile(&self, share: f64) -> f64 {
        let rank = share * self.count as f64;
        let mut below = self.zero as f64;
        if rank <= below {
            return 0.0;
        }
        let mut last = 0.0;
        for (at, count) in self.classes.iter().enumerate().filter(|(_, count)| **count > 0) {
            let count = f64::from(*count);
            let (low, high) = (lower(at), lower(at + 1));
            last = high;
            if below + count >= rank {
                return low + (high - low) * ((rank - below) / count);
            }
            below += count;
        }
        last
    }

    /// Adds what another one counted.
    pub fn merge(&mut self, other: &Histogram) {
        self.zero += other.zero;
        self.count += other.count;
        if self.classes.is_empty() {
            self.classes.clone_from(&other.classes);
        } else {
            for (mine, theirs) in self.classes.iter_mut().zip(&other.classes) {
                *mine += theirs;
            }
        }
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.count
    }
}

/// The class of a positive wait, read from the exponent and the upper bits of its fraction.
#[inline]
fn class_of(wait: f64) -> usize {
    let top = wait.to_bits() >> 46;
    let first = u64::from((1023 + LOWEST).unsigned_abs()) * 64;
    (top.saturating_sub(first) as usize).min(PARTS * POWERS - 1)
}

/// The lower bound of a class.
fn lower(class: usize) -> f64 {
    let first = u64::from((1023 + LOWEST).unsigned_abs()) * 64;
    f64::from_bits((first + class as u64) << 46)
}
