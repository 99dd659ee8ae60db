//! One command a file.

pub mod cases;
pub mod config;
pub mod contacts;
pub mod demo;
pub mod doctor;
pub mod init;
pub mod journal;
pub mod login;
pub mod overlay;
pub mod paper;
pub mod profile;
pub mod screen;
pub mod serve;
pub mod units;
pub mod users;
