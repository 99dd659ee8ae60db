//! Which page of a list is asked for.

use havenward_app::Window;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WindowQuery {
    /// The page, from 0, of 200 lines each. The last page has fewer.
    #[serde(default)]
    page: u32,
}

impl WindowQuery {
    /// The lines to list.
    pub fn window(&self) -> Window {
        Window::at(self.page)
    }
}
