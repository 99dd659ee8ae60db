//! What somebody typed and has not sent: hers alone, on pages only.

pub(crate) mod pages;
