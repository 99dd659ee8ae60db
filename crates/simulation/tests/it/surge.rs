//! Surges with exact answers, screening arithmetic, and laws that hold on every run.

use crate::queues::{hold_values, run, scenario, values};

/// People who crossed out of Ukraine each day from 24 February to 25 April 2022.
/// UNHCR operational data portal, figures from national authorities; used in tests only.
const CROSSINGS: [u32; 61] = [
    79209, 100_316, 143_235, 167_673, 162_012, 166_316, 170_799, 184_130, 170_100, 196_673, 202_524, 206_004,
    183_798, 168_457, 132_312, 119_218, 113_380, 123_264, 110_871, 107_229, 100_886, 83513, 78836, 72679,
    58243, 58753, 64132, 62376, 66498, 62690, 60922, 53896, 48119, 42413, 51339, 53112, 48899, 50993, 47513,
    44728, 49145, 54996, 55462, 59340, 62299, 55102, 53700, 54991, 55592, 58490, 54209, 45390, 38316, 44763,
    53747, 50234, 48318, 42302, 35653, 22077, 31931,
];

fn counts(scale: f64) -> String {
    CROSSINGS.iter().map(|count| format!("{}, ", f64::from(*count) * scale)).collect()
}

/// Everybody comes when the day begins, and each of the capacity serves one person a day.
fn deterministic(capacity: u32) -> Vec<u32> {
    let text = format!(
        "format = 1\nname = \"surge\"\nunit = \"day\"\ndays = 61\nreplications = 2\n\
         [arrivals]\nspread = \"start\"\ncounts = [{}]\n\
         [[station]]\nname = \"registration\"\nservers = {capacity}\nservice = {{ kind = \"fixed\", mean = 1 }}\n",
        counts(1.0)
    );
    let samples = run(&scenario(&text), 1, 1);
    samples[0].days.iter().map(|day| day.queue).collect()
}

/// Days are counted from 24 February 2022.
#[test]
fn a_deterministic_surge_is_exact() {
    let at_120 = deterministic(120_000);
    assert_eq!(peak(&at_120), (694_033, 14), "10 March");
    assert_eq!(at_120.iter().position(|queue| *queue > 0), Some(2), "26 February");
    assert_eq!(
        at_120.iter().skip(14).position(|queue| *queue == 0).map(|day| day + 14),
        Some(32),
        "28 March"
    );
    let at_100 = deterministic(100_000);
    assert_eq!(peak(&at_100), (1_029_197, 20), "16 March");
    assert_eq!(at_100.iter().position(|queue| *queue > 0), Some(1), "25 February");
    assert_eq!(
        at_100.iter().skip(20).position(|queue| *queue == 0).map(|day| day + 20),
        Some(45),
        "10 April"
    );
    let at_80 = deterministic(80_000);
    assert_eq!((peak(&at_80), at_80[60]), ((1_432_710, 21), 364_908), "17 March, 25 April");
    let at_50 = deterministic(50_000);
    assert_eq!((peak(&at_50), at_50[60]), ((2_281_386, 50), 2_194_117), "15 April, 25 April");
}

fn peak(queues: &[u32]) -> (u32, usize) {
    let most = queues.iter().copied().max().unwrap();
    (most, queues.iter().position(|queue| *queue == most).unwrap())
}

/// One percent of each day's crossings need a bed; stays are exponential and beds unlimited: M_t/M/infinity.
#[test]
fn unlimited_shelter_fills_as_it_must() {
    // Mean stay, then (day, mean beds in use at its end).
    for (seed, stay, expected) in [
        (1, 7.0, vec![(13, 10_698.025_029), (35, 4_520.374_7)]),
        (2, 14.0, vec![(17, 15_640.085_364), (35, 10_688.293_1), (60, 7_110.752)]),
        (3, 30.0, vec![(22, 22_185.472_593)]),
    ] {
        let text = format!(
            "format = 1\nname = \"shelter\"\nunit = \"day\"\ndays = 61\n\
             [arrivals]\nscale = 0.01\ncounts = [{}]\n\
             [[station]]\nname = \"shelter\"\nkind = \"beds\"\nservers = \"unlimited\"\nservice = {{ mean = {stay} }}\n",
            counts(1.0)
        );
        let samples = run(&scenario(&text), seed, 30);

        let on = |day: usize| -> Vec<f64> {
            samples.iter().map(|sample| f64::from(sample.days[day].in_service)).collect()
        };
        for (day, beds) in &expected {
            hold_values(&on(*day), *beds, "beds in use");
        }
        let mean = |day: usize| on(day).iter().sum::<f64>() / 30.0;
        let peak = (0..61).max_by(|a, b| mean(*a).total_cmp(&mean(*b))).unwrap();
        // The true curve is flat at its top; the simulated peak may fall on a neighbour.
        assert!(peak.abs_diff(expected[0].0) <= 1, "peak on day {peak}");
    }
}

fn screening(people: f64, share: f64, coverage: f64, sensitivity: f64, specificity: f64) -> String {
    format!(
        "format = 1\nname = \"screening\"\nunit = \"day\"\ndays = 2\n\
         [arrivals]\nspread = \"even\"\ncounts = [{people}]\n[people]\nvictims = [0.0, {share}]\n\
         [[station]]\nname = \"screening\"\nservers = \"unlimited\"\nservice = {{ kind = \"fixed\", mean = 0.01 }}\n\
         select = {{ share = {coverage} }}\nscreen = {{ sensitivity = {sensitivity}, specificity = {specificity} }}\n"
    )
}

#[test]
fn screening_finds_misses_and_errs_by_its_arithmetic() {
    for (seed, share, coverage, sensitivity, specificity, exact) in [
        (1, 0.01, 0.4, 0.7, 0.95, [280.0, 720.0, 1980.0, 0.123_894]),
        (2, 0.005, 1.0, 0.85, 0.98, [425.0, 75.0, 1990.0, 0.175_983]),
    ] {
        let text = screening(100_000.0, share, coverage, sensitivity, specificity);
        let samples = run(&scenario(&text), seed, 250);

        let of = |figure: &dyn Fn(&havenward_simulation::outcome::Group) -> u64| -> Vec<f64> {
            let sum = |sample: &havenward_simulation::sample::Sample| -> u64 {
                sample.groups.iter().map(figure).sum()
            };
            #[expect(clippy::cast_precision_loss, reason = "small counts")]
            samples.iter().map(|sample| sum(sample) as f64).collect()
        };
        let found = of(&|group| group.identified);
        let false_alarms = of(&|group| group.false_alarms);
        hold_values(&found, exact[0], "found");
        hold_values(&of(&|group| group.missed.iter().sum()), exact[1], "missed");
        hold_values(&false_alarms, exact[2], "false alarms");
        let precision: Vec<f64> =
            found.iter().zip(&false_alarms).map(|(found, alarms)| found / (found + alarms)).collect();
        hold_values(&precision, exact[3], "precision");
    }
}

/// A little of everything: sites, languages, joint seizure, shifts, impatience, errands, transfers, teams.
pub const CRISIS: &str = r#"
format = 1
name = "crisis"
days = 6
start = 2022-02-24
[arrivals]
counts = [1500, 3000, 2500, 1200, 600, 300]
day_profile = [1, 1, 2, 3, 2, 1]
[people]
victims = [0.01, 0.05]
children = 0.4
unaccompanied = 0.05
female = 0.7
risk_if_victim = 0.6
risk_otherwise = 0.1
languages = { uk = 0.8, ru = 0.15, other = 0.05 }
[[site]]
name = "North"
share = 0.6
[[site]]
name = "South"
share = 0.4
[[class]]
name = "child alone"
when = "unaccompanied"
priority = 1
[[class]]
name = "at risk"
when = "high_risk"
priority = 2
[[class]]
name = "others"
share = 1.0
priority = 3
[[staff]]
name = "interviewer"
count = 6
sites = ["each"]
cost = 20
[[staff]]
name = "uk interpreter"
skills = ["language:uk", "language:ru"]
sites = ["each"]
shifts = [{ from = "08:00", to = "20:00", count = 6 }, { from = "20:00", to = "08:00", count = 2 }]
[[staff]]
name = "remote"
skills = ["language:other"]
count = 1
[[team]]
name = "mobile"
skills = ["interviewer"]
units = 2
sites = ["each"]
review = 6
travel = 3
[[station]]
name = "registration"
servers = 40
service = { mean = 0.3 }
patience = { mean = 24 }
transfer = { from = 200, travel = { mean = 2 } }
next = "screening"
[[station]]
name = "screening"
servers = 30
service = { kind = "lognormal", mean = 0.3, cv2 = 0.5 }
patience = { mean = 12 }
screen = { sensitivity = 0.7, specificity = 0.9, identifies = false, loss_per_waiting = 0.01, floor = 0.4 }
ageing = 4
next = [{ to = "interview", when = "flagged" }]
also = [{ to = "guardian", when = "unaccompanied" }]
[[station]]
name = "interview"
needs = ["interviewer", "language"]
service = { kind = "erlang", stages = 2, mean = 1 }
patience = { mean = 36 }
screen = { sensitivity = 0.9, specificity = 0.95 }
also = [{ to = "beds", when = "identified" }]
[[station]]
name = "beds"
kind = "beds"
shared = true
servers = 40
reserve = 5
waiting_room = 10
service = { kind = "gamma", mean = 72, cv2 = 0.5 }
[[station]]
name = "guardian"
kind = "guardian"
shared = true
servers = 2
caseload = 20
service = { mean = 400 }
[[standard]]
name = "screened within a day"
station = "screening"
within = 24
[met_again]
share = 0.1
delay = { mean = 30 }
station = "interview"
"#;

#[test]
fn books_balance_on_every_run_and_bytes_do_not_depend_on_threads() {
    let scenario = scenario(CRISIS);
    let all: Vec<String> = [1, 2, 8]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let samples = pool.install(|| run(&scenario, 7, 6));
            assert!(samples.iter().all(|sample| sample.identity_error <= 1e-9));
            format!("{samples:?}")
        })
        .collect();

    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
}

#[test]
fn a_change_at_one_station_leaves_who_people_are_alone() {
    let base = scenario(CRISIS);
    let more = base.with_numbers(&[("station.registration.servers", 80.0)]).unwrap();

    let victims = |samples: Vec<havenward_simulation::sample::Sample>| -> Vec<u64> {
        samples.iter().map(|sample| sample.groups.iter().map(|group| group.victims).sum()).collect()
    };
    assert_eq!(victims(run(&base, 3, 4)), victims(run(&more, 3, 4)));
}

#[test]
fn one_more_server_never_makes_anybody_wait_longer_on_the_same_path() {
    let text = "format = 1\nname = \"path\"\nhorizon = 500\n[arrivals]\nrate = 9.5\n\
        [[station]]\nname = \"desk\"\nservers = 9\nservice = { mean = 1 }\n";
    let base = scenario(text);
    let more = base.with_numbers(&[("station.desk.servers", 10.0)]).unwrap();

    for (less, more) in run(&base, 5, 40).iter().zip(run(&more, 5, 40)) {
        assert!(more.harm.waits <= less.harm.waits);
        assert!(more.rows[0][1] >= less.rows[0][1], "served");
    }
}

#[test]
fn more_staff_leaves_fewer_unserved_where_people_lose_patience() {
    let base = scenario(CRISIS);
    let more = base.with_numbers(&[("station.registration.servers", 60.0)]).unwrap();
    let unmet = |samples: &[havenward_simulation::sample::Sample]| values(samples, 3, "left_share");

    let interval = havenward_simulation::interval::Interval::paired(
        &unmet(&run(&base, 5, 20)),
        &unmet(&run(&more, 5, 20)),
        0.95,
    );

    assert!(interval.low > 0.0, "{interval:?}");
}
