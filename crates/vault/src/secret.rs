//! Thirty-two secret bytes: the one place where they are held and wiped.

use base64ct::{Base64UrlUnpadded, Encoding};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::random;

/// Thirty-two secret bytes on the heap, so that moving the owner leaves no copy behind on the stack.
pub(crate) struct Secret32(Box<[u8; 32]>);

impl Secret32 {
    /// Draws thirty-two bytes from the operating system.
    pub(crate) fn random() -> Self {
        let mut secret = Self::zero();
        random::fill(secret.bytes_mut());
        secret
    }

    /// Thirty-two zero bytes, to be filled in place.
    pub(crate) fn zero() -> Self {
        Self(Box::new([0; 32]))
    }

    /// Takes bytes and wipes the argument, as far as the caller's copy allows.
    pub(crate) fn new(mut bytes: [u8; 32]) -> Self {
        let secret = Self(Box::new(bytes));
        bytes.zeroize();
        secret
    }

    /// Copies a slice that must be exactly thirty-two bytes long.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::new)
    }

    /// Reads the text form: base64url of exactly thirty-two bytes without padding, 43 characters, one spelling only.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut secret = Self::zero();
        let length = Base64UrlUnpadded::decode(text, secret.bytes_mut()).ok()?.len();
        (length == secret.0.len()).then_some(secret)
    }

    /// The text form.
    pub(crate) fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(Base64UrlUnpadded::encode_string(self.bytes()))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8; 32] {
        &mut self.0
    }

    /// Compares in constant time.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

impl Drop for Secret32 {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Secret32 {}
