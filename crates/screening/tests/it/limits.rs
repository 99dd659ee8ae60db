//! What malformed input may and may not do.

use havenward_screening::{Context, answers, parse};
use proptest::prelude::*;

use crate::shelf;

const SMALLEST: &str = include_str!("../../../../instruments/first-contact-6.toml");

#[test]
fn a_problem_reads_as_file_line_field_message_and_mend() {
    let problems =
        parse("mine.toml", &SMALLEST.replace("for_whom = \"any\"", "for_whom = \"men\"")).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].to_string(),
        "mine.toml:9: for_whom: \"men\" is not known here (mend: use one of adult, child, any)"
    );
}

#[test]
fn an_answer_problem_never_repeats_what_was_written() {
    let text = r#"{"instrument": "first-contact-6@1", "context": {"Anna": true}, "told_before": {"Anna": 1},
        "answers": {"Anna": "Anna says yes"}, "Anna": 1}"#;
    let problems = answers::parse_json(text).unwrap_err();
    assert_eq!(problems.len(), 4, "{problems:?}");
    assert!(problems.iter().all(|problem| !problem.to_string().contains("Anna")), "{problems:?}");
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let text = format!("{SMALLEST}\n# {}", "x".repeat(havenward_screening::parse::MAX_BYTES));
    assert_eq!(parse("big.toml", &text).unwrap_err()[0].code, "file.too_large");
}

#[test]
fn more_signs_or_dimensions_than_the_limit_are_refused() {
    let sign = SMALLEST.split("[[indicators]]").nth(1).unwrap();
    let signs: Vec<String> =
        (0..401).map(|nth| format!("[[indicators]]{}", sign.replace("FC1", &format!("Z{nth}")))).collect();
    let dimensions: Vec<String> =
        (0..17).map(|nth| format!("[[dimensions]]\ncode = \"D{nth}\"\nlabel.en = \"D\"\n")).collect();
    let text = format!("{SMALLEST}\n{}\n{}", dimensions.concat(), signs.concat());
    let problems = parse("many.toml", &text).unwrap_err();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert!(codes.contains(&"indicator.too_many") && codes.contains(&"dimension.too_many"), "{codes:?}");
}

#[test]
fn a_hostile_file_costs_little() {
    let problems = parse("hostile.toml", &"[[indicators]]\n".repeat(60_000)).unwrap_err();
    assert!(problems.iter().any(|problem| problem.code == "list.too_many"));
    assert!(problems.len() < 10_000, "{}", problems.len());
}

#[test]
fn states_beyond_the_instrument_are_ignored_and_missing_ones_were_not_asked() {
    let compiled = shelf::compiled("first-contact-6");
    let yes = havenward_screening::AnswerState::YesTold;
    let band = compiled.band(Context::default(), &[yes; 50]);
    assert_eq!(band, compiled.evaluate_states(Context::default(), &[yes; 6]).band);
    assert_eq!(compiled.evaluate_states(Context::default(), &[yes; 50]).asked, 6);
    assert_eq!(compiled.evaluate_states(Context::default(), &[]).asked, 0);
}

proptest! {
    #[test]
    fn no_text_makes_the_parsers_panic(text in ".{0,400}") {
        let _ = parse("any.toml", &text);
        let _ = answers::parse_json(&text);
    }

    #[test]
    fn no_damage_to_a_file_makes_the_parser_panic(at in 0..SMALLEST.len(), cut in 0..40usize, put in ".{0,6}") {
        let start = (0..=at).rev().find(|at| SMALLEST.is_char_boundary(*at)).unwrap();
        let end = (start + cut..SMALLEST.len()).find(|at| SMALLEST.is_char_boundary(*at)).unwrap_or(SMALLEST.len());
        let text = format!("{}{put}{}", &SMALLEST[..start], &SMALLEST[end..]);
        if let Err(problems) = parse("damaged.toml", &text) {
            let lines = text.split('\n').count();
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|problem| (1..=lines).contains(&problem.line)), "{problems:?}");
        }
    }
}

#[test]
fn the_example_of_the_readme_is_an_instrument_that_works() {
    let readme = include_str!("../../../../instruments/README.md");
    let block = |language: &str| {
        let rest = readme.split_once(&format!("```{language}\n")).unwrap().1;
        rest.split_once("```").unwrap().0
    };
    let instrument = parse("README.md", block("toml")).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let answers = answers::parse_json(block("json")).unwrap();
    let finding = havenward_screening::Compiled::new(instrument).evaluate(&answers).unwrap();
    assert_eq!(finding.set_aside[0].code, "PAPERS");
}
