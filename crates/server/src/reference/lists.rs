//! The two texts beside the reference: who may do what, and the problem codes.

use serde_json::Value;

/// Paragraphs: a line `may:`, a line `may not:`, and the operations, each as method and path.
const WHO_MAY: &str = include_str!("who_may.txt");
/// Lines of code, status and meaning with tabs between; what any operation may answer stands first.
const PROBLEMS: &str = include_str!("problems.txt");

/// Who may do something and who may not.
#[derive(Clone, Copy)]
pub(super) struct Who {
    pub may: &'static str,
    pub may_not: &'static str,
}

/// Who may send this.
pub(super) fn who_may(method: &str, path: &str) -> Option<Who> {
    let wanted = format!("{method} {path}");
    let paragraph = WHO_MAY.split("\n\n").find(|paragraph| paragraph.lines().any(|line| line == wanted))?;
    let after = |word: &str| paragraph.lines().find_map(|line| line.strip_prefix(word));
    Some(Who { may: after("may: ")?, may_not: after("may not: ")? })
}

/// A problem code with what it means.
#[derive(Clone, Copy)]
pub(super) struct ProblemLine {
    pub code: &'static str,
    pub status: &'static str,
    pub meaning: &'static str,
}

/// Every problem code.
pub(super) fn problems() -> Vec<ProblemLine> {
    let line = |line: &'static str| {
        let mut parts = line.split('\t');
        Some(ProblemLine { code: parts.next()?, status: parts.next()?, meaning: parts.next()? })
    };
    PROBLEMS.lines().filter_map(line).collect()
}

/// What an operation may answer by the way it is asked, and the rules of its noun.
pub(super) fn problems_of(described: &Value, path: &str, group: &str) -> Vec<ProblemLine> {
    let asks = |header: &str| {
        let mut parameters = described["parameters"].as_array().into_iter().flatten();
        parameters.any(|one| one["name"] == header)
    };
    let (signed, named) = (described["security"].is_array(), path.contains('{'));
    let sent = described.get("requestBody").is_some();
    let is_json = described["requestBody"]["content"].get("application/json").is_some();
    let fits = |code: &str| match code {
        "session.missing" | "forbidden" => signed,
        "not_found" => named,
        "invalid" => sent || named,
        "idempotency.missing" | "idempotency.mismatch" => asks("Idempotency-Key"),
        "body.too_large" => sent,
        "body.not_json" | "body.invalid" => is_json,
        "session.refused" | "session.delayed" => path == "/api/v1/session" && sent,
        "enrolment.refused" => group == "enrolment",
        "conflict" => signed && sent,
        _ => code.split_once('.').is_some_and(|(noun, _)| is_of(noun, group)),
    };
    problems().into_iter().filter(|problem| fits(problem.code)).collect()
}

/// Whether a code's noun is the group's: one and several, and what the groups join.
fn is_of(noun: &str, group: &str) -> bool {
    let plural = group.replace(' ', "_");
    let joins = match group {
        "assessments" => ["needs", "risks"].contains(&noun),
        "agreements" => noun == "share",
        "recognition" | "decisions" | "challenges" | "ages" | "supports" => {
            ["status", "clock"].contains(&noun)
        }
        "refusals" => noun == "disclosure" || noun == "legal_basis",
        "offers" => noun == "referral",
        "profile" => noun == "overlay",
        "screenings" => noun == "instrument" || noun == "told_before",
        _ => false,
    };
    let several = noun.strip_suffix('y').map(|stem| format!("{stem}ies"));
    joins
        || !["session", "enrolment", "body"].contains(&noun)
            && (plural == noun
                || plural == format!("{noun}s")
                || several.is_some_and(|several| several == plural))
}
