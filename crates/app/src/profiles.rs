//! The country profiles that this installation knows, parsed and checked once at start.

use std::collections::BTreeMap;
use std::sync::Arc;

use havenward_domain::profile::{self, Profile, ProfileVersion};

use crate::overlays::{Approvers, Loaded};
use crate::{AppError, Ctx};

/// Every profile by id and version, the one under which new cases begin, and who may approve that a crisis
/// changes it for a time.
pub struct Profiles {
    known: BTreeMap<(String, u32), Arc<Profile>>,
    current: (String, u32),
    pub(crate) approvers: Approvers,
    pub(crate) loaded: Loaded,
}

/// Reads the rules under which a case begins now. For everybody who is signed in.
pub async fn in_force(ctx: &mut Ctx) -> Result<Arc<Profile>, AppError> {
    ctx.member()?;
    ctx.current_profile().await
}

impl Profiles {
    /// The shipped profiles; new cases begin under `current`.
    pub fn shipped(current: &str) -> Result<Self, AppError> {
        let profiles = profile::shipped().map_err(|problems| {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            AppError::refused("profile.invalid", first)
        })?;
        Self::of(profiles, current)
    }

    /// These profiles; new cases begin under the newest version of `current`.
    pub fn of(profiles: Vec<Profile>, current: &str) -> Result<Self, AppError> {
        let known: BTreeMap<_, _> = profiles
            .into_iter()
            .map(|profile| {
                let version = profile.version();
                ((version.id.clone(), version.version), Arc::new(profile))
            })
            .collect();
        let current =
            known.keys().rev().find(|(id, _)| id == current).cloned().ok_or_else(|| {
                AppError::refused("profile.unknown", format!("no profile is called {current}"))
            })?;
        Ok(Self { known, current, approvers: Approvers::default(), loaded: Loaded::default() })
    }

    /// The same, with the bodies whose approvals a crisis overlay needs.
    #[must_use]
    pub fn approved_by(self, approvers: Approvers) -> Self {
        Self { approvers, ..self }
    }

    /// The profile of the country, as it is without any crisis.
    pub fn current(&self) -> Result<Arc<Profile>, AppError> {
        self.known.get(&self.current).cloned().ok_or(AppError::Internal("profile"))
    }

    /// The profile under which a case began, any crisis overlay apart.
    pub(crate) fn base_of(&self, version: &ProfileVersion) -> Result<Arc<Profile>, AppError> {
        self.known.get(&(version.id.clone(), version.version)).cloned().ok_or_else(|| {
            AppError::refused(
                "profile.unknown",
                format!("this case began under {version}, which is not here"),
            )
        })
    }
}
