//! The profiles that come with the product.

use super::Profile;
use super::problem::Problem;

/// File names and texts of the shipped profiles, by name.
pub const SHIPPED: [(&str, &str); 4] = [
    ("es.toml", include_str!("../../../../profiles/es.toml")),
    ("gb-ew.toml", include_str!("../../../../profiles/gb-ew.toml")),
    ("lv.toml", include_str!("../../../../profiles/lv.toml")),
    ("ua.toml", include_str!("../../../../profiles/ua.toml")),
];

/// Reads the shipped profiles; a test holds that this succeeds.
pub fn shipped() -> Result<Vec<Profile>, Vec<Problem>> {
    SHIPPED.iter().map(|(name, text)| Profile::parse(name, text)).collect()
}
