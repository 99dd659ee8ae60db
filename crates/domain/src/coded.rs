//! Closed lists of stable codes: an enum, its codes, and the way back.
//!
//! A code is what stands in files, tables and the API; the translated label lives in `locales/`.

use std::fmt;

/// A member of a closed list of codes.
pub trait Coded: Copy + Ord + fmt::Debug + 'static {
    /// Every member, in the order of the domain reference.
    const ALL: &'static [Self];

    /// The first member.
    const FIRST: Self;

    /// The stable code.
    fn code(self) -> &'static str;

    /// Finds the member with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }
}

/// Declares enums whose members carry a stable code, also when serialized; what a member means is its documentation.
macro_rules! coded {
    ($($(#[$doc:meta])* $vis:vis enum $name:ident {
        $(#[$first_doc:meta])* $first:ident = $first_code:literal
        $(, $(#[$member_doc:meta])* $member:ident = $code:literal)* $(,)?
    })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $vis enum $name {
            $(#[$first_doc])* #[serde(rename = $first_code)] $first,
            $($(#[$member_doc])* #[serde(rename = $code)] $member,)*
        }

        impl $crate::coded::Coded for $name {
            const ALL: &'static [Self] = &[Self::$first $(, Self::$member)*];
            const FIRST: Self = Self::$first;

            fn code(self) -> &'static str {
                match self { Self::$first => $first_code $(, Self::$member => $code)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::coded::Coded::code(*self))
            }
        }
    )+};
}
pub(crate) use coded;

impl Coded for crate::role::Role {
    const ALL: &'static [Self] = crate::role::Role::ALL;
    const FIRST: Self = crate::role::Role::FrPolice;

    fn code(self) -> &'static str {
        crate::role::Role::code(self)
    }
}
