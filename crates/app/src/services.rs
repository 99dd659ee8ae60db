//! Services: offered by the unit that runs them, found by everybody who refers.

use havenward_domain::access::act;
use havenward_domain::coded::Coded;
use havenward_domain::id::ServiceId;
use havenward_domain::service::{Capacity, Service};
use havenward_store::services as rows;
pub use havenward_store::services::ServiceRow;

use crate::matching::local;
use crate::{AppError, Ctx, Note, waits};

/// Services listed at a time: more than any country in our sources has.
pub(crate) const PAGE: i64 = 5_000;
/// No name or telephone number is longer.
const LONGEST: usize = 120;

/// Adds a service of the actor's unit. Id and unit are the house's, whatever the draft says.
pub async fn add(ctx: &mut Ctx, name: &str, draft: Service) -> Result<ServiceId, AppError> {
    let permit = ctx.permit_in_unit::<act::ManageServices>()?;
    check(name, &draft)?;
    check_switched_on(ctx, &draft).await?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let service = Service { id: ctx.draw(), unit, ..draft };
    ctx.record(&permit, Note::because("support", "operation").about("service", service.id)).await?;
    rows::insert(&mut ctx.tx, &permit, name, &service).await?;
    Ok(service.id)
}

/// Changes what a service of the actor's unit offers, as it was read at a revision.
pub async fn update(
    ctx: &mut Ctx,
    id: ServiceId,
    revision: i64,
    name: &str,
    draft: Service,
) -> Result<(), AppError> {
    check(name, &draft)?;
    check_switched_on(ctx, &draft).await?;
    change(ctx, id, Some(revision), |row| {
        let service = Service { id, unit: row.service.unit, ..draft };
        Ok(ServiceRow { name: name.to_owned(), service, ..row })
    })
    .await
}

/// States the places of a service of the actor's unit, and how many of them are free.
pub async fn change_places(ctx: &mut Ctx, id: ServiceId, places: u16, free: u16) -> Result<(), AppError> {
    let now = ctx.now();
    let capacity = Capacity::new(places, free, now)
        .map_err(|error| AppError::refused("service.places", error.to_string()))?;
    change(ctx, id, None, |row| Ok(ServiceRow { service: Service { capacity, ..row.service }, ..row })).await
}

/// Says that the entry of a service of the actor's unit was looked through today and is right.
pub async fn confirm(ctx: &mut Ctx, id: ServiceId) -> Result<(), AppError> {
    let (profile, now) = (ctx.current_profile().await?, ctx.now());
    let verified_on = local(&profile, now).date();
    change(ctx, id, None, |row| Ok(ServiceRow { service: Service { verified_on, ..row.service }, ..row }))
        .await
}

/// A country helps with what its profile switches on. What was offered before a change of it stays.
async fn check_switched_on(ctx: &mut Ctx, draft: &Service) -> Result<(), AppError> {
    let profile = ctx.current_profile().await?;
    match draft.offers.iter().find(|kind| !profile.has_service(kind.code())) {
        Some(kind) => Err(switched_off(kind.code())),
        None => Ok(()),
    }
}

/// The refusal of a kind of help that the profile switches off.
pub(crate) fn switched_off(kind: &str) -> AppError {
    let message = format!("{kind} is switched off in the profile of this country; name another kind of help");
    AppError::refused("service.switched_off", message)
}

async fn change(
    ctx: &mut Ctx,
    id: ServiceId,
    seen: Option<i64>,
    rule: impl FnOnce(ServiceRow) -> Result<ServiceRow, AppError>,
) -> Result<(), AppError> {
    let permit = ctx.permit_in_unit::<act::ManageServices>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let row = rows::one(&mut ctx.tx, &permit, id).await?.filter(|row| row.service.unit == unit);
    let row = row.ok_or(AppError::NotFound)?;
    let revision = seen.unwrap_or(row.revision);
    ctx.record(&permit, Note::because("support", "operation").about("service", id)).await?;
    let before = row.service.clone();
    let changed = ServiceRow { revision, ..rule(row)? };
    rows::save(&mut ctx.tx, &permit, &changed).await?;
    waits::tell_of_place(ctx, &permit, &before, &changed.service).await
}

/// Lists the services of the country.
pub async fn list(ctx: &mut Ctx) -> Result<Vec<ServiceRow>, AppError> {
    let permit = ctx.permit_in_unit::<act::ListServices>()?;
    Ok(rows::all(&mut ctx.tx, &permit, PAGE).await?)
}

/// Lists the services of the actor's own unit.
pub async fn own(ctx: &mut Ctx) -> Result<Vec<ServiceRow>, AppError> {
    let permit = ctx.permit_in_unit::<act::ManageServices>()?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    Ok(rows::of_unit(&mut ctx.tx, &permit, unit, PAGE).await?)
}

fn check(name: &str, service: &Service) -> Result<(), AppError> {
    let is_plain =
        |text: &str| !text.trim().is_empty() && text.len() <= LONGEST && !text.chars().any(char::is_control);
    if !is_plain(name) {
        return Err(AppError::invalid(
            "name",
            format!("give 1 to {LONGEST} bytes without control characters"),
        ));
    }
    if !is_plain(&service.duty_line.phone) {
        return Err(AppError::invalid("duty_line", format!("give 1 to {LONGEST} bytes")));
    }
    if service.offers.is_empty() {
        return Err(AppError::invalid("offers", "name at least one kind of help"));
    }
    Ok(())
}
