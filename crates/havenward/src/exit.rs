//! Exit codes: 0 ok, 1 unexpected, 2 usage, 3 refused by a rule, 4 bad input, 5 unavailable or conflict.

use std::process::ExitCode;

use havenward_app::AppError;

use crate::client::Problem;

/// Refused by a rule.
pub const REFUSED: u8 = 3;
/// Bad input: a file, a field, a configuration.
pub const BAD_INPUT: u8 = 4;
/// Not available, or changed by somebody else.
pub const UNAVAILABLE: u8 = 5;

/// What was given is wrong; the text says where and how to mend it.
#[derive(Debug)]
pub struct BadInput(pub String);

/// A rule said no; the text says which.
#[derive(Debug)]
pub struct Refused(pub String);

/// Something is not there to answer; the text says what to look at.
#[derive(Debug)]
pub struct Unavailable(pub String);

macro_rules! plain_errors {
    ($($name:ident),+) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::error::Error for $name {}
    )+};
}
plain_errors!(BadInput, Refused, Unavailable);

/// Says on standard error what went wrong and chooses the exit code.
pub fn report(error: &anyhow::Error) -> ExitCode {
    let kinds = [
        error.downcast_ref::<std::io::Error>().map(std::io::Error::kind),
        error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind),
    ];
    if kinds.contains(&Some(std::io::ErrorKind::BrokenPipe)) {
        // Somebody has read enough (`… | head`): that is success.
        return ExitCode::SUCCESS;
    }
    eprintln!("havenward: {error:#}");
    ExitCode::from(code_of(error))
}

fn code_of(error: &anyhow::Error) -> u8 {
    if error.is::<BadInput>() {
        return BAD_INPUT;
    }
    if error.is::<Refused>() {
        return REFUSED;
    }
    if error.is::<Unavailable>() {
        return UNAVAILABLE;
    }
    if let Some(problem) = error.downcast_ref::<Problem>() {
        return problem.exit;
    }
    match error.downcast_ref::<AppError>() {
        Some(AppError::Invalid { .. }) => BAD_INPUT,
        Some(AppError::Busy | AppError::Conflict | AppError::Store(_) | AppError::WaitingForKey) => {
            UNAVAILABLE
        }
        Some(AppError::Unrecorded | AppError::Internal(_)) | None => 1,
        Some(_) => REFUSED,
    }
}
