//! A first contact opens a case: sealed at once, owned by the unit that met the person.

use havenward_domain::access::{Act, Grant, Holder, Permit, act};
use havenward_domain::agreement::Agreements;
use havenward_domain::author::MoveReason;
use havenward_domain::codes::Setting;
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::contact::{AgeClaim, Urgency};
use havenward_domain::directory;
use havenward_domain::id::CaseId;
use havenward_domain::language::Language;
use havenward_domain::placement::Placement;
use havenward_domain::profile::Origin;
use havenward_domain::secret::Secret;
use havenward_domain::sex::Sex;
use havenward_domain::status::Status;
use havenward_store::cases::{self, Access, CaseRow};
use havenward_store::clocks;
use jiff::SignedDuration;

use crate::file::{self, Contact, ContactSafety, Core};
use crate::screenings::MAKE_SAFE;
use crate::work::{OWNER_ACCESS, positions, running};
use crate::{AppError, Ctx, Note, statistics};

/// No name is longer.
const LONGEST: usize = 200;

/// What a first responder records.
pub struct NewContact {
    /// Who raised the case.
    pub origin: Origin,
    /// Kind of place.
    pub setting: Setting,
    /// Languages, the best understood first.
    pub languages: Vec<Language>,
    /// Child, adult, unsure.
    pub age: AgeClaim,
    /// How fast somebody must act.
    pub urgency: Urgency,
    /// Sex, as the person says.
    pub sex: Option<Sex>,
    /// With whom the person would be housed.
    pub placement: Placement,
    /// Children who are with the person.
    pub children_with: u8,
    /// Whether steps are a hindrance.
    pub limited_mobility: bool,
    /// The person's name as given, if it was given.
    pub name: Option<String>,
    /// How the person wishes to be addressed.
    pub address_as: Option<String>,
}

/// Records a first contact and opens the case. Emergency support is there from this moment.
pub async fn record(ctx: &mut Ctx, new: NewContact) -> Result<CaseId, AppError> {
    let permit = ctx.permit_in_unit::<act::RecordContact>()?;
    open_case(ctx, &permit, new).await
}

/// Opens a case for the permit's unit, whichever road the contact came by.
pub(crate) async fn open_case<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    new: NewContact,
) -> Result<CaseId, AppError> {
    open_case_with(ctx, permit, new, |_| ()).await
}

/// The same, with what is known already written into the core before it is sealed.
pub(crate) async fn open_case_with<A: Act>(
    ctx: &mut Ctx,
    permit: &Permit<A>,
    new: NewContact,
    fill: impl FnOnce(&mut Core),
) -> Result<CaseId, AppError> {
    check(&new)?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let now = ctx.now();
    let profile = ctx.current_profile().await?;
    let fresh = ctx.take_fresh()?;
    ctx.record(permit, Note::because("support", "public_task").on(fresh.case)).await?;

    let act = ctx.act(MoveReason::SignsSeen, None).await?;
    let status = Status::at_first_contact(&profile, new.age.position(), now);
    let status = status.give_emergency_support(&profile, &act)?.status;
    let row = CaseRow {
        id: fresh.case,
        owner: unit,
        child: new.age.is_treated_as_child(),
        urgency: new.urgency,
        profile: profile.version().clone(),
        opened_at: now,
        positions: positions(&status, now),
    };
    let opened = cases::insert(&mut ctx.tx, permit, &row).await?;
    let compartments: Vec<Compartment> =
        Compartment::ALL.iter().copied().filter(|one| !one.is_for_named_users()).collect();
    let access = Access {
        grant: Grant {
            holder: Holder::Unit(unit),
            compartments: Compartments::of(&compartments),
            expires_at: now + OWNER_ACCESS,
        },
        purpose: "support".to_owned(),
        basis: "public_task".to_owned(),
        agreement: None,
    };
    cases::insert_owner_access(&mut ctx.tx, &opened, &access).await?;
    clocks::replace(&mut ctx.tx, &opened, &running(&status, &profile, now)).await?;
    if row.child {
        for step in ["call_child_protection", "ask_emergency_guardian"] {
            ctx.make_task(Some(row.id), unit, step.to_owned(), SignedDuration::ZERO).await?;
        }
    }
    if new.urgency == Urgency::DangerNow {
        ctx.make_task(Some(row.id), unit, MAKE_SAFE.to_owned(), SignedDuration::ZERO).await?;
    }
    let (name, address_as) = (new.name.clone(), new.address_as.clone());
    let mut core = core_of(new, status, now);
    fill(&mut core);
    statistics::begin(ctx, &opened, &profile, &mut core).await?;
    ctx.seal_first(&opened, &fresh.key, Compartment::Core, &core).await?;
    let safety =
        ContactSafety { address_as: address_as.clone().map(Secret::new), ..ContactSafety::default() };
    ctx.seal_first(&opened, &fresh.key, Compartment::ContactSafety, &safety).await?;
    if let Some(name) = name {
        ctx.add_to_directory(permit, directory_entry(row.id, name, address_as)).await?;
    }
    Ok(row.id)
}

fn core_of(new: NewContact, status: Status, now: jiff::Timestamp) -> Core {
    let contact = Contact {
        origin: new.origin,
        setting: new.setting,
        languages: new.languages,
        age: new.age,
        sex: new.sex,
        placement: new.placement,
        children_with: new.children_with,
        limited_mobility: new.limited_mobility,
        at: now,
    };
    Core {
        contact,
        status,
        told_before: Vec::new(),
        screenings: Vec::new(),
        agreements: Agreements::default(),
        refusals: Vec::new(),
        disclosures: Vec::new(),
        needs: None,
        risks: None,
        plan: None,
        sittings: Vec::new(),
        offences: Vec::new(),
        bookings: Vec::new(),
        born: None,
        notices_to: std::collections::BTreeMap::new(),
        referring: file::Referring::default(),
        requests: Vec::new(),
        objections: Vec::new(),
        best_interests: Vec::new(),
        transfers: Vec::new(),
        waits: Vec::new(),
        counted: file::Counted::default(),
    }
}

fn directory_entry(case: CaseId, name: String, address_as: Option<String>) -> directory::Entry {
    directory::Entry {
        leads_to: file::leads_to(case),
        address_as: Secret::new(address_as.unwrap_or_else(|| name.clone())),
        name: Secret::new(name),
        aliases: Vec::new(),
        born: None,
        documents: Vec::new(),
    }
}

pub(crate) fn check(new: &NewContact) -> Result<(), AppError> {
    if new.languages.is_empty() || new.languages.len() > 8 {
        return Err(AppError::invalid("languages", "give one to eight languages, the best understood first"));
    }
    for (field, value) in [("name", new.name.as_ref()), ("address_as", new.address_as.as_ref())] {
        if value.is_some_and(|text| text.trim().is_empty() || text.len() > LONGEST || text.contains('\0')) {
            return Err(AppError::invalid(field, format!("give 1 to {LONGEST} bytes, or leave it out")));
        }
    }
    Ok(())
}
