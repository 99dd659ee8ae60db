//! Why an overlay does not stand, and how the file is mended.

use super::{MAX_DAYS, NeverRelax, Proposal};
use crate::profile::Problem;

/// Why an overlay does not stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OverlayRefusal {
    /// It is for another profile or version.
    #[error("this overlay is for another profile or version")]
    OtherBase,
    /// It ends before it begins.
    #[error("the overlay ends before it begins")]
    EndsBeforeItBegins,
    /// It lasts longer than ninety days.
    #[error("an overlay lasts at most {MAX_DAYS} days")]
    TooLong,
    /// It changes nothing.
    #[error("the overlay changes nothing")]
    ChangesNothing,
    /// It relaxes what is never relaxed.
    #[error("{field}: {item} is never relaxed")]
    NeverRelaxed {
        /// The field.
        field: String,
        /// What is never relaxed.
        item: NeverRelax,
    },
    /// A crisis does not change this.
    #[error("{field}: a crisis does not change this")]
    NotForACrisis {
        /// The field.
        field: String,
    },
    /// A crisis adds and never takes away.
    #[error("{field}: a crisis may add here, not take away")]
    TakesAway {
        /// The field.
        field: String,
    },
    /// A body that decides challenges would decide first.
    #[error("{field}: “{body}” decides challenges, and whoever reviews a decision does not make it")]
    ReviewsAndDecides {
        /// The field.
        field: String,
        /// The body.
        body: String,
    },
    /// The changed profile is not valid.
    #[error("the changed profile has {} problems", .0.len())]
    NotValid(Vec<Problem>),
    /// Two different bodies must approve.
    #[error("two different bodies must approve")]
    TwoBodies,
    /// A signature is missing.
    #[error("an approval carries a signature")]
    NoSignature,
    /// The survivor council's view, or the reason for none, is missing.
    #[error("the survivor council's view, or the reason for none, is missing")]
    NoCouncilView,
    /// There is no such part.
    #[error("the overlay has no such part")]
    NoSuchPart,
}

impl OverlayRefusal {
    /// The field at fault and how to mend it.
    fn place(&self) -> (&str, String) {
        match self {
            Self::OtherBase => ("base_version", "name the profile and version that is in force".into()),
            Self::EndsBeforeItBegins => ("until", "write an instant after from".into()),
            Self::TooLong => ("until", format!("write an instant at most {MAX_DAYS} days after from")),
            Self::ChangesNothing => ("changes", "add a table such as [changes.night_reply]".into()),
            Self::NeverRelaxed { field, .. } => {
                (field, "remove this change; no approval can make it stand".into())
            }
            Self::NotForACrisis { field } => (field, "write a new version of the profile instead".into()),
            Self::TakesAway { field } => (field, "repeat what stands there and add to it".into()),
            Self::ReviewsAndDecides { field, .. } => (field, "name a body that hears no challenge".into()),
            Self::NotValid(_) => ("changes", "mend the value".into()),
            Self::TwoBodies => ("approvals", "let a second body sign: havenward profile overlay sign".into()),
            Self::NoSignature => ("approvals", "sign again: havenward profile overlay sign".into()),
            Self::NoCouncilView => {
                ("council", "add [council] with view = \"…\", or not_heard_because = \"…\"".into())
            }
            Self::NoSuchPart => ("changes", "name a part of this overlay".into()),
        }
    }
}

impl Proposal {
    /// The same refusals as problems of the file: line, field, what is wrong, and the mend.
    pub fn problems(&self, refusals: &[OverlayRefusal]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for refusal in refusals {
            if let OverlayRefusal::NotValid(inside) = refusal {
                problems.extend(inside.iter().map(|one| self.own(one)));
                continue;
            }
            let (field, mend) = refusal.place();
            let told = refusal.to_string();
            let message = told.strip_prefix(&format!("{field}: ")).unwrap_or(&told).to_owned();
            problems.push(self.problem(field, message, mend));
        }
        problems.sort();
        problems.dedup();
        problems
    }

    /// A problem with a field of the file, at its line.
    pub fn problem(&self, field: &str, message: impl Into<String>, mend: impl Into<String>) -> Problem {
        Problem {
            file: self.file.clone(),
            line: self.line_of(field),
            field: field.to_owned(),
            message: message.into(),
            mend: mend.into(),
        }
    }

    /// A problem of the changed profile at the line of the change that made it.
    fn own(&self, problem: &Problem) -> Problem {
        Problem { file: self.file.clone(), line: self.line_of(&problem.field), ..problem.clone() }
    }

    /// The line of a field of the file, or of the change that touches this field of the profile.
    fn line_of(&self, field: &str) -> usize {
        let touches = |own: &str| {
            let inside = |outer: &str, inner: &str| {
                inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            inside(own, field) || inside(field, own)
        };
        let change = self.changes.iter().find(|change| touches(&change.field));
        change.map_or_else(|| self.tree.line_of(field), |change| change.line)
    }
}
