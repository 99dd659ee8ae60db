//! Where a ciphertext lives: it opens there and nowhere else.

use uuid::Uuid;

/// The place of a ciphertext: table, column and row.
///
/// It is bound to the ciphertext as associated data together with suite, key version and purpose, so that
/// a value moved to another row, column or version does not open (threat model R-6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The table, as in the schema.
    pub table: &'static str,
    /// The column, as in the schema.
    pub column: &'static str,
    /// The row's random id.
    pub row: Uuid,
}

impl Place {
    /// Names a place.
    pub fn new(table: &'static str, column: &'static str, row: impl Into<Uuid>) -> Self {
        Self { table, column, row: row.into() }
    }

    /// The associated data: each part of varying length is preceded by its length, so that no two
    /// different bindings have the same bytes.
    pub(crate) fn bind(&self, suite: u8, version: u32, purpose: Purpose) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(96);
        for part in ["havenward place 1", purpose.label(), self.table, self.column] {
            // `usize` is at most 64 bits wide on every platform we build for.
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        bytes.push(suite);
        bytes.extend_from_slice(&version.to_be_bytes());
        bytes.extend_from_slice(self.row.as_bytes());
        bytes
    }
}

/// What kind of thing was sealed, so that a wrapped key is never taken for a field or the reverse.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Bytes,
    Key,
    PrivateKey,
    IntakePrivateKey,
    TotpSecret,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Key => "key",
            Self::PrivateKey => "x25519 private key",
            Self::IntakePrivateKey => "p-256 private key",
            Self::TotpSecret => "totp secret",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_places_share_their_associated_data() {
        let row = Uuid::from_bytes([7; 16]);
        let bound = |table, column| Place::new(table, column, row).bind(1, 1, Purpose::Bytes);
        assert_ne!(bound("cases", "core"), bound("casesc", "ore"));
        assert_ne!(bound("", "casescore"), bound("casescore", ""));
        let place = Place::new("cases", "core", row);
        assert_ne!(place.bind(1, 1, Purpose::Bytes), place.bind(2, 1, Purpose::Bytes));
        assert_ne!(place.bind(1, 1, Purpose::Bytes), place.bind(1, 2, Purpose::Bytes));
        assert_ne!(place.bind(1, 1, Purpose::Bytes), place.bind(1, 1, Purpose::Key));
    }
}
