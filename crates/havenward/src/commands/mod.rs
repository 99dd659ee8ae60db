//! One command a file.

pub mod init;
pub mod journal;
pub mod serve;
pub mod units;
pub mod users;
