//! When an adult says no: help all the same, a safe way back, and no trail that she did not choose.
//!
//! A statistical notice exists only where the profile binds this kind of body to give one, the person is shown
//! it beforehand, and it holds a month, a region and a form. A receipt may be kept as proof of an earlier
//! contact; it is sealed so that only the person's code opens it.

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::codes::{Form, Setting};
use crate::id::{ContactId, UserId};
use crate::place::Region;
use crate::profile::StatutoryNotice;

coded! {
    /// A way in which the person can come back, or be reached, without danger.
    pub enum SafeRecontact {
        /// She has the number of the hotline and calls.
        SheCalls = "she_calls",
        /// She knows where and when to come by.
        DropIn = "drop_in",
        /// Through a service she uses anyway, such as a clinic.
        TrustedService = "trusted_service",
        /// The worker is there again at a known hour.
        NextShift = "next_shift",
        /// She wants none; the hotline was named.
        None = "none",
    }
}

/// Proof of an earlier contact, for the person alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The day.
    pub on: civil::Date,
    /// The kind of place.
    pub setting: Setting,
    /// The kind of body that met her, a code of the profile.
    pub body: String,
}

/// A refusal, as recorded by the worker.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The contact.
    pub contact: ContactId,
    /// When.
    pub at: Timestamp,
    /// The worker.
    pub by: UserId,
    /// The kind of body the worker belongs to, a code of the profile.
    pub body: String,
    /// The safe way back that was agreed.
    pub safe_recontact: SafeRecontact,
    /// When the person was shown the statistical notice, if there is one.
    pub notice_shown_at: Option<Timestamp>,
    /// Whether the person wanted a receipt. It is kept apart, where only her code opens it.
    pub receipt_kept: bool,
}

/// The statistical notice. It has no id of a contact, a case or a worker, and no day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// Calendar year.
    pub year: i16,
    /// Month of the year.
    pub month: i8,
    /// Region.
    pub region: Region,
    /// Form of exploitation thought of, possibly `unknown`.
    pub form: Form,
}

/// Why there is no notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoNotice {
    /// The law does not bind this kind of body, so nobody is told anything.
    #[error("this kind of body is not bound to give notice")]
    NotBound,
    /// The person was not shown the notice beforehand.
    #[error("the person must be shown the notice first")]
    NotShown,
}

impl Refusal {
    /// The notice that the law asks for, if it binds this kind of body.
    ///
    /// The profile's rule names the kinds of body; its default is none.
    pub fn notice(
        &self,
        rule: &StatutoryNotice,
        on: civil::Date,
        region: Region,
        form: Form,
    ) -> Result<Notice, NoNotice> {
        if !rule.binds(&self.body) {
            return Err(NoNotice::NotBound);
        }
        if self.notice_shown_at.is_none_or(|shown| shown > self.at) {
            return Err(NoNotice::NotShown);
        }
        Ok(Notice { year: on.year(), month: on.month(), region, form })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Profile, shipped};

    fn refusal(body: &str, notice_shown_at: Option<Timestamp>) -> Refusal {
        Refusal {
            contact: ContactId::from_random([1; 16]),
            at: Timestamp::UNIX_EPOCH,
            by: UserId::from_random([2; 16]),
            body: body.to_owned(),
            safe_recontact: SafeRecontact::SheCalls,
            notice_shown_at,
            receipt_kept: false,
        }
    }

    fn profile(id: &str) -> Profile {
        shipped().unwrap().into_iter().find(|profile| profile.version().id == id).unwrap()
    }

    fn notice(refusal: &Refusal, profile: &Profile) -> Result<Notice, NoNotice> {
        let region = "LV-RIX".parse().unwrap();
        refusal.notice(profile.notice(), civil::date(2024, 3, 17), region, Form::Unknown)
    }

    #[test]
    fn a_body_that_the_law_does_not_bind_tells_nobody() {
        let shown = Some(Timestamp::UNIX_EPOCH);
        assert_eq!(notice(&refusal("ngo", shown), &profile("gb-ew")), Err(NoNotice::NotBound));
        assert_eq!(notice(&refusal("police", shown), &profile("lv")), Err(NoNotice::NotBound));
    }

    #[test]
    fn the_person_sees_the_notice_before_it_is_given() {
        assert_eq!(notice(&refusal("police", None), &profile("gb-ew")), Err(NoNotice::NotShown));
    }

    #[test]
    fn a_notice_holds_month_region_and_form_and_nothing_else() {
        let given = notice(&refusal("police", Some(Timestamp::UNIX_EPOCH)), &profile("gb-ew")).unwrap();
        let json = serde_json::to_string(&given).unwrap();
        assert_eq!(json, r#"{"year":2024,"month":3,"region":"LV-RIX","form":"unknown"}"#);
    }
}
