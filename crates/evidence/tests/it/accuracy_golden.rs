//! Published figures of screening instruments, from the counts that the papers give or imply.
//!
//! Counts were reconstructed from the papers named. Two papers print Wald's interval, which the product never
//! shows; it is computed here from the product's share, to read the paper. Where a printed figure does not follow
//! from its counts, the test says so.

use havenward_evidence::accuracy::counts::Counts;
use havenward_evidence::accuracy::interval::{Interval, Share, Z};
use havenward_evidence::accuracy::{likelihood, prevalence};

/// QYIT: Chisolm-Straker and others 2019, 340 assessments against HTIAM-14, one yes or more.
const QYIT: &str = "26,4,73,237";
/// Six items: Greenbaum and others 2018, 16 sites, 810 persons, two yes or more.
const GREENBAUM: &str = "76,14,306,414";
/// Six items in one emergency department: Kaltiso and others 2018, 203 persons.
const KALTISO: &str = "10,1,90,102";
/// Six items on a tablet: Hurst and others 2021, 212 persons.
const HURST: &str = "22,4,87,99";
/// m-AHTST in a reception centre: Tambini Stollwerck and others 2024, 176 persons, six or more.
const TAMBINI: &str = "10,3,26,137";
/// A survey of 14 questions: Mumma and others 2017, 143 persons.
const MUMMA_SURVEY: &str = "10,0,29,104";
/// The doctor's own concern in the same study.
const MUMMA_DOCTOR: &str = "4,6,12,121";

fn counts(text: &str) -> Counts {
    Counts::parse(text).unwrap()
}

/// Holds a percentage as it was printed, to half of its last place.
fn printed(share: f64, percent: f64, places: i32) {
    let off = (share * 100.0 - percent).abs();
    assert!(off <= 0.5 * 10_f64.powi(-places) + 1e-9, "{} printed as {percent}", share * 100.0);
}

fn both(interval: Interval, percents: [f64; 2], places: i32) {
    printed(interval.low, percents[0], places);
    printed(interval.high, percents[1], places);
}

fn share(share: Share) -> f64 {
    share.estimate().unwrap()
}

fn exact(share: Share) -> Interval {
    share.exact().unwrap()
}

/// As in the papers alone: it passes 100 % on the counts of Kaltiso.
fn wald(share: Share) -> Interval {
    let estimate = share.estimate().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred persons")]
    let half = Z * (estimate * (1.0 - estimate) / share.of as f64).sqrt();
    Interval { low: estimate - half, high: estimate + half }
}

#[test]
fn qyit_gives_its_published_figures() {
    let found = counts(QYIT);
    printed(share(found.sensitivity()), 86.7, 1);
    printed(share(found.specificity()), 76.5, 1);
    printed(share(found.ppv()), 26.3, 1);
    printed(share(found.npv()), 98.3, 1);
    printed(share(found.prevalence()), 8.8, 1);
    assert!((likelihood::positive(found).estimate.unwrap() - 3.68).abs() < 0.005);
}

/// The paper prints 61.11 for the upper end of specificity; from 414 of 720 the exact interval ends at 61.14.
#[test]
fn greenbaum_gives_its_published_figures_but_one() {
    let found = counts(GREENBAUM);
    printed(share(found.sensitivity()), 84.44, 2);
    both(exact(found.sensitivity()), [75.28, 91.23], 2);
    printed(share(found.specificity()), 57.50, 2);
    both(exact(found.specificity()), [53.80, 61.14], 2);
    printed(share(found.prevalence()), 11.1, 1);
    let ratio = likelihood::positive(found);
    assert!((ratio.estimate.unwrap() - 1.99).abs() < 0.005);
    let interval = ratio.interval.unwrap();
    assert!((interval.low - 1.76).abs() < 0.005 && (interval.high - 2.25).abs() < 0.005, "{interval:?}");
}

#[test]
fn kaltiso_gives_its_published_figures_and_shows_why_wald_is_not_offered() {
    let found = counts(KALTISO);
    printed(share(found.sensitivity()), 90.91, 2);
    printed(share(found.specificity()), 53.13, 2);
    printed(share(found.ppv()), 10.0, 1);
    printed(share(found.npv()), 99.0, 1);
    assert!(wald(found.sensitivity()).high > 1.0);
    assert!(found.sensitivity().wilson().unwrap().high < 1.0 && exact(found.sensitivity()).high < 1.0);
}

/// The paper prints 99.9 for the upper end of the negative predictive value and 12.7 for the lower end of the
/// positive one; from 99 of 103 and 22 of 109 Wald's intervals end at 99.8 and 12.6.
#[test]
fn hurst_gives_its_published_figures_but_two() {
    let found = counts(HURST);
    printed(share(found.sensitivity()), 84.62, 2);
    both(wald(found.sensitivity()), [70.75, 98.48], 2);
    printed(share(found.specificity()), 53.23, 2);
    both(wald(found.specificity()), [46.06, 60.40], 2);
    printed(share(found.ppv()), 20.2, 1);
    both(wald(found.ppv()), [12.6, 27.7], 1);
    printed(share(found.npv()), 96.1, 1);
    both(wald(found.npv()), [92.4, 99.8], 1);
    printed(share(found.prevalence()), 12.3, 1);
}

/// The paper prints a prevalence of 7.3 %; 13 of 176 are 7.4 %.
#[test]
fn tambini_gives_its_published_figures_but_one() {
    let found = counts(TAMBINI);
    printed(share(found.sensitivity()), 76.9, 1);
    printed(share(found.specificity()), 84.0, 1);
    printed(share(found.prevalence()), 7.4, 1);
}

/// The lower end of 100 % is printed as 74: that of the one-sided exact interval. Two-sided it is 69.2.
#[test]
fn mumma_gives_its_published_figures() {
    let survey = counts(MUMMA_SURVEY);
    printed(share(survey.sensitivity()), 100.0, 1);
    printed(survey.sensitivity().exact_at(0.90).unwrap().low, 74.0, 0);
    printed(exact(survey.sensitivity()).low, 69.2, 1);
    printed(share(survey.specificity()), 78.2, 1);
    printed(share(survey.ppv()), 25.6, 1);
    let doctor = counts(MUMMA_DOCTOR);
    printed(share(doctor.sensitivity()), 40.0, 1);
    both(exact(doctor.sensitivity()), [12.2, 73.8], 1);
    printed(share(doctor.specificity()), 91.0, 1);
    both(exact(doctor.specificity()), [84.8, 95.3], 1);
}

/// Positive predictive values at real prevalences, from published sensitivities and specificities. For RAFT
/// (external validation) both stand in Chisolm-Straker and others 2021.
#[test]
fn nine_of_ten_positives_in_a_general_population_are_false() {
    let table = [
        (1.0, 0.61, [0.3, 3.5, 16.8, 24.3, 46.1]),
        (0.867, 0.765, [0.4, 5.0, 22.5, 31.5, 55.2]),
        (0.769, 0.84, [0.5, 6.4, 27.5, 37.5, 61.6]),
        (0.844, 0.575, [0.2, 2.7, 13.5, 19.9, 39.8]),
    ];
    for (sensitivity, specificity, percents) in table {
        for (at, percent) in prevalence::DEFAULT.into_iter().zip(percents) {
            printed(prevalence::ppv(sensitivity, specificity, at).unwrap(), percent, 1);
        }
    }
}
