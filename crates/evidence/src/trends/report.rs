//! An answer about series: as figures for a program, as lines for a terminal, as a page to print.
//!
//! Whatever the form, it says what was counted and what that cannot show.

use serde::Serialize;

use super::method::{Controls, Frequency, Method};
use super::reporting::{self, ChangePoint, Meaning};
use super::score::Score;
use super::table::Table;

/// What counts of this kind are; stands in every form of the answer.
pub const UNIT: &str =
    "people identified or reported in each period; a count of identification is not a count of exploitation";

/// Where the search for changes in who reports begins; any other number finds the same large changes.
const CHANGE_SEED: u64 = 1;

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// How it was scored.
    pub method: Method,
    /// Periods a year.
    pub frequency: Frequency,
    /// With which controls.
    pub controls: Controls,
    /// What was counted.
    pub unit: &'static str,
    /// Series by series.
    pub series: Vec<Answer>,
}

/// One series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Its name.
    pub name: String,
    /// What a reader must know besides.
    pub notes: Vec<String>,
    /// Periods from which other reporters than before report, where the file says who did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reporting_changes: Vec<ChangePoint>,
    /// The scored periods.
    pub periods: Vec<Scored>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scored {
    /// Its name in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What the method says.
    #[serde(flatten)]
    pub score: Score,
    /// What an alarm may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Meaning>,
}

impl Report {
    /// Puts scores beside the table that they are of.
    pub fn new(method: Method, controls: Controls, table: &Table, scores: Vec<Vec<Score>>) -> Self {
        let series = table
            .series
            .iter()
            .zip(scores)
            .enumerate()
            .map(|(at, (series, scores))| {
                let reporters = table.reporters.get(at).map(Vec::as_slice).unwrap_or_default();
                let notes = notes(table, &series.counts, &scores, reporters.is_empty());
                let periods = scores
                    .into_iter()
                    .map(|score| Scored {
                        period: table.labels.get(score.index - 1).cloned().flatten(),
                        meaning: score.alarm.then(|| reporting::meaning(&score, reporters, table.frequency)),
                        score,
                    })
                    .collect();
                let reporting_changes = reporting::changes(reporters, CHANGE_SEED);
                Answer { name: series.name.clone(), notes, reporting_changes, periods }
            })
            .collect();
        Self { method, frequency: table.frequency, controls, unit: UNIT, series }
    }

    /// Lines for a terminal.
    pub fn text(&self) -> String {
        let mut lines =
            vec![format!("{}, {} periods. Counted: {UNIT}.", self.method.name(), frequency(self.frequency))];
        let (mut periods, mut alarms) = (0, 0);
        for answer in &self.series {
            periods += answer.periods.len();
            alarms += answer.periods.iter().filter(|one| one.score.alarm).count();
            lines.push(String::new());
            lines.push(format!("{}  {}", answer.name, sparkline(&answer.periods)));
            lines.extend(answer.lines());
        }
        lines.push(String::new());
        lines.push(format!(
            "{} in {periods} scored periods of {} series.",
            many(alarms, "alarm"),
            self.series.len()
        ));
        lines.push(
            "An alarm asks somebody to look; it says neither what happened nor to whom. Figures of every period: --json."
                .to_owned(),
        );
        lines.join("\n")
    }
}

impl Answer {
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let alarms: Vec<&Scored> = self.periods.iter().filter(|one| one.score.alarm).collect();
        let newest = self.periods.last().filter(|last| !last.score.alarm);
        if !alarms.is_empty() || newest.is_some() {
            lines.push(format!("  {:<12} {:>9} {:>9} {:>9}", "period", "observed", "expected", "bound"));
        }
        for one in alarms.iter().copied().chain(newest) {
            lines.push(one.line());
            // What nobody can know is said once, in the note.
            if let Some(meaning) = one.meaning.as_ref().filter(|meaning| **meaning != Meaning::Unknown) {
                lines.push(format!("               {}", meaning.words()));
            }
        }
        lines.extend(self.notes.iter().map(|note| format!("  Note: {note}.")));
        lines.extend(self.reporting_changes.iter().map(|change| format!("  {}", told(change))));
        lines
    }
}

fn told(change: &ChangePoint) -> String {
    let shares = |shares: &[reporting::Share]| -> String {
        let few: Vec<String> = shares
            .iter()
            .take(3)
            .map(|share| {
                format!("{} {:.0} % to {:.0} %", share.who, share.before * 100.0, share.after * 100.0)
            })
            .collect();
        few.join(", ")
    };
    let (more, less) = (shares(&change.more), shares(&change.less));
    let both = [more, less].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    format!("Who reports changes from period {}: {both} (p {:.3}).", change.index, change.p)
}

impl Scored {
    /// Name or number of the period.
    pub fn label(&self) -> String {
        self.period.clone().unwrap_or_else(|| self.score.index.to_string())
    }

    fn line(&self) -> String {
        let score = &self.score;
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.1}"));
        let observed = score.observed.map_or_else(|| "missing".to_owned(), |count| count.to_string());
        let end = match score.no_bound {
            Some(why) => format!("  {}", why.words()),
            None if score.alarm => "  ALARM".to_owned(),
            None => "  as expected".to_owned(),
        };
        let (expected, upper) = (number(score.expected), number(score.upper));
        format!("  {:<12} {observed:>9} {expected:>9} {upper:>9}{end}", self.label())
    }
}

/// Counts of the scored periods as eight heights; a dot is missing.
fn sparkline(periods: &[Scored]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = periods.iter().filter_map(|one| one.score.observed).max().unwrap_or(0).max(1);
    periods
        .iter()
        .map(|one| match one.score.observed {
            None => '·',
            Some(count) => {
                let height = u64::from(count) * 7 / u64::from(most);
                usize::try_from(height).ok().and_then(|height| HEIGHTS.get(height)).copied().unwrap_or('█')
            }
        })
        .collect()
}

fn notes(table: &Table, counts: &[Option<u32>], scores: &[Score], no_reporters: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let missing = counts.iter().filter(|count| count.is_none()).count();
    if missing > 0 {
        notes.push(format!("{} of {} counts are missing and were not taken for zero", missing, counts.len()));
    }
    if table.gaps > 0 {
        notes.push(format!("{} have no row in the file", many(table.gaps, table.frequency.period())));
    }
    let fewest = scores.iter().filter_map(|score| score.years_back).min();
    if let Some(years) = fewest {
        notes.push(format!(
            "short history: some periods were compared with only {} back",
            many(years, "year")
        ));
    }
    let mut without: Vec<(&str, usize)> = Vec::new();
    for why in scores.iter().filter_map(|score| score.no_bound) {
        match without.iter_mut().find(|(words, _)| *words == why.words()) {
            Some((_, count)) => *count += 1,
            None => without.push((why.words(), 1)),
        }
    }
    notes.extend(without.into_iter().map(|(why, count)| {
        format!("{} without an alarm possible: {why}", many(count, table.frequency.period()))
    }));
    if no_reporters && scores.iter().any(|score| score.alarm) {
        notes.push("without a column reporter nobody can tell more crime from more reporting".to_owned());
    }
    notes
}

fn many(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

pub(super) fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Weekly => "weekly",
        Frequency::Monthly => "monthly",
        Frequency::Quarterly => "quarterly",
    }
}
