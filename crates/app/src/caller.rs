//! Who calls: the actor and, for a signed-in person, her private key for the length of one request.

use std::sync::Arc;

use havenward_domain::access::Actor;
use havenward_vault::pair::PrivateKey;

/// An actor with what they can open.
#[derive(Clone)]
pub struct Caller {
    pub(crate) actor: Actor,
    pub(crate) key: Option<Arc<PrivateKey>>,
}

impl Caller {
    /// Somebody who has not signed in.
    pub fn nobody() -> Self {
        Self { actor: Actor::Nobody, key: None }
    }

    /// The operator at the server's own command line.
    pub fn operator() -> Self {
        Self { actor: Actor::Operator, key: None }
    }

    /// The system's ticker.
    pub fn system() -> Self {
        Self { actor: Actor::System, key: None }
    }

    /// An actor who opens nothing: a device, or a person whose session has ended.
    pub(crate) fn without_key(actor: Actor) -> Self {
        Self { actor, key: None }
    }

    pub(crate) fn member(actor: Actor, key: PrivateKey) -> Self {
        Self { actor, key: Some(Arc::new(key)) }
    }

    /// Who it is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}
