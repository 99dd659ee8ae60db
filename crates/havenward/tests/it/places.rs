//! What a house and a worker say to each other beside the straight road: no room, a waiting list, a referral taken
//! back, somebody who did not arrive, a stay that is over; a need that nobody meets.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::people::{Cast, Person, Typed, found, text};

const NEED: &str = "accommodation_emergency";

/// A worker, a house with room, and a person who wants to go there.
struct Walk {
    cast: Cast,
    case: String,
    service: String,
}

impl Walk {
    fn new() -> Self {
        let cast = Cast::new(&["responder", "shelter", "shelter2", "lawyer", "coordinator"]);
        let (guard, house) = (cast.person("responder"), cast.person("shelter"));
        let case = guard.makes(
            "contacts record --setting border_land --language uk --age adult --urgency urgent --sex female \
             --placement with_women",
        );
        let own = house.asks("services own");
        let room = own.as_array().unwrap().iter().find(|one| one["free"].as_u64().unwrap() > 3);
        let service = text(&room.expect("a house with room")["id"]).to_owned();
        Self { cast, case, service }
    }

    fn guard(&self) -> Person<'_> {
        self.cast.person("responder")
    }

    fn house(&self) -> Person<'_> {
        self.cast.person("shelter")
    }

    fn agrees(&self) {
        let (case, unit) = (&self.case, self.cast.unit("North House"));
        self.guard().makes(&format!(
            "agreements give {case} --purpose service:{NEED} --recipient {unit}=care \
             --answer minimum_dataset=agreed --language uk --how interpreter --teach-back in_own_words \
             --given-by by=self"
        ));
    }

    fn asks(&self) -> String {
        let (case, service) = (&self.case, &self.service);
        self.guard().makes(&format!("enquiries ask {case} --service {service} --need {NEED} --when tonight"))
    }

    fn offers(&self) -> String {
        let (case, today, enquiry) = (&self.case, self.cast.day(0), self.asks());
        self.house().does(&format!("enquiries yes {enquiry} --hold-minutes 60"));
        self.guard().makes(&format!(
            "referrals offer {case} --enquiry {enquiry} --security protected --needed-on {today}"
        ))
    }

    fn stands(&self, referral: &str, status: &str) {
        let all = self.guard().asks(&format!("referrals list {}", self.case));
        assert_eq!(found(&all, "id", referral)["status"], status);
    }

    /// Needs and risks are read as they were written.
    fn assessed(&self) {
        let (guard, case) = (self.guard(), &self.case);
        for show in ["needs show", "risks show"] {
            assert_eq!(guard.does(&format!("{show} {case}")).trim(), "Not assessed yet.");
            self.cast.person("lawyer").does_not_know(&format!("{show} {case}"), case);
        }
        let (soon, later) = (self.cast.day(6), self.cast.day(28));
        guard.is_refused(
            &format!("risks assess {case} --risk retaliation=high --next-review {later}"),
            "risks.not_assessed",
        );
        guard.does(&format!("risks assess {case} --risk retaliation=high --next-review {soon}"));
        assert!(guard.does(&format!("risks show {case}")).starts_with("retaliation: high\n"));
        guard.does(&format!(
            "needs assess {case} --need {NEED}=tonight --need dental=later --next-review {later}"
        ));
        let read = guard.does(&format!("needs show {case}"));
        assert!(read.contains("dental: later, open\n") && read.contains(&later), "{read}");
    }

    /// Nobody has a dentist: the need waits, and is not forgotten.
    fn a_gap(&self) {
        let (guard, case) = (self.guard(), &self.case);
        let gap = format!("services gap {case} --need dental --region gb-south");
        self.house().does_not_know(&gap, case);
        guard.does(&gap);
        assert!(guard.does(&format!("waits list {case}")).contains("dental"));
        assert!(guard.does("waits unit").contains(case));
        assert!(!self.house().does("waits unit").contains(case));
        assert!(!guard.does("waits look-through").contains("Nothing waits"));
        self.cast.person("lawyer").is_refused("waits look-through", "forbidden");
        let end = format!("waits end {case} --need dental --how not_needed");
        guard.does(&end);
        guard.is_refused(&end, "wait.not_open");
        assert!(guard.does(&format!("waits list {case}")).contains("not_needed"));
        assert_eq!(guard.does("waits unit").trim(), "No case waits for room.");
    }

    /// What a house says of itself; nobody writes over a change that she has not seen.
    fn a_house(&self) {
        let (house, service) = (self.house(), &self.service);
        let listed = self.guard().does("services list");
        assert!(listed.contains(service), "{listed}");
        self.guard().is_refused("services own", "forbidden");
        assert!(house.does("services own").contains(service));
        let own = house.asks("services own");
        let own = found(&own, "id", service);
        let entry = as_given(own).to_string();
        self.guard().is_refused_with("services add --from -", &entry, "forbidden");
        let another = house.makes_with("services add --from -", &entry);
        assert!(house.does("services own").contains(&another));
        let given = json!({ "service": as_given(own) }).to_string();
        let revision = own["revision"].as_i64().unwrap();
        let change = format!("services change {service} --revision {revision} --from -");
        self.cast.person("shelter2").is_refused_with(&change, &given, "not_found");
        house.does_with(&change, &given);
        let late = house.types(&change, &given);
        assert_eq!(late.code, 5, "{}", late.err);
        assert!(late.err.contains("changed by somebody else") && late.out.is_empty(), "{}", late.err);
    }

    /// No room; then a place on a list that is taken back.
    fn no_room(&self) {
        let (guard, house, case) = (self.guard(), self.house(), &self.case);
        self.agrees();
        let enquiry = self.asks();
        self.cast.person("shelter2").does_not_know(&format!("enquiries no {enquiry}"), &enquiry);
        house.does(&format!("enquiries no {enquiry}"));
        house.is_refused(&format!("enquiries no {enquiry}"), "enquiry.not_awaited");
        let asked = guard.asks(&format!("enquiries of-case {case}"));
        assert_eq!(found(&asked, "id", &enquiry)["answer"], "no");

        let offer = self.offers();
        assert!(house.does("offers list").contains(&offer));
        assert!(!self.cast.person("shelter2").does("offers list").contains(&offer));
        guard.is_refused("offers list", "forbidden");
        house.does(&format!("offers waitlist {offer}"));
        self.stands(&offer, "waitlisted");
        let withdraw = format!("referrals withdraw {case} {offer}");
        house.does_not_know(&withdraw, case);
        guard.does(&withdraw);
        guard.is_refused(&withdraw, "referral.not_here");
        house.does_not_know(&format!("offers show {offer}"), &offer);
    }

    /// The person decides otherwise; she does not arrive; she stays, and leaves.
    fn who_comes(&self) {
        let (guard, house, case) = (self.guard(), self.house(), &self.case);
        let offer = self.offers();
        guard.does(&format!("referrals person-declines {case} {offer}"));
        self.stands(&offer, "person_declined");
        house.does_not_know(&format!("offers accept {offer}"), &offer);

        let offer = self.offers();
        house.is_refused(&format!("offers did-not-arrive {offer}"), "referral.not_here");
        house.does(&format!("offers accept {offer}"));
        house.does(&format!("offers did-not-arrive {offer}"));
        self.stands(&offer, "did_not_arrive");
        assert!(guard.does("tasks list").contains("did_not_arrive"), "somebody looks for her");

        let offer = self.offers();
        house.does(&format!("offers accept {offer}"));
        house.is_refused(&format!("offers completed {offer}"), "referral.not_here");
        house.does(&format!("offers arrived {offer}"));
        house.does(&format!("offers completed {offer}"));
        self.stands(&offer, "completed");
    }
}

impl Walk {
    /// A stay: away by arrangement and back, a worry that reaches the worker, an end, and a sheet without a name.
    fn a_stay(&self) {
        let (guard, house, other) = (self.guard(), self.house(), self.cast.person("shelter2"));
        guard.is_refused("stays list", "forbidden");
        let offer = self.offers();
        house.does(&format!("offers accept {offer}"));
        house.does(&format!("offers arrived {offer}"));
        let open = house.asks("stays list");
        let stay = text(&found(&open, "referral", &offer)["id"]).to_owned();
        assert!(house.does("stays list").contains(&stay) && !other.does("stays list").contains(&stay));
        let back = format!("stays back {stay}");
        house.is_refused(&back, "stay.not_away");
        house.does(&format!("stays away {stay} --expected {}", self.cast.day(2)));
        house.does(&back);
        let worry = format!("stays worry {stay}");
        other.does_not_know(&worry, &stay);
        house.does(&worry);
        assert!(guard.does("tasks list").contains("open_concern"), "whoever carries the case is told");
        house.is_refused(&format!("stays end {stay} --on {}", self.cast.day(9)), "stay.day");
        house.does(&format!("stays end {stay} --on {}", self.cast.day(0)));
        assert!(!house.does("stays list").contains(&stay));

        let sheet = house.does("stays sheet");
        assert!(sheet.contains("bed nights") && !sheet.contains(&offer) && !sheet.contains(&stay), "{sheet}");
        let month = self.cast.day(0)[..7].to_owned();
        assert_eq!(house.does(&format!("stays sheet --month {month}")), sheet);
        for month in ["2999-01", "1066-10", "soon"] {
            let ran = house.runs(&format!("stays sheet --month {month}"));
            assert!(ran.code == 4 && ran.err.contains("month"), "{month}: {}", ran.err);
        }
    }

    /// Who is on tonight, and for how long.
    fn tonight(&self) {
        let house = self.house();
        assert_eq!(house.does("shifts tonight").trim(), "Nobody of your unit is on shift.");
        house.is_refused("shifts off", "not_found");
        let long = house.runs("shifts on --hours 25");
        assert!(long.code == 4 && long.err.contains("hours"), "{}", long.err);
        house.does("shifts on --hours 8");
        assert!(house.does("shifts tonight").contains(self.cast.account("shelter")));
        assert!(!self.cast.person("shelter2").does("shifts tonight").contains(self.cast.account("shelter")));
        house.does("shifts off");
        self.cast.person("lawyer").is_refused("shifts tonight", "forbidden");
    }

    /// The co-ordinator sees the country in figures, and few as few.
    fn the_country(&self) {
        let coordinator = self.cast.person("coordinator");
        let read = coordinator.does("queues show");
        assert!(read.contains("fewer than 5") && read.contains("What nobody could give"), "{read}");
        assert!(!read.contains(&self.case), "no case");
        let asked = coordinator.asks("queues show");
        assert!(found(&asked["rooms"], "help", NEED)["places"].as_u64().unwrap() > 0);
        assert!(coordinator.does("queues places").contains(NEED));
        for other in ["responder", "shelter", "lawyer"] {
            self.cast.person(other).is_refused("queues show", "forbidden");
            self.cast.person(other).is_refused("queues places", "forbidden");
        }
    }
}

/// The entry of a service as its house gives it: without what the server adds.
fn as_given(own: &Value) -> Value {
    let mut given = own.clone();
    for added in ["id", "unit", "revision", "places_stated_at"] {
        given.as_object_mut().unwrap().remove(added).unwrap();
    }
    given
}

/// What was typed on this walk.
pub static WALKED: LazyLock<Typed> = LazyLock::new(|| {
    let walk = Walk::new();
    walk.assessed();
    walk.a_gap();
    walk.a_house();
    walk.no_room();
    walk.who_comes();
    walk.a_stay();
    walk.tonight();
    walk.the_country();
    Typed::in_folder(walk.cast.folder())
});

#[test]
fn a_house_and_a_worker_answer_each_other_whatever_comes_in_between() {
    LazyLock::force(&WALKED);
}
