//! Which services fit a person's needs, and why.
//!
//! A pure function over needs that the session has opened and the plain table of services. A service that would
//! be unsafe is absent from the first line on: no reason, no count, nothing from which it could be inferred.
//! So is one that could not take the person at all. Services that fall short only in distance, language, room or
//! hours come as the nearest alternatives, and a need that nobody meets is a gap to raise.

mod constraint;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::codes::ServiceType;
use crate::enquiry::{Question, When};
use crate::id::{ServiceId, UnitId};
use crate::language::Language;
use crate::need::NeedBy;
use crate::place::Region;
use crate::placement::Placement;
use crate::service::{Cost, SecurityLevel, Service};

/// Who looks for a place together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// An adult, with children of these ages or alone.
    Adult {
        /// Ages in completed years of the children who come along.
        children: Vec<u8>,
    },
    /// A child without a parent, or a person whose age is not sure (CoE Convention Art. 10(3)).
    Child {
        /// Brothers and sisters who stay together with the child.
        siblings: u8,
    },
}

impl Party {
    /// How many people.
    pub fn size(&self) -> u16 {
        match self {
            Self::Adult { children } => 1 + u16::from(count(children)),
            Self::Child { siblings } => 1 + u16::from(*siblings),
        }
    }

    /// How many children come along.
    fn children_with(&self) -> u8 {
        match self {
            Self::Adult { children } => count(children),
            Self::Child { siblings } => *siblings,
        }
    }
}

fn count(children: &[u8]) -> u8 {
    u8::try_from(children.len()).unwrap_or(u8::MAX)
}

/// Where the person can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Regions the person can be taken to, with the way there in kilometres. Any other is out of the question.
    pub regions: BTreeMap<Region, u16>,
    /// The longest way that is right now.
    pub at_most_km: u16,
}

/// What the person keeps away from, for reasons that stay in the sealed file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Avoid {
    /// Services.
    pub services: BTreeSet<ServiceId>,
    /// Whole units.
    pub units: BTreeSet<UnitId>,
    /// Regions.
    pub regions: BTreeSet<Region>,
}

/// What is looked for. It is made in the worker's session, never stored and never printed.
#[derive(Clone)]
pub struct Seeker {
    /// Open needs and how soon each must be met.
    pub needs: BTreeMap<ServiceType, NeedBy>,
    /// Who comes.
    pub party: Party,
    /// With whom they can live.
    pub placement: Placement,
    /// Whether the person needs a place that welcomes trans people.
    pub trans: bool,
    /// Whether the person needs support with a disability.
    pub disability: bool,
    /// Whether the place must be usable with limited mobility.
    pub limited_mobility: bool,
    /// Languages the person speaks, best first.
    pub languages: Vec<Language>,
    /// The least protection that is enough.
    pub security: SecurityLevel,
    /// Where the person can go.
    pub reach: Reach,
    /// What she keeps away from.
    pub avoid: Avoid,
}

/// Why a service fits, or what to know about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It meets this need.
    Meets(ServiceType),
    /// Somebody there speaks this language of the person's.
    Speaks(Language),
    /// An interpreter must be booked.
    ThroughInterpreter,
    /// So many places are free.
    FreePlaces(u16),
    /// Only children live there.
    ChildrenOnly,
    /// It takes the person together with her children.
    FamilyStaysTogether,
    /// So many days to wait.
    WaitingDays(u16),
    /// So far away.
    Kilometres(u16),
    /// Protection of the place.
    Security(SecurityLevel),
    /// What it costs the person.
    Costs(Cost),
    /// The count of places is old: call before relying on it.
    CountIsStale,
}

/// What stands between a person and a service that would otherwise fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shortfall {
    /// Not enough places are free.
    NotEnoughPlaces,
    /// It is too far away.
    TooFar,
    /// No common language, and no interpreters.
    NoLanguage,
    /// Nobody can be reached there now, and it is needed tonight.
    ClosedNow,
    /// There is a wait, and it is needed tonight.
    Waiting,
}

/// A service that fits, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The service.
    pub service: ServiceId,
    /// Why, in the order of importance.
    pub reasons: Vec<Reason>,
}

/// A service that would fit but for something that could be arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The service.
    pub service: ServiceId,
    /// The needs it would meet that nobody else meets.
    pub would_meet: BTreeSet<ServiceType>,
    /// What stands in between.
    pub shortfalls: BTreeSet<Shortfall>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Services that fit, best first.
    pub matches: Vec<Match>,
    /// For needs that none of them meets: the nearest alternatives.
    pub alternatives: Vec<Alternative>,
    /// Needs that none of the matches meets: to be raised as gaps.
    pub gaps: BTreeSet<ServiceType>,
}

/// Finds the services that fit, best first, and what is missing. The order of the input does not matter.
pub fn find(seeker: &Seeker, services: &[Service], now: &Zoned) -> Found {
    let mut fitting = Vec::new();
    let mut short = Vec::new();
    for service in services {
        let Some(candidate) = constraint::candidate(seeker, service, now) else {
            continue;
        };
        if candidate.shortfalls.is_empty() { fitting.push(candidate) } else { short.push(candidate) }
    }
    fitting.sort_by_cached_key(|candidate| rank(candidate, seeker, now));
    let met: BTreeSet<ServiceType> = fitting.iter().flat_map(|candidate| &candidate.meets).copied().collect();
    let gaps: BTreeSet<ServiceType> =
        seeker.needs.keys().filter(|need| !met.contains(need)).copied().collect();
    short.sort_by_cached_key(|candidate| (candidate.shortfalls.len(), rank(candidate, seeker, now)));
    Found {
        matches: fitting.iter().map(|candidate| explain(candidate, seeker, now)).collect(),
        alternatives: short.iter().filter_map(|candidate| alternative(candidate, &gaps)).collect(),
        gaps,
    }
}

/// A service that is safe and suitable, with what it meets and what it lacks.
struct Candidate<'a> {
    service: &'a Service,
    meets: BTreeSet<ServiceType>,
    kilometres: u16,
    shortfalls: BTreeSet<Shortfall>,
}

/// Orders candidates: needs of tonight, needs, language, certainty, wait, way, cost, then the freest place
/// that is safe enough. The id comes last, so that the order is the same each time.
fn rank(candidate: &Candidate<'_>, seeker: &Seeker, now: &Zoned) -> impl Ord + use<> {
    let service = candidate.service;
    let tonight =
        candidate.meets.iter().filter(|need| seeker.needs.get(need) == Some(&NeedBy::Tonight)).count();
    (
        Reverse(tonight),
        Reverse(candidate.meets.len()),
        service.speaks(&seeker.languages).is_none(),
        service.capacity.is_stale(now.timestamp()),
        (service.waiting_days, candidate.kilometres),
        (service.cost, service.security),
        Reverse(service.capacity.free()),
        service.id,
    )
}

fn explain(candidate: &Candidate<'_>, seeker: &Seeker, now: &Zoned) -> Match {
    let service = candidate.service;
    let mut reasons: Vec<Reason> = candidate.meets.iter().copied().map(Reason::Meets).collect();
    reasons.push(
        service
            .speaks(&seeker.languages)
            .map_or(Reason::ThroughInterpreter, |language| Reason::Speaks(language.clone())),
    );
    reasons.push(Reason::FreePlaces(service.capacity.free()));
    match &seeker.party {
        Party::Child { .. } if service.accepts.is_for_children_only() => reasons.push(Reason::ChildrenOnly),
        Party::Adult { children } if !children.is_empty() && service.accepts.families => {
            reasons.push(Reason::FamilyStaysTogether);
        }
        _ => {}
    }
    reasons.extend([
        Reason::WaitingDays(service.waiting_days),
        Reason::Kilometres(candidate.kilometres),
        Reason::Security(service.security),
        Reason::Costs(service.cost),
    ]);
    if service.capacity.is_stale(now.timestamp()) {
        reasons.push(Reason::CountIsStale);
    }
    Match { service: service.id, reasons }
}

fn alternative(candidate: &Candidate<'_>, gaps: &BTreeSet<ServiceType>) -> Option<Alternative> {
    let would_meet: BTreeSet<ServiceType> = candidate.meets.intersection(gaps).copied().collect();
    if would_meet.is_empty() {
        return None;
    }
    Some(Alternative { service: candidate.service.id, would_meet, shortfalls: candidate.shortfalls.clone() })
}

impl Seeker {
    /// The question to a service's capacity: what is looked for, without the person.
    pub fn question(&self) -> Question {
        let tonight = self.needs.values().any(|by| *by == NeedBy::Tonight);
        Question {
            child: matches!(self.party, Party::Child { .. }),
            placement: self.placement,
            languages: self.languages.iter().cloned().collect(),
            children_with: self.party.children_with(),
            limited_mobility: self.limited_mobility,
            when: if tonight { When::Tonight } else { When::Later },
        }
    }
}
