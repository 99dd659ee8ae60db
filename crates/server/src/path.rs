//! Ids in paths: a text that is no id is as unknown as an id that is not there.

use std::str::FromStr;

use havenward_app::AppError;

/// Reads an id of a path.
pub(crate) fn id<I: FromStr>(text: &str) -> Result<I, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}
