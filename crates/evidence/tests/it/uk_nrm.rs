//! Referrals to the UK National Referral Mechanism (Home Office statistics, Open Government Licence v3.0),
//! walking forward: what docs/methods/trends.md says would have been flagged.

use havenward_evidence::progress::Progress;
use havenward_evidence::trends::table::{Absent, Reading, Table, read};
use havenward_evidence::trends::{Method, score_all};

const QUARTERS: &str = include_str!("../data/uk_nrm_quarters.csv");
const FORMS: &str = include_str!("../data/uk_nrm_forms.csv");

fn table(text: &str) -> Table {
    read(text.as_bytes(), Reading { frequency: None, absent: Absent::Missing }).unwrap()
}

/// Names of the quarters with an alarm among the last forty.
fn alarms(method: Method, series: &str) -> Vec<String> {
    let table = table(QUARTERS);
    let at = table.series.iter().position(|one| one.name == series).unwrap();
    let controls = method.defaults(table.frequency);
    let scores =
        score_all(&table.series, method, table.frequency, &controls, 40, &Progress::silent()).unwrap();
    scores[at]
        .iter()
        .filter(|score| score.alarm)
        .map(|score| table.labels[score.index - 1].clone().unwrap())
        .collect()
}

#[test]
fn the_rise_of_children_exploited_in_the_country_is_flagged() {
    let children = "children exploited in the UK";
    assert_eq!(alarms(Method::Accumulated, children), ["2017-Q1", "2017-Q4", "2018-Q1", "2018-Q2"]);
    let flexible = alarms(Method::FarringtonFlexibleDelta, children);
    assert_eq!(flexible.len(), 19);
    assert!(["2016-Q2", "2019-Q4"].iter().all(|quarter| flexible.iter().any(|one| one == quarter)));
}

#[test]
fn a_decade_of_growth_alarms_too_often_and_the_documents_say_so() {
    assert_eq!(alarms(Method::Accumulated, "all"), ["2014-Q1", "2019-Q3", "2019-Q4"]);
    assert_eq!(alarms(Method::FarringtonFlexibleDelta, "all").len(), 17);
    assert_eq!(alarms(Method::Bayes, "all").len(), 40);
}

#[test]
fn seven_quarters_of_forms_bear_no_answer() {
    let table = table(FORMS);
    let method = Method::FarringtonFlexibleDelta;
    let controls = method.defaults(table.frequency);
    let scores =
        score_all(&table.series, method, table.frequency, &controls, 7, &Progress::silent()).unwrap();
    assert!(scores.iter().flatten().all(|score| score.upper.is_none() && !score.alarm));
}
