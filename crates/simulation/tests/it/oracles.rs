//! Exact numbers of queueing theory. Stations run from empty with the stated warm-up; service is exponential with mean 1
//! unless said; every figure must lie in the 99.9 % interval of its replications and within one percent of the exact value.

use crate::queues::{hold, hold_values, run, scenario, values};

/// A plain station.
fn plain(rate: f64, servers: u32, horizon: f64, rest: &str) -> String {
    format!(
        "format = 1\nname = \"queue\"\nhorizon = {horizon}\nwarm_up = {}\n[arrivals]\nrate = {rate}\n[[station]]\nname = \"desk\"\nservers = {servers}\n{rest}\n",
        horizon * 0.05
    )
}

const EXPONENTIAL: &str = "service = { mean = 1.0 }";

/// Erlang 1917: probability of waiting, mean wait, P(wait > 0.1) by the exponential tail.
#[test]
fn erlang_c_is_reproduced() {
    for (seed, rate, servers, wait_prob, wait, horizon, replications) in [
        (1, 0.8, 1, 0.8, 4.0, 400_000.0, 20),
        (2, 2.0, 3, 0.444_444_444_4, 0.444_444_444_4, 60_000.0, 20),
        (3, 9.0, 10, 0.668_731_524_1, 0.668_731_524_1, 40_000.0, 20),
        (4, 45.0, 50, 0.363_864_467_2, 0.072_772_893_4, 20_000.0, 20),
        (5, 95.0, 100, 0.506_456_853_9, 0.101_291_370_8, 40_000.0, 40),
    ] {
        let samples = run(&scenario(&plain(rate, servers, horizon, EXPONENTIAL)), seed, replications);

        hold(&samples, 0, "wait_prob", wait_prob);
        hold(&samples, 0, "wait_mean_served", wait);
        hold(&samples, 0, "queue_mean", wait * rate);
        hold(&samples, 0, "utilisation", rate / f64::from(servers));
        // The tail is exponential: P(W > t) = C exp(-(c - a) t).
        let spare = f64::from(servers) - rate;
        for (field, share) in [("wait_p50", 0.5), ("wait_p90", 0.9), ("wait_p99", 0.99)] {
            let exact: f64 = (wait_prob / (1.0 - share)).ln() / spare;
            // A median that lies where the jump at zero ends is no steady figure.
            if exact * spare > 0.1 {
                let mean = values(&samples, 0, field).iter().sum::<f64>() / f64::from(replications);
                assert!((mean - exact).abs() < 0.02 * exact, "{field} of {rate}, {servers}: {mean} {exact}");
            }
        }
    }
}

/// Blocking with no waiting room: M/M/c/c.
#[test]
fn erlang_b_is_reproduced() {
    for (seed, servers, load, blocked, horizon) in [
        (11, 5, 5.0, 0.284_867_821_331, 20_000.0),
        (12, 10, 10.0, 0.214_582_343_107, 20_000.0),
        (13, 20, 18.0, 0.109_212_845_873, 20_000.0),
        (14, 100, 100.0, 0.075_700_452_711, 10_000.0),
    ] {
        let rest = format!("{EXPONENTIAL}\ncapacity = {servers}");
        let samples = run(&scenario(&plain(load, servers, horizon, &rest)), seed, 20);

        let shares = ratio(&samples, "blocked", "arrived");
        hold_values(&shares, blocked, "blocked");
    }
}

fn ratio(samples: &[havenward_simulation::sample::Sample], part: &str, whole: &str) -> Vec<f64> {
    let parts = values(samples, 0, part);
    parts.iter().zip(values(samples, 0, whole)).map(|(part, whole)| part / whole).collect()
}

#[test]
fn a_limited_room_blocks_as_it_must() {
    for (seed, rate, servers, capacity, blocked, queue, wait) in [
        (21, 12.0, 10, 15, 0.203_260_898_9, 2.450_579_896, 0.256_313_504_7),
        (22, 2.0, 3, 5, 0.075_829_383_9, 0.265_402_843_6, 0.143_589_743_6),
    ] {
        let rest = format!("{EXPONENTIAL}\ncapacity = {capacity}");
        let samples = run(&scenario(&plain(rate, servers, 40_000.0, &rest)), seed, 20);

        hold_values(&ratio(&samples, "blocked", "arrived"), blocked, "blocked");
        hold(&samples, 0, "queue_mean", queue);
        hold(&samples, 0, "wait_mean_served", wait);
        hold(&samples, 0, "wait_mean_all", wait);
    }
}

/// Palm 1957: exponential patience.
#[test]
fn impatience_is_reproduced() {
    for (seed, rate, servers, impatience, wait_prob, left, queue) in [
        (31, 12.0, 10, 0.5, 0.850_384_947_9, 0.195_655_944, 4.695_742_656_3),
        (32, 50.0, 50, 1.0, 0.518_808_315_5, 0.056_325_006_3, 2.816_250_316_3),
        (33, 110.0, 100, 0.25, 0.980_490_639_4, 0.091_929_985, 40.449_193_391_1),
    ] {
        let rest = format!("{EXPONENTIAL}\npatience = {{ rate = {impatience} }}");
        let samples = run(&scenario(&plain(rate, servers, 8_000.0, &rest)), seed, 20);

        hold(&samples, 0, "wait_prob", wait_prob);
        hold(&samples, 0, "left_share", left);
        hold(&samples, 0, "queue_mean", queue);
        // Little's law for all who joined: mean wait is mean queue over the rate.
        hold(&samples, 0, "wait_mean_all", queue / rate);
    }
}

/// Cobham 1954: waits of each class, from high to low.
#[test]
fn ranks_wait_as_they_must() {
    for (seed, rates, servers, waits, horizon) in [
        (41, vec![0.2, 0.6], 1, vec![1.0, 5.0], 400_000.0),
        (42, vec![2.0, 6.0], 10, vec![0.051_147_518_8, 0.255_737_594_2], 60_000.0),
        (43, vec![1.0, 3.0, 5.0], 10, vec![0.074_303_502_7, 0.123_839_171_1, 1.114_542_540_2], 80_000.0),
    ] {
        let samples = run(&scenario(&ranked(&rates, servers, horizon, EXPONENTIAL)), seed, 20);

        for (class, wait) in waits.iter().enumerate() {
            hold(&samples, class, "wait_mean_served", *wait);
        }
    }
}

fn ranked(rates: &[f64], servers: u32, horizon: f64, rest: &str) -> String {
    let classes: String = rates
        .iter()
        .enumerate()
        .map(|(at, rate)| {
            format!("[[class]]\nname = \"rank-{at}\"\npriority = {at}\narrivals = {{ rate = {rate} }}\n")
        })
        .collect();
    format!(
        "format = 1\nname = \"ranks\"\nhorizon = {horizon}\nwarm_up = {}\n{classes}[[station]]\nname = \"desk\"\nservers = {servers}\n{rest}\n",
        horizon * 0.05
    )
}

/// M/M/1 with preemptive-resume ranks: the first rank sees a queue of its own; sojourn times by Jaiswal 1968.
#[test]
fn a_higher_rank_that_interrupts_sees_nobody_else() {
    let rest = format!("{EXPONENTIAL}\npriority = \"preemptive\"");
    let samples = run(&scenario(&ranked(&[0.2, 0.6], 1, 400_000.0, &rest)), 44, 20);

    // Wait of rank 1: 0.2 / 0.8; of rank 2: sojourn 1/((1-0.2)(1-0.8)) less service.
    hold(&samples, 0, "wait_mean_served", 0.25);
    hold(&samples, 1, "wait_mean_served", 6.25 - 1.0);
}

/// Pollaczek and Khinchine, service by a gamma distribution of mean 1.
#[test]
fn variable_service_makes_waits_longer() {
    for (seed, variation, wait) in [(51, 0.0, 2.0), (52, 0.5, 3.0), (53, 1.0, 4.0), (54, 4.0, 10.0)] {
        let rest = format!("service = {{ kind = \"gamma\", mean = 1.0, cv2 = {variation} }}");
        let samples = run(&scenario(&plain(0.8, 1, 600_000.0, &rest)), seed, 40);

        hold(&samples, 0, "wait_mean_served", wait);
    }
}
