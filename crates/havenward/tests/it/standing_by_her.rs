//! Those who stand by the person: the advocate whom she lets in, and the office that helps her.

use std::sync::LazyLock;

use crate::people::{Cast, LATER, Person, Typed, found, text};

/// What the office of the provider offers.
const HELP: &str = "legal_immigration";

struct Walk {
    cast: Cast,
    case: String,
}

impl Walk {
    fn new() -> Self {
        let cast = Cast::new(&["socialworker", "advocate", "decider", "survivor", "provider", "provider2"]);
        let case = cast.person("socialworker").makes_with(
            "contacts record --setting street_outreach --language uk --age adult --urgency routine --name -",
            "Олена Вишнегай",
        );
        Self { cast, case }
    }

    fn worker(&self) -> Person<'_> {
        self.cast.person("socialworker")
    }

    fn advocate(&self) -> Person<'_> {
        self.cast.person("advocate")
    }

    fn agrees(&self, purpose: &str, to: &str, class: &str, answers: &str) -> String {
        let (case, unit) = (&self.case, self.cast.unit(to));
        self.worker().makes(&format!(
            "agreements give {case} --purpose {purpose} --recipient {unit}={class} {answers} --language uk \
             --how interpreter --teach-back in_own_words --given-by by=self"
        ))
    }

    /// She lets an advocate see what stands in the middle of her record, and nothing beside it.
    fn an_advocate(&self) {
        let (worker, advocate, case) = (self.worker(), self.advocate(), &self.case);
        let show = format!("cases show {case}");
        advocate.does_not_know(&show, case);
        assert!(!advocate.does("cases list").contains(case));
        let agreement = self.agrees(
            "support",
            "Open Door",
            "legal",
            &format!("--answer status=agreed --expires {LATER}T00:00:00Z"),
        );
        worker.does(&format!(
            "access give {case} --user {} --compartment core --purpose support --basis agreement \
             --agreement {agreement} --until {LATER}T00:00:00Z",
            self.cast.account("advocate")
        ));
        assert!(advocate.does(&show).contains("course.audience: person"));
        assert!(advocate.does("cases list").contains(case));
        assert!(advocate.does(&format!("cases timeline {case}")).contains("access.give"));
        assert!(advocate.does(&format!("access log {case}")).contains("fr_social"));
        advocate.is_refused(&format!("contact-safety show {case}"), "forbidden");
        advocate.is_refused(&format!("notes list {case} narrative"), "forbidden");
        advocate.is_refused("enquiries list", "forbidden");
        advocate.is_refused_with("directory search --query -", "Anybody", "forbidden");
        let user = self.cast.account("decider");
        advocate.is_refused(
            &format!(
                "access give {case} --user {user} --compartment core --purpose support --basis public_task \
                 --until {LATER}T00:00:00Z"
            ),
            "forbidden",
        );
    }

    /// Told no, she has an advocate who challenges it: the way that the law leaves open to one, and no other.
    fn a_challenge(&self) {
        let (worker, advocate, case) = (self.worker(), self.advocate(), &self.case);
        let (bench, body) = (self.cast.person("decider"), self.cast.unit("Single competent"));
        worker.does(&format!("recognition raise {case} --origin responder --reason told_by_person"));
        self.agrees(
            "formal_identification",
            "Single competent",
            "deciding_body",
            &format!("--answer status=agreed --answer narrative=agreed --expires {LATER}T00:00:00Z"),
        );
        let stage = "--stage reasonable_grounds";
        worker.does(&format!("recognition send {case} {stage} --reason signs_seen --unit {body}"));
        bench.does(&format!("decisions open {case} {stage}"));
        bench.does(&format!("decisions vote {case} {stage} --answer no"));
        bench.makes(&format!("decisions close {case} {stage} --reason credibility"));
        let bring = |rule: &str, ground: &str| {
            format!("challenges bring {case} --rule {rule} --reason told_by_person {ground} --unit {body}")
        };
        worker.does(&format!("decisions told {case} --to person --reason decision"));
        // A court comes after it.
        advocate.is_refused(&bring("judicial_review", ""), "status.no_such_challenge");
        worker.is_refused(&bring("reconsideration", "--ground new_evidence"), "status.role_may_not");
        let challenge = advocate.makes(&bring("reconsideration", "--ground new_evidence"));
        let course = &advocate.asks(&format!("cases show {case}"))["course"];
        assert_eq!(found(&course["challenges"], "id", &challenge)["sent_by"], "advocate");
        assert_eq!(course["refusals"][0]["standing"], "challenged");
        bench.does(&format!("decisions open {case} --challenge {challenge}"));
        let vote = format!("decisions vote {case} --challenge {challenge} --answer yes");
        bench.is_refused(&vote, "decision.not_taken");
        advocate.is_refused(&vote, "forbidden");
    }

    /// She says that she needs no advocate any more, and the advocate sees nothing any more.
    fn without_her(&self) {
        let (case, unit) = (&self.case, self.cast.unit("Open Door"));
        self.cast.lets_see(self.worker(), case, "survivor", "core");
        let closed = self
            .cast
            .person("survivor")
            .does(&format!("agreements withdraw {case} --purpose support --recipient {unit}"));
        assert!(closed.contains("access_ended: 1"), "{closed}");
        for read in ["cases show", "cases timeline", "access log"] {
            self.advocate().does_not_know(&format!("{read} {case}"), case);
        }
    }

    fn asks(&self, service: &str) -> String {
        let case = &self.case;
        self.worker().makes(&format!("enquiries ask {case} --service {service} --need {HELP} --when later"))
    }

    /// An office says no and yes, states its places, takes her in and lets her go, and never reads her case.
    fn an_office(&self) {
        let (worker, office, case) = (self.worker(), self.cast.person("provider"), &self.case);
        let other = self.cast.person("provider2");
        let review = self.cast.day(28);
        worker.does(&format!("needs assess {case} --need {HELP}=later --next-review {review}"));
        let tonight = format!(
            "agreements give {case} --purpose service:{HELP} --recipient {}=legal \
             --answer minimum_dataset=agreed --language uk --how interpreter --teach-back in_own_words \
             --given-by by=self",
            self.cast.unit("Fairhold")
        );
        worker.is_refused(&tonight, "agreement.can_wait");
        let until = format!("--answer minimum_dataset=agreed --expires {LATER}T00:00:00Z");
        self.agrees(&format!("service:{HELP}"), "Fairhold", "legal", &until);
        let own = office.asks("services own");
        let offers = |one: &&serde_json::Value| one["offers"].as_array().unwrap().iter().any(|of| of == HELP);
        let service = own.as_array().unwrap().iter().find(offers).expect("an office for that");
        let service = text(&service["id"]).to_owned();

        let enquiry = self.asks(&service);
        let waiting = office.does("enquiries list");
        assert!(waiting.contains(&enquiry) && !waiting.contains(case), "no case: {waiting}");
        other.does_not_know(&format!("enquiries no {enquiry}"), &enquiry);
        office.does(&format!("enquiries no {enquiry}"));
        office.does(&format!("services places {service} --places 9 --free 4"));
        other.does_not_know(&format!("services places {service} --places 9 --free 4"), &service);
        office.is_refused(&format!("services places {service} --places 4 --free 9"), "service.places");

        let enquiry = self.asks(&service);
        office.does(&format!("enquiries yes {enquiry} --hold-minutes 60"));
        let today = self.cast.day(0);
        let offer = worker.makes(&format!(
            "referrals offer {case} --enquiry {enquiry} --security open --needed-on {today}"
        ));
        let read = office.does(&format!("offers show {offer}"));
        assert!(read.contains("minimum.age_band: adult") && !read.contains("Олена"), "{read}");
        other.does_not_know(&format!("offers accept {offer}"), &offer);
        office.does(&format!("offers accept {offer}"));
        office.does(&format!("offers arrived {offer}"));
        assert_eq!(office.does("stays list").trim(), "Nobody stays in your houses.");
        office.does_not_know(&format!("cases show {case}"), case);
        office.is_refused(
            "contacts record --setting clinic --language uk --age adult --urgency routine",
            "forbidden",
        );
        office.does(&format!("offers completed {offer}"));
        let referrals = worker.asks(&format!("referrals list {case}"));
        assert_eq!(found(&referrals, "id", &offer)["status"], "completed");
    }
}

/// What was typed on this walk.
pub static WALKED: LazyLock<Typed> = LazyLock::new(|| {
    let walk = Walk::new();
    walk.an_advocate();
    walk.a_challenge();
    walk.without_her();
    walk.an_office();
    Typed::in_folder(walk.cast.folder())
});

#[test]
fn an_advocate_sees_what_the_person_lets_her_and_an_office_no_more_than_it_needs() {
    LazyLock::force(&WALKED);
}
