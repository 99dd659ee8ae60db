//! Ciphertext as the rest of the house sees it: opaque bytes.
//!
//! The vault makes it and opens it, the store keeps it. Nobody else looks inside, so there is no
//! `Display`, and `Debug` tells the length only.

use std::fmt;

/// Sealed bytes: suite id, key version, nonce or encapsulated key, ciphertext and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Takes bytes that the vault made, as they come back from a row or from the wire.
    ///
    /// Nothing is checked here: a forged value fails when the vault opens it.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes to store or send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes to store or send, without a copy.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_tells_the_length_and_nothing_else() {
        assert_eq!(format!("{:?}", Sealed::from_bytes(b"secret".to_vec())), "Sealed(6 bytes)");
    }
}
