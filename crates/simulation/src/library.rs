//! The scenarios that ship with the software.

/// Each with its id and its TOML.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    &[
        ("border-2022", include_str!("../../../scenarios/border-2022.toml")),
        ("factory-raid", include_str!("../../../scenarios/factory-raid.toml")),
        ("ie-2008", include_str!("../../../scenarios/ie-2008.toml")),
        ("ie-2024", include_str!("../../../scenarios/ie-2024.toml")),
        ("sea-route", include_str!("../../../scenarios/sea-route.toml")),
        ("uk-nrm", include_str!("../../../scenarios/uk-nrm.toml")),
    ]
}
