//! Who was screened, who said no and who was never asked.
//!
//! A tool that finds many among those it was shown says nothing of those whom nobody asked. Shares are those of
//! refusal among all who were asked; nobody is ranked.

use serde::Serialize;

use super::interval::Share;
use super::measure::Measure;
use super::tally::Tally;
use super::telling::{Detail, Telling};

/// Numbers as they are told: none where one of them is small.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Participation {
    /// With a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screened: Option<u64>,
    /// Asked, and said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<u64>,
    /// Never asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_asked: Option<u64>,
    /// Of those asked, the share who said no.
    pub refused_of_asked: Measure,
    /// Of all, the share never asked.
    pub not_asked_of_all: Measure,
}

/// How exactly the numbers of a table can be told.
pub(super) fn detail(tally: &Tally, telling: Telling) -> Detail {
    telling.detail([tally.screened(), tally.refused, tally.not_asked])
}

impl Participation {
    pub(super) fn of(tally: &Tally, telling: Telling, detail: Detail) -> Participation {
        let told = |count| (detail == Detail::Full).then_some(count);
        let asked = tally.screened() + tally.refused;
        let share = |part, of| telling.share(Share { part, of }, detail, "nobody is in the table");
        Participation {
            screened: told(tally.screened()),
            refused: told(tally.refused),
            not_asked: told(tally.not_asked),
            refused_of_asked: share(tally.refused, asked),
            not_asked_of_all: share(tally.not_asked, asked + tally.not_asked),
        }
    }
}
