//! One-time codes as the second factor (RFC 6238: SHA-1, 6 digits, 30 seconds).
//!
//! Authenticator programs know this setting best. The secret is sealed under a key derived from the pepper,
//! because a code is checked before any user key is open. The caller stores the step that was last used.

use havenward_domain::sealed::Sealed;
use totp_rs::{Algorithm, Builder, Secret, Totp};
use zeroize::Zeroizing;

use crate::password::Pepper;
use crate::place::{Place, Purpose};
use crate::{OpenError, random};

/// Length of a step in seconds (RFC 6238, section 4.1).
pub const STEP_SECONDS: u64 = 30;
/// Digits of a code (RFC 4226, section 5.3, minimum).
const DIGITS: u8 = 6;

/// The secret shared with one authenticator: 160 bits (RFC 4226, section 4, R6).
pub struct TotpSecret(Zeroizing<[u8; 20]>);

impl TotpSecret {
    /// Draws a new secret.
    pub fn generate() -> Self {
        let mut secret = Zeroizing::new([0; 20]);
        random::fill(secret.as_mut());
        Self(secret)
    }

    /// Takes the bytes of a secret.
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Seals the secret for its row.
    pub fn seal(&self, pepper: &Pepper, place: &Place, version: u32) -> Sealed {
        pepper.totp_key().seal_as(Purpose::TotpSecret, place, version, self.0.as_slice())
    }

    /// Opens the secret from its row.
    pub fn open(pepper: &Pepper, place: &Place, sealed: &Sealed) -> Result<Self, OpenError> {
        let plain = pepper.totp_key().open_as(Purpose::TotpSecret, place, sealed)?;
        plain.expose().try_into().map(Self::from_bytes).map_err(|_| OpenError)
    }

    /// The secret in base32, for typing it in by hand.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(Secret::new_stack(*self.0).to_base32())
    }

    /// The `otpauth` address for an authenticator program, usually shown as a QR code.
    ///
    /// It names the server and the user as given; both should be neutral (a phone may be searched).
    pub fn otpauth_url(&self, issuer: &str, account: &str) -> Zeroizing<String> {
        let (issuer, account) = (percent_encode(issuer), percent_encode(account));
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
            self.base32().as_str()
        ))
    }

    /// The code of the step that holds this instant.
    pub fn code_at(&self, at_unix_seconds: u64) -> Zeroizing<String> {
        Zeroizing::new(self.totp().generate(at_unix_seconds).to_string())
    }

    /// Checks a code and returns the step it belongs to, which the caller stores as last used.
    ///
    /// One step before and after is accepted for clocks that differ (RFC 6238, section 5.2). A step that
    /// is not after `last_used_step` is refused, so that a code seen over a shoulder works for one.
    /// All three steps are always computed, whichever matches.
    pub fn verify(&self, code: &str, at_unix_seconds: u64, last_used_step: Option<u64>) -> Option<u64> {
        let totp = self.totp();
        let now = at_unix_seconds / STEP_SECONDS;
        let mut found = None;
        for step in [now.checked_add(1), Some(now), now.checked_sub(1)].into_iter().flatten() {
            let Some(starts_at) = step.checked_mul(STEP_SECONDS) else { continue };
            let is_match = totp.check(code, starts_at).is_some();
            let is_unused = last_used_step.is_none_or(|last| step > last);
            if is_match && is_unused {
                found = Some(step);
            }
        }
        found
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_skew(0)
            .with_step_duration(STEP_SECONDS)
            .with_secret(Secret::new_stack(*self.0))
            // Six digits, a step of 30 seconds and 160 bits are what `build` would check.
            .build_noncompliant()
    }
}

/// Keeps the unreserved characters of RFC 3986, section 2.3, and encodes every other byte.
fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&crate::hex::encode(&[byte]).to_ascii_uppercase());
        }
    }
    encoded
}
