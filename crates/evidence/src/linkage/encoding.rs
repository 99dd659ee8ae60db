//! Keyed encodings: comparing people without handing over their names.
//!
//! Each organisation turns its records into bit patterns (Bloom filters of letter pairs; Schnell, Bachteler,
//! Reiher 2009) under a secret that both share for one exchange and that the place which compares never
//! sees. Positions come from HMAC-SHA-256, drawn independently for each letter pair (random hashing;
//! Niedermeyer, Steinmetzer, Kroll, Schnell 2014). Given and family names share their positions, so that
//! exchanged names still meet; so do the lines of an address.
//!
//! A plain filter gives way to frequency and pattern attacks (Christen, Ranbaduge, Vatsalan, Schnell 2018),
//! so it is folded on itself by exclusive or (Schnell, Borgs 2016) and single bits are turned by chance
//! (Alaggan, Gambs, Kermarrec 2012) with randomness of the organisation's own. That makes attacks harder and
//! not impossible: whoever holds the secret can guess names. Encodings are personal data; they are compared
//! in one trusted place, never published, and destroyed after the count.

use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;
use sha2::Sha256;

use super::dates::Order;
use super::role::Role;

/// Words of an encoding before it is folded.
const WORDS: usize = 16;
/// Bits before folding.
const BITS: u16 = 1_024;
/// Letters of prepared values: digits, letters, and everything else as a gap.
const ALPHABET: usize = 37;
/// Share of bits turned by chance in a hardened encoding.
const TURNED: f64 = 0.01;

/// A secret of one exchange; 32 bytes from the operating system, never used twice.
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes the bytes.
    pub fn new(bytes: [u8; 32]) -> Secret {
        Secret(bytes)
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        // HMAC takes keys of any length, so this cannot fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length");
        mac.update(b"havenward linkage encoding 1 ");
        mac.update(purpose.as_bytes());
        mac
    }
}

/// What is done to an encoding before it leaves.
pub enum Hardening {
    /// Folded, and bits turned with the organisation's own 32 random bytes.
    Hardened([u8; 32]),
    /// Nothing. Insecure: for measuring what hardening costs, never for people.
    InsecurePlain,
}

/// The bits of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    words: Vec<u64>,
    ones: u32,
}

impl Encoding {
    fn of(words: Vec<u64>) -> Encoding {
        let ones = words.iter().map(|word| word.count_ones()).sum();
        Encoding { words, ones }
    }

    /// Dice's coefficient: 1 for the same bits, 0 for none in common.
    pub fn dice(&self, other: &Encoding) -> f64 {
        let common: u32 = self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum();
        let all = self.ones + other.ones;
        if all == 0 { 0.0 } else { 2.0 * f64::from(common) / f64::from(all) }
    }
}

/// Which roles share positions, how many letters make a piece, and how many bits a piece sets.
fn spread(role: Role) -> Option<(&'static str, usize, usize)> {
    match role {
        Role::GivenName | Role::Surname | Role::Name => Some(("name", 2, 15)),
        Role::BirthDate => Some(("birth", 2, 12)),
        Role::Postcode => Some(("postcode", 1, 10)),
        Role::Place => Some(("place", 2, 8)),
        Role::Address => Some(("address", 2, 4)),
        Role::Document => Some(("document", 2, 12)),
        Role::Phone => Some(("phone", 2, 8)),
        Role::Email | Role::Number | Role::Sex | Role::Category => None,
    }
}

/// Encodes records under one secret.
pub struct Encoder {
    hardening: Hardening,
    /// By role: positions of every piece of one or two letters, drawn once.
    pieces: Vec<(Role, usize, usize, Vec<[u16; 16]>)>,
}

impl Encoder {
    /// Draws the positions of all pieces.
    pub fn new(secret: &Secret, hardening: Hardening) -> Encoder {
        let pieces = Role::ALL
            .into_iter()
            .filter_map(|role| {
                let (shared, letters, bits) = spread(role)?;
                let positions =
                    (0..ALPHABET * ALPHABET).map(|piece| positions(secret, shared, piece)).collect();
                Some((role, letters, bits, positions))
            })
            .collect();
        Encoder { hardening, pieces }
    }

    /// Encodes the record of this number from its raw values; missing values set no bit.
    pub fn encode(&self, number: u64, values: &[(Role, &str)]) -> Encoding {
        let mut words = [0_u64; WORDS];
        for (role, raw) in values {
            let (Some((_, letters, bits, positions)), Some((text, _))) =
                (self.pieces.iter().find(|(own, ..)| own == role), role.prepare(raw, Order::DayFirst))
            else {
                continue;
            };
            let mut before = 0;
            for (nth, byte) in text.bytes().chain((*letters == 2).then_some(b' ')).enumerate() {
                let letter = letter(byte);
                // Pieces of one letter carry their place instead of the letter before.
                let first = if *letters == 2 { before } else { nth % ALPHABET };
                if let Some(drawn) = positions.get(first * ALPHABET + letter) {
                    for at in drawn.iter().take(*bits) {
                        if let Some(word) = words.get_mut(usize::from(*at) / 64) {
                            *word |= 1 << (at % 64);
                        }
                    }
                }
                before = letter;
            }
        }
        match &self.hardening {
            Hardening::InsecurePlain => Encoding::of(words.to_vec()),
            Hardening::Hardened(own) => Encoding::of(turned(folded(&words), own, number)),
        }
    }
}

fn letter(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        b'A'..=b'Z' => usize::from(byte - b'A') + 1,
        b'0'..=b'9' => usize::from(byte - b'0') + 27,
        _ => 0,
    }
}

/// Sixteen positions for a piece, two bytes of the code for each.
fn positions(secret: &Secret, shared: &str, piece: usize) -> [u16; 16] {
    let mut mac = secret.mac(shared);
    mac.update(&[0]);
    mac.update(&(piece as u64).to_le_bytes());
    let code = mac.finalize().into_bytes();
    let mut positions = [0; 16];
    for (position, pair) in positions.iter_mut().zip(code.chunks_exact(2)) {
        if let [low, high] = pair {
            // BITS is a power of two that divides 65,536: no position is likelier than another.
            *position = u16::from_le_bytes([*low, *high]) % BITS;
        }
    }
    positions
}

fn folded(words: &[u64; WORDS]) -> Vec<u64> {
    let (front, back) = words.split_at(WORDS / 2);
    front.iter().zip(back).map(|(a, b)| a ^ b).collect()
}

/// Turns single bits; the randomness is the organisation's own and differs from record to record.
fn turned(mut words: Vec<u64>, own: &[u8; 32], number: u64) -> Vec<u64> {
    let mut random = ChaCha20Rng::from_seed(*own);
    random.set_stream(number);
    for word in &mut words {
        for bit in 0..64 {
            if random.random_bool(TURNED) {
                *word ^= 1 << bit;
            }
        }
    }
    words
}

/// Pairs from a Dice coefficient on, each record in one pair at most, the most alike first.
///
/// Everybody is compared with everybody: for lists of some tens of thousands.
pub fn matches(a: &[Encoding], b: &[Encoding], threshold: f64) -> Vec<(usize, usize, f64)> {
    let mut pairs: Vec<(usize, usize, f64)> = a
        .par_iter()
        .enumerate()
        .flat_map_iter(|(left, one)| {
            let near = move |(right, other)| {
                let alike = one.dice(other);
                (alike >= threshold).then_some((left, right, alike))
            };
            b.iter().enumerate().filter_map(near)
        })
        .collect();
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let (mut left, mut right) = (vec![false; a.len()], vec![false; b.len()]);
    pairs.retain(|(one, other, _)| match (left.get_mut(*one), right.get_mut(*other)) {
        (Some(one), Some(other)) if !*one && !*other => {
            (*one, *other) = (true, true);
            true
        }
        _ => false,
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: [(Role, &str); 4] = [
        (Role::GivenName, "Olena"),
        (Role::Surname, "Shevchenko"),
        (Role::BirthDate, "1990-05-06"),
        (Role::Postcode, "1050"),
    ];

    fn encoder(secret: u8, hardening: Hardening) -> Encoder {
        Encoder::new(&Secret::new([secret; 32]), hardening)
    }

    #[test]
    fn one_secret_gives_alike_encodings_for_alike_people_and_another_does_not() {
        let ours = encoder(1, Hardening::Hardened([5; 32]));
        let theirs = encoder(1, Hardening::Hardened([6; 32]));
        let foreign = encoder(2, Hardening::Hardened([6; 32]));
        let mut other = PERSON;
        other[0].1 = "Olha";
        let own = ours.encode(0, &PERSON);
        assert!(own.dice(&theirs.encode(0, &PERSON)) > 0.9);
        assert!(own.dice(&theirs.encode(0, &other)) > 0.75);
        assert!(own.dice(&foreign.encode(0, &PERSON)) < 0.6);
    }

    #[test]
    fn exchanged_names_meet() {
        let plain = encoder(1, Hardening::InsecurePlain);
        let mut exchanged = PERSON;
        (exchanged[0].1, exchanged[1].1) = (PERSON[1].1, PERSON[0].1);
        assert_eq!(plain.encode(0, &PERSON), plain.encode(9, &exchanged));
    }

    #[test]
    fn a_hardened_encoding_is_shorter_and_never_the_same_twice() {
        let ours = encoder(1, Hardening::Hardened([5; 32]));
        assert_eq!(ours.encode(0, &PERSON).words.len(), WORDS / 2);
        assert_ne!(ours.encode(0, &PERSON), ours.encode(1, &PERSON));
        assert_eq!(ours.encode(3, &PERSON), ours.encode(3, &PERSON));
    }

    #[test]
    fn nobody_is_matched_twice() {
        let plain = encoder(1, Hardening::InsecurePlain);
        let one = plain.encode(0, &PERSON);
        assert_eq!(matches(&[one.clone(), one.clone()], &[one], 0.9).len(), 1);
    }
}
