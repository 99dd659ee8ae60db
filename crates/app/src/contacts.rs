//! A first contact opens a case: sealed at once, owned by the unit that met the person.

use havenward_domain::access::{Grant, Holder, act};
use havenward_domain::compartment::{Compartment, Compartments};
use havenward_domain::contact::{AgeClaim, Origin, Urgency};
use havenward_domain::id::CaseId;
use havenward_store::cases::{self, Access, CaseRow};
use havenward_store::directory;
use havenward_vault::place::Place;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::file::{Contact, ContactSafety, Core, DirectoryEntry};
use crate::{AppError, Ctx, Note};

/// The owner's access is renewed while the case is worked on; left alone it ends.
const OWNER_ACCESS: SignedDuration = SignedDuration::from_hours(24 * 365);
/// No code or name is longer.
const LONGEST: usize = 200;

/// What a first responder records.
pub struct NewContact {
    /// Who raised the case.
    pub origin: Origin,
    /// Kind of place, a code of the field.
    pub setting: String,
    /// Language of the talk.
    pub language: String,
    /// Child, adult, unsure.
    pub age: AgeClaim,
    /// How fast somebody must act.
    pub urgency: Urgency,
    /// The person's name as given, if it was given.
    pub name: Option<String>,
    /// How the person wishes to be addressed.
    pub address_as: Option<String>,
}

/// Records a first contact and opens the case.
pub async fn record(ctx: &mut Ctx, new: NewContact) -> Result<CaseId, AppError> {
    let permit = ctx.permit_in_unit::<act::RecordContact>()?;
    check(&new)?;
    let unit = permit.unit().map_err(|_| AppError::NotFound)?;
    let now = ctx.now();
    let fresh = ctx.fresh.take().ok_or(AppError::Internal("no shred key set aside"))?;
    let case = CaseRow {
        id: fresh.case,
        owner: unit,
        child: new.age.is_treated_as_child(),
        urgency: new.urgency,
        profile: "none".to_owned(),
        profile_version: 0,
        opened_at: now,
    };
    ctx.record(&permit, Note::because("support", "public_task").on(case.id)).await?;

    let opened = cases::insert(&mut ctx.tx, &permit, &case).await?;
    let access = Access {
        grant: Grant {
            holder: Holder::Unit(unit),
            compartments: Compartments::of(Compartment::ALL),
            expires_at: now + OWNER_ACCESS,
        },
        purpose: "support".to_owned(),
        basis: "public_task".to_owned(),
        agreement: None,
    };
    cases::insert_owner_access(&mut ctx.tx, &opened, &access).await?;

    let contact =
        Contact { origin: new.origin, setting: new.setting, language: new.language, age: new.age, at: now };
    ctx.seal_first(&opened, &fresh.key, Compartment::Core, &Core { contact }).await?;
    let safety = ContactSafety { address_as: new.address_as };
    ctx.seal_first(&opened, &fresh.key, Compartment::ContactSafety, &safety).await?;

    if let Some(name) = new.name {
        let id: Uuid = ctx.draw::<CaseId>().uuid();
        let plain = zeroize::Zeroizing::new(
            serde_json::to_vec(&DirectoryEntry { case: case.id, name })
                .map_err(|_| AppError::Internal("directory entry"))?,
        );
        let key = ctx.unit_key().await?.directory_key();
        let sealed = key.seal(&Place::new("directory", "sealed_entry", id), crate::keys::FIRST, &plain);
        directory::insert(&mut ctx.tx, &opened, &directory::Entry { id, sealed }).await?;
    }
    Ok(case.id)
}

fn check(new: &NewContact) -> Result<(), AppError> {
    let fields = [
        ("setting", Some(&new.setting)),
        ("language", Some(&new.language)),
        ("name", new.name.as_ref()),
        ("address_as", new.address_as.as_ref()),
    ];
    for (field, value) in fields {
        if value.is_some_and(|text| text.trim().is_empty() || text.len() > LONGEST || text.contains('\0')) {
            return Err(AppError::invalid(field, format!("give 1 to {LONGEST} bytes, or leave it out")));
        }
    }
    Ok(())
}
