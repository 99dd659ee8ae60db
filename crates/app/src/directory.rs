//! The unit's encrypted directory: written with a case, searched only inside a session.

use havenward_domain::access::{Act, Permit, act};
use havenward_domain::directory::{self, Entry, LeadsTo};
use havenward_domain::id::CaseId;
use havenward_store::{directory as rows, listing};
use havenward_vault::place::Place;
use uuid::Uuid;

use crate::keys::json;
use crate::ring::DirectoryKeys;
use crate::{App, AppError, Caller, Ctx, Note};

fn place(id: Uuid) -> Place {
    Place::new("directory", "sealed_entry", id)
}

impl Ctx {
    /// Adds an entry to the directory of the actor's own unit.
    pub(crate) async fn add_to_directory<A: Act>(
        &mut self,
        permit: &Permit<A>,
        entry: Entry,
    ) -> Result<(), AppError> {
        let id: Uuid = self.draw::<CaseId>().uuid();
        let keys = self.unit_keys().await?;
        let sealed = keys.directory_key().seal(&place(id), keys.version(), &json(&entry)?);
        rows::insert(&mut self.tx, permit, &rows::Entry { id, sealed }).await?;
        Ok(())
    }
}

/// Searches the directory of the actor's unit. What leads to a case that the actor may not know of is not found.
/// The search is journalled, what was searched for is not.
///
/// The entries are opened on a thread of their own, away from the turn of the writer.
pub async fn search(app: &App, caller: &Caller, query: &str) -> Result<Vec<Entry>, AppError> {
    if query.chars().filter(|c| c.is_alphanumeric()).count() < directory::SHORTEST_QUERY {
        return Err(AppError::invalid("query", "give at least two letters"));
    }
    let (keys, sealed, known) = app
        .run(caller, async |ctx| {
            let permit = ctx.permit_in_unit::<act::SearchDirectory>()?;
            ctx.record(&permit, Note::because("support", "public_task")).await?;
            let keys = ctx.unit_keys().await?.directory_keys();
            let now = ctx.now();
            let known = listing::known(&mut ctx.tx, &permit, now).await?;
            Ok((keys, rows::all(&mut ctx.tx, &permit).await?, known))
        })
        .await?;
    let query = query.to_owned();
    tokio::task::spawn_blocking(move || {
        let mut entries = open_all(&keys, sealed)?;
        entries.retain(|entry| match entry.leads_to {
            LeadsTo::Case(case) => known.contains(&case),
            LeadsTo::Contact(_) | LeadsTo::Referral(_) => true,
        });
        let found = directory::search(&entries, &query);
        found.into_iter().map(|entry| Ok(entry.clone())).collect()
    })
    .await
    .map_err(|_| AppError::Internal("directory search"))?
}

fn open_all(keys: &DirectoryKeys, sealed: Vec<rows::Entry>) -> Result<Vec<Entry>, AppError> {
    sealed
        .into_iter()
        .map(|row| {
            let plain = keys.open(&place(row.id), &row.sealed)?;
            serde_json::from_slice(plain.expose()).map_err(|_| AppError::Internal("directory entry"))
        })
        .collect()
}
