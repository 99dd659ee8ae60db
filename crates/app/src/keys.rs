//! From the person to the unit to the compartment: opening keys inside one request, and only there.

use std::collections::BTreeMap;

use havenward_domain::access::{Act, Holder, Permit};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::sealed::Sealed;
use havenward_store::cases::Opened;
use havenward_store::{compartments, units};
use havenward_vault::key::{Key, data_key, sealed_version};
use havenward_vault::pair::{PrivateKey, PublicKey};
use havenward_vault::place::Place;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{AppError, Ctx, Recorded};

/// Keys opened during one request.
#[derive(Default)]
pub(crate) struct Keys {
    units: BTreeMap<UnitId, PrivateKey>,
}

/// The first version of any key.
pub(crate) const FIRST: u32 = 1;

pub(crate) fn unit_wrap_place(unit: UnitId) -> Place {
    Place::new("unit_wraps", "sealed_private_key", unit)
}

fn key_place(case: CaseId, compartment: Compartment) -> Place {
    Place::new("compartment_keys", compartment.code(), case)
}

fn body_place(case: CaseId, compartment: Compartment) -> Place {
    Place::new("compartments", compartment.code(), case)
}

impl Ctx {
    /// The private key of the actor's unit, unwrapped for this request.
    pub(crate) async fn unit_key(&mut self) -> Result<&PrivateKey, AppError> {
        let member = self.member()?;
        if !self.keys.units.contains_key(&member.unit) {
            let unit = units::facts(&mut self.tx, member.unit).await?.ok_or(AppError::NotFound)?;
            let sealed = units::wrapped(&mut self.tx, member.unit, member.user, unit.key_version)
                .await?
                .ok_or(AppError::WaitingForKey)?;
            let own = self.caller.key.as_ref().ok_or(AppError::SignedOut)?;
            let key = own.unwrap_private(&unit_wrap_place(member.unit), &sealed)?;
            self.keys.units.insert(member.unit, key);
        }
        self.keys.units.get(&member.unit).ok_or(AppError::WaitingForKey)
    }

    /// Seals the first body of a compartment of a case that is being opened, under a key of its own
    /// that is wrapped to the owning unit.
    pub(crate) async fn seal_first<T: Serialize>(
        &mut self,
        opened: &Opened,
        shred: &Key,
        compartment: Compartment,
        body: &T,
    ) -> Result<(), AppError> {
        let unit = units::facts(&mut self.tx, opened.unit()).await?.ok_or(AppError::NotFound)?;
        let public = unit.public_key.ok_or(AppError::WaitingForKey)?;
        let public = PublicKey::from_bytes(&public).map_err(|_| AppError::Internal("unit key"))?;

        let key = Key::generate();
        let sealed = public.wrap(&key_place(opened.case(), compartment), FIRST, &key);
        let wrap = compartments::Wrap { key_version: i64::from(FIRST), sealed };
        compartments::insert_wrap(&mut self.tx, opened, compartment, &wrap).await?;

        let sealed = seal_body(&data_key(&key, shred), opened.case(), compartment, FIRST, body)?;
        compartments::insert(&mut self.tx, opened, compartment, &sealed).await?;
        Ok(())
    }

    /// Opens a compartment: permission and entry come first, as arguments.
    ///
    /// None if nothing has been written there yet.
    pub async fn open<A: Act, T: DeserializeOwned>(
        &mut self,
        permit: &Permit<A>,
        recorded: &Recorded,
        compartment: Compartment,
    ) -> Result<Option<T>, AppError> {
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        let is_recorded =
            recorded.act == self.act && recorded.case == Some(case) && recorded.opened.has(compartment);
        if !permit.compartments().has(compartment) || !is_recorded {
            return Err(AppError::Forbidden);
        }
        let Some(body) = compartments::body(&mut self.tx, permit, compartment).await? else {
            return Ok(None);
        };
        let key = self.compartment_key(permit, case, compartment, &body.sealed).await?;
        let plain = key.open(&body_place(case, compartment), &body.sealed)?;
        serde_json::from_slice(plain.expose()).map(Some).map_err(|_| AppError::Internal("compartment body"))
    }

    async fn compartment_key<A: Act>(
        &mut self,
        permit: &Permit<A>,
        case: CaseId,
        compartment: Compartment,
        sealed: &Sealed,
    ) -> Result<Key, AppError> {
        let member = self.member()?;
        let (_, version) = sealed_version(sealed).ok_or(AppError::Sealed)?;
        let holder = if compartment.is_for_named_users() {
            Holder::User(member.user)
        } else {
            Holder::Unit(member.unit)
        };
        let wrap = compartments::wrap(&mut self.tx, permit, compartment, i64::from(version), holder)
            .await?
            .ok_or(AppError::Sealed)?;
        let place = key_place(case, compartment);
        let key = if compartment.is_for_named_users() {
            self.caller.key.as_ref().ok_or(AppError::SignedOut)?.unwrap_key(&place, &wrap.sealed)?
        } else {
            self.unit_key().await?.unwrap_key(&place, &wrap.sealed)?
        };
        // A destroyed shred key looks like any other thing that cannot be opened.
        let shred = self.app.0.reserve.key(case).await?.ok_or(AppError::Sealed)?;
        Ok(data_key(&key, &shred))
    }
}

fn seal_body<T: Serialize>(
    key: &Key,
    case: CaseId,
    compartment: Compartment,
    version: u32,
    body: &T,
) -> Result<Sealed, AppError> {
    let plain = zeroize_json(body)?;
    Ok(key.seal(&body_place(case, compartment), version, &plain))
}

fn zeroize_json<T: Serialize>(body: &T) -> Result<zeroize::Zeroizing<Vec<u8>>, AppError> {
    serde_json::to_vec(body).map(zeroize::Zeroizing::new).map_err(|_| AppError::Internal("compartment body"))
}
