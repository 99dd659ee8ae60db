//! Sex as statistics use it. Gender is the person's own word and lives in her optional card, not here.

use crate::codes::code_list;

code_list! {
    /// Recorded sex, with the categories of UNODC and Eurostat.
    Sex {
        Female = "female", "Female.";
        Male = "male", "Male.";
        Other = "other", "Other.";
        Unknown = "unknown", "Not known or not asked.";
    }
}
