//! The whole answer: what is refused, what is doubted, which counts are told.

use std::fmt::Write as _;

use havenward_evidence::accuracy::compare::{self, Reading as Finding};
use havenward_evidence::accuracy::counts::Counts;
use havenward_evidence::accuracy::doubts::Doubt;
use havenward_evidence::accuracy::measure::Measure;
use havenward_evidence::accuracy::measures::Basis;
use havenward_evidence::accuracy::report::{Answer, Asked, Report, assess, from_counts};
use havenward_evidence::accuracy::table::{Column, Reading, Table, read};
use havenward_evidence::accuracy::telling::Telling;
use havenward_evidence::accuracy::times::Quartile;
use havenward_evidence::accuracy::{prevalence, text};

/// As the disclosure of tables has it: eleven.
const ELEVEN: Telling = Telling::AtLeast(11);

/// Rows of one kind: columns as in [`HEAD`], so many times.
fn rows(row: &str, times: usize) -> String {
    format!("{row}\n").repeat(times)
}

const HEAD: &str =
    "result,reference,reference_standard,chosen_at_random,reference_used_screen,site,language\n";

/// Everybody checked: TP, FN, FP, TN of one site and language.
fn checked([tp, fn_, fp, tn]: [usize; 4], place: &str) -> String {
    [
        rows(&format!("positive,yes,conference,,no,{place}"), tp),
        rows(&format!("negative,yes,conference,,no,{place}"), fn_),
        rows(&format!("positive,no,conference,,no,{place}"), fp),
        rows(&format!("negative,no,conference,,no,{place}"), tn),
    ]
    .concat()
}

fn table(rows: &str) -> Table {
    read(format!("{HEAD}{rows}").as_bytes(), &Reading::default()).unwrap()
}

fn answer(rows: &str, telling: Telling) -> Report {
    let asked = Asked { prevalences: prevalence::DEFAULT.to_vec(), by: None, telling };
    assess(&table(rows), &asked)
}

fn whole(report: &Report) -> &Answer {
    &report.instruments[0].all
}

fn why(measure: &Measure) -> &str {
    measure.refused.as_deref().unwrap_or_else(|| panic!("told: {measure:?}"))
}

#[test]
fn sensitivity_is_refused_where_only_those_who_screened_positive_were_checked() {
    let text = [checked([30, 0, 70, 0], "n,en"), rows("negative,,,,,n,en", 900)].concat();
    let report = answer(&text, Telling::Everything);
    let found = whole(&report);
    assert_eq!(found.measures.basis, Basis::NegativesUnknown);
    let all = &found.measures;
    for refused in [
        &all.sensitivity,
        &all.specificity,
        &all.npv_here,
        &all.prevalence_here,
        &all.positive_likelihood_ratio,
        &all.negative_likelihood_ratio,
        &all.youden,
    ] {
        assert!(why(refused).contains("nobody knows how many were missed"));
    }
    assert_eq!(found.measures.ppv_here.estimate, Some(0.3));
    assert!(found.at.is_empty());
    let words = text::write(&report);
    assert!(words.contains("cannot be said without sensitivity"), "{words}");
}

/// People who came back and were then recognised are no sample: checking them by chance is the point.
#[test]
fn negatives_checked_for_a_reason_are_no_sample_and_are_set_aside_beside_one() {
    let came_back = rows("negative,yes,conference,no,no,n,en", 12);
    let others = rows("negative,,,,,n,en", 800);
    let chosen =
        [rows("negative,yes,conference,yes,no,n,en", 6), rows("negative,no,conference,yes,no,n,en", 94)]
            .concat();
    let positives = checked([30, 0, 70, 0], "n,en");
    let alone = answer(&[positives.as_str(), &came_back, &others].concat(), Telling::Everything);
    assert_eq!(whole(&alone).measures.basis, Basis::NegativesUnknown);
    let with_sample =
        answer(&[positives.as_str(), &came_back, &others, &chosen].concat(), Telling::Everything);
    let found = whole(&with_sample);
    assert_eq!(found.measures.basis, Basis::Sample);
    assert!(found.doubts.contains(&Doubt::SetAside), "{:?}", found.doubts);
    // 30 found; 6 of 100 of 912 missed.
    let expected = 30.0 / (30.0 + 0.06 * 912.0);
    assert!((found.measures.sensitivity.estimate.unwrap() - expected).abs() < 1e-12);
    let interval = found.measures.sensitivity.interval.unwrap();
    assert!(
        interval.low < expected && expected < interval.high && found.measures.sensitivity.wilson.is_none()
    );
}

#[test]
fn what_bends_the_figures_is_said() {
    let odd = [
        rows("positive,yes,conference,,yes,n,en", 20),
        rows("positive,no,interview,,,n,en", 20),
        rows("positive,,,yes,,s,en", 5),
        rows("negative,yes,conference,yes,,n,en", 2),
        rows("negative,no,conference,yes,no,s,en", 40),
        rows("negative,,,yes,,s,en", 7),
        rows("negative,,,,,s,en", 100),
    ]
    .concat();
    let report = answer(&odd, Telling::Everything);
    let wanted = [
        Doubt::Incorporation,
        Doubt::SeveralStandards,
        Doubt::PositivesChosen,
        Doubt::ChosenUnchecked,
        Doubt::FewMissed,
        Doubt::FewSites,
    ];
    assert_eq!(whole(&report).doubts, wanted);
    let words = text::write(&report);
    assert_eq!(words.matches("Doubt: ").count(), wanted.len());
    assert!(words.contains("Checked against: conference; interview."), "{words}");
    let unsaid = answer(&odd.replace(",yes,n,en", ",,n,en"), Telling::Everything);
    assert!(whole(&unsaid).doubts.contains(&Doubt::IncorporationUnknown));
    let clean = answer(&checked([20, 20, 20, 20], "n,en"), Telling::Everything);
    assert_eq!(whole(&clean).doubts, []);
}

#[test]
fn one_class_alone_is_refused_with_the_reason() {
    let none = answer(&checked([0, 0, 30, 60], "n,en"), ELEVEN);
    assert!(why(&whole(&none).measures.sensitivity).contains("nobody checked was trafficked"));
    assert!(whole(&none).at.is_empty());
    let all = answer(&checked([30, 20, 0, 0], "n,en"), ELEVEN);
    assert!(why(&whole(&all).measures.specificity).contains("everybody checked was trafficked"));
    let nobody = answer(&rows("negative,,,,,n,en", 40), ELEVEN);
    assert_eq!(whole(&nobody).measures.basis, Basis::NegativesUnknown);
    let unchecked = answer(&[rows("positive,,,,,n,en", 40), rows("negative,,,,,n,en", 40)].concat(), ELEVEN);
    assert!(why(&whole(&unchecked).measures.ppv_here).contains("nobody who screened positive was checked"));
}

/// No number of the whole answer, in either form, lets four missed persons be read off.
#[test]
fn a_small_count_is_told_as_a_range_alone() {
    let report = answer(&checked([26, 4, 73, 237], "n,en"), ELEVEN);
    let found = &whole(&report).measures;
    let range = found.sensitivity.between.unwrap();
    assert_eq!((range.low, range.high), (0.7, 0.95));
    for measure in [&found.sensitivity, &found.specificity, &found.ppv_here, &found.npv_here] {
        assert!(measure.between.is_some(), "{measure:?}");
        assert_eq!((measure.estimate, measure.part, measure.of), (None, None, None));
        assert_eq!((measure.wilson, measure.exact, measure.interval), (None, None, None));
    }
    for measure in [&found.youden, &found.positive_likelihood_ratio, &found.negative_likelihood_ratio] {
        assert!(why(measure).contains("small"));
    }
    for at in &whole(&report).at {
        assert_eq!((at.ppv, at.npv), (None, None));
        assert!(at.ppv_interval.is_some() && at.of_thousand[0] != at.of_thousand[1]);
    }
    let (json, words) = (serde_json::to_string(&report).unwrap(), text::write(&report));
    for telltale in ["86.", "0.8666", "26 of 30", "of 30", "\"part\":4", "4 of"] {
        assert!(!json.contains(telltale) && !words.contains(telltale), "{telltale}: {words}");
    }
    assert!(words.contains("between 70 and 95 %") && words.contains("--with-counts"), "{words}");
    let open = answer(&checked([26, 4, 73, 237], "n,en"), Telling::Everything);
    assert!(text::write(&open).contains("26 of 30"));
}

#[test]
fn a_share_of_very_few_is_not_told_at_all() {
    let report = answer(&checked([4, 2, 40, 80], "n,en"), ELEVEN);
    assert!(why(&whole(&report).measures.sensitivity).contains("fewer than 11 persons"));
    assert!(whole(&report).measures.specificity.between.is_some());
    assert!(whole(&report).at.is_empty());
}

/// North has four missed. From the whole and South they could be computed, were South told exactly.
#[test]
fn what_one_group_hides_its_siblings_do_not_give_away() {
    let text = [checked([26, 4, 73, 237], "north,en"), checked([30, 20, 60, 200], "south,en")].concat();
    let report = answer(&text, ELEVEN);
    assert_eq!(whole(&report).measures.sensitivity.of, Some(80));
    let by_site = &report.instruments[0].by[0];
    assert_eq!(by_site.column, "site");
    for group in &by_site.groups {
        assert!(group.answer.measures.sensitivity.between.is_some(), "{group:?}");
    }
    // A group of another column could hold the same persons as one of these.
    let by_language = &report.instruments[0].by[1];
    assert!(by_language.groups[0].answer.measures.sensitivity.between.is_some());
}

#[test]
fn groups_stand_in_the_order_of_names_and_say_who_refused() {
    let head = "result,reference,reference_standard,participation,group\n";
    let kind = |kind: &str, times: [usize; 4], refused: usize, not_asked: usize| {
        let [tp, fn_, fp, tn] = times;
        [
            rows(&format!("positive,yes,conference,,{kind}"), tp),
            rows(&format!("negative,yes,conference,,{kind}"), fn_),
            rows(&format!("positive,no,conference,,{kind}"), fp),
            rows(&format!("negative,no,conference,asked,{kind}"), tn),
            rows(&format!(",,,refused,{kind}"), refused),
            rows(&format!(",,,not_asked,{kind}"), not_asked),
        ]
        .concat()
    };
    let text =
        [head.to_owned(), kind("police", [12, 30, 20, 100], 40, 60), kind("nurse", [40, 12, 20, 100], 20, 0)]
            .concat();
    let asked =
        Asked { prevalences: prevalence::DEFAULT.to_vec(), by: Some(vec![Column::Group]), telling: ELEVEN };
    let report = assess(&read(text.as_bytes(), &Reading::default()).unwrap(), &asked);
    let groups = &report.instruments[0].by[0].groups;
    assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["nurse", "police"]);
    let police = groups[1].answer.participation.as_ref().unwrap();
    assert_eq!((police.screened, police.refused, police.not_asked), (Some(162), Some(40), Some(60)));
    assert!((police.refused_of_asked.estimate.unwrap() - 40.0 / 202.0).abs() < 1e-12);
    assert!(text::write(&report).contains("which ranks nobody"));
    let fewer = text.replacen(",,,refused,nurse\n", "", 15);
    let report = assess(&read(fewer.as_bytes(), &Reading::default()).unwrap(), &asked);
    for group in &report.instruments[0].by[0].groups {
        let who = group.answer.participation.as_ref().unwrap();
        assert_eq!((who.screened, who.refused, who.not_asked), (None, None, None));
        assert!(who.refused_of_asked.between.is_some());
    }
}

fn pairs(rows: &[(usize, &str, &str, &str)]) -> Table {
    let mut text = "person,instrument,result,reference,reference_standard\n".to_owned();
    let mut person = 0;
    for (times, first, second, reference) in rows {
        for _ in 0..*times {
            person += 1;
            let standard = if reference.is_empty() { "" } else { "conference" };
            for (instrument, result) in [("A", first), ("B", second)] {
                writeln!(text, "p{person},{instrument},{result},{reference},{standard}").unwrap();
            }
        }
    }
    read(text.as_bytes(), &Reading::default()).unwrap()
}

#[test]
fn two_instruments_are_compared_on_the_same_persons_apart_for_both_kinds() {
    let table = pairs(&[
        (30, "positive", "positive", "yes"),
        (21, "positive", "negative", "yes"),
        (14, "negative", "positive", "yes"),
        (12, "negative", "negative", "yes"),
        (121, "negative", "positive", "no"),
        (59, "positive", "negative", "no"),
        (15, "positive", "negative", ""),
    ]);
    let found = compare::compare(&table, "A", "B", ELEVEN).unwrap();
    let trafficked = &found.among_trafficked;
    assert_eq!((trafficked.only_first_right, trafficked.only_second_right), (Some(21), Some(14)));
    assert!((trafficked.p.unwrap() - 0.310_504_659_079).abs() < 1e-9);
    assert_eq!(trafficked.reading, Finding::NoDifferenceShown);
    assert_eq!(found.among_others.reading, Finding::FirstBetter);
    assert!(!found.is_everybody_checked);
    let turned = compare::compare(&table, "B", "A", ELEVEN).unwrap();
    assert_eq!(
        (turned.among_others.p, turned.among_others.reading),
        (found.among_others.p, Finding::SecondBetter)
    );
}

#[test]
fn a_comparison_hides_small_counts_and_refuses_what_is_none() {
    let table = pairs(&[(20, "positive", "positive", "yes"), (9, "positive", "negative", "yes")]);
    let found = compare::compare(&table, "A", "B", ELEVEN).unwrap();
    let told = found.among_trafficked;
    assert_eq!((told.persons, told.only_first_right, told.p), (None, None, None));
    assert_eq!((told.reading, found.among_others.reading), (Finding::FirstBetter, Finding::TooFew));
    let said = |first, second| compare::compare(&table, first, second, ELEVEN).unwrap_err().to_string();
    assert!(said("A", "C").contains("no instrument `C` (mend: one of A, B)"));
    assert!(said("A", "A").contains("with itself"));
    let unchecked = pairs(&[(20, "positive", "positive", "")]);
    assert!(
        compare::compare(&unchecked, "A", "B", ELEVEN)
            .unwrap_err()
            .to_string()
            .contains("nobody who was checked")
    );
    let nameless = read(
        "instrument,result,reference,reference_standard\nA,positive,yes,x\nB,positive,yes,x\n".as_bytes(),
        &Reading::default(),
    );
    let error = compare::compare(&nameless.unwrap(), "A", "B", ELEVEN).unwrap_err();
    assert!(error.to_string().contains("no column `person`"));
}

#[test]
fn a_score_has_an_area_only_where_everybody_was_checked() {
    let person = |at: u32| {
        let reference = if at.is_multiple_of(3) { "yes" } else { "no" };
        format!("{},{reference},conference\n", at * 7 % 11 + if at.is_multiple_of(3) { 4 } else { 0 })
    };
    let scores: String = (0..90).map(person).collect();
    let reading = Reading { positive: Vec::new(), cutoff: Some(8.0) };
    let asked = Asked { prevalences: prevalence::DEFAULT.to_vec(), by: None, telling: Telling::Everything };
    let of = |text: &str| {
        let table = read(format!("score,reference,reference_standard\n{text}").as_bytes(), &reading).unwrap();
        assess(&table, &asked)
    };
    let report = of(&scores);
    let area = whole(&report).measures.auc.clone().unwrap();
    assert!(area.estimate.unwrap() > 0.5 && area.interval.is_some());
    let partly = of(&format!("{scores}3,,\n"));
    assert!(
        why(whole(&partly).measures.auc.as_ref().unwrap()).contains("not everybody screened was checked")
    );
    let backwards: String = scores.lines().rev().map(|line| format!("{line}\n")).collect();
    assert_eq!(serde_json::to_string(&of(&backwards)).unwrap(), serde_json::to_string(&report).unwrap());
}

#[test]
fn times_are_told_once_a_person_and_whoever_was_never_reached_is_in_them() {
    let head = "person,instrument,result,reference,reference_standard,hours_to_safe_place\n";
    let person = |at: usize| {
        let hours = if at.is_multiple_of(2) { "never".to_owned() } else { at.to_string() };
        ["A", "B"].map(|tool| format!("p{at},{tool},positive,,,{hours}\n")).concat()
    };
    let of = |persons: usize, telling| {
        let text: String = (1..=persons).map(person).collect();
        let asked = Asked { prevalences: prevalence::DEFAULT.to_vec(), by: None, telling };
        assess(&read(format!("{head}{text}").as_bytes(), &Reading::default()).unwrap(), &asked)
    };
    let many = of(41, ELEVEN).to_safe_place.unwrap().all;
    assert_eq!((many.persons, many.not_yet), (Some(41), Some(20)));
    assert_eq!(many.quartiles.unwrap()[..2], [Quartile::Hours(21.0), Quartile::Hours(41.0)]);
    assert_eq!(many.quartiles.unwrap()[2], Quartile::NotYet);
    let few = of(9, ELEVEN).to_safe_place.unwrap().all;
    assert_eq!((few.persons, few.quartiles), (None, None));
    assert!(text::write(&of(9, ELEVEN)).contains("too few"));
    assert_eq!(of(9, ELEVEN).to_presumption, None);
}

#[test]
fn a_thousand_persons_are_told_in_words_and_never_with_false_certainty() {
    let report = from_counts(Counts::parse("26,4,73,237").unwrap(), &prevalence::DEFAULT);
    let words = text::write(&report);
    assert!(words.contains("Of 1,000 persons screened"), "{words}");
    // At 1.4 %: 14 trafficked, 12 found, 2 missed, 232 flagged though not; 5.0 % of those flagged are right.
    let line = words.lines().find(|line| line.contains("14 (1.4 %)")).unwrap();
    let cells: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(&cells[1..4], ["12", "2", "232"]);
    assert!(cells[4].starts_with("5.0 %"), "{line}");
    assert!(words.contains("over 99.9 %") && !words.contains("100.0 % ("), "{words}");
    assert!(words.contains("it never means that somebody is a victim"), "{words}");
    assert_eq!(whole(&report).doubts, [Doubt::CountsAlone]);
}
