//! Sex as statistics use it. Gender is the person's own word and lives in her optional card, not here.

use crate::coded::coded;

coded! {
    /// Recorded sex, with the categories of UNODC and Eurostat.
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Other.
        Other = "other",
        /// Not known or not asked.
        Unknown = "unknown",
    }
}
