//! What is written reads back as the same, and is written the same again.

use havenward_exchange::xlsform::{self, Unwritable};
use havenward_screening::{library, parse};

use crate::workbook::{Cells, shipped};

#[test]
fn every_shipped_instrument_comes_back_as_it_was() {
    for (id, _) in library::shipped() {
        let instrument = shipped(id);
        let bytes = xlsform::write(&instrument).unwrap();
        let read = xlsform::read("back.xlsx", &bytes).unwrap_or_else(|wrong| panic!("{id}: {wrong:#?}"));
        assert_eq!(read, instrument, "{id}");
        assert_eq!(xlsform::write(&read).unwrap(), bytes, "{id}");
    }
}

/// Everything the format knows at once, in three languages.
const EVERYTHING: &str = r#"
id = "everything"
version = "2.1.0"
title.en = "Everything"
title.uk = "Все"
for_whom = "adult"
about = "person"
review_state = "reviewed"
reviewed_by = "A. Practitioner = \"x\" \\ y"
reviewed_on = "2026-03-31"
needs_check = true
licence = "CC0-1.0"

[[sources]]
key = "own work"
title = "=SUM(A1) is a title here"
place = "Vol. 3\nline two"
mark = "D"

[[sources]]
key = "other"
title = "Other"

[[combination]]
strong = 2
medium = 1

[[dimensions]]
code = "A"
label.en = "A"
label.pt-BR = "Á"
phase = "journey"

[[dimensions]]
code = "B"
label.en = "B"

[[dimensions.combination]]
weak = 3

[[outcomes]]
code = "held"
label.en = "Held"
band = "protect_now"
child_only = true
when = [{ positive = ["A", "B"], any_sign = ["B"] }, { any_strong = ["A"], any_positive = ["B"] }]

[[choices]]
list = "who"
name = "one"
label.en = "One"
label.uk = "Один"
audio.uk = "one-uk.ogg"
columns = { near = "yes", far = "1" }

[[choices]]
list = "who"
name = "two"
label.en = "Two"

[[fields]]
name = "count"
type = "integer"
label.en = "How many?"
hint.en = "A number"
audio.en = "count.ogg"
required = true
constraint = ". > 0 and . < 9"
constraint_message.en = "1 to 8"
constraint_message.uk = "1–8"

[[fields]]
name = "who"
type = "select_multiple"
list = "who"
label.en = "Who?"
relevant = "${count} > 1"
choice_filter = "near = 'yes' or name = 'two'"

[[fields]]
name = "sum"
type = "calculate"
calculation = "count-selected(${who}) + number(${count})"

[[indicators]]
code = "A1"
label.en = "Papers kept"
label.uk = "Документи"
question.en = "Papers kept"
question.uk = "Документи"
observe.en = "Look"
hint.uk = "Порада"
hint.en = "Hint"
audio.uk = "a1.ogg"
audio.en = "a1-en.ogg"
strength = "strong"
dimension = "A"
kind = "control"
mode = ["ask", "document"]
ask_by = "trained"
not_if = ["camp", "disaster"]
bias_note = "Take care."
check_note = "Compare."
source = "own work"
also_from = ["other", "own work"]
phase = "recruitment"
ilo_11 = [3, 4]

[[indicators]]
code = "B1"
type = "acknowledge"
label.en = "  Spaces around  "
relevant = "${A1} != 'not_asked' and ${sum} > 2"
strength = "weak"
dimension = "B"
kind = "exploitation"
mode = "observe"
ask_by = "any"
source = "other"
"#;

#[test]
fn everything_that_the_format_knows_comes_back() {
    let instrument = parse("everything.toml", EVERYTHING).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let bytes = xlsform::write(&instrument).unwrap();
    let read = xlsform::read("back.xlsx", &bytes).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    assert_eq!(read, instrument);
}

#[test]
fn a_question_written_into_the_survey_is_the_question() {
    let mut cells = Cells::of("ilo-delphi-labour-adult");
    cells.set("survey", "DR01", "label::English (en)", "Was the work what you were told?");
    let read = xlsform::read("mine.xlsx", &cells.bytes()).unwrap();
    let sign = read.indicators.iter().find(|sign| sign.code == "DR01").unwrap();
    assert_eq!(sign.question.in_language("en"), "Was the work what you were told?");
    assert_eq!(sign.label, shipped("ilo-delphi-labour-adult").indicators[0].label);
}

#[test]
fn a_weight_changed_in_the_sheet_is_the_weight() {
    let mut cells = Cells::of("first-contact-6");
    cells.set("scoring", "FC4", "strength", " weak ");
    let read = xlsform::read("mine.xlsx", &cells.bytes()).unwrap();
    let sign = read.indicators.iter().find(|sign| sign.code == "FC4").unwrap();
    assert_eq!(sign.strength.code(), "weak");
}

#[test]
fn a_code_that_no_form_can_hold_is_refused() {
    let text = EVERYTHING.replace("code = \"A1\"", "code = \"1A\"").replace("${A1}", "${1A}");
    let refused = xlsform::write(&parse("digits.toml", &text).unwrap());
    assert!(matches!(refused, Err(Unwritable::Code(code)) if code == "1A"));
}
