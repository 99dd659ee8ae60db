//! Randomness of the operating system, and no other: a generator that could be injected could be weakened.

/// Fills `bytes` from the operating system's generator.
///
/// # Panics
/// When the operating system has no randomness to give. Going on would make guessable keys, so the
/// request ends here.
pub(crate) fn fill(bytes: &mut [u8]) {
    // Linux refuses only before its generator is seeded at boot; a vault must not run then.
    getrandom::fill(bytes).expect("the operating system gives no randomness");
}
