//! Bearer secrets: sessions, enrolment links and device credentials.
//!
//! The holder keeps the text, the row keeps the digest. Whoever reads the database can neither use the
//! digest nor open what is sealed under the token.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::key::Key;
use crate::secret::Secret32;

/// A text that is not a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid token")]
pub struct TokenError;

/// A 256-bit bearer secret.
pub struct Token(Secret32);

impl Token {
    /// Draws a new token.
    pub fn generate() -> Self {
        Self(Secret32::random())
    }

    /// Reads the text form: base64url of 32 bytes without padding, 43 characters, one spelling only.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        Secret32::parse(text).map(Self).ok_or(TokenError)
    }

    /// The text form, for the holder only.
    pub fn text(&self) -> Zeroizing<String> {
        self.0.text()
    }

    /// SHA-256 of the token: what the row keeps and looks up.
    ///
    /// A plain hash is enough, because 256 random bits cannot be guessed.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.bytes()).into()
    }

    /// The key that seals the user's private key for as long as the session lives.
    pub fn seal_key(&self) -> Key {
        Key::expand(None, self.0.bytes(), "token seal")
    }
}
