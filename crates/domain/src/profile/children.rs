//! Children: how a case of a child starts, who decides about age, who gets the letters.

use super::deciding::AgreementOf;
use super::provenance::Provenance;
use super::reader::Reader;
use crate::coded::coded;
use crate::role::Role;

coded! {
    /// A first step for a child.
    pub enum ChildStep {
        /// The authority for the protection of children is called.
        ChildProtection = "child_protection",
        /// An emergency guardian is asked for.
        EmergencyGuardian = "emergency_guardian",
        /// The recognition procedure begins.
        Recognition = "recognition",
    }
}

/// The body that is called first for a child, and the order of the first steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildStart {
    /// Who may start.
    pub who: Vec<Role>,
    /// Whose agreement the recognition of a child waits for.
    pub agreement_of: AgreementOf,
    /// The order of the first steps; protection always comes before procedure.
    pub order: Vec<ChildStep>,
    /// The authority.
    pub body: String,
    /// When it answers.
    pub hours: String,
    /// How it is reached.
    pub phone: String,
    /// Where this is written.
    pub provenance: Provenance,
}

impl ChildStart {
    pub(super) fn read(mut reader: Reader<'_>) -> ChildStart {
        let start = ChildStart {
            who: reader.codes("who"),
            agreement_of: reader.code("agreement_of"),
            order: reader.codes("order"),
            body: reader.text("body"),
            hours: reader.text("hours"),
            phone: reader.text("phone"),
            provenance: reader.provenance(),
        };
        let expected = [ChildStep::ChildProtection, ChildStep::EmergencyGuardian];
        let protected_first =
            start.order.get(..2).is_some_and(|first| expected.iter().all(|step| first.contains(step)));
        if !protected_first && reader.has("order") {
            let mend = "begin with child_protection and emergency_guardian";
            reader.wrong("order", "protection and a guardian come before the procedure", mend);
        }
        reader.finish();
        start
    }
}

/// Rules about age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Children {
    /// The age at which a person is an adult.
    pub adult_at_years: u32,
    /// Who may decide a disputed age.
    pub age_decided_by: Vec<Role>,
    /// On whom letters about a child are served; never on the child.
    pub letters_to: Vec<Role>,
    /// Where this is written.
    pub provenance: Provenance,
}

/// The age at which a child becomes an adult: Palermo Protocol Art. 3(d), CoE Convention Art. 4(d).
const ADULT_AT_YEARS: u32 = 18;

impl Children {
    pub(super) fn read(mut reader: Reader<'_>) -> Children {
        // CoE Convention Art. 10(3).
        reader.must_be_true("presume_when_unsure");
        let children = Children {
            adult_at_years: reader.whole("adult_at_years", ADULT_AT_YEARS, ADULT_AT_YEARS),
            age_decided_by: reader.codes("age_decided_by"),
            letters_to: reader.codes("letters_to"),
            provenance: reader.provenance(),
        };
        if children.letters_to.contains(&Role::Survivor) {
            let mend = "serve them on the representative or the authority";
            reader.wrong("letters_to", "letters are never served on a child", mend);
        }
        if children.letters_to.is_empty() && reader.has("letters_to") {
            reader.wrong(
                "letters_to",
                "nobody gets the letters about a child",
                "name the representative or authority",
            );
        }
        reader.finish();
        children
    }
}
