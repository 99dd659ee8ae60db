//! A scenario made ready to run: names became numbers, and every reference is known to hold.
//!
//! Only `scenario` makes a model; the kernel relies on every number pointing somewhere.

use crate::distribution::Duration;
use crate::flow::Source;
use crate::notice::Notice;

/// Marks of a person.
pub mod flag {
    /// Younger than 18.
    pub const CHILD: u16 = 1;
    /// A child without parent or guardian.
    pub const UNACCOMPANIED: u16 = 2;
    /// Female.
    pub const FEMALE: u16 = 4;
    /// Visible signs of risk.
    pub const HIGH_RISK: u16 = 8;
    /// The hidden truth. No rule of a scenario may look at it.
    pub const VICTIM: u16 = 16;
    /// Was screened at least once.
    pub const SCREENED: u16 = 32;
    /// The last screen was positive.
    pub const FLAGGED: u16 = 64;
    /// A second errand of the same person, such as the wait for a bed: not counted as a person again.
    pub const ERRAND: u16 = 128;
    /// Identified.
    pub const IDENTIFIED: u16 = 256;
    /// Met again after having been missed; nobody is met a third time.
    pub const MET_AGAIN: u16 = 512;
}

/// What a station is there for; decides which of its figures make headlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A desk, an interview, a decision.
    Service,
    /// Beds, held for the length of stay.
    Beds,
    /// Guardians, held for as long as a child needs one.
    Guardian,
}

/// A condition on the marks of a person: the marks under the mask equal the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Condition {
    /// The marks looked at.
    pub mask: u16,
    /// What they must be.
    pub value: u16,
}

impl Condition {
    /// Says whether a person with these marks is meant.
    #[inline]
    pub fn holds(self, flags: u16) -> bool {
        flags & self.mask == self.value
    }
}

/// One way out of a station.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// Who may take it.
    pub when: Condition,
    /// The share of those who take it.
    pub share: f64,
    /// The stage it leads to; `None` leaves the system.
    pub to: Option<usize>,
    /// How long the way takes.
    pub delay: Option<Duration>,
}

/// A screen: who is asked, and how often it errs.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// The share of victims it finds.
    pub sensitivity: f64,
    /// The share of others it clears.
    pub specificity: f64,
    /// Sensitivity lost for each person waiting per server on duty.
    pub loss: f64,
    /// Sensitivity never falls below this.
    pub floor: f64,
    /// A positive answer here identifies the person.
    pub identifies: bool,
}

/// Who is admitted to a station; the others pass by.
#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    /// Who is always admitted; `None` for nobody in particular.
    pub first: Option<Condition>,
    /// The share of the others who are admitted.
    pub share: f64,
}

/// Sending people on to a sister site where fewer wait.
#[derive(Debug, Clone, PartialEq)]
pub struct Transfer {
    /// From this many waiting.
    pub from: u32,
    /// How long the way takes.
    pub travel: Duration,
}

/// What a class of persons finds at a station.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassAt {
    /// How long service takes.
    pub service: Duration,
    /// How long the person waits before leaving unserved.
    pub patience: Option<Duration>,
    /// Rank, zero is served first.
    pub level: u8,
    /// Ways out, tried in order; the rest leaves.
    pub next: Vec<Branch>,
}

/// One queue at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Its name, with the site where there are several.
    pub name: String,
    /// Which stage it is.
    pub stage: usize,
    /// Its site; `None` when it serves all sites.
    pub site: Option<usize>,
    /// What it is for.
    pub kind: Kind,
    /// By class.
    pub classes: Vec<ClassAt>,
    /// Number of ranks.
    pub levels: usize,
    /// Number of lines in each rank: one, or one a language.
    pub variants: usize,
    /// What a service seizes, all at once.
    pub demands: Vec<Demand>,
    /// The most persons inside, waiting or served.
    pub capacity: Option<u32>,
    /// Whether a higher rank interrupts a lower one.
    pub preemptive: bool,
    /// After each such wait a person rises one rank.
    pub ageing: Option<f64>,
    /// Free units that each rank must leave for higher ranks.
    pub reserve: Vec<u32>,
    /// The screen done here.
    pub screen: Option<Screen>,
    /// Who is admitted.
    pub select: Option<Select>,
    /// Errands begun when service ends, each on its own.
    pub also: Vec<Branch>,
    /// Where those go who lost patience.
    pub left_to: Vec<Branch>,
    /// Where those go who found no place.
    pub blocked_to: Vec<Branch>,
    /// Sending on.
    pub transfer: Option<Transfer>,
    /// Weight of its waits in the optimiser.
    pub weight: f64,
}

/// A skill a service needs, and the pools that have it, the least versatile first.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// The skill, for messages.
    pub skill: String,
    /// By variant.
    pub pools: Vec<Vec<usize>>,
}

impl Demand {
    /// Every pool that can meet it, whatever the variant, once and in order.
    pub fn all_pools(&self) -> Vec<usize> {
        let mut pools: Vec<usize> = self.pools.iter().flatten().copied().collect();
        pools.sort_unstable();
        pools.dedup();
        pools
    }
}

/// Staff, beds or guardians that can be seized one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pool {
    /// Its name.
    pub name: String,
    /// Its site; `None` when it works for all.
    pub site: Option<usize>,
    /// How many are on duty from each instant on, in order of time. Never empty; starts at zero.
    pub duty: Vec<(f64, u32)>,
    /// Money for each unit on duty, a unit of time.
    pub cost: f64,
    /// Stations that may seize from it.
    pub stations: Vec<usize>,
}

/// Number on duty that stands for "as many as come".
pub const UNLIMITED: u32 = u32::MAX;

/// A team that goes where most people wait.
#[derive(Debug, Clone, PartialEq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// How many units travel together.
    pub units: u32,
    /// Its pool at each site it serves.
    pub pools: Vec<usize>,
    /// How often it is reconsidered where it should be.
    pub review: f64,
    /// How long the way takes.
    pub travel: f64,
    /// It moves when so many more wait there than here.
    pub gain: u32,
}

/// What is drawn for every person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People {
    /// Whether anything is drawn at all.
    pub described: bool,
    /// Share of victims in this run: one end of the scenario's range.
    pub victims: f64,
    /// Share of children.
    pub children: f64,
    /// Share of children who are alone.
    pub unaccompanied: f64,
    /// Share of women and girls.
    pub female: f64,
    /// Share with visible risk among victims, and among others.
    pub risk: (f64, f64),
    /// Cumulated share of each language.
    pub languages: Vec<f64>,
}

/// A class of persons.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Who belongs to it by a visible mark.
    pub when: Option<Condition>,
    /// Cumulated share among those without such a mark.
    pub until: f64,
}

/// A promise that must hold at every site on every day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// What it is called.
    pub name: String,
    /// The stage it binds.
    pub stage: usize,
    /// The longest wait, in the unit of the scenario.
    pub within: Option<f64>,
    /// The share of waits that must keep to it.
    pub share: f64,
    /// The most who may wait at the end of a day.
    pub queue: Option<u32>,
    /// The highest share of places in use at the end of a day.
    pub used: Option<f64>,
}

/// Meeting missed people again.
#[derive(Debug, Clone, PartialEq)]
pub struct MetAgain {
    /// The share of missed victims.
    pub share: f64,
    /// After how long.
    pub delay: Duration,
    /// At which stage.
    pub stage: usize,
}

/// Everything the kernel needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// How long a run lasts.
    pub horizon: f64,
    /// What happens before is not counted in the averages.
    pub warm_up: f64,
    /// The length of a day, if days are reported.
    pub day: Option<f64>,
    /// Names of sites; one without a name when there are none.
    pub sites: Vec<String>,
    /// Classes of persons.
    pub classes: Vec<Class>,
    /// Names of languages.
    pub languages: Vec<String>,
    /// Names of stages.
    pub stages: Vec<String>,
    /// All queues.
    pub stations: Vec<Station>,
    /// The station of a stage at a site: `by_site[stage][site]`.
    pub by_site: Vec<Vec<Option<usize>>>,
    /// Staff, beds, guardians.
    pub pools: Vec<Pool>,
    /// Teams that move.
    pub teams: Vec<Team>,
    /// Who arrives.
    pub sources: Vec<Source>,
    /// The stage at which each class begins.
    pub entry: usize,
    /// What persons are like.
    pub people: People,
    /// Promises.
    pub standards: Vec<Standard>,
    /// Missed and met again.
    pub met_again: Option<MetAgain>,
    /// What the reader of the results must know: overload, rounding.
    pub notices: Vec<Notice>,
}

impl Model {
    /// About how many persons arrive.
    pub fn expected_arrivals(&self) -> f64 {
        self.sources.iter().map(|source| source.expected(self.horizon)).sum()
    }

    /// The number of whole days reported.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the reader bounds the days")]
    pub fn days(&self) -> usize {
        self.day.map_or(0, |day| libm::ceil(self.horizon / day - 1e-9) as usize)
    }
}
