//! Time, rates and processor shares, as every benchmark of the program takes them.

use std::time::{Duration, Instant};

/// Clock ticks in a second of `/proc/*/stat` (`getconf CLK_TCK`, 100 on every Linux we know).
const TICKS: f64 = 100.0;

/// The clock of a benchmark.
pub fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    Instant::now()
}

/// The latency, in milliseconds, that a share of sorted latencies in microseconds stays within.
pub fn millis(sorted_micros: &[u32], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into a list in memory"
    )]
    let index = ((sorted_micros.len() as f64) * share) as usize;
    sorted_micros
        .get(index.min(sorted_micros.len().saturating_sub(1)))
        .map_or(0.0, |micros| f64::from(*micros) / 1_000.0)
}

/// Events in a second.
pub fn per_second(count: u64, elapsed: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a rate for a person's eyes")]
    let count = count as f64;
    count / elapsed.as_secs_f64()
}

/// Microseconds since an instant.
pub fn micros(since: Instant) -> u32 {
    u32::try_from(now().duration_since(since).as_micros()).unwrap_or(u32::MAX)
}

/// Processor time of a process so far, in seconds: fields 14 and 15 of proc(5), `stat`.
pub fn cpu_seconds(process: &str) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name of the program, in brackets, may hold blanks.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: f64 =
        after.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS
}

/// Processor time of the whole machine so far, in seconds: user, nice, system, interrupts of proc(5), `stat`.
pub fn machine_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/stat").unwrap_or_default();
    let fields = stat.lines().next().unwrap_or_default().split_whitespace().skip(1);
    let ticks: Vec<f64> = fields.filter_map(|field| field.parse().ok()).collect();
    // Idle and waiting for the disk (the fourth and fifth) are not work.
    let busy: f64 = [0, 1, 2, 5, 6].iter().filter_map(|index| ticks.get(*index)).sum();
    busy / TICKS
}

/// Waits for so long.
pub fn pause(length: Duration) {
    let until = now() + length;
    loop {
        let left = until.saturating_duration_since(now());
        if left.is_zero() {
            return;
        }
        std::thread::park_timeout(left);
    }
}
