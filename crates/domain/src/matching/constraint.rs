//! What can never be bent, and what falls short.

use std::collections::BTreeSet;

use jiff::Zoned;

use super::{Candidate, Party, Seeker, Shortfall};
use crate::codes::ServiceType;
use crate::need::NeedBy;
use crate::placement::Placement;
use crate::service::Service;

/// Looks at one service alone: absent (`None`), or a candidate with what it lacks.
///
/// Nothing here may look at another service: what is absent must leave no trace in the rest.
pub(super) fn candidate<'a>(seeker: &Seeker, service: &'a Service, now: &Zoned) -> Option<Candidate<'a>> {
    let meets: BTreeSet<ServiceType> =
        seeker.needs.keys().filter(|need| service.offers.contains(need)).copied().collect();
    let kilometres = seeker.reach.regions.get(&service.region).copied();
    let sleeps_there = meets.iter().any(|need| need.is_residential());
    // All are evaluated, whatever the first one says: an exclusion for safety takes no other time than any other.
    let present = [
        !meets.is_empty(),
        kilometres.is_some(),
        is_safe(seeker, service, sleeps_there),
        is_eligible(seeker, service, sleeps_there),
        !seeker.limited_mobility || service.step_free,
        service.is_funded(now.date()),
    ];
    let shortfalls = shortfalls(seeker, service, &meets, kilometres.unwrap_or_default(), now);
    if present.contains(&false) {
        return None;
    }
    Some(Candidate { service, meets, kilometres: kilometres.unwrap_or_default(), shortfalls })
}

fn is_safe(seeker: &Seeker, service: &Service, sleeps_there: bool) -> bool {
    let avoided = seeker.avoid.services.contains(&service.id)
        | seeker.avoid.units.contains(&service.unit)
        | seeker.avoid.regions.contains(&service.region);
    let protected = !sleeps_there || service.security >= seeker.security;
    !avoided & protected & (!sleeps_there || may_live_together(&seeker.party, service))
}

/// Children without a parent live among children only, never with adults who are not theirs.
///
/// It holds in both directions: an adult is not sent to a house that also takes children alone. A provider with
/// separate houses lists each as a service of its own.
fn may_live_together(party: &Party, service: &Service) -> bool {
    let accepts = &service.accepts;
    match party {
        Party::Child { .. } => accepts.is_for_children_only(),
        Party::Adult { .. } => !accepts.girls && !accepts.boys,
    }
}

fn is_eligible(seeker: &Seeker, service: &Service, sleeps_there: bool) -> bool {
    let accepts = &service.accepts;
    let (among_women, among_men) = match seeker.party {
        Party::Child { .. } => (accepts.girls, accepts.boys),
        Party::Adult { .. } => (accepts.women, accepts.men),
    };
    let sex = match seeker.placement {
        Placement::WithWomen => among_women,
        Placement::WithMen => among_men,
        Placement::Either => among_women || among_men,
    };
    let family = match &seeker.party {
        Party::Adult { children } if sleeps_there && !children.is_empty() => {
            accepts.families && children.iter().all(|age| *age < accepts.children_under)
        }
        _ => true,
    };
    sex && family && (!seeker.trans || accepts.trans) && (!seeker.disability || accepts.disability)
}

fn shortfalls(
    seeker: &Seeker,
    service: &Service,
    meets: &BTreeSet<ServiceType>,
    kilometres: u16,
    now: &Zoned,
) -> BTreeSet<Shortfall> {
    let tonight = meets.iter().any(|need| seeker.needs.get(need) == Some(&NeedBy::Tonight));
    let sleeps_there = meets.iter().any(|need| need.is_residential());
    let places = if sleeps_there { seeker.party.size() } else { 1 };
    let understood = service.works_with_interpreters || service.speaks(&seeker.languages).is_some();
    [
        (Shortfall::NotEnoughPlaces, service.capacity.free() < places),
        (Shortfall::TooFar, kilometres > seeker.reach.at_most_km),
        (Shortfall::NoLanguage, !understood),
        (Shortfall::ClosedNow, tonight && !service.can_be_reached(now.datetime())),
        (Shortfall::Waiting, tonight && service.waiting_days > 0),
    ]
    .into_iter()
    .filter_map(|(shortfall, is_short)| is_short.then_some(shortfall))
    .collect()
}
