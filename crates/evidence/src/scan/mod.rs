//! Early warning in space.
