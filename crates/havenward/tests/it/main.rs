//! The real program as its own process: what it promises to an operator, and what survives its death.

mod commands;
mod demo;
mod estimate;
mod example_config;
mod kill;
mod profile;
mod ran;
mod screen;
mod serve_kind;
mod stop;
