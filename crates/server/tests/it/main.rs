//! The HTTP service as a client meets it, asked without a port.

mod house;
mod intake;
mod openapi;
mod problems;
mod refusals;
