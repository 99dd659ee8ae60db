//! Rows of one instrument, or of one group in it, counted.

use std::collections::BTreeSet;

use super::auc::Scored;
use super::row::{Participation, Row, Screen};
use super::verification::{Checked, Verified};

/// Which of the persons with one result were checked against the reference standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Everybody.
    Everybody,
    /// A sample that chance chose.
    AtRandom,
    /// Some, chosen by somebody or by circumstance.
    Chosen,
    /// Nobody.
    Nobody,
}

/// Persons with one result.
#[derive(Debug, Clone, Default)]
struct Side {
    screened: u64,
    with: u64,
    without: u64,
    with_at_random: u64,
    without_at_random: u64,
    chosen_unchecked: u64,
}

impl Side {
    fn take(&mut self, row: &Row) {
        self.screened += 1;
        let is_chosen = row.is_chosen == Some(true);
        match row.is_trafficked {
            Some(true) => {
                self.with += 1;
                self.with_at_random += u64::from(is_chosen);
            }
            Some(false) => {
                self.without += 1;
                self.without_at_random += u64::from(is_chosen);
            }
            None => self.chosen_unchecked += u64::from(is_chosen),
        }
    }

    /// Whom the figures rest on: everybody, else those whom chance chose, else whoever was checked.
    fn used(&self) -> (How, Checked) {
        let Side { screened, with, without, with_at_random, without_at_random, .. } = *self;
        let of = |with, without| Checked { screened, with, without };
        if with + without == screened {
            (How::Everybody, of(with, without))
        } else if with_at_random + without_at_random > 0 {
            (How::AtRandom, of(with_at_random, without_at_random))
        } else if with + without > 0 {
            (How::Chosen, of(with, without))
        } else {
            (How::Nobody, of(0, 0))
        }
    }

    fn has_set_aside(&self) -> bool {
        let (how, used) = self.used();
        how == How::AtRandom && used.checked() < self.with + self.without
    }
}

/// What is counted.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    positive: Side,
    negative: Side,
    /// Asked, and said no.
    pub refused: u64,
    /// Never asked.
    pub not_asked: u64,
    /// Checked with, without, and nobody knows whether with the screen in hand.
    pub used_screen: [u64; 3],
    /// Names of reference standards.
    pub standards: BTreeSet<String>,
    /// Scores of those checked.
    pub scored: Vec<Scored>,
    /// Screened without a score.
    pub unscored: u64,
    /// Names of the sites.
    pub sites: BTreeSet<String>,
}

impl Tally {
    /// Counts rows.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            tally.take(row);
        }
        tally
    }

    fn take(&mut self, row: &Row) {
        match row.participation {
            Participation::Refused => self.refused += 1,
            Participation::NotAsked => self.not_asked += 1,
            Participation::Asked => {}
        }
        match row.screen {
            Some(Screen::Positive) => self.positive.take(row),
            Some(Screen::Negative) => self.negative.take(row),
            None => return,
        }
        self.sites.insert(row.site.clone());
        if row.score.is_none() {
            self.unscored += 1;
        }
        let Some(is_trafficked) = row.is_trafficked else { return };
        self.standards.insert(row.standard.clone());
        let [with, without, unknown] = &mut self.used_screen;
        *match row.used_screen {
            Some(true) => with,
            Some(false) => without,
            None => unknown,
        } += 1;
        if let Some(score) = row.score {
            self.scored.push(Scored { score, is_trafficked });
        }
    }

    /// Everybody with a result.
    pub fn screened(&self) -> u64 {
        self.positive.screened + self.negative.screened
    }

    /// The persons that figures rest on, with how those who screened positive and negative were checked.
    pub fn used(&self) -> (Verified, How, How) {
        let ((positively, positive), (negatively, negative)) = (self.positive.used(), self.negative.used());
        (Verified { positive, negative }, positively, negatively)
    }

    /// Whether some of those whom chance chose were never checked.
    pub fn has_chosen_unchecked(&self) -> bool {
        self.positive.chosen_unchecked + self.negative.chosen_unchecked > 0
    }

    /// Whether some who were checked for another reason are left out beside a random sample.
    pub fn has_set_aside(&self) -> bool {
        self.positive.has_set_aside() || self.negative.has_set_aside()
    }
}
