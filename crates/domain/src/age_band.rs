//! Age in bands, for packages and figures that need no birth date.

use crate::coded::coded;

/// Age of majority (Convention on the Rights of the Child, Art. 1; CoE Convention Art. 4 d).
pub const MAJORITY_YEARS: u8 = 18;

coded! {
    /// Age band: those of the CTDC data, with 9 to 17 split in three for placement.
    pub enum AgeBand {
        /// 0 to 8 years.
        From0To8 = "0_8",
        /// 9 to 12 years.
        From9To12 = "9_12",
        /// 13 to 15 years.
        From13To15 = "13_15",
        /// 16 or 17 years.
        From16To17 = "16_17",
        /// 18 to 20 years.
        From18To20 = "18_20",
        /// 21 to 23 years.
        From21To23 = "21_23",
        /// 24 to 26 years.
        From24To26 = "24_26",
        /// 27 to 29 years.
        From27To29 = "27_29",
        /// 30 to 38 years.
        From30To38 = "30_38",
        /// 39 to 47 years.
        From39To47 = "39_47",
        /// 48 years or more.
        From48 = "48_plus",
        /// A child, age not known more closely.
        Child = "child",
        /// An adult, age not known more closely.
        Adult = "adult",
        /// Not known: treated as a child.
        Unknown = "unknown",
    }
}

/// Whether the rules for children hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Minor {
    /// A child, or a person whose age is not sure.
    Child,
    /// An adult.
    Adult,
}

impl AgeBand {
    /// The band of an age in completed years.
    pub fn of_years(years: u8) -> Self {
        match years {
            0..=8 => Self::From0To8,
            9..=12 => Self::From9To12,
            13..=15 => Self::From13To15,
            16..=17 => Self::From16To17,
            18..=20 => Self::From18To20,
            21..=23 => Self::From21To23,
            24..=26 => Self::From24To26,
            27..=29 => Self::From27To29,
            30..=38 => Self::From30To38,
            39..=47 => Self::From39To47,
            48.. => Self::From48,
        }
    }

    /// Whether the person is treated as a child. An unknown age counts as a child's (CoE Convention Art. 10(3)).
    pub fn is_child(self) -> bool {
        matches!(
            self,
            Self::From0To8
                | Self::From9To12
                | Self::From13To15
                | Self::From16To17
                | Self::Child
                | Self::Unknown
        )
    }

    /// Which rules hold.
    pub fn minor(self) -> Minor {
        if self.is_child() { Minor::Child } else { Minor::Adult }
    }

    /// The band of the CTDC data set under which this one is counted, if it has one.
    pub fn ctdc(self) -> Option<&'static str> {
        match self {
            Self::From9To12 | Self::From13To15 | Self::From16To17 => Some("9--17"),
            Self::From0To8 => Some("0--8"),
            Self::From18To20 => Some("18--20"),
            Self::From21To23 => Some("21--23"),
            Self::From24To26 => Some("24--26"),
            Self::From27To29 => Some("27--29"),
            Self::From30To38 => Some("30--38"),
            Self::From39To47 => Some("39--47"),
            Self::From48 => Some("48+"),
            Self::Child | Self::Adult | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coded::Coded;

    #[test]
    fn an_unknown_age_is_treated_as_a_child() {
        assert!(AgeBand::Unknown.is_child());
        assert!(!AgeBand::Adult.is_child());
    }

    #[test]
    fn every_age_falls_in_a_band_on_its_side_of_majority() {
        for years in 0..=u8::MAX {
            let band = AgeBand::of_years(years);
            assert_eq!(band.is_child(), years < MAJORITY_YEARS);
            assert!(band.ctdc().is_some());
        }
        assert_eq!(AgeBand::from_code("48_plus"), Some(AgeBand::From48));
    }
}
