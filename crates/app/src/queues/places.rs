//! How many places there were and how many of them free, day by day.

use std::collections::{BTreeMap, BTreeSet};

use havenward_domain::access::{Permit, act};
use havenward_domain::codes::ServiceType;
use havenward_domain::id::ServiceId;
use havenward_store::places as rows;
use havenward_store::places::Counted;
use havenward_store::services::ServiceRow;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::LOOKED_BACK_DAYS;
use crate::{AppError, Ctx};

/// Counts read at a time: every service of a large country counted daily.
const COUNTS: i64 = 500_000;

/// Places at the end of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All places.
    pub places: u32,
    /// Free places among them.
    pub free: u32,
}

impl Count {
    fn add(&mut self, one: &Counted) {
        self.places += u32::from(one.places);
        self.free += u32::from(one.free);
    }
}

/// Places over time. A day without a count has what the last count before it said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The days, in UTC, from the first that is known to today.
    pub days: Vec<Date>,
    /// All services together, each counted once: one count a day.
    pub all: Vec<Count>,
    /// The same by kind of help. A service that offers several kinds counts in each.
    pub kinds: Vec<(ServiceType, Vec<Count>)>,
}

/// Reads how places went lately.
pub(super) async fn read(
    ctx: &mut Ctx,
    permit: &Permit<act::ReadQueues>,
    services: &[ServiceRow],
) -> Result<Places, AppError> {
    let today = ctx.now().to_zoned(TimeZone::UTC).date();
    let from = today.saturating_sub((LOOKED_BACK_DAYS - 1).days());
    let counted = rows::since(&mut ctx.tx, permit, from, COUNTS).await?;
    Ok(day_by_day(&counted, services, from, today))
}

fn day_by_day(counted: &[Counted], services: &[ServiceRow], from: Date, today: Date) -> Places {
    let Some(first) = counted.first() else { return Places::default() };
    let offers: BTreeMap<ServiceId, &BTreeSet<ServiceType>> =
        services.iter().map(|row| (row.service.id, &row.service.offers)).collect();
    let kinds: BTreeSet<ServiceType> = offers.values().copied().flatten().copied().collect();
    let mut places =
        Places { kinds: kinds.into_iter().map(|kind| (kind, Vec::new())).collect(), ..Places::default() };
    let mut standing: BTreeMap<ServiceId, &Counted> = BTreeMap::new();
    let mut counted = counted.iter().peekable();
    for day in first.day.max(from).series(1.day()).take_while(|day| *day <= today) {
        while let Some(one) = counted.next_if(|one| one.day <= day) {
            standing.insert(one.service, one);
        }
        places.days.push(day);
        places.all.push(sum(standing.values()));
        for (kind, counts) in &mut places.kinds {
            let offering = |one: &&&Counted| offers.get(&one.service).is_some_and(|of| of.contains(kind));
            counts.push(sum(standing.values().filter(offering)));
        }
    }
    places
}

fn sum<'c>(counted: impl Iterator<Item = &'c &'c Counted>) -> Count {
    counted.fold(Count::default(), |mut sum, one| {
        sum.add(one);
        sum
    })
}
