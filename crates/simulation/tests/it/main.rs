//! Promises of the surge simulation.

mod bad_input;
mod choices;
mod oracles;
mod queues;
mod reforms;
mod surge;
