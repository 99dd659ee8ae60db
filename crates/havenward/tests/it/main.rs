//! The program as a person runs it.

mod demo;
mod example_config;
mod profile;
mod ran;
mod screen;
mod serve_kind;
