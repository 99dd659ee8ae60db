//! How places and free places went: the last count of each service on each day, kept for a year.
//!
//! Plain, and about services alone. A day is one of UTC, because that is how an instant names one by itself.

use havenward_domain::access::{Permit, act};
use havenward_domain::id::ServiceId;
use havenward_domain::service::Service;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::row::{FromRow, Row};
use crate::{StoreError, Tx};

/// Counts are kept for so many days, and the last one before them, from which the first of them is known.
const KEPT_DAYS: i64 = 365;

/// What a service had from a day on, until it was counted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The service.
    pub service: ServiceId,
    /// The day of the count, in UTC.
    pub day: Date,
    /// All places.
    pub places: u16,
    /// Free places among them.
    pub free: u16,
}

impl FromRow for Counted {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let number = |name| u16::try_from(row.int(name)?).map_err(|_| StoreError::Corrupt(name));
        Ok(Self {
            service: row.parsed("service_id")?,
            day: row.parsed("day")?,
            places: number("places")?,
            free: number("free")?,
        })
    }
}

/// Keeps the count that a service states; an earlier one of the same day gives way. What is older than a year
/// goes. Whoever may write the service may write this, so it has no permit of its own.
pub(crate) async fn keep(tx: &mut Tx, service: &Service) -> Result<(), StoreError> {
    let counted = service.capacity;
    let day = counted.updated_at().to_zoned(TimeZone::UTC).date();
    tx.run(
        "insert into service_places (service_id, day, places, free) values ($1, $2, $3, $4)
         on conflict (service_id, day) do update set places = excluded.places, free = excluded.free",
        vec![
            service.id.into(),
            day.to_string().into(),
            i64::from(counted.places()).into(),
            i64::from(counted.free()).into(),
        ],
    )
    .await?;
    let oldest = day.saturating_sub(KEPT_DAYS.days());
    tx.run(
        "delete from service_places
         where service_id = $1 and day < (
             select max(day) from service_places where service_id = $1 and day <= $2
         )",
        vec![service.id.into(), oldest.to_string().into()],
    )
    .await?;
    Ok(())
}

/// Counts since a day, and for each service the last one before it, in the order of their days.
pub async fn since(
    tx: &mut Tx,
    _permit: &Permit<act::ReadQueues>,
    day: Date,
    limit: i64,
) -> Result<Vec<Counted>, StoreError> {
    tx.all(
        "select service_id, day, places, free
         from service_places counted
         where day >= $1 or day = (
             select max(before.day)
             from service_places before
             where before.service_id = counted.service_id and before.day < $1
         )
         order by day, service_id
         limit $2",
        vec![day.to_string().into(), limit.into()],
    )
    .await
}
