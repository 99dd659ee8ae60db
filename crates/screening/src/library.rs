//! The instruments that ship with the software.
//!
//! They are defaults: a country adds its own files beside them or instead of them.

macro_rules! files {
    ($($id:literal),+ $(,)?) => {
        &[$(($id, include_str!(concat!("../../../instruments/", $id, ".toml")))),+]
    };
}

/// The shipped instruments, each with its id and its TOML: the screens first, then the lists by form and setting.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    files![
        "first-contact-6",
        "crisis-short",
        "uniform-reception",
        "group-screen",
        "custody-and-court",
        "general-signs",
        "children",
        "sexual-exploitation",
        "labour-exploitation",
        "domestic-servitude",
        "forced-begging",
        "forced-criminality",
        "online-scam-compounds",
        "organ-removal",
        "marriage-adoption-surrogacy",
        "online-recruitment",
        "migration-reception",
        "financial-reports",
        "ilo-forced-labour-11",
        "ilo-delphi-labour-adult",
        "ilo-delphi-labour-child",
    ]
}
