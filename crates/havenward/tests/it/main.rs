//! The real program as its own process: what it promises to an operator, and what survives its death.

mod commands;
mod kill;
mod stop;
