//! With whom a person is to live: a wish for a placement, not a statement about the person.

use crate::coded::coded;

coded! {
    /// Sex of the placement that is looked for.
    pub enum Placement {
        /// Among women, or girls for a child.
        WithWomen = "with_women",
        /// Among men, or boys for a child.
        WithMen = "with_men",
        /// Either is right for the person.
        Either = "either",
    }
}
