//! Queues that have a formula: bounds for the optimiser and yardsticks for the tests.
//!
//! Sources: Erlang 1917; Palm 1957 for impatience; Cobham 1954 for priorities; Pollaczek and Khinchine for M/G/1.

/// Erlang's B formula: the share that finds all of `servers` busy under an offered `load`.
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    (1..=servers).fold(1.0, |blocked, server| load * blocked / (f64::from(server) + load * blocked))
}

/// Erlang's C formula: the share that waits; 1 when the servers cannot keep up.
pub fn erlang_c(servers: u32, load: f64) -> f64 {
    let servers_f = f64::from(servers);
    if load >= servers_f {
        return 1.0;
    }
    let blocked = erlang_b(servers, load);
    servers_f * blocked / (servers_f - load * (1.0 - blocked))
}

/// Mean number waiting in M/M/c; infinite when the servers cannot keep up.
pub fn mean_queue(arrival_rate: f64, mean_service: f64, servers: u32) -> f64 {
    let load = arrival_rate * mean_service;
    if load >= f64::from(servers) {
        return f64::INFINITY;
    }
    erlang_c(servers, load) * load / (f64::from(servers) - load)
}
