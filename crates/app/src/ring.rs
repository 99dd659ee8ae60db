//! The keys that a unit has had: the newest seals, each of them opens what was sealed to it.

use havenward_domain::id::UnitId;
use havenward_domain::sealed::Sealed;
use havenward_store::units::{self, Wrap};
use havenward_vault::key::{Key, sealed_version};
use havenward_vault::pair::PrivateKey;
use havenward_vault::place::Place;
use havenward_vault::{OpenError, Plain};

use crate::keys::unit_wrap_place;
use crate::{AppError, Ctx};

/// A unit's private keys, opened during one request, the newest first.
pub(crate) struct Ring {
    newest: Version,
    former: Vec<Version>,
}

struct Version {
    number: u32,
    key: PrivateKey,
}

impl Ring {
    /// The key to which the unit's colleagues are let in.
    pub(crate) fn newest(&self) -> &PrivateKey {
        &self.newest.key
    }

    /// The version of the newest key.
    pub(crate) fn version(&self) -> u32 {
        self.newest.number
    }

    /// The key under which the directory is written now.
    pub(crate) fn directory_key(&self) -> Key {
        self.newest.key.directory_key()
    }

    /// The keys under which the directory has been written.
    pub(crate) fn directory_keys(&self) -> DirectoryKeys {
        DirectoryKeys(self.all().map(|version| (version.number, version.key.directory_key())).collect())
    }

    /// Opens bytes that were sealed to the unit, under whichever key that was.
    pub(crate) fn open_bytes(&self, place: &Place, sealed: &Sealed) -> Result<Plain, OpenError> {
        self.first(|key| key.open_bytes(place, sealed))
    }

    /// Unwraps a key that was wrapped to the unit, to whichever key that was.
    pub(crate) fn unwrap_key(&self, place: &Place, sealed: &Sealed) -> Result<Key, OpenError> {
        self.first(|key| key.unwrap_key(place, sealed))
    }

    fn all(&self) -> impl Iterator<Item = &Version> {
        std::iter::once(&self.newest).chain(&self.former)
    }

    fn first<T>(&self, open: impl Fn(&PrivateKey) -> Result<T, OpenError>) -> Result<T, OpenError> {
        self.all().map(|version| open(&version.key)).find(Result::is_ok).unwrap_or(Err(OpenError))
    }
}

/// The keys of a unit's directory, by the version that stands on each entry.
pub(crate) struct DirectoryKeys(Vec<(u32, Key)>);

impl DirectoryKeys {
    /// Opens an entry.
    pub(crate) fn open(&self, place: &Place, sealed: &Sealed) -> Result<Plain, OpenError> {
        let (_, version) = sealed_version(sealed).ok_or(OpenError)?;
        let (_, key) = self.0.iter().find(|(number, _)| *number == version).ok_or(OpenError)?;
        key.open(place, sealed)
    }
}

/// Where a former private key of a unit lies.
pub(crate) fn former_place(unit: UnitId) -> Place {
    Place::new("unit_former_keys", "sealed_private_key", unit)
}

impl Ctx {
    /// The private keys of the actor's unit, unwrapped for this request.
    pub(crate) async fn unit_keys(&mut self) -> Result<&Ring, AppError> {
        let member = self.member()?;
        if !self.keys.units.contains_key(&member.unit) {
            let unit = units::facts(&mut self.tx, member.unit).await?.ok_or(AppError::NotFound)?;
            let sealed = units::wrapped(&mut self.tx, member.unit, member.user, unit.key_version)
                .await?
                .ok_or(AppError::WaitingForKey)?;
            let own = self.caller.key.as_ref().ok_or(AppError::SignedOut)?;
            let key = own.unwrap_private(&unit_wrap_place(member.unit), &sealed)?;
            let newest = Version { number: number(unit.key_version)?, key };
            let former = former(&newest, member.unit, units::former_keys(&mut self.tx, member.unit).await?)?;
            self.keys.units.insert(member.unit, Ring { newest, former });
        }
        self.keys.units.get(&member.unit).ok_or(AppError::WaitingForKey)
    }
}

/// Opens the former keys, each with the one that followed it.
fn former(newest: &Version, unit: UnitId, wraps: Vec<Wrap>) -> Result<Vec<Version>, AppError> {
    let mut opened: Vec<Version> = Vec::with_capacity(wraps.len());
    for wrap in wraps {
        let follower = opened.last().unwrap_or(newest);
        let key = follower.key.unwrap_private(&former_place(unit), &wrap.sealed)?;
        opened.push(Version { number: number(wrap.key_version)?, key });
    }
    Ok(opened)
}

fn number(version: i64) -> Result<u32, AppError> {
    u32::try_from(version).map_err(|_| AppError::Internal("key version"))
}
