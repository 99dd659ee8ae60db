//! The ledger adds costs, and refuses when they are spent.

use havenward_disclosure::budget::accountant::{epsilon_of, rho_of};
use havenward_disclosure::budget::ledger::{Entry, Ledger, LedgerError};

fn entry(year: i16, rho: f64) -> Entry {
    Entry {
        at: format!("{year}-03-01T10:00:00Z"),
        year,
        what: "synthetic records".to_owned(),
        rho,
        epsilon: 4.0,
        delta: 1e-6,
        delta_of_domain: 2.5e-7,
        input: "00".to_owned(),
    }
}

#[test]
fn a_spent_year_refuses_and_the_next_begins_anew() {
    let mut ledger = Ledger::new(1.0, 1e-6);
    assert!(ledger.charge(entry(2026, 0.6)).is_ok());
    let refused = ledger.charge(entry(2026, 0.5)).unwrap_err();
    assert!(matches!(refused, LedgerError::Spent { year: 2026, left_epsilon, .. } if left_epsilon > 1.0));
    assert!(ledger.charge(entry(2026, 0.4)).is_ok());
    assert!(ledger.charge(entry(2027, 1.0)).is_ok());
    assert!((ledger.spent(2026) - 1.0).abs() < 1e-12);
}

#[test]
fn a_refused_release_is_not_in_the_ledger() {
    let mut ledger = Ledger::new(0.1, 1e-6);
    assert!(ledger.charge(entry(2026, 0.2)).is_err());
    assert!(ledger.entries().is_empty());
}

#[test]
fn what_is_written_is_read_back_and_rhos_add_not_epsilons() {
    let mut ledger = Ledger::new(3.0, 1e-6);
    let rho = rho_of(4.0, 1e-6);
    let mut text = ledger.first_line();
    for _ in 0..4 {
        text.push_str(ledger.charge(entry(2026, rho)).unwrap().line());
    }
    let read = Ledger::parse(&text).unwrap();
    assert_eq!(read, ledger);
    let (epsilon, delta) = read.together(Some(2026));
    assert!((epsilon - epsilon_of(4.0 * rho, 1e-6)).abs() < 1e-9);
    assert!(epsilon < 10.0, "four times 4 would be 16: {epsilon}");
    assert!((delta - 2e-6).abs() < 1e-12);
}

#[test]
fn an_altered_ledger_is_refused_with_its_line() {
    let mut ledger = Ledger::new(3.0, 1e-6);
    let good = ledger.first_line() + ledger.charge(entry(2026, 0.5)).unwrap().line();
    assert_eq!(Ledger::parse(""), Err(LedgerError::Line(1)));
    assert_eq!(Ledger::parse("{}\n"), Err(LedgerError::Line(1)));
    assert_eq!(Ledger::parse(&good.replace("\"rho\":0.5", "\"rho\":-0.5")), Err(LedgerError::Line(2)));
    assert_eq!(Ledger::parse(&format!("{good}nonsense\n")), Err(LedgerError::Line(3)));
}
