//! Archives: files of any length that leave the machine, such as backups (suite 4).
//!
//! Suite 4 is HPKE base mode (RFC 9180) with the hybrid X-Wing (ML-KEM-768 with X25519; KEM 0x647a of
//! draft-ietf-hpke-pq), HKDF-SHA256 and ChaCha20-Poly1305: what is copied today must stay closed when somebody
//! can break one of the two halves later.
//!
//! An archive is sealed to a key pair of its own, whose private half is wrapped to each holder: any one of them
//! opens it. Its pieces are the messages of one HPKE context in order, so that none can be changed, left out,
//! doubled or moved; the last one is marked, so that none can be cut off. The header stands in clear and is bound.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use hpke::aead::{AeadCtxR, AeadCtxS, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::envelope::{self, SUITE_ARCHIVE};
use crate::secret::Secret32;
use crate::{KeyError, OpenError, Plain, hex};

type HpkePublicKey = <XWing as Kem>::PublicKey;
type Encapsulated = <XWing as Kem>::EncappedKey;

/// Bytes of a public key.
const PUBLIC_BYTES: usize = 1216;
/// Bytes of an encapsulated key.
const ENCAPSULATED_BYTES: usize = 1120;
/// Bytes that sealing adds to a piece.
const TAG_BYTES: usize = 16;
/// Bytes of one holder's wrap: a mark of whose it is, the encapsulated key, the private key with its tag.
const WRAP_BYTES: usize = MARK_BYTES + ENCAPSULATED_BYTES + 32 + TAG_BYTES;
const MARK_BYTES: usize = 8;
/// More holders than this were not meant.
const HOLDERS_AT_MOST: usize = 16;
/// The longest piece, before it is sealed.
pub const PIECE_BYTES: usize = 64 * 1024;
/// The longest sealed piece.
pub const SEALED_PIECE_BYTES: usize = PIECE_BYTES + TAG_BYTES;
const WRAP_INFO: &[u8] = b"havenward archive key 1";
const PIECE_INFO: &[u8] = b"havenward archive 1";
const MORE: &[u8] = b"more";
const LAST: &[u8] = b"last";

/// The public half of a holder's key pair: whoever has it can make archives and open none.
#[derive(Clone)]
pub struct HolderKey(HpkePublicKey);

impl fmt::Debug for HolderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HolderKey({})", hex::encode(&self.mark()))
    }
}

impl HolderKey {
    /// Reads the text form: base64url of 1,216 bytes without padding.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let bytes = Base64UrlUnpadded::decode_vec(text.trim()).map_err(|_| KeyError)?;
        if bytes.len() != PUBLIC_BYTES {
            return Err(KeyError);
        }
        HpkePublicKey::from_bytes(&bytes).map(Self).map_err(|_| KeyError)
    }

    /// The text form, for a configuration.
    pub fn text(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.0.to_bytes())
    }

    /// Tells holders apart in an archive; the first bytes of SHA-256 of the key.
    fn mark(&self) -> [u8; MARK_BYTES] {
        let digest: [u8; 32] = Sha256::digest(self.0.to_bytes()).into();
        let mut mark = [0; MARK_BYTES];
        mark.copy_from_slice(&digest[..MARK_BYTES]);
        mark
    }
}

/// The private half of a holder's key pair. It is kept away from the machine whose archives it opens.
pub struct HolderPrivateKey(Secret32);

impl HolderPrivateKey {
    /// Makes a new key pair.
    pub fn generate() -> (Self, HolderKey) {
        let (private, public) = XWing::gen_keypair();
        let mut secret = Secret32::zero();
        private.write_exact(secret.bytes_mut());
        (Self(secret), HolderKey(public))
    }

    /// Reads the text form: base64url of 32 bytes without padding, 43 characters.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        Secret32::parse(text.trim()).map(Self).ok_or(KeyError)
    }

    /// The text form: short enough to be kept on paper.
    pub fn text(&self) -> Zeroizing<String> {
        self.0.text()
    }

    /// The public half.
    pub fn holder_key(&self) -> Result<HolderKey, KeyError> {
        let private = <XWing as Kem>::PrivateKey::from_bytes(self.0.bytes()).map_err(|_| KeyError)?;
        Ok(HolderKey(XWing::sk_to_pk(&private)))
    }
}

/// An archive that is being made.
pub struct Sealer(AeadCtxS<ChaCha20Poly1305, HkdfSha256, XWing>);

impl Sealer {
    /// Begins an archive for its holders, and gives what stands between its header and its first piece.
    ///
    /// # Errors
    /// [`KeyError`] without a holder, or with more than sixteen.
    pub fn begin(holders: &[HolderKey], header: &[u8]) -> Result<(Vec<u8>, Self), KeyError> {
        if holders.is_empty() || holders.len() > HOLDERS_AT_MOST {
            return Err(KeyError);
        }
        let (own, public) = HolderPrivateKey::generate();
        let count = u8::try_from(holders.len()).map_err(|_| KeyError)?;
        let mut preamble = vec![SUITE_ARCHIVE, count];
        for holder in holders {
            let (enc, wrapped) =
                envelope::seal_to::<ChaCha20Poly1305, XWing>(&holder.0, WRAP_INFO, header, own.0.bytes())
                    .map_err(|_| KeyError)?;
            preamble.extend_from_slice(&holder.mark());
            preamble.extend_from_slice(&enc);
            preamble.extend_from_slice(&wrapped);
        }
        let (enc, context) =
            hpke::setup_sender::<_, _, XWing>(&OpModeS::Base, &public.0, &bound(header, &preamble))
                .map_err(|_| KeyError)?;
        preamble.extend_from_slice(&enc.to_bytes());
        Ok((preamble, Self(context)))
    }

    /// Seals the next piece, of at most [`PIECE_BYTES`]; after the last one no other may follow.
    ///
    /// # Errors
    /// [`OpenError`] for a piece that is too long.
    pub fn seal(&mut self, piece: &[u8], is_last: bool) -> Result<Vec<u8>, OpenError> {
        if piece.len() > PIECE_BYTES {
            return Err(OpenError);
        }
        self.0.seal(piece, if is_last { LAST } else { MORE }).map_err(|_| OpenError)
    }
}

/// An archive that is being read.
pub struct Opener(AeadCtxR<ChaCha20Poly1305, HkdfSha256, XWing>);

impl Opener {
    /// How many bytes stand between the header and the first piece, told by their first two.
    ///
    /// # Errors
    /// [`OpenError`] for another suite, or a number of holders that no archive has.
    pub fn preamble_bytes(start: [u8; 2]) -> Result<usize, OpenError> {
        match start {
            [SUITE_ARCHIVE, holders] if (1..=HOLDERS_AT_MOST).contains(&usize::from(holders)) => {
                Ok(2 + usize::from(holders) * WRAP_BYTES + ENCAPSULATED_BYTES)
            }
            _ => Err(OpenError),
        }
    }

    /// Begins to read an archive with one holder's key.
    ///
    /// # Errors
    /// [`OpenError`] if it was not made for this holder, or the header or preamble was altered.
    pub fn begin(key: &HolderPrivateKey, header: &[u8], preamble: &[u8]) -> Result<Self, OpenError> {
        let start = *preamble.first_chunk::<2>().ok_or(OpenError)?;
        if preamble.len() != Self::preamble_bytes(start)? {
            return Err(OpenError);
        }
        let (wraps, enc) = preamble.split_at_checked(preamble.len() - ENCAPSULATED_BYTES).ok_or(OpenError)?;
        let mark = key.holder_key().map_err(|_| OpenError)?.mark();
        let own = wraps
            .get(2..)
            .unwrap_or_default()
            .chunks_exact(WRAP_BYTES)
            .find_map(|wrap| wrap.strip_prefix(mark.as_slice()))
            .ok_or(OpenError)?;
        let own = envelope::open_with::<ChaCha20Poly1305, XWing>(key.0.bytes(), WRAP_INFO, header, own)?;
        let own = <XWing as Kem>::PrivateKey::from_bytes(own.expose()).map_err(|_| OpenError)?;
        let enc = Encapsulated::from_bytes(enc).map_err(|_| OpenError)?;
        let context = hpke::setup_receiver::<_, _, XWing>(&OpModeR::Base, &own, &enc, &bound(header, wraps))
            .map_err(|_| OpenError)?;
        Ok(Self(context))
    }

    /// Opens the next piece. Whoever reads asks for the last one where the file ends, and nowhere else.
    ///
    /// # Errors
    /// [`OpenError`] if anything before or in it is not as it was sealed.
    pub fn open(&mut self, sealed: &[u8], is_last: bool) -> Result<Plain, OpenError> {
        self.0.open(sealed, if is_last { LAST } else { MORE }).map(Plain::new).map_err(|_| OpenError)
    }
}

/// What the pieces rest on: the header and every wrap, by their digest.
fn bound(header: &[u8], wraps: &[u8]) -> Vec<u8> {
    let digest = Sha256::new()
        .chain_update((header.len() as u64).to_be_bytes())
        .chain_update(header)
        .chain_update(wraps)
        .finalize();
    [PIECE_INFO, digest.as_slice()].concat()
}
