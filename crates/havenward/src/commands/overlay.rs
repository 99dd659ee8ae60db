//! `havenward profile overlay`: a crisis overlay checked, signed by two bodies, switched on and off.
//!
//! Checking and signing need no server and hold no key of it. Switching is an act of the national
//! co-ordinator on the server: the operator has no command for it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Subcommand;
use havenward_app::overlays::approval_table;
use havenward_domain::overlay::{CouncilView, Proposal};
use havenward_domain::profile::{Problem, Profile};
use havenward_vault::checkpoint::{Origin, SigningKey};
use serde_json::{Value, json};

use crate::client::Client;
use crate::commands::profile::find;
use crate::config::Config;
use crate::exit::{BadInput, Refused};
use crate::{input, output, start};

/// Crisis overlays.
#[derive(Subcommand)]
pub enum Overlay {
    /// Hold an overlay against its profile: what speaks against it, and what is still missing.
    Check {
        /// The file, `-` for standard input.
        file: String,
        /// Id or file of the profile that it changes; the one it names if left out.
        #[arg(long)]
        base: Option<String>,
    },
    /// Show an overlay: rule by rule, who approved it, what the survivor council said.
    Show {
        /// The file, `-` for standard input.
        file: String,
        /// Id or file of the profile that it changes; the one it names if left out.
        #[arg(long)]
        base: Option<String>,
    },
    /// Make the key with which a body approves; its public half goes into the server's configuration.
    Keygen {
        /// The body, a code such as `ministry`.
        body: String,
        /// File for the private key; it must not exist yet.
        #[arg(long)]
        out: PathBuf,
    },
    /// Approve an overlay for a body: its signature is added at the end of the file.
    Sign {
        /// The file.
        file: PathBuf,
        /// File with the body's private key.
        #[arg(long)]
        key: PathBuf,
        /// Id or file of the profile that it changes; the one it names if left out.
        #[arg(long)]
        base: Option<String>,
    },
    /// Switch a signed overlay on, as the national co-ordinator.
    On {
        /// The file, `-` for standard input.
        file: String,
    },
    /// End the overlay, or one part of it, before its time, as the national co-ordinator.
    Off {
        /// Why, without names: everybody can read it.
        #[arg(long)]
        reason: String,
        /// Only this part.
        #[arg(long)]
        part: Option<String>,
    },
}

impl Overlay {
    /// Runs the command.
    pub fn run(&self, config: &Path, json: bool, who: Option<&str>) -> Result<ExitCode> {
        match self {
            Self::Check { file, base } => {
                let (proposal, base) = checked(file, &input::text(file)?, base.as_deref(), config)?;
                output::answer(json, &value(&proposal, &base), || standing(&proposal, &base))?;
            }
            Self::Show { file, base } => {
                let (proposal, base) = read(file, &input::text(file)?, base.as_deref())?;
                output::answer(json, &value(&proposal, &base), || shown(&proposal, &base))?;
            }
            Self::Keygen { body, out } => keygen(body, out, json)?,
            Self::Sign { file, key, base } => sign(file, key, base.as_deref(), config, json)?,
            Self::On { file } => {
                let client = Client::signed_in(who)?;
                let text = input::text(file)?;
                // What is wrong with the file is told with its own name before it is sent.
                checked(file, &text, None, config)?;
                let today = client.post("/api/v1/profile/overlay", &json!({ "file": text }))?;
                output::answer(json, &today, || day(&today))?;
            }
            Self::Off { reason, part } => {
                let form = json!({ "reason": reason, "part": part });
                let client = Client::signed_in(who)?;
                client.post("/api/v1/profile/overlay/off", &form)?;
                let today = client.send("get", "/api/v1/profile/today", None, None)?;
                output::answer(json, &today, || day(&today))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `havenward profile today`.
pub fn today(json: bool, who: Option<&str>) -> Result<ExitCode> {
    let today = Client::signed_in(who)?.send("get", "/api/v1/profile/today", None, None)?;
    output::answer(json, &today, || day(&today))?;
    Ok(ExitCode::SUCCESS)
}

/// An overlay and the profile that it changes.
pub fn read(name: &str, text: &str, base: Option<&str>) -> Result<(Proposal, Profile)> {
    let proposal = Proposal::parse(name, text).map_err(|wrong| input::problems(name, &wrong))?;
    let base = find(base.unwrap_or(proposal.base().0))?;
    Ok((proposal, base))
}

/// The overlay, unless something speaks against it; signatures count where a configuration names approvers.
fn checked(name: &str, text: &str, base: Option<&str>, config: &Path) -> Result<(Proposal, Profile)> {
    let (proposal, base) = read(name, text, base)?;
    let mut problems: Vec<Problem> =
        proposal.check(&base).err().map(|refusals| proposal.problems(&refusals)).unwrap_or_default();
    if config.exists() {
        let config = Config::read(config)?;
        if !config.approvers.is_empty() {
            problems.extend(start::approvers(&config)?.problems(&proposal, &base));
        }
    }
    if problems.is_empty() {
        return Ok((proposal, base));
    }
    let count = problems.len();
    let reasons = if count == 1 { "1 reason".to_owned() } else { format!("{count} reasons") };
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(Refused(format!("{name}: refused for {reasons}\n{}", lines.join("\n"))).into())
}

fn keygen(body: &str, out: &Path, json: bool) -> Result<()> {
    let is_code = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let origin: Option<Origin> = body.parse().ok().filter(|_| body.chars().all(is_code));
    let origin = origin.ok_or_else(|| {
        BadInput(format!(
            "{body}: not a code (mend: small letters, digits and underscores, such as ministry)"
        ))
    })?;
    let key = SigningKey::generate(origin);
    let mut file = output::new_file(out).map_err(|error| {
        BadInput(format!("{}: {error} (mend: name a file that is not there yet)", out.display()))
    })?;
    writeln!(file, "{}", key.text().as_str())?;
    file.sync_all()?;
    let public = key.verifying_key().text();
    output::answer(json, &json!({ "body": body, "public_key": public, "file": out }), || {
        format!(
            "The private key is in {}: it belongs to {body} alone, not to the server.\n\
             For the server's configuration:\n\n[approvers]\n{body} = \"{public}\"",
            out.display()
        )
    })
}

fn sign(file: &Path, key: &Path, named: Option<&str>, config: &Path, json: bool) -> Result<()> {
    let name = file.display().to_string();
    let text = input::text(&name)?;
    start::refuse_open_permissions(key)?;
    let damaged = || BadInput(format!("{}: not a private key of a body", key.display()));
    let key = SigningKey::parse(&input::text(&key.display().to_string())?).map_err(|_| damaged())?;
    let (proposal, base) = checked(&name, &text, named, config)?;
    let body = key.origin().as_str();
    let refuse = |field: &str, message: &str, mend: &str| {
        Refused(format!("{name}: refused for 1 reason\n{}", proposal.problem(field, message, mend)))
    };
    if proposal.council().is_none() {
        let mend = "add [council] with view = \"…\", or not_heard_because = \"…\", before anybody signs";
        return Err(refuse("council", "nobody approves before the survivor council was asked", mend).into());
    }
    if proposal.approvals().iter().any(|one| one.body == body) {
        let mend = "take its approval out of the file first";
        return Err(refuse(&format!("approvals.{body}"), "this body has signed already", mend).into());
    }
    let signed = text + &approval_table(&proposal, &base, &key, start::wall_clock()());
    replace(file, &signed)?;
    let (proposal, base) = checked(&name, &signed, named, config)?;
    output::answer(json, &value(&proposal, &base), || {
        format!("Signed for {body}.\n{}", standing(&proposal, &base))
    })
}

/// Replaces a file whole or not at all.
fn replace(file: &Path, text: &str) -> Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder).with_context(|| folder.display().to_string())?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(file).with_context(|| file.display().to_string())?;
    Ok(())
}

fn value(proposal: &Proposal, base: &Profile) -> Value {
    let changes: Vec<Value> = proposal
        .changes()
        .iter()
        .map(|one| json!({ "code": one.code, "part": one.part, "field": one.field, "why": one.why }))
        .collect();
    let approvals: Vec<Value> = proposal
        .approvals()
        .iter()
        .map(|one| json!({ "body": one.body, "at": one.at.to_string(), "key": one.key }))
        .collect();
    let council = match proposal.council() {
        Some(CouncilView::View(words)) => json!({ "heard": true, "words": words }),
        Some(CouncilView::NotHeardBecause(words)) => json!({ "heard": false, "words": words }),
        None => Value::Null,
    };
    let missing: Vec<String> = proposal.missing().iter().map(ToString::to_string).collect();
    json!({
        "id": proposal.id(), "title": proposal.title(), "why": proposal.why(),
        "base": base.version().to_string(), "from": proposal.from().to_string(),
        "until": proposal.until().to_string(), "changes": changes, "approvals": approvals,
        "council": council, "missing": missing,
    })
}

/// Where the file stands on its way to two approvals.
fn standing(proposal: &Proposal, base: &Profile) -> String {
    let missing = proposal.missing();
    let mut lines = vec![format!("{}  {}", proposal.id(), proposal.title())];
    lines.push(format!("On {}, {} to {}", base.version(), proposal.from(), proposal.until()));
    lines.extend(proposal.approvals().iter().map(|one| format!("Signed by {} on {}", one.body, one.at)));
    if missing.is_empty() {
        lines.push("Complete: the national co-ordinator may switch it on.".to_owned());
    } else {
        lines.push("It may be put before two bodies and the survivor council. Still missing:".to_owned());
        lines.extend(missing.iter().map(|one| format!("  {one}")));
    }
    lines.join("\n")
}

fn shown(proposal: &Proposal, base: &Profile) -> String {
    let mut lines = vec![standing(proposal, base), format!("\nWhy: {}", proposal.why())];
    lines.push(match proposal.council() {
        Some(CouncilView::View(words)) => format!("The survivor council: {words}"),
        Some(CouncilView::NotHeardBecause(words)) => format!("The survivor council was not heard: {words}"),
        None => "The survivor council: not asked yet".to_owned(),
    });
    lines.push("\nWhat it makes different".to_owned());
    match proposal.differences(base) {
        Ok(differences) => {
            lines.extend(
                differences.iter().map(|one| format!("  [{}] {}\n    {}", one.part, one.change, one.why)),
            );
        }
        Err(refusal) => lines.push(format!("  {refusal} (see: havenward profile overlay check)")),
    }
    lines.join("\n")
}

/// What the server says of today, for a person.
fn day(today: &Value) -> String {
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or("nothing").to_owned();
    let list =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let mut lines = vec![text(today, "says"), format!("Cases begin under {}", text(today, "rules"))];
    if let Some(overlay) = today.get("overlay").filter(|overlay| !overlay.is_null()) {
        lines.push(format!("Since {}, until {}", text(overlay, "since"), text(overlay, "until")));
        lines.push(format!("Why: {}", text(overlay, "why")));
        for one in list(overlay, "approvals") {
            lines.push(format!("Approved by {} on {}", text(&one, "body"), text(&one, "at")));
        }
        let council = overlay.get("council").cloned().unwrap_or_default();
        let heard = council.get("heard").and_then(Value::as_bool).unwrap_or_default();
        let said = if heard { "The survivor council" } else { "The survivor council was not heard" };
        lines.push(format!("{said}: {}", text(&council, "words")));
        for part in list(overlay, "parts_off") {
            lines.push(format!("Switched off: {}", part.as_str().unwrap_or_default()));
        }
        for one in list(overlay, "differences") {
            lines.push(format!("\n  {} [{}]", text(&one, "field"), text(&one, "part")));
            lines.push(format!("    rule:  {}\n    today: {}", text(&one, "rule"), text(&one, "today")));
            lines.push(format!("    why:   {}", text(&one, "why")));
        }
    }
    if let Some(last) = today.get("last").filter(|last| !last.is_null()) {
        let why = last.get("reason").and_then(Value::as_str).unwrap_or("its time was over");
        lines.push(format!("Last: {} ended on {}: {why}", text(last, "id"), text(last, "at")));
    }
    lines.join("\n")
}
