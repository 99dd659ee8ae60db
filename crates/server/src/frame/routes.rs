//! The list of page routes. Each noun brings its own; the list is what the proof walks through.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};
use havenward_domain::role::Role;

use crate::AppState;

/// A place in the navigation.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// Where it leads.
    pub path: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// Its place: small numbers first.
    pub order: u8,
    /// Who sees it.
    pub is_for: fn(Role) -> bool,
}

/// Page routes with what is known of them.
#[derive(Default)]
pub(crate) struct Pages {
    pub router: Router<AppState>,
    pub routes: Vec<(&'static str, &'static str)>,
    pub navigation: Vec<Entry>,
}

impl Pages {
    /// No pages yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page that is read.
    pub fn get<T: 'static>(mut self, path: &'static str, page: impl Handler<T, AppState>) -> Self {
        self.routes.push(("get", path));
        self.router = self.router.route(path, get(page));
        self
    }

    /// A form that is sent. Its page is read at the same path, so that nothing leads astray.
    pub fn post<T: 'static>(mut self, path: &'static str, page: impl Handler<T, AppState>) -> Self {
        self.routes.push(("post", path));
        self.router = self.router.route(path, post(page));
        self
    }

    /// An entry in the navigation for some roles.
    pub fn in_navigation(
        mut self,
        path: &'static str,
        key: &'static str,
        order: u8,
        is_for: fn(Role) -> bool,
    ) -> Self {
        self.navigation.push(Entry { path, key, order, is_for });
        self
    }

    /// All of these and all of those.
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.routes.extend(other.routes);
        self.navigation.extend(other.navigation);
        self
    }
}
