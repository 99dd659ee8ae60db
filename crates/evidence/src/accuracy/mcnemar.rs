//! Two instruments on the same persons: do they err for different ones?

use statrs::function::beta::beta_reg;

/// Two-sided exact p of McNemar's test: persons on whom only one of both was right (McNemar, Psychometrika 1947).
///
/// With nobody on whom they differ there is no sign of a difference, and p is 1.
pub fn exact_p(only_first: u64, only_second: u64) -> f64 {
    let (fewer, all) = (only_first.min(only_second), only_first + only_second);
    if all == 0 || only_first == only_second {
        return 1.0;
    }
    // P(X <= fewer) of a fair coin thrown `all` times, from the incomplete beta function.
    let tail = beta_reg((all - fewer) as f64, fewer as f64 + 1.0, 0.5);
    (2.0 * tail).min(1.0)
}
