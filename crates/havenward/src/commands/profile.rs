//! `havenward profile`: the country's rules, checked, shown and compared; crisis overlays.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;
use havenward_domain::coded::Coded;
use havenward_domain::profile::{INFORMATION, Profile, Provenance, SHIPPED, diff};
use serde_json::{Value, json};

use crate::commands::overlay::{self, Overlay};
use crate::exit::BadInput;
use crate::{input, output};

/// Profiles.
#[derive(Subcommand)]
pub enum ProfileCommand {
    /// Check a profile; every problem with its line and its mend.
    Check {
        /// The file, `-` for standard input.
        file: String,
    },
    /// Show what a profile says, and what of it must still be compared with the law.
    Show {
        /// Id of a shipped profile, or a file.
        profile: String,
    },
    /// Tell two profiles apart.
    Diff {
        /// Id or file of the one.
        before: String,
        /// Id or file of the other.
        after: String,
    },
    /// What a crisis overlay makes different today, on the server one is signed in to.
    Today,
    /// Crisis overlays.
    #[command(subcommand)]
    Overlay(Overlay),
}

impl ProfileCommand {
    /// Runs the command.
    pub fn run(&self, config: &Path, json: bool, who: Option<&str>) -> Result<ExitCode> {
        match self {
            Self::Check { file } => {
                let profile = parse(file, &input::text(file)?)?;
                output::answer(json, &value(&profile), || checked(&profile))?;
            }
            Self::Show { profile } => {
                let profile = find(profile)?;
                output::answer(json, &value(&profile), || shown(&profile))?;
            }
            Self::Diff { before, after } => {
                let changes = diff(&find(before)?, &find(after)?);
                let value: Vec<Value> = changes
                    .iter()
                    .map(|one| json!({ "field": one.field, "before": one.before, "after": one.after }))
                    .collect();
                output::answer(json, &value, || {
                    if changes.is_empty() {
                        return "They say the same.".to_owned();
                    }
                    changes.iter().map(|change| format!("{change}\n")).collect()
                })?;
            }
            Self::Today => return overlay::today(json, who),
            Self::Overlay(command) => return command.run(config, json, who),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn parse(name: &str, text: &str) -> Result<Profile> {
    Ok(Profile::parse(name, text).map_err(|wrong| input::problems(name, &wrong))?)
}

/// A shipped profile by its id, or a file.
pub fn find(name: &str) -> Result<Profile> {
    let shipped = SHIPPED.iter().find(|(file, _)| file.strip_suffix(".toml") == Some(name));
    if let Some((file, text)) = shipped {
        return parse(file, text);
    }
    if name == "-" || Path::new(name).exists() {
        return parse(name, &input::text(name)?);
    }
    let known: Vec<&str> = SHIPPED.iter().filter_map(|(file, _)| file.strip_suffix(".toml")).collect();
    Err(BadInput(format!("{name}: no such profile (mend: one of {}, or a file)", known.join(", "))).into())
}

fn value(profile: &Profile) -> Value {
    let information: Vec<Value> =
        INFORMATION.iter().map(|(field, why)| json!({ "field": field, "why": why })).collect();
    let to_check: Vec<Value> = profile
        .to_check()
        .map(|(field, from)| {
            json!({ "field": field, "source": from.source, "date": from.date, "tag": from.tag.code() })
        })
        .collect();
    let below: Vec<Value> = profile
        .below_standard()
        .into_iter()
        .map(|(field, law)| json!({ "field": field, "law": law }))
        .collect();
    let gaps: Vec<Value> = profile
        .standard_gaps()
        .iter()
        .map(|(code, gap)| json!({ "code": code, "standard": gap.standard, "law": gap.law }))
        .collect();
    let stages: Vec<Value> = profile
        .stages()
        .iter()
        .map(|(code, stage)| {
            json!({ "code": code, "decides": stage.decides.code(), "standard": stage.standard,
                "clock": stage.clock })
        })
        .collect();
    json!({
        "id": profile.version().id, "version": profile.version().version, "title": profile.title(),
        "country": profile.country(), "valid_from": profile.valid_from().to_string(),
        "valid_to": profile.valid_to().map(|day| day.to_string()), "stages": stages,
        "bodies": profile.bodies().iter().map(|(code, body)| (code, &body.title)).collect::<Vec<_>>(),
        "clocks": profile.clocks().keys().collect::<Vec<_>>(),
        "challenges": profile.challenges().keys().collect::<Vec<_>>(),
        "agreements": profile.agreements().keys().collect::<Vec<_>>(),
        "standard_gaps": gaps, "below_standard": below, "needs_check": to_check,
        "last_resort": profile.offers().last_resort,
        "information_only": information,
    })
}

fn checked(profile: &Profile) -> String {
    let mut lines = vec![format!("{}: the profile is well formed.", profile.version())];
    let to_check = to_check(profile);
    if !to_check.is_empty() {
        lines.push(format!("{} groups of values must still be compared with the law:", to_check.len()));
    }
    lines.extend(to_check);
    lines.join("\n")
}

fn to_check(profile: &Profile) -> Vec<String> {
    let line = |(field, from): (&String, &Provenance)| {
        format!("  needs check: {field} [{}] {}, {}", from.tag.code(), from.source, from.date)
    };
    profile.to_check().map(line).collect()
}

fn shown(profile: &Profile) -> String {
    let until = profile.valid_to().map_or_else(String::new, |day| format!(" to {day}"));
    let mut lines = vec![
        format!("{}  {} ({})", profile.version(), profile.title(), profile.country()),
        format!("In force from {}{until}", profile.valid_from()),
        "\nWho decides".to_owned(),
    ];
    lines.extend(profile.bodies().iter().map(|(code, body)| format!("  {code}: {}", body.title)));
    lines.push("\nStages".to_owned());
    lines.extend(profile.stages().iter().map(|(code, stage)| {
        let clock = stage.clock.as_deref().unwrap_or("no clock");
        format!("  {code}: {}, {}, {clock}", stage.decides.code(), stage.standard)
    }));
    let mut list = |title: &str, codes: Vec<&str>| lines.push(format!("\n{title}\n  {}", codes.join(", ")));
    list("Clocks", profile.clocks().keys().map(String::as_str).collect());
    list("Challenges", profile.challenges().keys().map(String::as_str).collect());
    list("Agreements", profile.agreements().keys().map(String::as_str).collect());
    lines.push(format!("\nPlace of last resort at night\n  {}", profile.offers().last_resort));
    let gaps = profile.standard_gaps().iter();
    let gaps =
        gaps.map(|(code, gap)| format!("  {code}: the standard: {}; the law: {}", gap.standard, gap.law));
    let below = profile.below_standard().into_iter().map(|(field, law)| format!("  {field}: by {law}"));
    let narrower: Vec<String> = gaps.chain(below).collect();
    if !narrower.is_empty() {
        lines.push("\nNarrower than the standard".to_owned());
        lines.extend(narrower);
    }
    lines.push("\nFor people to read; no rule of the software follows it".to_owned());
    lines.extend(INFORMATION.iter().map(|(field, why)| format!("  {field}: {why}")));
    lines.push("\nStill to be compared with the law".to_owned());
    lines.extend(to_check(profile));
    lines.join("\n")
}
