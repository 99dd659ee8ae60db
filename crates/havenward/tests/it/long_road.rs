//! The long road of a case: more time for a right and for a challenge, a disqualification and its review, grounds
//! argued anew, a signature and a challenge taken back, support that goes on, ends, and is given again.

use std::sync::LazyLock;

use crate::people::{Cast, LATER, Person, Typed};

struct Walk {
    cast: Cast,
    case: String,
}

impl Walk {
    fn new() -> Self {
        let cast = Cast::new(&[
            "socialworker",
            "decider",
            "decider2",
            "lawyer",
            "survivor",
            "prosecutor",
            "shelter",
        ]);
        let worker = cast.person("socialworker");
        let case = worker
            .makes("contacts record --setting street_outreach --language uk --age adult --urgency routine");
        cast.lets_see(worker, &case, "lawyer", "core");
        cast.lets_see(worker, &case, "survivor", "core");
        Self { cast, case }
    }

    fn worker(&self) -> Person<'_> {
        self.cast.person("socialworker")
    }

    fn decided(&self, stage: &str, answer: &str, reason: &str) {
        let (bench, case) = (self.cast.person("decider"), &self.case);
        bench.does(&format!("decisions open {case} --stage {stage}"));
        bench.does(&format!("decisions vote {case} --stage {stage} --answer {answer}"));
        bench.is_refused(&format!("decisions vote-again {case} --stage {stage}"), "decision.not_taken");
        bench.makes(&format!("decisions close {case} --stage {stage} --reason {reason}"));
    }

    fn presumed(&self) {
        let (worker, case, body) = (self.worker(), &self.case, self.cast.unit("Single competent"));
        worker.does(&format!("recognition raise {case} --origin responder --reason told_by_person"));
        worker.makes(&format!(
            "agreements give {case} --purpose formal_identification --recipient {body}=deciding_body \
             --answer status=agreed --answer narrative=agreed --language uk --how interpreter \
             --teach-back in_own_words --given-by by=self --expires {LATER}T00:00:00Z"
        ));
        worker.does(&format!(
            "recognition send {case} --stage reasonable_grounds --reason signs_seen --unit {body}"
        ));
        self.decided("reasonable_grounds", "yes", "credible_account");
    }

    /// A right lasts longer for a reason that the law lists, and by whoever decides.
    fn more_time_to_recover(&self) {
        let (bench, case) = (self.cast.person("decider"), &self.case);
        let more = |reason: &str| format!("recognition more-time {case} --reason {reason}");
        bench.is_refused(&more("own_wish"), "clock.reason_not_listed");
        self.worker().is_refused(&more("serious_health"), "decision.wrong_body");
        bench.does(&more("serious_health"));
    }

    /// Support moves on, ends, and emergency help is there again.
    fn support(&self) {
        let (worker, case) = (self.worker(), &self.case);
        let moving_on = format!("supports moving-on {case} --reason plan");
        worker.is_refused(&moving_on, "status.not_from_here");
        worker.does(&format!("supports open {case} --reason told_by_person"));
        worker.does(&format!("supports plan {case} --reason plan"));
        worker.does(&moving_on);
        let again = format!("supports emergency {case} --reason own_wish");
        worker.is_refused(&again, "status.not_from_here");
        worker.does(&format!("supports end {case} --end moved_on_independent --reason plan"));
        worker.does(&again);
        assert!(worker.does(&format!("cases show {case}")).contains("support: emergency"));
    }

    /// Another body than the one that disqualified decides the review.
    fn a_review(&self) {
        let (worker, case, other) = (self.worker(), &self.case, self.cast.unit("Immigration competent"));
        let bench = self.cast.person("decider");
        bench.does(&format!("disqualifications write {case} --ground bad_faith --reason documents"));
        let decide = format!("disqualifications decide-review {case} --outcome lifted --reason decision");
        bench.is_refused(&decide, "status.not_from_here");
        let ask = format!("disqualifications ask-review {case} --reason own_wish");
        self.cast.person("lawyer").does(&ask);
        worker.is_refused(&ask, "status.challenged_already");
        bench.is_refused(&decide, "decision.wrong_role");
        self.cast.person("decider2").does_not_know(&decide, case);
        worker.does(&format!(
            "access give {case} --unit {other} --compartment core,narrative --purpose formal_identification \
             --basis public_task --until {LATER}T00:00:00Z"
        ));
        self.cast.person("decider2").does(&decide);
    }

    /// The grounds are argued anew; who signed first may take it back.
    fn a_signature(&self) {
        let (worker, survivor, case) = (self.worker(), self.cast.person("survivor"), &self.case);
        let offence = worker.makes_with(
            &format!(
                "offences record {case} --from - --notice-to {} --known-since {}",
                self.cast.unit("Prosecution service"),
                self.cast.day(-1)
            ),
            r#"{"category":"theft","authority":"Police North","file":"2026/18","stage":"arrest",
                "grounds":{"link":"direct","basis":"presumed","decision_binding":false,
                "child_test":"not_required","compulsion_or_causation":"not_applied",
                "excluded_offence":false,"request":"no_charge","sent_to_court_too":false}}"#,
        );
        let grounds = format!(
            "offences grounds {case} {offence} --link possible --basis indicators --decision-binding no \
             --compulsion-or-causation not_applied --child-test not_required --excluded-offence no \
             --request discontinue --sent-to-court-too no"
        );
        self.cast.person("decider").is_refused(&grounds, "forbidden");
        worker.does(&grounds);
        let sign = format!("notices sign {case} {offence}");
        survivor.does(&sign);
        survivor.does(&format!("notices take-back {case} {offence}"));
        assert!(self.cast.person("lawyer").does(&sign).contains("released: no"), "one signature stands");
        let back = format!("notices take-back {case} {offence}");
        self.cast.person("prosecutor").does_not_know(&back, case);
    }

    /// More time to challenge, and a challenge that is taken back by whom it belongs to.
    fn a_challenge(&self) {
        let (bench, lawyer, case) = (self.cast.person("decider"), self.cast.person("lawyer"), &self.case);
        self.decided("conclusive_grounds", "no", "credibility");
        self.worker().does(&format!("decisions told {case} --to person --reason decision"));
        let more =
            |reason: &str| format!("challenges more-time {case} --rule reconsideration --reason {reason}");
        bench.is_refused(&more("own_wish"), "clock.reason_not_listed");
        lawyer.is_refused(&more("exceptional_circumstances"), "decision.wrong_body");
        bench.does(&more("exceptional_circumstances"));
        let challenge = lawyer.makes(&format!(
            "challenges bring {case} --rule reconsideration --reason told_by_person --ground new_evidence \
             --unit {}",
            self.cast.unit("Single competent")
        ));
        let back = format!("challenges withdraw {case} {challenge} --reason own_wish");
        bench.is_refused(&back, "status.role_may_not");
        self.cast.person("shelter").does_not_know(&back, case);
        lawyer.does(&back);
        lawyer.is_refused(&back, "status.not_from_here");
    }
}

/// What was typed on this walk.
pub static WALKED: LazyLock<Typed> = LazyLock::new(|| {
    let walk = Walk::new();
    walk.presumed();
    walk.more_time_to_recover();
    walk.support();
    walk.a_review();
    walk.a_signature();
    walk.a_challenge();
    Typed::in_folder(walk.cast.folder())
});

#[test]
fn time_is_given_and_what_was_said_is_taken_back_by_whom_it_belongs_to() {
    LazyLock::force(&WALKED);
}
