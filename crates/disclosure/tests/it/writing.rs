//! What is written opens in a spreadsheet without running.

use havenward_disclosure::write::neutral;

#[test]
fn formulas_are_neutralised() {
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"] {
        assert_eq!(neutral(formula), format!("'{formula}"));
    }
    assert_eq!(neutral("labour = domestic"), "labour = domestic");
    assert_eq!(neutral(""), "");
}
