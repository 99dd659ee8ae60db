//! The screening instruments that this installation knows, parsed and made ready once at start: shipped ones
//! and those of the country's own files.

use std::collections::BTreeMap;
use std::sync::Arc;

use havenward_screening::{Compiled, Instrument, library, parse};

use crate::AppError;

/// Every instrument by `id@version`.
pub struct Instruments(BTreeMap<String, Arc<Compiled>>);

impl Instruments {
    /// The shipped instruments.
    pub fn shipped() -> Result<Self, AppError> {
        Self::with_files(Vec::new())
    }

    /// The shipped instruments and those of the country's own files, each with the file's name.
    pub fn with_files(files: Vec<(String, Instrument)>) -> Result<Self, AppError> {
        let mut known = BTreeMap::new();
        for (name, text) in library::shipped() {
            let instrument = parse(&format!("{name}.toml"), text).map_err(|problems| {
                let first = problems.first().map(ToString::to_string).unwrap_or_default();
                AppError::refused("instrument.invalid", first)
            })?;
            known.insert(instrument.reference(), Arc::new(Compiled::new(instrument)));
        }
        for (file, instrument) in files {
            let reference = instrument.reference();
            if known.contains_key(&reference) {
                let message = format!(
                    "{file}: {reference} is there already (mend: write a higher version, or an id of your own)"
                );
                return Err(AppError::invalid("country.instruments", message));
            }
            known.insert(reference, Arc::new(Compiled::new(instrument)));
        }
        Ok(Self(known))
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
