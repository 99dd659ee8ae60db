//! What can be done: one marker type an action, so that a permit for one thing opens no other.

/// What an action is about, and therefore which facts decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The installation: accounts, units, sign-in.
    Installation,
    /// The actor's own unit.
    Unit,
    /// One case.
    Case,
}

/// An action as a type. Implemented by the markers in [`act`] and by nothing else.
pub trait Act: sealed::Sealed + Send + Sync + 'static {
    /// The action at run time.
    const ACTION: Action;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident: $scope:ident $code:literal),+ $(,)?) => {
        /// Every action of the house.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// Every action, in the order of the story.
            pub const ALL: &'static [Action] = &[$(Action::$name),+];

            /// The stable code, as the journal and the matrix write it.
            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code),+ }
            }

            /// Finds the action with this code.
            pub fn from_code(code: &str) -> Option<Action> {
                match code { $($code => Some(Action::$name),)+ _ => None }
            }

            /// What the action is about.
            pub fn scope(self) -> Scope {
                match self { $(Action::$name => Scope::$scope),+ }
            }
        }

        /// The marker types.
        pub mod act {
            use super::{Act, Action, sealed};
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                pub struct $name;
                impl sealed::Sealed for $name {}
                impl Act for $name { const ACTION: Action = Action::$name; }
            )+
        }
    };
}

actions! {
    /// Makes accounts, units and memberships.
    ManageAccounts: Installation "accounts.manage",
    /// Sets password and second factor with a one-time link.
    Enrol: Installation "account.enrol",
    /// Signs in.
    SignIn: Installation "session.begin",
    /// Signs out.
    SignOut: Installation "session.end",
    /// Makes the unit's key pair, or wraps the unit's key to a colleague who waits for it.
    HoldUnitKey: Unit "unit.key",
    /// Enrols a device for unattended intake.
    EnrolDevice: Unit "device.enrol",
    /// Hands in a sealed record from an enrolled device.
    SubmitIntake: Unit "intake.submit",
    /// Records a first contact, which opens a case.
    RecordContact: Unit "contact.record",
    /// Lists the unit's cases by plain columns.
    ListCases: Unit "case.list",
    /// Opens compartments of a case.
    ReadCase: Case "case.read",
}
