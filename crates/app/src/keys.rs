//! From the person to the unit to the compartment: opening and sealing inside one request, only there.

use std::collections::BTreeMap;

use havenward_domain::access::{Act, Grant, Holder, Permit};
use havenward_domain::compartment::Compartment;
use havenward_domain::id::{CaseId, UnitId};
use havenward_domain::sealed::Sealed;
use havenward_store::cases::OnCase;
use havenward_store::{cases, compartments, units, users};
use havenward_vault::key::{Key, data_key, sealed_version};
use havenward_vault::pair::PublicKey;
use havenward_vault::place::Place;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::ring::Ring;
use crate::{AppError, Ctx, Recorded};

/// Keys opened during one request.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) units: BTreeMap<UnitId, Ring>,
}

/// The first version of any key.
pub(crate) const FIRST: u32 = 1;

/// A compartment that has been opened in order to be changed.
pub struct Opened<T> {
    /// What it holds.
    pub body: T,
    revision: Option<i64>,
    version: u32,
    key: Key,
}

pub(crate) fn unit_wrap_place(unit: UnitId) -> Place {
    Place::new("unit_wraps", "sealed_private_key", unit)
}

fn key_place(case: CaseId, compartment: Compartment) -> Place {
    Place::new("compartment_keys", compartment.code(), case)
}

fn replaced_place(case: CaseId) -> Place {
    Place::new("compartment_keys", "replaced_core_key", case)
}

fn body_place(case: CaseId, compartment: Compartment) -> Place {
    Place::new("compartments", compartment.code(), case)
}

impl Ctx {
    /// The public key to which a holder's wraps are made.
    pub(crate) async fn public_key(&mut self, holder: Holder) -> Result<PublicKey, AppError> {
        match holder {
            Holder::Unit(unit) => Ok(self.unit_public_key(unit).await?.0),
            Holder::User(user) => parsed(users::public_key(&mut self.tx, user).await?),
        }
    }

    /// The newest public key of a unit, with its version.
    pub(crate) async fn unit_public_key(&mut self, unit: UnitId) -> Result<(PublicKey, u32), AppError> {
        let unit = units::facts(&mut self.tx, unit).await?.ok_or(AppError::NotFound)?;
        let version = u32::try_from(unit.key_version).map_err(|_| AppError::Internal("key version"))?;
        Ok((parsed(unit.public_key)?, version))
    }

    /// Seals the first body of a compartment of a case that is being opened.
    pub(crate) async fn seal_first<T: Serialize>(
        &mut self,
        opened: &cases::Opened,
        shred: &Key,
        compartment: Compartment,
        body: &T,
    ) -> Result<(), AppError> {
        let key = Key::generate();
        let owner = Holder::Unit(opened.unit());
        self.wrap_to(opened, opened.case(), compartment, FIRST, &key, &[owner]).await?;
        let sealed = seal_body(&data_key(&key, shred), opened.case(), compartment, FIRST, body)?;
        compartments::insert(&mut self.tx, opened, compartment, &sealed).await?;
        Ok(())
    }

    /// Opens a compartment to read: permission and entry come first, as arguments.
    ///
    /// None if nothing has been written there yet.
    pub async fn open<A: Act, T: DeserializeOwned>(
        &mut self,
        permit: &Permit<A>,
        recorded: &Recorded,
        compartment: Compartment,
    ) -> Result<Option<T>, AppError> {
        let case = self.checked(permit, recorded, compartment)?;
        let Some(body) = compartments::body(&mut self.tx, permit, compartment).await? else {
            return Ok(None);
        };
        let (_, key) = self.compartment_key(permit, case, compartment, &body.sealed).await?;
        let data = data_key(&key, &self.shred_key(case).await?);
        open_body(&data, case, compartment, &body.sealed).map(Some)
    }

    /// Opens a compartment to change it; one that is empty begins with the default body.
    pub async fn open_to_change<A: Act, T: DeserializeOwned + Default>(
        &mut self,
        permit: &Permit<A>,
        recorded: &Recorded,
        compartment: Compartment,
    ) -> Result<Opened<T>, AppError> {
        match self.open_existing(permit, recorded, compartment).await? {
            Some(opened) => Ok(opened),
            None => Ok(Opened { body: T::default(), revision: None, version: FIRST, key: Key::generate() }),
        }
    }

    /// Opens a compartment to change it, if something has been written there.
    pub(crate) async fn open_existing<A: Act, T: DeserializeOwned>(
        &mut self,
        permit: &Permit<A>,
        recorded: &Recorded,
        compartment: Compartment,
    ) -> Result<Option<Opened<T>>, AppError> {
        let case = self.checked(permit, recorded, compartment)?;
        let Some(body) = compartments::body(&mut self.tx, permit, compartment).await? else {
            return Ok(None);
        };
        let (version, key) = self.compartment_key(permit, case, compartment, &body.sealed).await?;
        let data = data_key(&key, &self.shred_key(case).await?);
        let plain = open_body(&data, case, compartment, &body.sealed)?;
        Ok(Some(Opened { body: plain, revision: Some(body.revision), version, key }))
    }

    /// Seals a changed compartment and writes it; a change by somebody else in between is a conflict.
    ///
    /// What hangs on a unit's key that has been followed by a new one is given a new key at this moment.
    pub async fn put_back<A: Act, T: Serialize>(
        &mut self,
        permit: &Permit<A>,
        compartment: Compartment,
        opened: &Opened<T>,
    ) -> Result<(), AppError> {
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        let Some(seen) = opened.revision else {
            let data = data_key(&opened.key, &self.shred_key(case).await?);
            let sealed = seal_body(&data, case, compartment, opened.version, &opened.body)?;
            let holders = self.holders(permit, compartment).await?;
            self.wrap_to(permit, case, compartment, opened.version, &opened.key, &holders).await?;
            compartments::insert(&mut self.tx, permit, compartment, &sealed).await?;
            return Ok(());
        };
        let version = i64::from(opened.version);
        if compartments::hangs_on_former_key(&mut self.tx, permit, compartment, version).await? {
            return self.rotate(permit, compartment, opened).await;
        }
        self.replace(permit, compartment, seen, (opened.version, &opened.key), &opened.body).await
    }

    async fn replace<A: Act, T: Serialize>(
        &mut self,
        permit: &Permit<A>,
        compartment: Compartment,
        seen: i64,
        (version, key): (u32, &Key),
        body: &T,
    ) -> Result<(), AppError> {
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        let data = data_key(key, &self.shred_key(case).await?);
        let sealed = seal_body(&data, case, compartment, version, body)?;
        Ok(compartments::replace(&mut self.tx, permit, compartment, seen, &sealed).await?)
    }

    /// Wraps the key of an opened compartment to one more holder.
    pub(crate) async fn wrap_more<A: Act, T>(
        &mut self,
        permit: &Permit<A>,
        compartment: Compartment,
        opened: &Opened<T>,
        holder: Holder,
    ) -> Result<(), AppError> {
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        self.wrap_to(permit, case, compartment, opened.version, &opened.key, &[holder]).await
    }

    /// Gives an opened compartment a new key, wrapped to those who still hold it, and drops all others.
    pub(crate) async fn rotate<A: Act, T: Serialize>(
        &mut self,
        permit: &Permit<A>,
        compartment: Compartment,
        opened: &Opened<T>,
    ) -> Result<(), AppError> {
        let seen = opened.revision.ok_or(AppError::Internal("a compartment that was never written"))?;
        let version = opened.version.checked_add(1).ok_or(AppError::Internal("key version"))?;
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        let key = Key::generate();
        if compartment == Compartment::Core {
            // Details in the journal stay under the key of their time, so its successor must lead to it.
            let sealed = key.seal(&replaced_place(case), version, opened.key.expose());
            let replaced = compartments::Wrap { key_version: i64::from(opened.version), sealed };
            compartments::keep_replaced(&mut self.tx, permit, compartment, &replaced).await?;
        }
        let holders = self.holders(permit, compartment).await?;
        self.wrap_to(permit, case, compartment, version, &key, &holders).await?;
        self.replace(permit, compartment, seen, (version, &key), &opened.body).await?;
        compartments::drop_other_versions(&mut self.tx, permit, compartment, i64::from(version)).await?;
        Ok(())
    }

    /// Everybody who may hold a compartment's key now, by the plain access rows.
    async fn holders<A: Act>(
        &mut self,
        permit: &Permit<A>,
        compartment: Compartment,
    ) -> Result<Vec<Holder>, AppError> {
        let now = self.now();
        let named_only = compartment.is_for_named_users();
        let may_hold = |grant: &Grant| {
            let is_user = matches!(grant.holder, Holder::User(_));
            grant.compartments.has(compartment) && now < grant.expires_at && (is_user || !named_only)
        };
        let access = cases::access(&mut self.tx, permit).await?;
        let mut holders: Vec<Holder> =
            access.into_iter().map(|row| row.grant).filter(may_hold).map(|grant| grant.holder).collect();
        if named_only && holders.is_empty() {
            // Whoever writes first is the first named holder.
            holders.push(Holder::User(self.member()?.user));
        }
        holders.dedup();
        Ok(holders)
    }

    async fn wrap_to(
        &mut self,
        on: &impl OnCase,
        case: CaseId,
        compartment: Compartment,
        version: u32,
        key: &Key,
        holders: &[Holder],
    ) -> Result<(), AppError> {
        for holder in holders {
            let (public, unit_version) = match holder {
                Holder::Unit(unit) => {
                    let (public, version) = self.unit_public_key(*unit).await?;
                    (public, Some(i64::from(version)))
                }
                Holder::User(_) => (self.public_key(*holder).await?, None),
            };
            let sealed = public.wrap(&key_place(case, compartment), version, key);
            let wrap = compartments::Wrap { key_version: i64::from(version), sealed };
            let to = compartments::WrappedTo { holder: *holder, unit_version };
            compartments::insert_wrap(&mut self.tx, on, compartment, to, &wrap).await?;
        }
        Ok(())
    }

    /// The data key under which details about the permit's case are sealed now, with its version.
    ///
    /// Sealing shows nothing, so it needs the permission to open the core and no entry that it was opened.
    pub(crate) async fn core_key_to_seal<A: Act>(
        &mut self,
        permit: &Permit<A>,
    ) -> Result<(u32, Key), AppError> {
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        if !permit.compartments().has(Compartment::Core) {
            return Err(AppError::Forbidden);
        }
        let body = compartments::body(&mut self.tx, permit, Compartment::Core)
            .await?
            .ok_or(AppError::Internal("a case without its core"))?;
        let (version, key) = self.compartment_key(permit, case, Compartment::Core, &body.sealed).await?;
        Ok((version, data_key(&key, &self.shred_key(case).await?)))
    }

    /// Every data key that the core of the permit's case has had, by version.
    pub(crate) async fn core_keys<A: Act>(
        &mut self,
        permit: &Permit<A>,
        recorded: &Recorded,
    ) -> Result<BTreeMap<u32, Key>, AppError> {
        let case = self.checked(permit, recorded, Compartment::Core)?;
        let body = compartments::body(&mut self.tx, permit, Compartment::Core)
            .await?
            .ok_or(AppError::Internal("a case without its core"))?;
        let (version, mut key) = self.compartment_key(permit, case, Compartment::Core, &body.sealed).await?;
        let shred = self.shred_key(case).await?;
        let mut keys = BTreeMap::from([(version, data_key(&key, &shred))]);
        for replaced in compartments::replaced(&mut self.tx, permit, Compartment::Core).await? {
            let plain = key.open(&replaced_place(case), &replaced.sealed)?;
            let bytes: [u8; 32] = plain.expose().try_into().map_err(|_| AppError::Sealed)?;
            key = Key::from_bytes(bytes);
            let version = u32::try_from(replaced.key_version).map_err(|_| AppError::Sealed)?;
            keys.insert(version, data_key(&key, &shred));
        }
        Ok(keys)
    }

    async fn compartment_key<A: Act>(
        &mut self,
        permit: &Permit<A>,
        case: CaseId,
        compartment: Compartment,
        sealed: &Sealed,
    ) -> Result<(u32, Key), AppError> {
        let member = self.member()?;
        let (_, version) = sealed_version(sealed).ok_or(AppError::Sealed)?;
        let place = key_place(case, compartment);
        let own = Holder::User(member.user);
        let wrap = compartments::wrap(&mut self.tx, permit, compartment, i64::from(version), own).await?;
        if let Some(wrap) = wrap {
            let own = self.caller.key.as_ref().ok_or(AppError::SignedOut)?;
            return Ok((version, own.unwrap_key(&place, &wrap.sealed)?));
        }
        let unit = Holder::Unit(member.unit);
        let wrap = compartments::wrap(&mut self.tx, permit, compartment, i64::from(version), unit)
            .await?
            .ok_or(AppError::Sealed)?;
        Ok((version, self.unit_keys().await?.unwrap_key(&place, &wrap.sealed)?))
    }

    /// Only what the permit allows and an entry of this very act names may be opened.
    fn checked<A: Act>(
        &self,
        permit: &Permit<A>,
        recorded: &Recorded,
        compartment: Compartment,
    ) -> Result<CaseId, AppError> {
        let case = permit.case().map_err(|_| AppError::Internal("permit"))?;
        let is_recorded =
            recorded.act == self.act && recorded.case == Some(case) && recorded.opened.has(compartment);
        if permit.compartments().has(compartment) && is_recorded {
            Ok(case)
        } else {
            Err(AppError::Forbidden)
        }
    }

    /// A destroyed shred key looks like any other thing that cannot be opened.
    pub(crate) async fn shred_key(&mut self, case: CaseId) -> Result<Key, AppError> {
        self.app.0.reserve.key(case).await?.ok_or(AppError::Sealed)
    }
}

fn parsed(public: Option<Vec<u8>>) -> Result<PublicKey, AppError> {
    let bytes = public.ok_or(AppError::WaitingForKey)?;
    PublicKey::from_bytes(&bytes).map_err(|_| AppError::Internal("public key"))
}

fn open_body<T: DeserializeOwned>(
    key: &Key,
    case: CaseId,
    compartment: Compartment,
    sealed: &Sealed,
) -> Result<T, AppError> {
    let plain = key.open(&body_place(case, compartment), sealed)?;
    serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("compartment body"))
}

fn seal_body<T: Serialize>(
    key: &Key,
    case: CaseId,
    compartment: Compartment,
    version: u32,
    body: &T,
) -> Result<Sealed, AppError> {
    let plain = json(body)?;
    Ok(key.seal(&body_place(case, compartment), version, &plain))
}

/// A body as JSON that is wiped after sealing.
pub(crate) fn json<T: Serialize>(body: &T) -> Result<Zeroizing<Vec<u8>>, AppError> {
    serde_json::to_vec(body).map(Zeroizing::new).map_err(|_| AppError::Internal("compartment body"))
}
