//! A child and whoever may be one: presumed, disputed, found an adult, grown up; a guardian who objects; a colleague who
//! takes the case over.

use std::sync::LazyLock;

use crate::people::{Cast, Person, Typed};

struct Walk {
    cast: Cast,
}

impl Walk {
    fn worker(&self) -> Person<'_> {
        self.cast.person("socialworker")
    }

    fn contact(&self, age: &str) -> String {
        self.worker().makes(&format!(
            "contacts record --setting street_outreach --language vi --age {age} --urgency urgent"
        ))
    }

    fn is_child(&self, case: &str) -> bool {
        self.worker().does(&format!("cases show {case}")).contains("child: yes")
    }

    /// On a doubt anybody presumes a child; an adult is found by whom the law names, and not on one side's word.
    fn ages(&self) {
        let (worker, authority) = (self.worker(), self.cast.person("childprotection"));
        let case = self.contact("adult");
        assert!(!self.is_child(&case));
        let presume = format!("ages presume-child {case} --reason signs_seen");
        self.cast.person("guardian").does_not_know(&presume, &case);
        worker.does(&presume);
        assert!(self.is_child(&case));
        worker.does(&format!("ages dispute {case} --reason signs_seen"));
        assert!(self.is_child(&case), "a child until decided");
        let adult = |basis: &str| format!("ages find-adult {case} --reason documents --basis {basis}");
        authority.is_refused(&adult("own_account"), "status.basis_too_weak");
        authority.does(&adult("agreed_assessment"));
        assert!(!self.is_child(&case));
        authority.is_refused(&adult("documents"), "status.not_from_here");
    }

    /// A birthday that was years ago and that nobody knew of.
    fn grown_up(&self) {
        let (worker, case) = (self.worker(), self.contact("child"));
        let year: i32 = self.cast.day(0)[..4].parse().unwrap();
        worker.does(&format!("ages born {case} --year {}", year - 10));
        worker.is_refused(&format!("ages turn-18 {case}"), "status.not_yet_18");
        worker.does(&format!("ages born {case} --year {}", year - 20));
        worker.does(&format!("ages turn-18 {case}"));
        assert!(!self.is_child(&case));
    }

    /// What a guardian says is answered, and once.
    fn spoken_for(&self) {
        let (worker, guardian) = (self.worker(), self.cast.person("guardian"));
        let case = self.contact("child");
        let object = format!("objections object {case} --to contact --words -");
        guardian.is_refused_with(&object, "Not yet", "not_found");
        self.cast.lets_see(worker, &case, "guardian", "core");
        guardian.does_with(&object, "Not yet");
        worker.is_refused_with(&object, "Not yet", "forbidden");
        let answer = format!("objections answer {case} 0 --outcome plan_changed --words -");
        worker.does_with(&answer, "We wait a week");
        worker.is_refused_with(&answer, "We wait a week", "objection.answered");
        guardian.does_with(
            &format!("objections best-interests {case} --from -"),
            r#"{"about":"contact","childs_view":"said","child_said":"I stay","guardian":"So do I think",
                "options":[{"what":"stay","good":"calm","bad":"far from school"}]}"#,
        );
        let read = worker.does(&format!("cases show {case}"));
        assert!(read.contains("We wait a week") && read.contains("far from school"), "{read}");
    }

    /// The case goes to a colleague of the unit, who is told, and to nobody else.
    fn handed_over(&self) {
        let (worker, case) = (self.worker(), self.contact("child"));
        let to = |login: &str| format!("transfers hand-over {case} --to {}", self.cast.account(login));
        worker.is_refused(&to("guardian"), "transfer.no_colleague");
        worker.does_with(&format!("{} --words -", to("childprotection")), "She sleeps badly");
        worker.is_refused(&to("childprotection"), "transfer.carries_it");
        assert!(self.cast.person("childprotection").does("tasks list").contains(&case));
        self.cast.person("guardian").does_not_know(&to("socialworker"), &case);
    }
}

/// What was typed on this walk.
pub static WALKED: LazyLock<Typed> = LazyLock::new(|| {
    let walk = Walk { cast: Cast::new(&["socialworker", "childprotection", "guardian"]) };
    walk.ages();
    walk.grown_up();
    walk.spoken_for();
    walk.handed_over();
    Typed::in_folder(walk.cast.folder())
});

#[test]
fn a_child_is_one_until_somebody_who_may_says_otherwise_and_her_guardian_is_heard() {
    LazyLock::force(&WALKED);
}
