//! The methods, their controls, and the defaults for each frequency.

use serde::Serialize;

/// How many periods a year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Frequency {
    /// 52 periods a year.
    Weekly,
    /// 12 periods a year.
    Monthly,
    /// 4 periods a year.
    Quarterly,
}

impl Frequency {
    /// All of them, the finest first.
    pub const ALL: [Self; 3] = [Self::Weekly, Self::Monthly, Self::Quarterly];

    /// Periods a year.
    pub fn periods_a_year(self) -> usize {
        match self {
            Self::Weekly => 52,
            Self::Monthly => 12,
            Self::Quarterly => 4,
        }
    }

    /// The word for one period.
    pub fn period(self) -> &'static str {
        match self {
            Self::Weekly => "week",
            Self::Monthly => "month",
            Self::Quarterly => "quarter",
        }
    }
}

/// A way to say what was to be expected and what is too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Noufaily et al. 2013 with the two-thirds power bound, equal to R surveillance 1.20.3.
    FarringtonFlexibleDelta,
    /// The same fit, bound from a negative binomial with the fitted mean.
    FarringtonFlexibleNbplugin,
    /// The same fit, bound from a negative binomial with an upper mean.
    FarringtonFlexibleMuan,
    /// The fit of Noufaily et al. with the dispersion of the textbook in the prediction error, and with
    /// the case limit counted over the periods that are known.
    FarringtonTextbook,
    /// Farrington et al. 1996.
    #[serde(rename = "farrington-1996")]
    Farrington1996,
    /// Hutwagner et al. 2003, the seven periods just before.
    EarsC1,
    /// Hutwagner et al. 2003, seven periods with a gap of two.
    EarsC2,
    /// Hutwagner et al. 2003, three periods together.
    EarsC3,
    /// C2 with a spread never below that of a Poisson count, and a case limit.
    EarsGuarded,
    /// Rossi et al. 1999.
    Cusum,
    /// Riebler 2004; Höhle 2007.
    Bayes,
    /// Our own: the last periods taken together on a smooth baseline (docs/methods/trends.md).
    Accumulated,
}

impl Method {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 12] = [
        Self::FarringtonFlexibleDelta,
        Self::FarringtonFlexibleNbplugin,
        Self::FarringtonFlexibleMuan,
        Self::FarringtonTextbook,
        Self::Farrington1996,
        Self::EarsC1,
        Self::EarsC2,
        Self::EarsC3,
        Self::EarsGuarded,
        Self::Cusum,
        Self::Bayes,
        Self::Accumulated,
    ];

    /// The name on the command line and in answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::FarringtonFlexibleDelta => "farrington-flexible-delta",
            Self::FarringtonFlexibleNbplugin => "farrington-flexible-nbplugin",
            Self::FarringtonFlexibleMuan => "farrington-flexible-muan",
            Self::FarringtonTextbook => "farrington-textbook",
            Self::Farrington1996 => "farrington-1996",
            Self::EarsC1 => "ears-c1",
            Self::EarsC2 => "ears-c2",
            Self::EarsC3 => "ears-c3",
            Self::EarsGuarded => "ears-guarded",
            Self::Cusum => "cusum",
            Self::Bayes => "bayes",
            Self::Accumulated => "accumulated",
        }
    }

    /// The method of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name() == name)
    }

    fn is_flexible(self) -> bool {
        matches!(
            self,
            Self::FarringtonFlexibleDelta
                | Self::FarringtonFlexibleNbplugin
                | Self::FarringtonFlexibleMuan
                | Self::FarringtonTextbook
        )
    }

    /// Whether it compares with earlier years, and so may be given fewer of them.
    pub fn looks_years_back(self) -> bool {
        self.is_flexible() || matches!(self, Self::Farrington1996 | Self::Bayes | Self::Accumulated)
    }

    /// The defaults for a frequency.
    ///
    /// Weekly Farrington Flexible: 5 years, half-window 3, 10 levels, alpha .01, weights above 2.58, the
    /// last 26 weeks left out, at least 5 cases in 4 weeks. Monthly and quarterly series take shorter
    /// windows; see docs/methods/trends.md.
    pub fn defaults(self, frequency: Frequency) -> Controls {
        let (half_window, levels, skip_recent) = match frequency {
            Frequency::Weekly => (3, 10, 26),
            Frequency::Monthly => (1, 4, 6),
            Frequency::Quarterly => (0, 1, 2),
        };
        let weekly = frequency == Frequency::Weekly;
        let flexible = self.is_flexible();
        Controls {
            years_back: if matches!(self, Self::Farrington1996 | Self::Bayes) { 4 } else { 5 },
            half_window,
            levels: if flexible { levels } else { 1 },
            skip_recent: match self {
                Self::Accumulated if weekly => 6,
                Self::Accumulated if frequency == Frequency::Monthly => 3,
                Self::Accumulated => 1,
                _ if flexible => skip_recent,
                _ => 0,
            },
            alpha: match self {
                Self::EarsC1 | Self::EarsC2 | Self::EarsGuarded => 0.001,
                Self::EarsC3 => 0.025,
                Self::Accumulated => super::accumulated::ALPHA,
                _ => 0.01,
            },
            weights_threshold: if self == Self::Farrington1996 { 1.0 } else { 2.58 },
            trend_p: if self == Self::Farrington1996 { 0.05 } else { 1.0 },
            limit_cases: 5,
            limit_periods: 4,
            reference_value: 1.04,
            decision_interval: 2.26,
            // A quarter is long enough to hold a rise by itself.
            sums: if frequency == Frequency::Quarterly { 1 } else { super::accumulated::SUMS },
        }
    }
}

/// What a method may be told. Each method reads what concerns it; [`Method::defaults`] gives the rest.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Controls {
    /// Years compared with (b).
    pub years_back: usize,
    /// Periods on each side of the same period a year before (w).
    pub half_window: usize,
    /// Levels of the season (noPeriods); 1 takes the windows alone.
    pub levels: usize,
    /// Most recent periods that never enter the reference, besides the scored one.
    pub skip_recent: usize,
    /// One-sided share of quiet periods above the bound; two-sided for `farrington-1996`.
    pub alpha: f64,
    /// Standardised residual above which a past period counts for less.
    pub weights_threshold: f64,
    /// A trend stays in only where its p is below this.
    pub trend_p: f64,
    /// No alarm with fewer cases than this …
    pub limit_cases: u32,
    /// … over so many periods up to the scored one.
    pub limit_periods: usize,
    /// k of the cumulative sum.
    pub reference_value: f64,
    /// h of the cumulative sum.
    pub decision_interval: f64,
    /// Longest run of periods that `accumulated` takes together.
    pub sums: usize,
}

/// Controls that no method can work with; the text names the control, the value and the mend.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{control} {value}: {why} (mend: {mend})")]
pub struct ControlError {
    control: &'static str,
    value: String,
    why: &'static str,
    mend: String,
}

impl Controls {
    /// Refuses what has no meaning.
    pub fn check(&self, frequency: Frequency) -> Result<(), ControlError> {
        let wrong =
            |control, value: String, why, mend: String| Err(ControlError { control, value, why, mend });
        let year = frequency.periods_a_year();
        if !(self.alpha > 0.0 && self.alpha < 0.5) {
            let mend = "a share such as 0.01".to_owned();
            return wrong("--alpha", self.alpha.to_string(), "outside 0 to 0.5", mend);
        }
        if !(1..=50).contains(&self.years_back) {
            return wrong("--years-back", self.years_back.to_string(), "outside 1 to 50", "5".to_owned());
        }
        if 2 * self.half_window + 1 > year {
            let mend = format!("at most {}", (year - 1) / 2);
            return wrong("--half-window", self.half_window.to_string(), "windows of two years meet", mend);
        }
        let between = year - 2 * self.half_window - 1;
        if self.levels == 0 || self.levels - 1 > between {
            let mend = format!("1 to {}", between + 1);
            return wrong(
                "--periods",
                self.levels.to_string(),
                "more levels than periods between windows",
                mend,
            );
        }
        for (control, value) in [
            ("--weights-threshold", self.weights_threshold),
            ("--cusum-k", self.reference_value),
            ("--cusum-h", self.decision_interval),
        ] {
            if !(value.is_finite() && value > 0.0) {
                return wrong(control, value.to_string(), "not a number above 0", "leave it out".to_owned());
            }
        }
        if !(self.trend_p >= 0.0 && self.trend_p <= 1.0) {
            return wrong("--trend-p", self.trend_p.to_string(), "outside 0 to 1", "0.05 or 1".to_owned());
        }
        if self.limit_periods == 0 || self.sums == 0 || self.sums > year {
            let value = format!("{} and {}", self.limit_periods, self.sums);
            return wrong("--limit-periods and --sums", value, "outside 1 to a year", "4 and 6".to_owned());
        }
        Ok(())
    }
}
