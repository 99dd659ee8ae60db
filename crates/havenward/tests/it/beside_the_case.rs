//! What is kept beside a case: ways to reach somebody, interpreters, notes for named persons, what is shared by law,
//! and the person's own way into her record.

use std::sync::LazyLock;

use crate::people::{Cast, LATER, Person, Typed};

struct Walk {
    cast: Cast,
    case: String,
}

impl Walk {
    fn new() -> Self {
        let cast = Cast::new(&[
            "responder",
            "interpreter",
            "lawyer",
            "survivor",
            "shelter",
            "police",
            "casemanager",
        ]);
        let case = cast
            .person("responder")
            .makes("contacts record --setting border_land --language uk --age adult --urgency urgent");
        Self { cast, case }
    }

    fn guard(&self) -> Person<'_> {
        self.cast.person("responder")
    }

    /// A mark that a channel is safe, and a clearance, are taken away as easily as they are given.
    fn channels(&self) {
        let (guard, case) = (self.guard(), &self.case);
        guard.does_with(
            &format!("contact-safety channels {case} --from -"),
            r#"{"language":"uk","channels":[{"kind":"phone","address":"100","hours":"always",
                "leave_message":"never","who_else":"nobody"}]}"#,
        );
        let may = format!("contact-safety may-contact {case} --person channel=0");
        guard.does(&format!("contact-safety safe {case} 0"));
        guard.does(&may);
        guard.does(&format!("contact-safety unsafe {case} 0"));
        guard.is_refused(&may, "contact_safety.not_now");
        guard.is_refused(&format!("contact-safety unsafe {case} 7"), "not_found");

        let other = guard
            .makes_with(&format!("contact-safety add-other {case} --relation relative --name -"), "An uncle");
        let may = format!("contact-safety may-contact {case} --other {other}=phone");
        let clear = format!(
            "contact-safety clear {case} {other} --channel phone --until {}T00:00:00Z --why -",
            self.cast.day(6)
        );
        guard.does_with(&clear, "Papers seen");
        guard.does(&may);
        guard.does(&format!("contact-safety revoke {case} {other} --channel phone"));
        guard.is_refused(&may, "contact_safety.not_cleared");
        guard.does_with(&format!("contact-safety do-not-contact {case} {other} --why -"), "A threat");
        guard.does_with(&format!("contact-safety lift {case} {other} --why -"), "It was another man");
        guard.is_refused(&may, "contact_safety.not_cleared");
        assert!(guard.does(&format!("contact-safety show {case}")).contains("An uncle"));
        let lift = format!("contact-safety lift {case} {other} --why -");
        self.cast.person("shelter").is_refused_with(&lift, "None", "not_found");
    }

    fn booking(&self) -> String {
        let (case, day) = (&self.case, self.cast.day(6));
        self.guard().makes(&format!(
            "bookings ask {case} --language uk --mode remote --at {day}T10:00:00Z --minutes 45"
        ))
    }

    fn propose(&self, booking: &str) -> String {
        let (case, interpreter) = (&self.case, self.cast.account("interpreter"));
        format!(
            "bookings propose {case} {booking} --interpreter {interpreter} --from-companion no --relative no \
             --tied-to-danger no --same-community no"
        )
    }

    /// One is cancelled, one did not come; whom the person refuses is not proposed again.
    fn interpreters(&self) {
        let (guard, case) = (self.guard(), &self.case);
        let interpreter = self.cast.person("interpreter");
        guard.is_refused("interpreters own", "forbidden");
        interpreter.does("interpreters offer --language uk --mode remote --sex female");
        assert!(interpreter.does("interpreters own").contains("languages: uk"));
        assert_eq!(guard.does(&format!("bookings list {case}")).trim(), "No interpreter was asked for.");

        let booking = self.booking();
        guard.does(&format!("bookings cancelled {case} {booking}"));
        guard.is_refused(&format!("bookings cancelled {case} {booking}"), "booking.not_here");

        let booking = self.booking();
        guard.is_refused(&format!("bookings absent {case} {booking}"), "booking.not_here");
        guard.does(&self.propose(&booking));
        guard.does(&format!("bookings confirm {case} {booking} --person-said-yes yes"));
        guard.does(&format!("bookings absent {case} {booking}"));

        let booking = self.booking();
        guard.does(&self.propose(&booking));
        guard.does(&format!("bookings refused {case} {booking}"));
        guard.is_refused(&self.propose(&booking), "booking.refused");
        assert!(guard.does(&format!("bookings list {case}")).contains(&booking));
        self.cast.person("shelter").does_not_know(&format!("bookings list {case}"), case);
    }

    /// A lawyer's notes are opened by whom she names, not by the owner of the case.
    fn notes(&self) {
        let (guard, lawyer, case) = (self.guard(), self.cast.person("lawyer"), &self.case);
        self.cast.lets_see(guard, case, "lawyer", "core,legal_privileged");
        self.cast.lets_see(guard, case, "survivor", "core,survivor_private");
        let told = format!(
            "told-before record {case} --language uk --how spoken --limits-of-confidentiality-shown yes \
             --agreed-to-talk yes"
        );
        lawyer.is_refused(&told, "forbidden");
        self.cast.person("shelter").does_not_know(&format!("statistics object {case}"), case);
        let write = format!("notes write {case} legal_privileged --text - --accept-single-holder");
        lawyer.does_with(&write, "What we will say");
        let survivor = self.cast.account("survivor");
        let share =
            format!("notes share {case} legal_privileged --user {survivor} --until {LATER}T00:00:00Z");
        guard.is_refused(&share, "forbidden");
        lawyer.does(&share);
        guard.is_refused(&format!("notes list {case} legal_privileged"), "forbidden");
    }

    fn by_law(&self) {
        let (case, unit) = (&self.case, self.cast.unit("Fairhold"));
        let share = format!(
            "disclosures share {case} --ground legal_duty --purpose service:legal_victim_rights --unit {unit} \
             --class legal --what minimum_dataset --until {}T00:00:00Z",
            self.cast.day(28)
        );
        self.guard().is_refused(&share, "legal_basis.law_missing");
        self.guard().does(&format!("{share} --law act-5-section-2"));
    }

    /// A body that the law binds gives its notice without a name: once, and after she has seen what it says.
    fn a_notice(&self) {
        let police = self.cast.person("police");
        let case = police
            .makes("contacts record --setting police_custody --language uk --age adult --urgency routine");
        assert!(police.does("refusals notice").contains("bound: yes"));
        let give = format!("disclosures give {case} --form unknown --region gb-london");
        police.is_refused(&give, "disclosure.not_shown");
        police.does(&format!("{give} --notice-shown"));
        police.is_refused(&format!("{give} --notice-shown"), "disclosure.made_already");
    }

    /// Her code is shown once; it ends when she wants.
    fn her_own_way(&self) {
        let (guard, case) = (self.guard(), &self.case);
        let show = format!("spaces show {case}");
        assert!(guard.does(&show).contains("no way in"));
        guard.is_refused(&format!("spaces close {case}"), "space.none");
        let phrase = r#"{"phrase":"a quiet green harbour"}"#;
        let made = guard.does_with(&format!("spaces make {case} --from -"), phrase);
        assert!(made.contains("Code: ") && made.contains("this once"), "{made}");
        assert!(guard.does(&show).contains("She has a way in since"));
        guard.does(&format!("spaces close {case}"));
        assert!(guard.does(&show).contains("no way in"));
        self.cast.person("shelter").does_not_know(&show, case);
    }

    /// A colleague has left: what she had opened, and a new key.
    fn leaver(&self) {
        let manager = self.cast.person("casemanager");
        let members = manager.asks("units members");
        assert!(members["renewal_due_at"].is_string(), "{members}");
        let members = members["members"].as_array().unwrap();
        let left = members.iter().find(|one| one["left"] == true).expect("somebody has left")["user"].clone();
        let left = left.as_str().unwrap();
        assert!(manager.does(&format!("units left {left}")).contains("core"));
        let here = members.iter().find(|one| one["left"] == false).unwrap()["user"].as_str().unwrap();
        manager.is_refused(&format!("units left {here}"), "unit.still_here");
        assert!(manager.does("units renew-key").contains("version 2"));
        assert!(manager.asks("units members")["renewal_due_at"].is_null());
        self.cast.person("interpreter").is_refused("units renew-key", "forbidden");
    }

    /// The unit's own key for what its devices hand in.
    fn intake_key(&self) {
        let version = |said: String| said.trim().rsplit(' ').next().unwrap().parse::<u32>().unwrap();
        let first = version(self.guard().does("units intake-key"));
        assert_eq!(version(self.guard().does("units intake-key")), first + 1);
        self.cast.person("interpreter").is_refused("units intake-key", "forbidden");
        assert!(self.guard().does("instruments list").contains("first-contact-6@1"));
    }
}

/// What was typed on this walk.
pub static WALKED: LazyLock<Typed> = LazyLock::new(|| {
    let walk = Walk::new();
    walk.channels();
    walk.interpreters();
    walk.notes();
    walk.by_law();
    walk.a_notice();
    walk.her_own_way();
    walk.leaver();
    walk.intake_key();
    Typed::in_folder(walk.cast.folder())
});

#[test]
fn what_is_kept_beside_a_case_is_given_and_taken_back_by_whoever_may() {
    LazyLock::force(&WALKED);
}
