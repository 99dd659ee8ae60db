//! Silence by day and a child at night, by the command line, on a clock that the test moves.
//!
//! The demonstration moves its clock by days, and the wall would decide whether it is night. Here the same service
//! with the same accounts listens in the test's own process, and the hours are the test's.

use std::path::Path;

use havenward_app::demo;
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use havenward_server::listen;
use havenward_testkit::{Engine, Site};
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::people::{Person, text};

/// Hours from noon in London, where the clock begins, into the night (`gb-ew`: 20 to 8 o'clock).
const TO_THE_NIGHT: i64 = 10;
/// Minutes for a reply, by day and by night (`gb-ew`, offers).
const BY_DAY: i64 = 60;
const BY_NIGHT: i64 = 20;

/// A service in this process, and a clock beside it.
struct Watch {
    runtime: Runtime,
    site: Site,
    url: String,
    stop: Option<oneshot::Sender<()>>,
    folder: tempfile::TempDir,
}

impl Watch {
    /// A service that begins so many hours after noon.
    fn new(engine: Engine, hours: i64) -> Self {
        let runtime = Runtime::new().unwrap();
        let site = runtime.block_on(Site::new(engine));
        site.clock.advance(SignedDuration::from_hours(hours));
        let router = havenward_server::service(site.app.clone());
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        runtime.spawn(listen::serve(listener, router, async move { drop(stopped.await) }));
        Self { runtime, site, url, stop: Some(stop), folder: tempfile::tempdir().unwrap() }
    }

    fn unit(&self, name: &str, body: &str) -> UnitId {
        self.runtime.block_on(self.site.unit_of(name, body))
    }

    /// Somebody of a unit, at a command line of their own.
    fn member<'w>(&'w self, login: &'w str, unit: UnitId, role: Role) -> (Person<'w>, String) {
        let enlisted = demo::enlist(&self.site.app, login, login, unit, role);
        self.runtime.block_on(enlisted).unwrap();
        let folder: &Path = self.folder.path();
        Person::of_demo(folder, &self.url, login)
    }

    /// Lets time go by, and the ticker look.
    fn pass_minutes(&self, minutes: i64) {
        self.site.clock.advance(SignedDuration::from_mins(minutes));
        self.runtime.block_on(self.site.app.tick()).unwrap();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // The service ends with the process at the latest.
        let _ = self.stop.take().map(|stop| stop.send(()));
        self.runtime.block_on(self.site.app.stop());
    }
}

/// Kinds of a person's open tasks that begin like this.
fn tasks(person: Person<'_>, beginning: &str) -> Vec<String> {
    let listed = person.asks("tasks list");
    let kinds = listed.as_array().unwrap().iter().map(|task| text(&task["kind"]).to_owned());
    kinds.filter(|kind| kind.starts_with(beginning)).collect()
}

fn a_house() -> Value {
    json!({
        "name": "House", "offers": ["accommodation_emergency"], "region": "gb-london", "languages": ["uk"],
        "works_with_interpreters": true, "step_free": true, "places": 9, "free": 9, "waiting_days": 0,
        "accepts": { "women": true, "men": true, "families": true, "trans": true, "girls": true, "boys": true,
            "disability": true, "children_under": 18 },
        "opening": "always", "duty_line": { "phone": "100", "hours": "always" }, "cost": "free",
        "security": "protected", "verified_on": "2026-03-01",
    })
}

/// Who runs the house and who asks it.
struct Story<'w> {
    watch: &'w Watch,
    worker: Person<'w>,
    /// The worker's account.
    account: String,
    oncall: Person<'w>,
    house: UnitId,
    service: String,
}

impl<'w> Story<'w> {
    fn new(watch: &'w Watch) -> Self {
        let street = watch.unit("Street", "local_authority");
        let house = watch.unit("House", "ngo");
        let (worker, account) = watch.member("worker", street, Role::FrSocial);
        // Somebody who holds a key of each unit has come first.
        worker.does("units key");
        let (oncall, _) = watch.member("oncall", house, Role::OnCall);
        oncall.does("units key");
        let service = oncall.makes_with("services add --from -", &a_house().to_string());
        Self { watch, worker, account, oncall, house, service }
    }

    fn contact(&self, age: &str) -> String {
        self.worker.makes(&format!(
            "contacts record --setting street_outreach --language uk --age {age} --urgency urgent"
        ))
    }

    fn agrees(&self, case: &str, given_by: &str) {
        self.worker.makes(&format!(
            "agreements give {case} --purpose service:accommodation_emergency --recipient {}=care \
             --answer minimum_dataset=agreed --language uk --how interpreter --teach-back in_own_words \
             --given-by {given_by}",
            self.house
        ));
    }

    fn asks(&self, case: &str) -> String {
        let service = &self.service;
        self.worker.makes(&format!(
            "enquiries ask {case} --service {service} --need accommodation_emergency --when tonight"
        ))
    }

    /// Asked, answered with yes by the one on call, and offered.
    fn offered(&self, case: &str) -> String {
        let enquiry = self.asks(case);
        assert!(self.oncall.does("enquiries list").contains(&enquiry));
        self.oncall.does(&format!("enquiries yes {enquiry} --hold-minutes 60"));
        self.worker.makes(&format!(
            "referrals offer {case} --enquiry {enquiry} --security protected --needed-on 2026-03-01"
        ))
    }

    /// Nobody answers in time: an alarm, the next proposal, and nothing of the person is left in sight. Asked
    /// again, the one on call answers.
    fn silence_by_day(&self) {
        let case = self.contact("adult");
        self.agrees(&case, "by=self");
        let offer = self.offered(&case);
        self.watch.pass_minutes(BY_DAY - 1);
        self.oncall.does(&format!("offers show {offer}"));
        assert!(tasks(self.worker, "offer_expired").is_empty());

        self.watch.pass_minutes(1);

        assert_eq!(tasks(self.worker, "offer_expired"), ["offer_expired"]);
        assert_eq!(tasks(self.worker, "propose_next"), ["propose_next"]);
        assert!(tasks(self.worker, "call:").is_empty(), "by day nobody else is woken");
        self.oncall.does_not_know(&format!("offers show {offer}"), &offer);
        self.oncall.does_not_know(&format!("offers accept {offer}"), &offer);

        let offer = self.offered(&case);
        assert!(tasks(self.worker, "propose_next").is_empty(), "it has been proposed");
        let read = self.oncall.does(&format!("offers show {offer}"));
        assert!(read.contains("minimum.age_band: adult"), "{read}");
        self.oncall.does(&format!("offers accept {offer}"));
        self.oncall.does(&format!("offers arrived {offer}"));
        let referrals = self.worker.asks(&format!("referrals list {case}"));
        assert_eq!(crate::people::found(&referrals, "id", &offer)["status"], "in_service");
        self.watch.pass_minutes(2 * BY_DAY);
        let left = tasks(self.worker, "overdue:");
        assert!(!left.iter().any(|kind| kind.contains("offer") || kind.contains("propose")), "{left:?}");
    }

    /// The place of last resort, the child duty officer, the co-ordinator: each in turn, while nobody answers.
    fn a_child_at_night(&self) {
        let case = self.contact("child");
        // For a child the authority agrees, and writes down what the child said.
        self.agrees(&case, &format!("by=authority,officer={},childs_view=agrees", self.account));
        self.asks(&case);
        self.watch.pass_minutes(BY_NIGHT - 1);
        assert!(tasks(self.worker, "call:").is_empty());
        self.watch.pass_minutes(1);
        assert_eq!(tasks(self.worker, "enquiry_expired"), ["enquiry_expired"]);
        for called in
            ["call:night_place_of_last_resort", "call:child_duty_officer", "call:coordinator_on_call"]
        {
            assert_eq!(tasks(self.worker, "call:"), [called]);
            self.watch.pass_minutes(BY_NIGHT);
        }
        assert_eq!(tasks(self.worker, "call:").len(), 1, "somebody is called until somebody answers");

        let listed = self.worker.asks("tasks list");
        let call = listed.as_array().unwrap().iter().find(|task| text(&task["kind"]).starts_with("call:"));
        self.worker.does(&format!("tasks done {}", text(&call.unwrap()["id"])));
        self.watch.pass_minutes(3 * BY_NIGHT);
        assert!(tasks(self.worker, "call:").is_empty());
    }
}

#[test]
fn silence_by_day_raises_an_alarm_and_who_is_on_call_answers_the_next() {
    for engine in Engine::all() {
        let watch = Watch::new(engine, 0);
        Story::new(&watch).silence_by_day();
    }
}

#[test]
fn at_night_the_calls_for_a_child_come_in_order() {
    for engine in Engine::all() {
        let watch = Watch::new(engine, TO_THE_NIGHT);
        Story::new(&watch).a_child_at_night();
    }
}
