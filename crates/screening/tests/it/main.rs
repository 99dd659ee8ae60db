//! What the screening engine promises.

mod arbitrary;
mod conformance;
mod explanations;
mod forms;
mod instruments;
mod laws;
mod limits;
mod packs;
mod reference;
mod shelf;
mod vectors;
