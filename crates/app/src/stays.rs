//! Stays: who is in the house by the code of a referral, who is away by arrangement, and the sheet by which
//! a month is paid, which names nobody.
//!
//! A stay begins when a referral says that the person has arrived and is sealed to the unit of the house.

use std::collections::BTreeMap;

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::id::{ReferralId, ServiceId, StayId};
use havenward_domain::referral::Referral;
use havenward_domain::stay::{Nights, Stay, StayError};
use havenward_store::stays::{self as rows, StayRow};
use havenward_store::{referrals, services};
use havenward_vault::place::Place;
use jiff::civil::Date;

use crate::keys::json;
use crate::matching::local;
use crate::referrals::receiver_key;
use crate::services::PAGE as SERVICES;
use crate::{AppError, Ctx, Note};

/// Stays opened at a time: a month of the largest house in our sources, many times over.
const PAGE: i64 = 2_000;
/// Somebody looks at a concern at once.
const AT_ONCE: jiff::SignedDuration = jiff::SignedDuration::ZERO;

fn place(id: StayId) -> Place {
    Place::new("stays", "sealed_stay", id)
}

/// A stay that has not ended.
pub struct Open {
    /// Its id.
    pub id: StayId,
    /// The stay.
    pub stay: Stay,
    /// The name of the service.
    pub service: String,
    /// Whether the referral still says that the person is there.
    pub is_expected: bool,
}

/// Today, in the country's zone.
pub async fn today(ctx: &mut Ctx) -> Result<Date, AppError> {
    let (profile, now) = (ctx.current_profile().await?, ctx.now());
    Ok(local(&profile, now).date())
}

/// Begins a stay with a referral whose people have arrived. Only who sleeps there stays.
pub(crate) async fn begin(
    ctx: &mut Ctx,
    permit: &Permit<act::AnswerOffer>,
    referral: &Referral,
) -> Result<(), AppError> {
    let asks = referral.asks().ok_or(AppError::Internal("what a referral asks for"))?;
    if !asks.kind.is_residential() {
        return Ok(());
    }
    let stay = Stay::begin(referral.service(), referral.id(), asks.places, today(ctx).await?);
    let id: StayId = ctx.draw();
    let (key, version) = receiver_key(ctx, referral.unit()).await?;
    let sealed = key.seal_bytes(&place(id), version, &json(&stay)?);
    Ok(rows::insert(&mut ctx.tx, permit, id, &sealed).await?)
}

/// Ends the stay of a referral whose service is completed, if there is one.
pub(crate) async fn end_of(
    ctx: &mut Ctx,
    permit: &Permit<act::AnswerOffer>,
    referral: ReferralId,
) -> Result<(), AppError> {
    for row in rows::open(&mut ctx.tx, permit, PAGE).await? {
        let stay = unseal(ctx, &row).await?;
        if stay.referral() == Some(referral) {
            let ended = stay.end(today(ctx).await?)?;
            return save(ctx, permit, &row, &ended).await;
        }
    }
    Ok(())
}

async fn unseal(ctx: &mut Ctx, row: &StayRow) -> Result<Stay, AppError> {
    let plain = ctx.unit_keys().await?.open_bytes(&place(row.id), &row.sealed)?;
    serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("stay"))
}

async fn save(
    ctx: &mut Ctx,
    permit: &Permit<act::AnswerOffer>,
    row: &StayRow,
    stay: &Stay,
) -> Result<(), AppError> {
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let (key, version) = receiver_key(ctx, unit).await?;
    let sealed = key.seal_bytes(&place(row.id), version, &json(stay)?);
    let month = stay.ended().map(month_of);
    Ok(rows::save(&mut ctx.tx, permit, &StayRow { sealed, ..row.clone() }, month).await?)
}

fn month_of(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

async fn names<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
) -> Result<BTreeMap<ServiceId, services::ServiceRow>, AppError> {
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let own = services::of_unit(&mut ctx.tx, permit, unit, SERVICES).await?;
    Ok(own.into_iter().map(|row| (row.service.id, row)).collect())
}

/// Lists the stays of the actor's unit that have not ended, the longest first.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<Open>, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOffer>()?;
    let found = rows::open(&mut ctx.tx, &permit, PAGE).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    ctx.record(&permit, Note::because("support", "public_task")).await?;
    let names = names(ctx, &permit).await?;
    let mut open = Vec::with_capacity(found.len());
    for row in found {
        let stay = unseal(ctx, &row).await?;
        let referral = match stay.referral() {
            Some(referral) => referrals::one_to_unit(&mut ctx.tx, &permit, referral).await?,
            None => None,
        };
        let is_expected = referral.is_some_and(|row| row.referral.state().is_open());
        let service = names.get(&stay.service).map(|row| row.name.clone()).unwrap_or_default();
        open.push(Open { id: row.id, stay, service, is_expected });
    }
    open.sort_by_key(|one| (one.stay.began(), one.id));
    Ok(open)
}

/// One stay of the actor's unit that has not ended.
pub async fn one(ctx: &mut Ctx, id: StayId) -> Result<Open, AppError> {
    list(ctx).await?.into_iter().find(|one| one.id == id).ok_or(AppError::NotFound)
}

/// She goes away by arrangement, from today on, and is expected back on a day. Her bed is kept.
pub async fn leave(ctx: &mut Ctx, id: StayId, expected: Date) -> Result<(), AppError> {
    let today = today(ctx).await?;
    change(ctx, id, |stay| stay.leave(today, expected)).await
}

/// She is back from a time away.
pub async fn come_back(ctx: &mut Ctx, id: StayId) -> Result<(), AppError> {
    let today = today(ctx).await?;
    change(ctx, id, |stay| stay.come_back(today)).await
}

/// The stay has ended on a day that is not later than today. From then on it says of nobody whose it was.
pub async fn end(ctx: &mut Ctx, id: StayId, on: Date) -> Result<(), AppError> {
    let today = today(ctx).await?;
    change(ctx, id, |stay| if on > today { Err(StayError::Day) } else { stay.end(on) }).await
}

async fn change(
    ctx: &mut Ctx,
    id: StayId,
    rule: impl FnOnce(Stay) -> Result<Stay, StayError>,
) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerOffer>()?;
    let row = rows::one(&mut ctx.tx, &permit, id).await?.ok_or(AppError::NotFound)?;
    ctx.record(&permit, Note::because("support", "public_task").about("stay", id)).await?;
    let changed = rule(unseal(ctx, &row).await?)?;
    save(ctx, &permit, &row, &changed).await
}

/// She is not where she was expected: whoever carries the case is told at once. Nothing ends by it.
pub async fn worry(ctx: &mut Ctx, id: StayId) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::AnswerOffer>()?;
    let row = rows::one(&mut ctx.tx, &permit, id).await?.ok_or(AppError::NotFound)?;
    let stay = unseal(ctx, &row).await?;
    let gone =
        || AppError::refused("stay.not_expected", "the referral has ended; nobody waits for an answer");
    let referral = stay.referral().ok_or_else(gone)?;
    let found = referrals::one_to_unit(&mut ctx.tx, &permit, referral).await?.ok_or_else(gone)?;
    if !found.referral.state().is_open() {
        return Err(gone());
    }
    let case = found.referral.case();
    ctx.record(&permit, Note::because("support", "public_task").on(case).about("stay", id)).await?;
    ctx.make_task(Some(case), found.from, "open_concern".to_owned(), AT_ONCE).await
}

/// What a house is paid for in a month, service by service.
pub struct Sheet {
    /// The first day of the month.
    pub first: Date,
    /// The last day of the month.
    pub last: Date,
    /// Until which day it could be counted.
    pub today: Date,
    /// One line a service in which anybody stayed.
    pub lines: Vec<Line>,
}

/// The line of a service.
pub struct Line {
    /// Its name.
    pub service: String,
    /// Places of the service as they stand now.
    pub places: u16,
    /// Stays that touch the month.
    pub stays: u32,
    /// What was counted.
    pub nights: Nights,
}

impl Sheet {
    /// All lines together: stays, and what was counted.
    pub fn total(&self) -> (u32, Nights) {
        let add = |(stays, nights): (u32, Nights), line: &Line| {
            (stays.saturating_add(line.stays), nights.plus(line.nights))
        };
        self.lines.iter().fold((0, Nights::default()), add)
    }
}

/// Counts the month of a day for the actor's unit, service by service. Nobody is named, by no code either.
pub async fn sheet(ctx: &mut Ctx, in_month: Date) -> Result<Sheet, AppError> {
    let permit = ctx.permit_in_unit::<act::ReadOffer>()?;
    let (first, last, today) = (in_month.first_of_month(), in_month.last_of_month(), today(ctx).await?);
    let found = rows::since(&mut ctx.tx, &permit, &month_of(first), PAGE).await?;
    ctx.record(&permit, Note::because("accounting", "public_task")).await?;
    let names = names(ctx, &permit).await?;
    let mut lines: BTreeMap<ServiceId, Line> = BTreeMap::new();
    for row in found {
        let stay = unseal(ctx, &row).await?;
        let nights = stay.count(first, last, today);
        if nights == Nights::default() {
            continue;
        }
        let line = lines.entry(stay.service).or_insert_with(|| {
            let service = names.get(&stay.service);
            Line {
                service: service.map(|row| row.name.clone()).unwrap_or_default(),
                places: service.map_or(0, |row| row.service.capacity.places()),
                stays: 0,
                nights: Nights::default(),
            }
        });
        line.stays = line.stays.saturating_add(1);
        line.nights = line.nights.plus(nights);
    }
    Ok(Sheet { first, last, today, lines: lines.into_values().collect() })
}

impl From<StayError> for AppError {
    fn from(error: StayError) -> Self {
        let code = match error {
            StayError::Ended => "stay.ended",
            StayError::AwayAlready => "stay.away_already",
            StayError::NotAway => "stay.not_away",
            StayError::Day => "stay.day",
        };
        Self::refused(code, error.to_string())
    }
}
