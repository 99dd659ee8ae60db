//! One stream of random numbers for each (person, purpose), by counter.
//!
//! A stream is computed from its name and never from what happened before it. A policy that asks one person
//! more questions leaves every other draw of everybody where it was: common random numbers.
//! The generator is `SplitMix64` (Steele, Lea and Flood 2014), begun at a mixed key.

use std::convert::Infallible;

use rand::TryRng;

/// The odd constant by which the counter steps: 2^64 divided by the golden ratio.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes all bits of a number into all bits of the result (Stafford's variant 13).
#[inline]
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// Derives the key of a part from the key of the whole: a person of a source, a source of a replication.
#[inline]
pub fn key(whole: u64, part: u64) -> u64 {
    mix(mix(whole.wrapping_add(STEP)) ^ mix(part.wrapping_mul(STEP).wrapping_add(0x2545_F491_4F6C_DD1D)))
}

/// The numbers drawn for one purpose of one person.
#[derive(Debug, Clone)]
pub struct Stream {
    state: u64,
}

impl Stream {
    /// The stream of a purpose under a key.
    #[inline]
    pub fn of(key: u64, purpose: u64) -> Self {
        Self { state: mix(key ^ purpose.wrapping_add(1).wrapping_mul(0xD1B5_4A32_D192_ED03)) }
    }

    /// The next 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number from 0 (included) to 1 (excluded).
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let upper = (self.bits() >> 32) as u32;
        Ok(upper)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.bits())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let from = self.bits().to_le_bytes();
            for (to, from) in chunk.iter_mut().zip(from) {
                *to = from;
            }
        }
        Ok(())
    }
}
