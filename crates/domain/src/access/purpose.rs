//! For what somebody is let into a case by hand.

use crate::coded::coded;

coded! {
    /// For what a worker lets another unit or a named person into a case. It stands in clear beside the case, so
    /// it is one of a few and never a text, and tells no more of the person than that somebody works with her.
    pub enum AccessPurpose {
        /// Support of the person.
        Support = "support",
        /// Protection from danger.
        Safeguarding = "safeguarding",
        /// The authority for the protection of children.
        ChildProtection = "child_protection",
        /// A guardian's work.
        Guardianship = "guardianship",
        /// A lawyer's work.
        LegalAid = "legal_aid",
        /// An advocate's work.
        Advocacy = "advocacy",
        /// A decision on status.
        FormalIdentification = "formal_identification",
        /// An investigation that the person agreed to help.
        PoliceCooperation = "police_cooperation",
        /// Interpreting.
        Interpretation = "interpretation",
        /// The person's own reading.
        OwnCase = "own_case",
        /// Oversight of data protection.
        DataProtection = "data_protection",
    }
}
