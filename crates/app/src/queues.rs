//! The queues of the country as its co-ordinator sees them: how many wait where and how long, where there is
//! room, and what nobody could meet. Counts only; no case, no person, no unit that decides.

mod flow;
mod places;

use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::codes::ServiceType;
use havenward_domain::place::Region;
use havenward_store::queues as rows;
pub use havenward_store::queues::{Asked, Clocks};
use havenward_store::{services, statistics, waits};
use jiff::SignedDuration;
use jiff::civil::Date;

pub use flow::{Ended, Flow};
pub use places::{Count, Places};

use crate::services::PAGE;
use crate::{AppError, Ctx};

/// The bands of waiting end after so many days; the last has no end.
pub const BANDS: [i64; 3] = [7, 30, 90];
/// How places and referrals went is told for so many days.
pub const LOOKED_BACK_DAYS: i64 = 90;
/// Unmet needs counted at a time.
const NEEDS: i64 = 50_000;
/// A count below this is told as few, so that no single person can be read off it.
pub const FEW: u32 = 5;

/// A count to the nearest five; none where it is few.
pub fn coarse(count: u32) -> Option<u32> {
    match count {
        0 => Some(0),
        few if few < FEW => None,
        more => Some((more + 2) / 5 * 5),
    }
}

/// How many stand at one place of recognition, by how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Position of recognition, a code.
    pub recognition: String,
    /// How many in each band, from the newest to the oldest.
    pub bands: [i64; 4],
}

impl Queue {
    /// All of them.
    pub fn all(&self) -> i64 {
        self.bands.iter().sum()
    }
}

/// Room for one kind of help in one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The kind.
    pub kind: ServiceType,
    /// How many services offer it.
    pub services: u32,
    /// Their places.
    pub places: u32,
    /// Free places among them.
    pub free: u32,
    /// Services whose count is too old to be relied on.
    pub stale: u32,
    /// The shortest wait in days.
    pub shortest_wait: u16,
    /// The longest wait in days.
    pub longest_wait: u16,
}

/// What nobody could meet, need by region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The Mondays of the first and the last week.
    pub weeks: Option<(Date, Date)>,
    /// The regions, in order.
    pub regions: Vec<Region>,
    /// For each need its counts in the order of the regions.
    pub rows: Vec<(ServiceType, Vec<u32>)>,
}

/// Everything on the page of the co-ordinator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queues {
    /// What waits to be decided.
    pub waiting: Vec<Queue>,
    /// How many cases wait for room, in each band, from the newest to the oldest.
    pub room: [i64; 4],
    /// Clocks by kind.
    pub clocks: Vec<Clocks>,
    /// What waits for the answer of a service.
    pub asked: Asked,
    /// How many services there are.
    pub services: usize,
    /// Room by kind of help.
    pub rooms: Vec<Room>,
    /// How places went.
    pub places: Places,
    /// What came of what was asked.
    pub flow: Flow,
    /// Unmet needs that were put away.
    pub gaps: Gaps,
}

/// Reads the queues. Plain columns only: nothing is opened or journalled.
pub async fn read(ctx: &mut Ctx) -> Result<Queues, AppError> {
    let permit = ctx.permit::<act::ReadQueues>()?;
    let now = ctx.now();
    let since = BANDS.map(|days| now - SignedDuration::from_hours(24 * days));
    let mut waiting: BTreeMap<String, [i64; 4]> = BTreeMap::new();
    for found in rows::standing(&mut ctx.tx, &permit, since).await? {
        let bands = waiting.entry(found.recognition).or_default();
        let at = usize::try_from(found.band).map_err(|_| AppError::Internal("band"))?;
        *bands.get_mut(at).ok_or(AppError::Internal("band"))? += found.count;
    }
    let order = ["none", "raised", "sent", "presumed"];
    let waiting = order.into_iter().filter_map(|code| {
        let bands = waiting.remove(code)?;
        Some(Queue { recognition: code.to_owned(), bands })
    });
    let mut room = [0; 4];
    for (band, count) in waits::by_age(&mut ctx.tx, &permit, since).await? {
        let at = usize::try_from(band).map_err(|_| AppError::Internal("band"))?;
        *room.get_mut(at).ok_or(AppError::Internal("band"))? += count;
    }
    let services = services::all(&mut ctx.tx, &permit, PAGE).await?;
    Ok(Queues {
        room,
        waiting: waiting.collect(),
        clocks: rows::clocks(&mut ctx.tx, &permit, now).await?,
        asked: rows::asked(&mut ctx.tx, &permit, now).await?,
        services: services.len(),
        places: places::read(ctx, &permit, &services).await?,
        flow: flow::read(ctx, &permit).await?,
        rooms: rooms(services, now),
        gaps: gaps(statistics::unmet_needs(&mut ctx.tx, &permit, NEEDS).await?),
    })
}

fn rooms(all: Vec<services::ServiceRow>, now: jiff::Timestamp) -> Vec<Room> {
    let mut rooms: BTreeMap<ServiceType, Room> = BTreeMap::new();
    for services::ServiceRow { service, .. } in all {
        for kind in service.offers {
            let room = rooms.entry(kind).or_insert(Room {
                kind,
                services: 0,
                places: 0,
                free: 0,
                stale: 0,
                shortest_wait: u16::MAX,
                longest_wait: 0,
            });
            room.services += 1;
            room.places += u32::from(service.capacity.places());
            room.free += u32::from(service.capacity.free());
            room.stale += u32::from(service.capacity.is_stale(now));
            room.shortest_wait = room.shortest_wait.min(service.waiting_days);
            room.longest_wait = room.longest_wait.max(service.waiting_days);
        }
    }
    rooms.into_values().collect()
}

fn gaps(needs: Vec<havenward_domain::need::UnmetNeed>) -> Gaps {
    let mut counts: BTreeMap<(ServiceType, Region), u32> = BTreeMap::new();
    let weeks = needs.iter().map(|need| need.week);
    let weeks = weeks.clone().min().zip(weeks.max());
    for need in needs {
        *counts.entry((need.need, need.region)).or_default() += 1;
    }
    let mut regions: Vec<Region> = counts.keys().map(|(_, region)| region.clone()).collect();
    regions.sort();
    regions.dedup();
    let row = |kind: &ServiceType| {
        let of = |region: &Region| counts.get(&(*kind, region.clone())).copied().unwrap_or(0);
        let row: Vec<u32> = regions.iter().map(of).collect();
        row.iter().any(|count| *count > 0).then_some((*kind, row))
    };
    Gaps { rows: ServiceType::ALL.iter().filter_map(row).collect(), regions, weeks }
}
