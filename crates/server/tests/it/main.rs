//! The wiring of the API: a story told over HTTP, and what is refused on the way.

mod story;
