//! A public key in groups of digits that two people can read to each other, in any language.
//!
//! SHA-512 (FIPS 180-4) over a domain and the key; five bytes give five digits, eight times, as numeric
//! fingerprints of messengers do. Forty digits are some 132 bits: nobody finds a second key with the same.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha512};

use crate::KeyError;
use crate::pair::PublicKey;

const DOMAIN: &[u8] = b"havenward fingerprint 1";
const GROUPS: usize = 8;
const DIGITS_A_GROUP: usize = 5;
const BYTES_A_GROUP: usize = 5;

/// The fingerprint of a public key: eight groups of five digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl PublicKey {
    /// What two people compare before one of them trusts the key.
    pub fn fingerprint(&self) -> Fingerprint {
        let digest = Sha512::new().chain_update(DOMAIN).chain_update(self.to_bytes()).finalize();
        let groups = digest.chunks_exact(BYTES_A_GROUP).take(GROUPS);
        let digits = groups.map(|bytes| {
            let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
            format!("{:05}", number % 100_000)
        });
        Fingerprint(digits.collect())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.chars().enumerate() {
            if at > 0 && at % DIGITS_A_GROUP == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = KeyError;

    /// Reads the digits however they are spaced; hyphens between groups are as good as spaces.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let digits: String =
            text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
        let is_whole = digits.len() == GROUPS * DIGITS_A_GROUP;
        if is_whole && digits.bytes().all(|digit| digit.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(KeyError)
        }
    }
}
