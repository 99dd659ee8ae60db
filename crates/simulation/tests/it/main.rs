//! Promises of the surge simulation.

mod bad_input;
mod oracles;
mod queues;
mod surge;
