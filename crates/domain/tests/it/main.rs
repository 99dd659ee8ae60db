//! Integration tests of the domain, one module a theme.

mod nouns_matching;
