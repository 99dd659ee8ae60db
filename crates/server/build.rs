//! New templates, messages and assets are compiled in without touching a source file.

fn main() {
    for folder in ["templates", "assets", "../../locales"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
