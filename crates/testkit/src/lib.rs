//! What tests share: a clock that stands still, a database of each engine, a small installation.
//!
//! Only tests use it; nothing of it is in the product.

mod clock;
#[cfg(feature = "process")]
pub mod country;
#[cfg(feature = "db")]
mod engine;
#[cfg(feature = "process")]
mod http;
#[cfg(feature = "process")]
mod live;
#[cfg(feature = "process")]
pub mod measure;
pub mod proof;
#[cfg(feature = "app")]
mod site;
#[cfg(feature = "db")]
pub mod tables;

pub use clock::FakeClock;
#[cfg(feature = "db")]
pub use engine::{Engine, Place, each_engine};
#[cfg(feature = "process")]
pub use http::{Answer, Client};
#[cfg(feature = "process")]
pub use live::{Device, Live, Server, code_to_enrol, code_to_sign_in, sign_in};
#[cfg(feature = "app")]
pub use site::{
    APPROVERS, Site, approver_key, approvers, each_site, seal_for_intake, sign_overlay, test_secrets,
};
