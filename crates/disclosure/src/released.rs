//! What may leave.

use std::ops::Deref;

/// A figure that went through the door of this crate.
///
/// Nothing outside the crate can make one: what publishes takes a `Released`, and so publishes only what was
/// protected here.
///
/// ```compile_fail,E0451
/// use havenward_disclosure::released::Released;
/// let count = Released { figure: 3 };
/// ```
///
/// ```compile_fail,E0624
/// use havenward_disclosure::released::Released;
/// let count = Released::new(3);
/// ```
///
/// It cannot be read from a file either:
///
/// ```compile_fail,E0277
/// use havenward_disclosure::released::Released;
/// let count: Released<u64> = serde_json::from_str("3").unwrap();
/// ```
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Released<T> {
    figure: T,
}

impl<T> Released<T> {
    /// Only where a figure was protected.
    pub(crate) fn new(figure: T) -> Released<T> {
        Released { figure }
    }
}

impl<T> Deref for Released<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.figure
    }
}
