//! The real program as its own process: what it promises to an operator, and what survives its death.

mod admission;
mod commands;
mod demo;
mod early_warning;
mod estimate;
mod example_config;
mod kill;
mod kill_gaps;
mod nights;
mod overlay;
mod people;
mod profile;
mod ran;
mod roads;
mod screen;
mod serve_kind;
mod stop;
mod story;
mod surge;
