//! The store on both engines: the turnstile, the schema.

mod schema;
mod turnstile;
