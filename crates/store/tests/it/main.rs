//! The store on both engines: the turnstile, the schema.

mod dictionary;
mod schema;
mod turnstile;
mod wall;
