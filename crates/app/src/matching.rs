//! Matching: the needs of the file against the plain services, in the worker's session, stored nowhere.
//!
//! What the person keeps away from is simply absent: no reason, no count.

use std::collections::BTreeMap;

use havenward_domain::access::act;
use havenward_domain::codes::ServiceType;
use havenward_domain::id::CaseId;
use havenward_domain::matching::{self, Avoid, Found, Party, Reach, Seeker};
use havenward_domain::need::{NeedBy, UnmetNeed};
use havenward_domain::place::Region;
use havenward_domain::profile::Profile;
use havenward_domain::service::{SecurityLevel, Service};
use havenward_store::services as rows;
use jiff::{Timestamp, Zoned};

use crate::file::Core;
use crate::services::PAGE;
use crate::{AppError, Ctx, Note, statistics, waits};

/// What the worker adds to what the file says.
pub struct Wish {
    /// Where the person can go, and how far.
    pub reach: Reach,
    /// Ages in completed years of the children who come along with an adult.
    pub children_ages: Vec<u8>,
    /// Whether she needs a place that welcomes trans people.
    pub trans: bool,
    /// Whether she needs support with a disability.
    pub disability: bool,
    /// The least protection that is enough.
    pub security: SecurityLevel,
}

/// The time in the zone of the profile.
pub(crate) fn local(profile: &Profile, now: Timestamp) -> Zoned {
    now.to_zoned(profile.calendar().zone().clone())
}

/// Finds services for the open needs of a case, best first, with reasons; and the needs that nobody meets.
pub async fn find(ctx: &mut Ctx, case: CaseId, wish: Wish) -> Result<Found, AppError> {
    let work = ctx.work_on::<act::MatchServices>(case, Note::because("support", "public_task")).await?;
    let found = rows::all(&mut ctx.tx, &work.permit, PAGE).await?;
    let services: Vec<Service> = found.into_iter().map(|row| row.service).collect();
    let seeker = seeker(work.core(), wish)?;
    Ok(matching::find(&seeker, &services, &local(&work.profile, ctx.now())))
}

fn seeker(core: &Core, wish: Wish) -> Result<Seeker, AppError> {
    let needs: BTreeMap<ServiceType, NeedBy> = core
        .needs
        .iter()
        .flat_map(havenward_domain::need::NeedsAssessment::open)
        .map(|need| (need.of, need.by))
        .collect();
    if needs.is_empty() {
        return Err(AppError::refused("needs.none_open", "assess the needs first"));
    }
    let contact = &core.contact;
    let party = if core.status.age().is_treated_as_child() {
        Party::Child { siblings: contact.children_with }
    } else if wish.children_ages.len() == usize::from(contact.children_with) {
        Party::Adult { children: wish.children_ages }
    } else {
        return Err(AppError::invalid("children_ages", "give the age of each child who comes along"));
    };
    Ok(Seeker {
        needs,
        party,
        placement: contact.placement,
        trans: wish.trans,
        disability: wish.disability,
        limited_mobility: contact.limited_mobility,
        languages: contact.languages.clone(),
        security: wish.security,
        reach: wish.reach,
        avoid: core.referring.avoid.clone(),
    })
}

/// Writes what the person keeps away from. Why stays in the danger list.
pub async fn avoid(ctx: &mut Ctx, case: CaseId, avoid: Avoid) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::WriteDanger>(case, Note::because("support", "public_task")).await?;
    work.core_mut().referring.avoid = avoid;
    ctx.save(work).await?;
    Ok(())
}

/// Raises an open need that nobody meets: it waits from then on. It leaves the case as need, region and week.
pub async fn raise_gap(
    ctx: &mut Ctx,
    case: CaseId,
    need: ServiceType,
    region: Region,
) -> Result<(), AppError> {
    let mut work = ctx.work_on::<act::MatchServices>(case, Note::because("support", "public_task")).await?;
    let is_open = work.core().needs.iter().any(|needs| needs.open().any(|open| open.of == need));
    if !is_open {
        return Err(AppError::refused("needs.not_open", "this need is not open in the assessment"));
    }
    let today = local(&work.profile, ctx.now()).date();
    waits::begin(ctx, &mut work, need, region.clone()).await?;
    let gap = UnmetNeed::new(need, region, today);
    let (permit, core) = work.permit_and_core();
    statistics::add_unmet_need(ctx, permit, core, gap).await?;
    ctx.save(work).await?;
    Ok(())
}
