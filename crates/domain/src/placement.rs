//! With whom a person is to live: a wish for a placement, not a statement about the person.

use crate::codes::code_list;

code_list! {
    /// Sex of the placement that is looked for.
    Placement {
        WithWomen = "with_women", "Among women, or girls for a child.";
        WithMen = "with_men", "Among men, or boys for a child.";
        Either = "either", "Either is right for the person.";
    }
}
