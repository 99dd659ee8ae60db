//! Legal examples of clocks: month ends, leap years, clock changes, holidays, later of, earlier of.

use havenward_domain::clock::{
    Calendar, ClockError, ClockRule, Event, Events, Extension, Firmness, Holiday, Joined, MonthEnd,
    OnFreeDay, Period, Term, Unit,
};
use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

const FIVE_DAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

const ENGLAND: [&str; 8] = [
    "fixed 01-01 substitute",
    "easter -2",
    "easter +1",
    "monday first 05",
    "monday last 05",
    "monday last 08",
    "fixed 12-25 substitute",
    "fixed 12-26 substitute",
];

fn calendar(zone: &str, holidays: &[&str]) -> Calendar {
    let holidays = holidays.iter().map(|text| Holiday::parse(text).unwrap()).collect();
    Calendar::new(TimeZone::get(zone).unwrap(), FIVE_DAYS.to_vec(), holidays).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn period(amount: u32, unit: Unit) -> Period {
    Period { amount, unit }
}

/// Zone, amount, unit, the event, the last civil day, the first instant after it.
const EXAMPLES: [(&str, u32, Unit, &str, &str, &str); 20] = [
    // A day counts from the day after the event.
    ("Europe/London", 30, Unit::Days, "2026-01-01T10:00:00Z", "2026-01-31", "2026-02-01T00:00:00Z"),
    ("Europe/London", 1, Unit::Days, "2026-01-01T23:59:59Z", "2026-01-02", "2026-01-03T00:00:00Z"),
    // The civil day is the zone's, not Greenwich's.
    ("Europe/Kyiv", 1, Unit::Days, "2026-01-01T23:30:00Z", "2026-01-03", "2026-01-03T22:00:00Z"),
    // 31 January and one month, in a common and in a leap year.
    ("Europe/Madrid", 1, Unit::Months, "2026-01-31T12:00:00Z", "2026-02-28", "2026-02-28T23:00:00Z"),
    ("Europe/Madrid", 1, Unit::Months, "2028-01-31T12:00:00Z", "2028-02-29", "2028-02-29T23:00:00Z"),
    ("Europe/Madrid", 1, Unit::Months, "2026-08-31T12:00:00Z", "2026-09-30", "2026-09-30T22:00:00Z"),
    ("Europe/Madrid", 2, Unit::Months, "2026-12-31T12:00:00Z", "2027-02-28", "2027-02-28T23:00:00Z"),
    // A month keeps the day where it exists.
    ("Europe/Madrid", 1, Unit::Months, "2026-02-28T12:00:00Z", "2026-03-28", "2026-03-28T23:00:00Z"),
    // 29 February and a year; and two years into a common year.
    ("Europe/Kyiv", 1, Unit::Years, "2028-02-29T12:00:00Z", "2029-02-28", "2029-02-28T22:00:00Z"),
    ("Europe/Kyiv", 2, Unit::Years, "2026-03-01T12:00:00Z", "2028-03-01", "2028-03-01T22:00:00Z"),
    // Thirty days over 29 February.
    ("Europe/Riga", 30, Unit::Days, "2028-02-10T12:00:00Z", "2028-03-11", "2028-03-11T22:00:00Z"),
    // Clocks go forward on 29 March 2026 and back on 25 October 2026: the day is shorter or longer.
    ("Europe/London", 1, Unit::Days, "2026-03-28T12:00:00Z", "2026-03-29", "2026-03-29T23:00:00Z"),
    ("Europe/London", 1, Unit::Days, "2026-10-24T12:00:00Z", "2026-10-25", "2026-10-26T00:00:00Z"),
    // Hours are hours, whatever the clocks do.
    ("Europe/London", 72, Unit::Hours, "2026-03-27T12:00:00Z", "2026-03-30", "2026-03-30T12:00:00Z"),
    ("Europe/Madrid", 48, Unit::Hours, "2026-10-24T12:00:00Z", "2026-10-26", "2026-10-26T12:00:00Z"),
    // In Beirut midnight of 29 March 2026 does not exist: the day begins at one o'clock.
    ("Asia/Beirut", 1, Unit::Days, "2026-03-27T12:00:00Z", "2026-03-28", "2026-03-28T22:00:00Z"),
    // Working days over Easter: Good Friday 3 April and Easter Monday 6 April 2026.
    ("Europe/London", 5, Unit::WorkingDays, "2026-04-01T12:00:00Z", "2026-04-10", "2026-04-10T23:00:00Z"),
    // Over Christmas: 25 December a Friday, 26 a Saturday whose substitute is Monday 28, New Year's Day.
    ("Europe/London", 5, Unit::WorkingDays, "2026-12-23T12:00:00Z", "2027-01-04", "2027-01-05T00:00:00Z"),
    // Both Christmas days at a weekend: substitutes on Monday 27 and Tuesday 28 December 2027.
    ("Europe/London", 1, Unit::WorkingDays, "2027-12-24T12:00:00Z", "2027-12-29", "2027-12-30T00:00:00Z"),
    // An event on a Saturday.
    ("Europe/London", 5, Unit::WorkingDays, "2026-06-06T12:00:00Z", "2026-06-12", "2026-06-12T23:00:00Z"),
];

#[test]
fn periods_end_where_the_law_says() {
    for (zone, amount, unit, event, last, over) in EXAMPLES {
        let events = Events::from([(Event::Sent, at(event))]);
        let due =
            ClockRule::after(amount, unit, Event::Sent).due(&events, &calendar(zone, &ENGLAND)).unwrap();
        let told = format!("{amount} {unit} from {event} in {zone}");
        assert_eq!((due.on.to_string().as_str(), due.at), (last, at(over)), "{told}");
        assert_eq!(due.firmness, Firmness::Fixed);
    }
}

#[test]
fn the_other_month_end_goes_into_the_next_month() {
    let rule = ClockRule { month_end: MonthEnd::NextMonth, ..ClockRule::after(1, Unit::Months, Event::Sent) };
    let madrid = calendar("Europe/Madrid", &[]);
    for (event, last) in
        [("2026-01-31", "2026-03-01"), ("2026-01-28", "2026-02-28"), ("2026-03-31", "2026-05-01")]
    {
        let events = Events::from([(Event::Sent, at(&format!("{event}T12:00:00Z")))]);
        assert_eq!(rule.due(&events, &madrid).unwrap().on.to_string(), last);
    }
}

#[test]
fn a_period_that_ends_on_a_free_day_may_wait_for_a_working_day() {
    let london = calendar("Europe/London", &ENGLAND);
    let rule = ClockRule {
        on_free_day: OnFreeDay::NextWorkingDay,
        ..ClockRule::after(1, Unit::Months, Event::RefusalTold)
    };
    // 3 April 2026 is Good Friday; the next working day is Tuesday.
    let due = rule.due(&Events::from([(Event::RefusalTold, at("2026-03-03T12:00:00Z"))]), &london).unwrap();
    assert_eq!(due.on.to_string(), "2026-04-07");
    let stays = ClockRule { on_free_day: OnFreeDay::Stays, ..rule };
    let due = stays.due(&Events::from([(Event::RefusalTold, at("2026-03-03T12:00:00Z"))]), &london).unwrap();
    assert_eq!(due.on.to_string(), "2026-04-03");
}

/// The recovery period with its two ends.
fn recovery(days: u32, joined: fn(Vec<Term>) -> Joined) -> ClockRule {
    ClockRule::joined(joined(vec![
        Term::After(period(days, Unit::Days), Event::Presumed),
        Term::On(Event::SecondDecision),
    ]))
}

/// Days, how joined, when the second decision came, the last day, how firm.
type Recovery = (u32, fn(Vec<Term>) -> Joined, Option<&'static str>, &'static str, Firmness);

#[test]
fn later_of_and_earlier_of_are_two_rules() {
    let presumed = at("2026-01-01T10:00:00Z");
    let table: [Recovery; 9] = [
        // England and Wales: at least thirty days, or to the conclusive grounds decision.
        (30, Joined::LaterOf, None, "2026-01-31", Firmness::AtLeast),
        (30, Joined::LaterOf, Some("2026-01-10"), "2026-01-31", Firmness::Fixed),
        (30, Joined::LaterOf, Some("2026-09-10"), "2026-09-10", Firmness::Fixed),
        // The same with the forty-five days of before January 2023.
        (45, Joined::LaterOf, None, "2026-02-15", Firmness::AtLeast),
        (45, Joined::LaterOf, Some("2026-02-01"), "2026-02-15", Firmness::Fixed),
        (45, Joined::LaterOf, Some("2026-02-16"), "2026-02-16", Firmness::Fixed),
        // Scotland: ninety days or the conclusive grounds decision, whichever is earlier.
        (90, Joined::EarlierOf, None, "2026-04-01", Firmness::AtMost),
        (90, Joined::EarlierOf, Some("2026-02-01"), "2026-02-01", Firmness::Fixed),
        (90, Joined::EarlierOf, Some("2026-06-01"), "2026-04-01", Firmness::Fixed),
    ];
    for (days, joined, decided, last, firmness) in table {
        let mut events = Events::from([(Event::Presumed, presumed)]);
        if let Some(day) = decided {
            events.insert(Event::SecondDecision, at(&format!("{day}T12:00:00Z")));
        }
        let due = recovery(days, joined).due(&events, &calendar("Europe/London", &[])).unwrap();
        assert_eq!((due.on.to_string().as_str(), due.firmness), (last, firmness), "{days} {decided:?}");
    }
}

#[test]
fn a_clock_that_did_not_start_has_no_end() {
    let london = calendar("Europe/London", &[]);
    let none = Events::new();
    assert_eq!(ClockRule::after(5, Unit::Days, Event::Sent).due(&none, &london), Err(ClockError::NotStarted));
    assert_eq!(recovery(30, Joined::LaterOf).due(&none, &london), Err(ClockError::NotStarted));
}

#[test]
fn a_review_comes_before_the_end() {
    // British practice once looked at day 30 of 45.
    let rule = ClockRule {
        review_before: Some(period(15, Unit::Days)),
        ..ClockRule::after(45, Unit::Days, Event::Presumed)
    };
    let events = Events::from([(Event::Presumed, at("2026-01-01T10:00:00Z"))]);
    let london = calendar("Europe/London", &ENGLAND);
    let due = rule.due(&events, &london).unwrap();
    assert_eq!(due.on.to_string(), "2026-02-15");
    assert_eq!(due.review_on.unwrap().to_string(), "2026-01-31");
    let by_working_days = ClockRule { review_before: Some(period(5, Unit::WorkingDays)), ..rule };
    assert_eq!(by_working_days.due(&events, &london).unwrap().review_on.unwrap().to_string(), "2026-02-09");
}

#[test]
fn only_a_listed_reason_extends_and_only_so_often() {
    let rule = ClockRule {
        extension: Some(Extension {
            by: period(30, Unit::Days),
            times: 2,
            reasons: vec!["serious_health".to_owned()],
        }),
        ..ClockRule::after(30, Unit::Days, Event::Presumed)
    };
    let london = calendar("Europe/London", &[]);
    let due = rule.due(&Events::from([(Event::Presumed, at("2026-01-01T10:00:00Z"))]), &london).unwrap();
    let longer = rule.extend(due, "serious_health", 0, &london).unwrap();
    assert_eq!(longer.on.to_string(), "2026-03-02");
    assert!(longer.at > due.at);
    assert_eq!(rule.extend(due, "busy_office", 0, &london), Err(ClockError::ReasonNotListed));
    assert_eq!(rule.extend(longer, "serious_health", 2, &london), Err(ClockError::ExtendedTooOften));
    let plain = ClockRule::after(30, Unit::Days, Event::Presumed);
    assert_eq!(plain.extend(due, "serious_health", 0, &london), Err(ClockError::NotExtendable));
}

#[test]
fn absurd_amounts_end_in_an_error_and_not_in_a_panic() {
    let london = calendar("Europe/London", &ENGLAND);
    let events = Events::from([(Event::Sent, at("2026-01-01T10:00:00Z"))]);
    for unit in [Unit::Hours, Unit::Days, Unit::WorkingDays, Unit::Months, Unit::Years] {
        let due = ClockRule::after(u32::MAX, unit, Event::Sent).due(&events, &london);
        assert_eq!(due, Err(ClockError::OutOfRange), "{unit}");
    }
    let last = Events::from([(Event::Sent, Timestamp::MAX)]);
    assert_eq!(ClockRule::after(9, Unit::Days, Event::Sent).due(&last, &london), Err(ClockError::OutOfRange));
}

#[test]
fn nobody_can_count_working_days_in_a_week_without_one() {
    assert_eq!(Calendar::new(TimeZone::UTC, Vec::new(), Vec::new()), Err(ClockError::NoWorkingDay));
}
