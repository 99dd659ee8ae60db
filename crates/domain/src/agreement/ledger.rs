//! All agreements of one person together, and where each purpose and recipient stands.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Agreement, Answer, Category, Closes, Purpose, Recipient};
use crate::coded::Coded;
use crate::id::{AgreementId, UnitId, UserId};
use crate::legal_basis::LegalBasis;
use crate::words::Words;

/// A sharing that the law orders or allows without agreement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByLaw {
    /// On what the one who shares relies.
    pub basis: LegalBasis,
    /// The purpose.
    pub purpose: Purpose,
    /// The recipient.
    pub recipient: Recipient,
    /// The categories, no more than the law names.
    pub categories: BTreeSet<Category>,
    /// Until when: nothing is granted without an end.
    pub until: Timestamp,
    /// Who wrote it.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Why, in words; never missing where a vital interest is the only ground.
    pub reason: Option<Words>,
}

impl ByLaw {
    /// Whether this is in force and says all that the other says, whoever wrote it and when.
    pub fn shares_the_same(&self, other: &Self, now: Timestamp) -> bool {
        let written = Self { by: self.by, at: self.at, ..other.clone() };
        now < self.until && *self == written
    }
}

/// Where a purpose stands with a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not asked, or to be asked again because the answer expired or the person turned 18.
    NotAsked,
    /// Agreed to something.
    Agreed,
    /// Refused, or refused by default.
    Refused,
    /// Agreed once and withdrawn since.
    Withdrawn,
    /// No agreement is needed: this law.
    NotNeeded(String),
}

/// On what one share rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The person's agreement.
    Agreement(AgreementId),
    /// A law: the code of its ground. Which law it is stays in the sealed core.
    Law(String),
}

/// On what a share rests, and until when it may. The receiver knows no more than this of the person's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// On what.
    pub basis: Basis,
    /// Until when.
    pub until: Timestamp,
}

impl Grounds {
    /// The basis, if it still holds.
    pub fn now(&self, now: Timestamp) -> Option<&Basis> {
        (now < self.until).then_some(&self.basis)
    }
}

/// The agreements of one person, in the order in which they were given.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreements {
    given: Vec<Agreement>,
    by_law: Vec<ByLaw>,
}

impl Agreements {
    /// Adds an agreement. The answer given last is the one that counts.
    #[must_use]
    pub fn with(mut self, agreement: Agreement) -> Self {
        self.given.push(agreement);
        // Stable: of two given at one instant, the one recorded last is the one given last.
        self.given.sort_by_key(Agreement::at);
        self
    }

    /// Adds a sharing by law, of which the person is told. It takes the place of an earlier one on the same ground.
    #[must_use]
    pub fn with_law(mut self, by_law: ByLaw) -> Self {
        let is_same = |known: &ByLaw| {
            known.purpose == by_law.purpose
                && known.recipient.unit() == by_law.recipient.unit()
                && known.basis.parts().ground == by_law.basis.parts().ground
        };
        self.by_law.retain(|known| !is_same(known));
        self.by_law.push(by_law);
        self
    }

    /// On what a share of this category would rest now; `None` means that nothing may be shared.
    pub fn basis(
        &self,
        purpose: &Purpose,
        recipient: UnitId,
        category: Category,
        now: Timestamp,
    ) -> Option<Basis> {
        self.grounds(purpose, recipient, category, now).map(|grounds| grounds.basis)
    }

    /// The same, with the instant at which it ends by itself.
    pub fn grounds(
        &self,
        purpose: &Purpose,
        recipient: UnitId,
        category: Category,
        now: Timestamp,
    ) -> Option<Grounds> {
        self.grounds_until(purpose, recipient, category, now, Agreement::expires)
    }

    /// The same as it may stand in clear beside the case: without the day on which a child turns 18.
    pub fn grounds_in_clear(
        &self,
        purpose: &Purpose,
        recipient: UnitId,
        category: Category,
        now: Timestamp,
    ) -> Option<Grounds> {
        self.grounds_until(purpose, recipient, category, now, Agreement::expires_in_clear)
    }

    fn grounds_until(
        &self,
        purpose: &Purpose,
        recipient: UnitId,
        category: Category,
        now: Timestamp,
        until: impl Fn(&Agreement) -> Timestamp,
    ) -> Option<Grounds> {
        let law = self.law_for(purpose, recipient, now).find(|law| law.categories.contains(&category));
        if let Some(law) = law {
            return Some(Grounds {
                basis: Basis::Law(law.basis.parts().ground.code().to_owned()),
                until: law.until,
            });
        }
        let counts = self.given.iter().rev().find(|agreement| {
            agreement.counts_at(now) && agreement.answer_to(purpose, recipient, category).is_some()
        })?;
        counts
            .covers(purpose, recipient, category, now)
            .then(|| Grounds { basis: Basis::Agreement(counts.id()), until: until(counts) })
    }

    /// Whether this recipient may have this category for this purpose now.
    pub fn allows(&self, purpose: &Purpose, recipient: UnitId, category: Category, now: Timestamp) -> bool {
        self.basis(purpose, recipient, category, now).is_some()
    }

    /// Where this purpose stands with this recipient.
    pub fn standing(&self, purpose: &Purpose, recipient: UnitId, now: Timestamp) -> Standing {
        if let Some(law) = self.law_for(purpose, recipient, now).next() {
            return Standing::NotNeeded(law.basis.told().to_owned());
        }
        let about = |agreement: &&Agreement| {
            agreement.counts_at(now) && agreement.purpose() == purpose && agreement.is_about(recipient)
        };
        let not_asked = if purpose.is_refused_by_default() { Standing::Refused } else { Standing::NotAsked };
        let Some(last) = self.given.iter().rev().find(about) else {
            return not_asked;
        };
        if last.withdrawn_at().is_some_and(|withdrawn| withdrawn <= now) {
            Standing::Withdrawn
        } else if last.must_be_asked_again(now) {
            not_asked
        } else if last.answers().values().any(|answer| *answer == Answer::Agreed) {
            Standing::Agreed
        } else {
            Standing::Refused
        }
    }

    /// Withdraws everything given for a purpose to a recipient, and says what that closes.
    pub fn withdraw(mut self, purpose: &Purpose, recipient: UnitId, now: Timestamp) -> (Self, Vec<Closes>) {
        let mut closed = Vec::new();
        self.given = self
            .given
            .into_iter()
            .map(|agreement| {
                let ends = agreement.purpose() == purpose
                    && agreement.is_about(recipient)
                    && agreement.withdrawn_at().is_none();
                if !ends {
                    return agreement;
                }
                let (agreement, closes) = agreement.withdraw(now);
                closed.push(closes);
                agreement
            })
            .collect();
        (self, closed)
    }

    /// Writes when a child whose agreements these are turns 18; an earlier date is corrected. What ended
    /// already stays ended.
    #[must_use]
    pub fn until_majority(mut self, majority: Option<Timestamp>, now: Timestamp) -> Self {
        for agreement in self.given.iter_mut().filter(|agreement| !agreement.must_be_asked_again(now)) {
            agreement.ends_at_majority = majority;
        }
        self
    }

    /// Ends what was given by or for a child, now that the person is an adult, and says what that closes.
    #[must_use]
    pub fn come_of_age(mut self, now: Timestamp) -> (Self, Vec<Closes>) {
        let mut closed = Vec::new();
        for agreement in self.given.iter_mut().filter(|agreement| agreement.is_of_a_child()) {
            if agreement.withdrawn_at().is_none() {
                closed.push(agreement.effect_of_withdrawal());
            }
            let earlier = agreement.ends_at_majority.unwrap_or(now);
            agreement.ends_at_majority = Some(earlier.min(now));
        }
        (self, closed)
    }

    /// The agreements that end at the 18th birthday and are to be asked again.
    pub fn to_ask_again(&self, now: Timestamp) -> impl Iterator<Item = &Agreement> {
        self.given
            .iter()
            .filter(move |agreement| agreement.must_be_asked_again(now) && agreement.withdrawn_at().is_none())
    }

    /// What is shared by law, in the order in which it was written.
    pub fn by_law(&self) -> &[ByLaw] {
        &self.by_law
    }

    /// The agreements, oldest first.
    pub fn given(&self) -> &[Agreement] {
        &self.given
    }

    fn law_for<'a>(
        &'a self,
        purpose: &'a Purpose,
        recipient: UnitId,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a ByLaw> {
        self.by_law.iter().filter(move |law| {
            law.purpose == *purpose && law.recipient.unit() == recipient && now < law.until
        })
    }
}
