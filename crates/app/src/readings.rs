//! What the readings of the journal share: who acted, in words the reader may have.
//!
//! The journal names nobody. A pseudonym is resolved to unit and role; only a data-protection officer
//! is told the name.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use havenward_domain::access::Member;
use havenward_domain::id::UnitId;
use havenward_domain::journal::{self, Author};
use havenward_domain::role::Role;
use havenward_store::units::{self, Unit};

use crate::{AppError, Ctx};

/// Entries shown at a time.
pub(crate) const PAGE: i64 = 200;

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// `person`, `device`, `operator`, `system` or `nobody`.
    pub kind: &'static str,
    /// The unit for which they acted.
    pub unit: Option<String>,
    /// Their role there; none if they have left it.
    pub role: Option<Role>,
    /// Their name, for a data-protection officer only.
    pub name: Option<String>,
}

/// Resolves pseudonyms within one reading.
pub(crate) struct Resolver {
    tells_names: bool,
    units: BTreeMap<UnitId, Option<Named>>,
}

/// A unit with its members under the names that the journal has for them.
struct Named {
    unit: Unit,
    members: Vec<(Author, units::Member)>,
}

impl Resolver {
    pub fn for_reader(reader: &Member) -> Self {
        Self { tells_names: reader.role == Role::Dpo, units: BTreeMap::new() }
    }

    pub async fn who(&mut self, ctx: &mut Ctx, entry: &journal::Entry) -> Result<Who, AppError> {
        let plain = |kind| Who { kind, unit: None, role: None, name: None };
        let unit = match (entry.author, entry.unit) {
            (Author::Operator, _) => return Ok(plain("operator")),
            (Author::System, _) => return Ok(plain("system")),
            (Author::Nobody, _) => return Ok(plain("nobody")),
            (Author::Pseudonym(_), None) => return Ok(plain("person")),
            (Author::Pseudonym(_), Some(unit)) => unit,
        };
        let tells_names = self.tells_names;
        let Some(Named { unit, members }) = self.members(ctx, unit).await? else {
            return Ok(plain("person"));
        };
        let found = members.iter().find(|(author, _)| *author == entry.author).map(|(_, member)| member);
        Ok(Who {
            kind: "person",
            unit: Some(unit.name.clone()),
            role: found.map(|member| member.role),
            name: found.filter(|_| tells_names).map(|member| member.name.clone()),
        })
    }

    async fn members(&mut self, ctx: &mut Ctx, unit: UnitId) -> Result<Option<&Named>, AppError> {
        let slot = match self.units.entry(unit) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let found = match units::facts(&mut ctx.tx, unit).await? {
                    None => None,
                    Some(facts) => {
                        let members = units::members(&mut ctx.tx, unit).await?.into_iter();
                        let named = members.map(|one| (ctx.app.0.secrets.author_of(one.user), one));
                        Some(Named { unit: facts, members: named.collect() })
                    }
                };
                unknown.insert(found)
            }
        };
        Ok(slot.as_ref())
    }
}
