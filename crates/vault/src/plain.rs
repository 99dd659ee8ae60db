//! What a ciphertext held, for as long as the request needs it.

use zeroize::Zeroizing;

/// Opened bytes. Wiped when dropped, never printed.
pub struct Plain(Zeroizing<Vec<u8>>);

impl Plain {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The opened bytes. Whoever calls this has a permit and a journal entry.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}
