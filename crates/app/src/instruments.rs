//! The screening instruments that this installation knows, parsed and made ready once at start.

use std::collections::BTreeMap;
use std::sync::Arc;

use havenward_screening::{Compiled, library, parse};

use crate::AppError;

/// Every instrument by `id@version`.
pub struct Instruments(BTreeMap<String, Arc<Compiled>>);

impl Instruments {
    /// The shipped instruments.
    pub fn shipped() -> Result<Self, AppError> {
        let read = |(name, text): &(&str, &str)| {
            let instrument = parse(&format!("{name}.toml"), text).map_err(|problems| {
                let first = problems.first().map(ToString::to_string).unwrap_or_default();
                AppError::refused("instrument.invalid", first)
            })?;
            Ok((instrument.reference(), Arc::new(Compiled::new(instrument))))
        };
        library::shipped().iter().map(read).collect::<Result<_, AppError>>().map(Self)
    }

    /// Every instrument, by id and version.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Compiled>> {
        self.0.values()
    }

    /// The instrument with this reference.
    pub fn get(&self, reference: &str) -> Result<Arc<Compiled>, AppError> {
        self.0.get(reference).cloned().ok_or_else(|| {
            AppError::refused("instrument.unknown", "no instrument of this id and version is here")
        })
    }
}
