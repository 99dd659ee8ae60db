//! A finding in words, for a tired person at the end of a shift.
//!
//! Says what was seen, how much was asked, what to do now and what the screen cannot know. Every line carries a key,
//! so that a page can put its own translation in place of the English text; signs come in the reader's language
//! where the instrument has it. There is always something to do, also when nothing was seen or asked.

mod phrases;

use std::fmt;

use serde::Serialize;

use crate::finding::{Band, Finding, Note, Reason, ReasonCode};
use crate::terms::About;

/// One sentence or two, with the key of their translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The key of the message.
    pub key: String,
    /// The values that the message takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<(&'static str, String)>,
    /// The text in English, with the values filled in.
    pub text: String,
}

impl Line {
    fn new(key: impl Into<String>, text: impl Into<String>) -> Self {
        Line { key: key.into(), arguments: Vec::new(), text: text.into() }
    }
}

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The language asked for; signs are in it where the instrument has it.
    pub language: String,
    /// What to do next, in a few words.
    pub headline: Line,
    /// Why, one line a reason.
    pub why: Vec<Line>,
    /// How much was asked.
    pub asked: Line,
    /// The signs that are there and how each came to be known.
    pub seen: Vec<Line>,
    /// Signs that were not counted, and why.
    pub set_aside: Vec<Line>,
    /// What to do now.
    pub do_now: Vec<Line>,
    /// What this screen cannot know.
    pub limits: Vec<Line>,
    /// How the person can come back.
    pub come_back: Line,
}

/// Puts a finding into words.
pub fn explain(finding: &Finding, language: &str) -> Explanation {
    Explanation {
        language: language.to_owned(),
        headline: match finding.about {
            About::Person => phrases::headline(finding.band),
            About::Account => phrases::account_headline(finding.band),
        },
        why: why(finding, language),
        asked: asked(finding),
        seen: seen(finding, language),
        set_aside: set_aside(finding, language),
        do_now: do_now(finding),
        limits: limits(finding),
        come_back: match finding.about {
            About::Person => phrases::come_back(),
            About::Account => phrases::look_again(),
        },
    }
}

/// Every sentence that an explanation may hold, but for those that carry words of the instrument or numbers: for
/// translations, and for a client that explains by itself.
pub fn sentences() -> Vec<Line> {
    let mut all = phrases::all();
    all.sort_by(|one, other| one.key.cmp(&other.key));
    all.dedup_by(|one, other| one.key == other.key);
    all
}

fn why(finding: &Finding, language: &str) -> Vec<Line> {
    let line = |code: ReasonCode| {
        let mut line = phrases::reason(code);
        if code == ReasonCode::CaseOutcome {
            let outcome = finding.outcome_label.in_language(language).to_owned();
            line.text = format!("{outcome}.");
            line.arguments.push(("outcome", outcome));
        }
        line
    };
    // A reason for less than the band would only blur what to do now.
    let speaks =
        |reason: &&Reason| reason.band == finding.band || reason.code == ReasonCode::RelationAmongSigns;
    finding.reasons.iter().filter(speaks).map(|reason| line(reason.code)).collect()
}

fn asked(finding: &Finding) -> Line {
    let text = match (finding.asked, finding.of) {
        (0, of) => format!("Asked or looked for: 0 of {of}. Safety comes before questions."),
        (asked, of) if asked < of => {
            format!("Asked or looked for: {asked} of {of}. What was not asked is open, not answered with no.")
        }
        (asked, of) => format!("Asked or looked for: {asked} of {of}."),
    };
    let arguments = vec![("asked", finding.asked.to_string()), ("of", finding.of.to_string())];
    Line { key: "screening-asked".to_owned(), arguments, text }
}

fn seen(finding: &Finding, language: &str) -> Vec<Line> {
    if finding.indicators.is_empty() && finding.about == About::Account {
        return vec![Line::new("screening-seen-nothing-account", "No sign is noted.")];
    }
    if finding.indicators.is_empty() {
        return vec![Line::new(
            "screening-seen-nothing",
            "No sign is noted. Many people say nothing at first.",
        )];
    }
    let line = |sign: &crate::finding::SignPresent| {
        let label = sign.label.in_language(language).to_owned();
        let how = phrases::how(sign.how);
        let mut text = format!("{label} ({how}).");
        if let Some(note) = &sign.bias_note {
            text.push_str(" Take care: ");
            text.push_str(note);
        }
        let arguments =
            vec![("code", sign.code.clone()), ("label", label), ("how", sign.how.code().to_owned())];
        Line { key: "screening-seen".to_owned(), arguments, text }
    };
    finding.indicators.iter().map(line).collect()
}

fn set_aside(finding: &Finding, language: &str) -> Vec<Line> {
    let line = |sign: &crate::finding::SetAside| {
        let label = sign.label.in_language(language).to_owned();
        let because: Vec<&str> = sign.because.iter().map(|setting| phrases::setting(*setting)).collect();
        let because = because.join(", ");
        let text = format!(
            "{label}. Not counted here: {because}. If a private person does it, tell a trained colleague."
        );
        let arguments = vec![("code", sign.code.clone()), ("label", label), ("because", because)];
        Line { key: "screening-set-aside".to_owned(), arguments, text }
    };
    finding.set_aside.iter().map(line).collect()
}

fn do_now(finding: &Finding) -> Vec<Line> {
    if finding.about == About::Account {
        return phrases::account_steps(finding.band);
    }
    let mut lines = phrases::steps(finding.band);
    if finding.reasons.iter().any(|reason| reason.code == ReasonCode::RelationAlone) {
        lines.extend(phrases::verify_relation());
    }
    if finding.treated_as_child {
        lines.extend(phrases::child_steps(finding.band));
    }
    if finding.band < Band::ProtectNow && finding.notes.contains(&Note::NothingAsked) {
        lines.push(phrases::ask_later());
    }
    lines
}

fn limits(finding: &Finding) -> Vec<Line> {
    let mut lines: Vec<Line> = finding.notes.iter().filter_map(|note| phrases::note(*note)).collect();
    lines.extend(phrases::limits());
    lines
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.headline.text)?;
        writeln!(formatter, "{}", self.asked.text)?;
        let parts = [
            ("What to do now", &self.do_now),
            ("Why", &self.why),
            ("What was seen or told", &self.seen),
            ("Not counted", &self.set_aside),
            ("What this screen cannot know", &self.limits),
        ];
        for (title, lines) in parts.iter().filter(|(_, lines)| !lines.is_empty()) {
            writeln!(formatter, "\n{title}")?;
            for line in *lines {
                writeln!(formatter, "- {}", line.text)?;
            }
        }
        writeln!(formatter, "\n{}", self.come_back.text)
    }
}
