//! The real program as its own process: what it promises to an operator, and what survives its death.

mod accuracy;
mod admission;
mod commands;
mod demo;
mod early_warning;
mod estimate;
mod example_config;
mod kill;
mod kill_gaps;
mod link;
mod nights;
mod overlay;
mod own_rules;
mod people;
mod profile;
mod ran;
mod release;
mod roads;
mod screen;
mod serve_kind;
mod stop;
mod story;
mod surge;
