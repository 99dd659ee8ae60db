//! What a reader must know beside the figures: one sentence for each thing that bends them.

use serde::Serialize;

use super::measures::Basis;
use super::tally::{How, Tally};
use super::verification::Verified;

/// Fewer missed persons than this in a sample make every corrected figure unsteady. Cronin and Vickers (BMC Medical
/// Research Methodology 2008) show it with up to four; ours is wider, so that the doubt tells no more of a small
/// count than its range does.
const FEW_MISSED: u64 = 11;
/// With fewer sites nobody can tell how much they differ.
const FEW_SITES: usize = 10;

/// A doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The reference standard took the screen into account, for all or for some.
    Incorporation,
    /// Nobody says whether it did.
    IncorporationUnknown,
    /// More than one reference standard.
    SeveralStandards,
    /// Those who screened positive were not all checked, and not chosen by chance.
    PositivesChosen,
    /// Some whom chance chose could not be checked.
    ChosenUnchecked,
    /// Some were checked for another reason and are left out.
    SetAside,
    /// A sample found few missed.
    FewMissed,
    /// A zero cell.
    ZeroCell,
    /// Persons of one site are alike, and there are few sites.
    FewSites,
    /// Some screened have no score.
    Unscored,
    /// Counts on the command line: who was checked is for the reader to know.
    CountsAlone,
}

impl Doubt {
    /// As a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Doubt::Incorporation => {
                "Incorporation: the reference standard took the screen itself into account, at least for some. It then agrees with itself, and sensitivity and specificity look better than they are."
            }
            Doubt::IncorporationUnknown => {
                "Incorporation: for some, nobody says whether the reference standard took the screen into account. If it did, the figures look better than they are."
            }
            Doubt::SeveralStandards => {
                "Several reference standards: where those who screened positive are checked by another one than the rest, the figures mix two yardsticks."
            }
            Doubt::PositivesChosen => {
                "Not everybody who screened positive was checked, and chance did not choose who was. The figures hold only if the others were like them."
            }
            Doubt::ChosenUnchecked => {
                "Some whom chance chose could not be checked. If they differ from the others, the figures are off by an amount nobody can compute."
            }
            Doubt::SetAside => {
                "Some were checked for another reason than chance; the figures leave them out, because they came back for a reason."
            }
            Doubt::FewMissed => {
                "Few were found missed in the sample: one person more or less would change sensitivity a good deal. Check a larger sample before quoting it."
            }
            Doubt::ZeroCell => {
                "A zero cell: some ratios have no interval, and a corrected share gets a cautious one. Nought found is not none there."
            }
            Doubt::FewSites => {
                "Persons of one site are more alike than intervals assume, and with fewer than 10 sites nobody can say by how much: read every interval as too narrow."
            }
            Doubt::Unscored => "Some persons have no score; the area under the curve leaves them out.",
            Doubt::CountsAlone => {
                "From four counts alone: right only if everybody screened was checked, those who screened negative too, by a standard that did not know the screen. Sensitivity from screen-positives alone is inflated."
            }
        }
    }
}

/// The doubts about a table.
pub(super) fn of(tally: &Tally, basis: Basis) -> Vec<Doubt> {
    let (verified, positively, _) = tally.used();
    let Verified { positive, negative } = verified;
    let [with, _, unknown] = tally.used_screen;
    let is_sample = basis == Basis::Sample;
    let has_figures = matches!(basis, Basis::Everybody | Basis::Sample);
    let cells = [positive.with, positive.without, negative.with, negative.without];
    let found = [
        (Doubt::Incorporation, with > 0),
        (Doubt::IncorporationUnknown, with == 0 && unknown > 0),
        (Doubt::SeveralStandards, tally.standards.len() > 1),
        (Doubt::PositivesChosen, positively == How::Chosen),
        (Doubt::ChosenUnchecked, tally.has_chosen_unchecked()),
        (Doubt::SetAside, tally.has_set_aside()),
        (Doubt::FewMissed, is_sample && !negative.is_everybody() && negative.with < FEW_MISSED),
        (Doubt::ZeroCell, has_figures && cells.contains(&0)),
        (Doubt::FewSites, has_figures && (2..FEW_SITES).contains(&tally.sites.len())),
        (Doubt::Unscored, tally.unscored > 0 && tally.unscored < tally.screened()),
    ];
    found.into_iter().filter(|(_, is_so)| *is_so).map(|(doubt, _)| doubt).collect()
}
