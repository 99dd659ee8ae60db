//! The instruments that ship with the software.
//!
//! They are defaults: a country adds its own files beside them or instead of them.

/// The shipped instruments, each with its id and its TOML.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    &[
        ("first-contact-6", include_str!("../../../instruments/first-contact-6.toml")),
        ("ilo-delphi-labour-adult", include_str!("../../../instruments/ilo-delphi-labour-adult.toml")),
        ("ilo-delphi-labour-child", include_str!("../../../instruments/ilo-delphi-labour-child.toml")),
    ]
}
