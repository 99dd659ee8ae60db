//! Countries and regions: as close to a place as anything outside the sealed compartments comes.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text that is not the code of a country or a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place code")]
pub struct PlaceError;

macro_rules! place_code {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The code.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = PlaceError;

            fn from_str(text: &str) -> Result<Self, PlaceError> {
                let check: fn(&str) -> bool = $check;
                if check(text) { Ok(Self(text.to_owned())) } else { Err(PlaceError) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = PlaceError;

            fn try_from(text: String) -> Result<Self, PlaceError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(place: $name) -> String {
                place.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

place_code! {
    /// A country: two capital letters of ISO 3166-1.
    Country, |text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

place_code! {
    /// A region of the profile, such as `LV-RIX` (ISO 3166-2) or `dublin`. Never an address.
    Region, |text| (2..=12).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_a_code_and_has_no_room_for_an_address() {
        assert!("LV-RIX".parse::<Region>().is_ok());
        for bad in ["", "x", "12 Harbour Street", "a-very-long-region-code"] {
            assert_eq!(bad.parse::<Region>(), Err(PlaceError), "{bad}");
        }
    }

    #[test]
    fn a_country_is_two_capital_letters() {
        assert!("UA".parse::<Country>().is_ok());
        assert!("ua".parse::<Country>().is_err());
        assert!(serde_json::from_str::<Country>("\"Ukraine\"").is_err());
    }
}
