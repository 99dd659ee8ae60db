//! Which rules hold: for a case that begins now, and for one that began under an overlay long over.
//!
//! The database is asked each time, so that every node knows at once and no restart is needed. What was
//! parsed and verified is kept in memory by its name; the file of an overlay never changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use havenward_domain::overlay::{Overlay, Proposal};
use havenward_domain::profile::{Problem, Profile, ProfileVersion};
use havenward_store::overlays::{self as rows, OverlayRow};
use havenward_vault::approval;
use jiff::Timestamp;

use super::approvers::is_signed;
use crate::{App, AppError, Ctx};

/// An overlay as it was verified, and its rules.
#[derive(Clone)]
pub(super) struct Running {
    row: OverlayRow,
    pub overlay: Arc<Overlay>,
    pub rules: Arc<Profile>,
}

/// What was loaded and verified already.
#[derive(Default)]
pub struct Loaded {
    /// The overlay that has not ended, by the row it came from.
    running: Mutex<Option<Running>>,
    /// Rules under which cases began, by the name that they keep.
    kept: Mutex<BTreeMap<String, Arc<Profile>>>,
}

impl Ctx {
    /// The rules under which a case begins now: the profile, or the profile as a crisis overlay changes it.
    pub async fn current_profile(&mut self) -> Result<Arc<Profile>, AppError> {
        let base = self.app.0.profiles.current(self.now())?;
        let Some(row) = rows::not_ended(&mut self.tx).await? else { return Ok(base) };
        let Ok(running) = standing(&self.app, &row, &base) else {
            // Nobody has approved what stands there now: the country's own rules hold.
            tracing::error!(overlay = row.id, "a crisis overlay is not what was approved; it has no effect");
            return Ok(base);
        };
        Ok(if running.overlay.is_on(self.now()) { running.rules } else { base })
    }

    /// The rules under which a case began.
    pub async fn profile_of(&mut self, version: &ProfileVersion) -> Result<Arc<Profile>, AppError> {
        let app = self.app.clone();
        let base = self.base_of(version).await?;
        let Some(name) = &version.overlay else { return Ok(base) };
        let kept = &app.0.profiles.loaded.kept;
        if let Some(rules) = kept.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Ok(Arc::clone(rules));
        }
        let row = rows::with_id(&mut self.tx, Proposal::id_in(name)).await?;
        let rules =
            row.and_then(|row| as_approved(&row, &base)).and_then(|one| one.rules_named(&base, name).ok());
        let rules = Arc::new(rules.ok_or_else(|| {
            let message =
                format!("this case began under {version}, whose signed overlay is not here or was changed");
            AppError::refused("profile.unknown", message)
        })?);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(name.clone(), Arc::clone(&rules));
        Ok(rules)
    }
}

/// The overlay of a row as it stands, verified with the keys of the configuration, and its rules.
pub(super) fn standing(app: &App, row: &OverlayRow, base: &Profile) -> Result<Running, Vec<Problem>> {
    let known = &app.0.profiles.loaded.running;
    let found = known.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(running) = found.filter(|running| running.row == *row) {
        return Ok(running);
    }
    let (overlay, rules) = verified(app, row, base)?;
    let running = Running { row: row.clone(), overlay: Arc::new(overlay), rules: Arc::new(rules) };
    *known.lock().unwrap_or_else(PoisonError::into_inner) = Some(running.clone());
    Ok(running)
}

fn verified(app: &App, row: &OverlayRow, base: &Profile) -> Result<(Overlay, Profile), Vec<Problem>> {
    let proposal = Proposal::parse(&row.id, &row.file)?;
    let other =
        |field: &str| vec![proposal.problem(field, "this is not what was switched on", "see the journal")];
    let problems = app.0.profiles.approvers.problems(&proposal, base);
    if !problems.is_empty() {
        return Err(problems);
    }
    if !is_of(row, &proposal) {
        return Err(other("id"));
    }
    let told = |refusals: Vec<_>| proposal.problems(&refusals);
    let mut overlay = proposal.clone().approve(base).map_err(told)?;
    for part in &row.parts_off {
        overlay = overlay.switch_off_part(base, part).map_err(told)?;
    }
    let rules = overlay.rules(base).map_err(|one| told(vec![one]))?;
    Ok((overlay, rules))
}

/// The overlay of a row, verified with the keys that its own file names: those of the configuration may
/// have changed since it ended, and a case must not be lost with them.
fn as_approved(row: &OverlayRow, base: &Profile) -> Option<Proposal> {
    let proposal = Proposal::parse(&row.id, &row.file).ok()?;
    let signed = proposal.approvals().iter().all(|one| is_signed(&proposal, base, one));
    (signed && proposal.missing().is_empty() && is_of(row, &proposal)).then_some(proposal)
}

fn is_of(row: &OverlayRow, proposal: &Proposal) -> bool {
    // Columns hold microseconds; what decides is the file.
    let stored = |at: Timestamp| at.as_microsecond();
    row.id == proposal.id()
        && stored(row.from) == stored(proposal.from())
        && stored(row.until) == stored(proposal.until())
        && row.digest == approval::fingerprint(row.file.as_bytes())
}
