//! Types that hold a person's identity do not print themselves: a log line with one does not compile.
//!
//! Checked by the compiler. A type that gains `Debug` or `Display` makes the marker's implementation
//! ambiguous, and the line that names the type here stops compiling.

use havenward_app::cases::OpenCase;
use havenward_app::contacts::NewContact;
use havenward_app::file::{ContactSafety, Core, Danger, NoteEntry, Notes, Screening};
use havenward_app::intake::Submission;
use havenward_app::{App, Caller, Ctx, Secrets, accounts, devices, sessions};
use havenward_domain::directory::{Born, Document, Entry};
use havenward_domain::secret::Secret;
use havenward_domain::{contact_safety, danger, plan};

trait Unprintable<Reason> {
    const HOLDS: () = ();
}

struct ByItself;
struct BecauseOfDebug;
struct BecauseOfDisplay;

impl<T: ?Sized> Unprintable<ByItself> for T {}
impl<T: ?Sized + std::fmt::Debug> Unprintable<BecauseOfDebug> for T {}
impl<T: ?Sized + std::fmt::Display> Unprintable<BecauseOfDisplay> for T {}

macro_rules! do_not_print {
    ($($kind:ty),+ $(,)?) => {
        $(const _: () = <$kind as Unprintable<_>>::HOLDS;)+
        const COUNT: usize = [$(stringify!($kind)),+].len();
    };
}

do_not_print! {
    // What comes in and goes out.
    NewContact,
    OpenCase,
    sessions::SignIn,
    sessions::SecondFactor,
    sessions::Begun,
    accounts::NewUser,
    devices::NewDevice,
    Submission,
    // What the compartments hold.
    Core,
    ContactSafety,
    contact_safety::ContactSafety,
    Danger,
    danger::DangerList,
    danger::Entry,
    Notes,
    NoteEntry,
    Screening,
    plan::Plan,
    // Who is behind a case.
    Entry,
    Document,
    Born,
    Secret<String>,
    Secret<u8>,
    // What opens it.
    Caller,
    Ctx,
    Secrets,
    App,
}

/// The forms and views of the API are private to the server, so their sources are read.
#[test]
fn forms_and_views_of_the_api_do_not_print_themselves() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut checked = 0;
    for file in crate::canary_scanner::files_below(std::path::Path::new(folder)) {
        let Ok(source) = std::fs::read_to_string(&file) else { continue };
        let mut derives = String::new();
        for line in source.lines() {
            if line.starts_with("#[derive(") {
                line.clone_into(&mut derives);
            }
            let name = line.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
            if let Some(name) = name.strip_prefix("struct ").or_else(|| name.strip_prefix("enum ")) {
                let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
                if ["Form", "View", "Line"].iter().any(|ending| name.ends_with(ending)) {
                    checked += 1;
                    assert!(!derives.contains("Debug"), "{name} in {} prints itself", file.display());
                    let by_hand = [format!("Debug for {name}"), format!("Display for {name}")];
                    assert!(!by_hand.iter().any(|text| source.contains(text)), "{name} prints itself");
                }
                derives.clear();
            }
        }
    }
    assert!(checked >= 12, "only {checked} forms and views were found");
}

#[test]
fn the_list_of_what_does_not_print_only_grows() {
    const { assert!(COUNT >= 27) };
}
