//! Spain, Latvia and Ukraine on live installations of their own, from enrolment to a refusal that can be challenged,
//! by the command line alone.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use havenward_testkit::{Live, Server, code_to_enrol, code_to_sign_in};

use crate::people::{Person, Typed, found, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_havenward");
const PASSPHRASE: &str = "correct horse battery";

/// Seats of the commission, as the profile of Latvia names them.
const LV_SEATS: &[&str] = &["social_worker", "psychologist", "lawyer", "police_officer"];

/// Who presumes.
enum Presumes {
    /// The responder who met the person.
    Responder,
    /// A member of the body to which the case was sent.
    TheBody,
}

struct Road {
    profile: &'static str,
    /// Role of who meets the person.
    responder: &'static str,
    /// Stage to which the case is sent, kind of body, role of its members, and their seats in a committee.
    sent_to: (&'static str, &'static str, &'static str, &'static [&'static str]),
    presumes: Presumes,
    /// The stage that refuses.
    refuses: &'static str,
    /// The clock of the first challenge.
    clock: &'static str,
}

/// A live installation, with accounts that enrol and sign in by the command line.
struct Country {
    folder: tempfile::TempDir,
    live: Live,
    server: Server,
}

impl Country {
    fn new(profile: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let live = Live::init(PROGRAM, folder.path(), "sqlite:havenward.db", "sqlite:shred.db");
        let mut config = std::fs::File::options().append(true).open(folder.path().join("havenward.toml"));
        writeln!(config.as_mut().unwrap(), "\n[country]\nprofile = \"{profile}\"").unwrap();
        let server = live.serve(&[]);
        Self { folder, live, server }
    }

    fn unit(&self, name: &str, body: &str) -> String {
        text(&self.live.run(&["units", "add", name, "--body", body])["unit"]).to_owned()
    }

    /// A member of a unit: an account by the operator, then everything else by the member.
    fn member<'d>(&'d self, login: &'d str, unit: &str, role: &str) -> Person<'d> {
        let made = self.live.run(&["users", "add", login, "--name", login, "--unit", unit, "--role", role]);
        let server = format!("http://{}", self.server.address);
        let mut enrolling = Command::new(PROGRAM)
            .args(["--json", "enrol", "--stdin", "--server", &server])
            .env("RUST_LOG", "error")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut typed = enrolling.stdin.take().unwrap();
        writeln!(typed, "{}", text(&made["link"])).unwrap();
        let lines = BufReader::new(enrolling.stdout.take().unwrap()).lines().map(Result::unwrap);
        let shown = lines.take_while(|line| line != "}").collect::<Vec<_>>().join("\n") + "}";
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let url = text(&shown["authenticator"]);
        writeln!(typed, "{PASSPHRASE}\n{}", code_to_enrol(url)).unwrap();
        assert!(enrolling.wait().unwrap().success(), "{login} enrols");

        let person = Person::new(self.folder.path(), login);
        let typed = format!("{PASSPHRASE}\n{}\n", code_to_sign_in(url));
        person.does_with(&format!("login --server {server} --login {login} --stdin"), &typed);
        person
    }
}

impl Road {
    /// Walks it, and returns what was typed.
    fn walk(&self) -> Typed {
        let country = Country::new(self.profile);
        let (stage, body, role, seats) = self.sent_to;
        let (line, office) = (country.unit("Line", "ngo"), country.unit("Office", body));
        let worker = country.member("worker", &line, self.responder);
        worker.does("units key");
        let names = ["first", "second", "third", "fourth", "fifth"];
        let bench: Vec<Person<'_>> =
            names.iter().take(seats.len().max(1)).map(|name| country.member(name, &office, role)).collect();
        // The first makes the key; the others wait until she lets them in.
        bench[0].does("units key");
        for one in bench[0].asks("units waiting").as_array().unwrap() {
            let groups = text(&one["fingerprint"]).replace(' ', "-");
            bench[0].does(&format!("units admit {} --fingerprint {groups}", text(&one["user"])));
        }
        assert!(worker.does("units directory").contains(&office));

        let case = self.until_presumed(worker, &bench, &office, stage);
        self.refuse(&case, &bench, seats);
        worker.does(&format!("decisions told {case} --to person --reason decision"));
        let course = &worker.asks(&format!("cases show {case}"))["course"];
        assert_eq!(course["refusals"][0]["standing"], "can_be_challenged");
        found(&course["clocks"], "code", self.clock);
        let end = format!("supports end {case} --end no_grounds_support_elsewhere --reason decision");
        worker.is_refused(&end, "status.refusal_not_final");
        Typed::in_folder(country.folder.path())
    }

    fn until_presumed(&self, worker: Person<'_>, bench: &[Person<'_>], office: &str, stage: &str) -> String {
        let case =
            worker.makes("contacts record --setting ngo_dropin --language uk --age adult --urgency routine");
        let screening = format!(
            "screenings record {case} --instrument first-contact-6@1 --context child=no --answer FC2=yes_told"
        );
        worker.is_refused(&screening, "told_before.missing");
        worker.does(&format!(
            "told-before record {case} --language uk --how spoken --limits-of-confidentiality-shown yes \
             --agreed-to-talk yes"
        ));
        assert!(worker.does(&screening).contains("protect_now"));
        worker.does(&format!("recognition raise {case} --origin responder --reason told_by_person"));
        worker.makes(&format!(
            "agreements give {case} --purpose formal_identification --recipient {office}=deciding_body \
             --answer status=agreed --answer narrative=agreed --language uk --how spoken --teach-back in_own_words \
             --given-by by=self --expires 2099-01-01T00:00:00Z"
        ));
        bench[0].does_not_know(&format!("cases show {case}"), &case);
        worker.does(&format!("recognition send {case} --stage {stage} --reason told_by_person"));
        let presume = format!("recognition presume {case} --ground disclosure --reason told_by_person");
        match self.presumes {
            Presumes::Responder => worker.does(&presume),
            Presumes::TheBody => {
                worker.is_refused(&presume, "status.role_may_not");
                bench[0].does(&presume)
            }
        };
        assert!(worker.does(&format!("cases show {case}")).contains("recognition: presumed"));
        case
    }

    fn refuse(&self, case: &str, bench: &[Person<'_>], seats: &[&str]) {
        let stage = self.refuses;
        let closer = bench.last().unwrap();
        closer.does(&format!("decisions open {case} --stage {stage}"));
        let close = format!("decisions close {case} --stage {stage} --reason credibility");
        closer.is_refused(&close, "decision.not_taken");
        let vote = format!("decisions vote {case} --stage {stage} --answer no");
        if seats.is_empty() {
            closer.does(&vote);
        } else {
            self.a_tie(case, bench, seats);
        }
        // The first took no part.
        for (member, seat) in bench.iter().zip(seats).skip(1) {
            member.does(&format!("{vote} --seat {seat}"));
        }
        closer.makes(&close);
        assert!(closer.does(&format!("cases show {case}")).contains("recognition: not_recognised"));
    }
}

impl Road {
    /// Nobody has a majority: they vote again, without the one who steps aside, whose vote goes with her.
    fn a_tie(&self, case: &str, bench: &[Person<'_>], seats: &[&str]) {
        let stage = self.refuses;
        for ((member, seat), answer) in bench.iter().zip(seats).zip(["yes", "yes", "no", "no"]) {
            member.does(&format!("decisions vote {case} --stage {stage} --answer {answer} --seat {seat}"));
        }
        let first = bench[0];
        let close = format!("decisions close {case} --stage {stage} --reason credibility");
        first.is_refused(&close, "decision.not_taken");
        first.does(&format!("decisions vote-again {case} --stage {stage}"));
        let vote = format!("decisions vote {case} --stage {stage} --answer yes --seat {}", seats[0]);
        first.does(&vote);
        first.does(&format!("decisions step-aside {case} --stage {stage}"));
        first.is_refused(&vote, "decision.not_taken");
        first.is_refused(&close, "decision.not_taken");
    }
}

#[test]
fn spain_the_police_presume_and_identify() {
    Road {
        profile: "es",
        responder: "fr_ngo",
        sent_to: ("reasonable_grounds", "police_unit", "fr_police", &[]),
        presumes: Presumes::TheBody,
        refuses: "formal_identification",
        clock: "challenges.administrative_appeal",
    }
    .walk();
}

/// What was typed in Latvia.
pub static LATVIA: LazyLock<Typed> = LazyLock::new(|| {
    Road {
        profile: "lv",
        responder: "fr_ngo",
        sent_to: ("recognition_by_commission", "ngo_commission", "panel_member", LV_SEATS),
        presumes: Presumes::Responder,
        refuses: "recognition_by_commission",
        clock: "challenges.appeal",
    }
    .walk()
});

#[test]
fn latvia_an_organisation_presumes_and_its_commission_decides_by_votes() {
    LazyLock::force(&LATVIA);
}

#[test]
fn ukraine_a_social_authority_decides_on_an_application() {
    Road {
        profile: "ua",
        responder: "case_manager",
        sent_to: ("status", "local_administration", "fr_social", &[]),
        presumes: Presumes::Responder,
        refuses: "status",
        clock: "challenges.complaint",
    }
    .walk();
}
