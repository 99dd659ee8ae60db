//! What lives outside the database: the pepper and the journal's signing key, and what derives from them.

use havenward_domain::access::Actor;
use havenward_domain::id::UserId;
use havenward_domain::journal::Author;
use havenward_vault::checkpoint::SigningKey;
use havenward_vault::keyed_hash::KeyedHash;
use havenward_vault::password::Pepper;

/// Secrets of the installation, read from files at start.
pub struct Secrets {
    /// Mixed into every password and second factor.
    pub pepper: Pepper,
    /// Signs the journal's checkpoints.
    pub signing: SigningKey,
    pseudonyms: KeyedHash,
    requests: KeyedHash,
    subjects: KeyedHash,
    rules: KeyedHash,
    drafts: KeyedHash,
}

impl Secrets {
    /// Derives the working keys.
    pub fn new(pepper: Pepper, signing: SigningKey) -> Self {
        let key = pepper.hash_key();
        Self {
            pseudonyms: KeyedHash::new(&key, "journal author"),
            requests: KeyedHash::new(&key, "idempotency"),
            subjects: KeyedHash::new(&key, "sign-in attempts"),
            rules: KeyedHash::new(&key, "rules"),
            drafts: KeyedHash::new(&key, "drafts"),
            pepper,
            signing,
        }
    }

    /// The name under which the journal knows an actor.
    pub fn author(&self, actor: &Actor) -> Author {
        let id: [u8; 16] = match actor {
            Actor::Member(member) => member.user.into(),
            Actor::Device { device, .. } => (*device).into(),
            Actor::Operator => return Author::Operator,
            Actor::System => return Author::System,
            Actor::Nobody => return Author::Nobody,
        };
        self.pseudonym(&id)
    }

    /// The name under which the journal knows an account.
    pub fn author_of(&self, user: UserId) -> Author {
        let id: [u8; 16] = user.into();
        self.pseudonym(&id)
    }

    fn pseudonym(&self, id: &[u8; 16]) -> Author {
        let digest = self.pseudonyms.digest(&[id]);
        let mut pseudonym = [0; 16];
        pseudonym.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Author::Pseudonym(pseudonym)
    }

    /// Keyed digest of the key under which a client sends a request: what a client put into it is kept nowhere.
    pub fn request_key(&self, key: &str) -> String {
        self.requests.digest_text(&[b"key", key.as_bytes()])
    }

    /// Keyed digest of a request: method, route and body.
    pub fn request_digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.requests.digest(parts)
    }

    /// Whether a stored digest is of this request; constant time.
    pub fn is_same_request(&self, parts: &[&[u8]], digest: &[u8]) -> bool {
        self.requests.matches(parts, digest)
    }

    /// Keyed digest of a country's rules: id, version, file name and text.
    pub fn rules_digest(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.rules.digest(parts)
    }

    /// Whether these are the rules of a stored digest; constant time.
    pub fn are_same_rules(&self, parts: &[&[u8]], digest: &[u8]) -> bool {
        self.rules.matches(parts, digest)
    }

    /// Keyed digest of the address at which somebody types: what she works on is not told by the database.
    pub fn draft_place(&self, user: UserId, path: &str) -> [u8; 32] {
        let id: [u8; 16] = user.into();
        self.drafts.digest(&[&id, path.as_bytes()])
    }

    /// Keyed digest of what was typed as a login, for the attempt counter.
    pub fn attempt_subject(&self, login: &str) -> [u8; 32] {
        self.subjects.digest(&[login.as_bytes()])
    }
}
