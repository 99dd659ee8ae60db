//! `havenward demo`: a whole installation of invented people, gone when it ends.

use std::io::{IsTerminal, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use havenward_app::demo::seeding::Stage;
use havenward_app::demo::{self, ATTRIBUTION, plan};
use havenward_app::overlays::approval_table;
use havenward_app::{App, Approvers, Instruments, Kind, Profiles, Secrets, Settings};
use havenward_domain::overlay::EXAMPLES;
use havenward_server::listen;
use havenward_vault::checkpoint::SigningKey;
use havenward_vault::password::{HashParams, Pepper};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tokio::net::TcpListener;

use crate::commands::overlay;
use crate::commands::serve::{self, Stop};
use crate::{output, start};

/// The profile of the demonstration's country.
const PROFILE: &str = "gb-ew";
/// The invented bodies that approve a crisis overlay in it.
const APPROVING: [&str; 2] = ["invented_ministry", "invented_rapporteur"];
/// How long its crisis overlay lasts unless somebody ends it.
const CRISIS_LASTS: SignedDuration = SignedDuration::from_hours(24 * 60);
/// How often progress is shown to somebody who watches.
const PROGRESS: Duration = Duration::from_millis(250);

/// Serves invented people on a temporary database.
#[derive(Args)]
pub struct Demo {
    /// Port on this machine; 0 takes a free one.
    #[arg(long, default_value_t = 8088)]
    port: u16,
    /// Seed of the plan: the same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Cases.
    #[arg(long, default_value_t = 2_000)]
    cases: usize,
    /// Days that the cases reach back.
    #[arg(long, default_value_t = 180)]
    days: u32,
}

impl Demo {
    /// Runs until told to stop, then removes everything it made.
    pub async fn run(self, json: bool) -> Result<ExitCode> {
        let plan = plan(self.seed, self.cases, self.days)?;
        let listener = serve::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))).await?;
        // From here on a signal is heard, so that the folder cannot be left behind.
        let mut stop = Stop::listen()?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.prefix("havenward-demo-").tempdir()?;
        let ended = tokio::select! {
            ended = play(folder.path(), plan, listener, json) => ended,
            () = stop.told() => Ok(()),
        };
        let path = folder.path().to_owned();
        folder.close().with_context(|| format!("{} could not be removed", path.display()))?;
        ended.map(|()| ExitCode::SUCCESS)
    }
}

/// Sets the stage, serves at once, and plays the cases meanwhile.
async fn play(folder: &Path, plan: demo::Plan, listener: TcpListener, json: bool) -> Result<()> {
    let seed = plan.seed;
    let crisis = Crisis::prepare(folder)?;
    let app = App::start(settings(folder, seed, crisis.approvers.clone())?).await?;
    let stage = Arc::new(Stage::set(&app, plan).await?);
    let url = format!("http://{}", listener.local_addr()?);
    let service = havenward_server::service(app.clone());
    let server = tokio::spawn(listen::serve(listener, service, std::future::pending()));
    let ends = EndsWithMe(vec![server.abort_handle(), tokio::spawn(serve::tick(app.clone())).abort_handle()]);
    announce(&app, &url, seed, &crisis.overlay, json)?;
    let playing = async {
        stage.play().await?;
        tell_refused(&stage);
        Ok(())
    };
    watch(&app, playing).await?;
    server.await?;
    drop(ends);
    Ok(())
}

/// An act that a rule refused leaves its case behind where it stood; the demonstration goes on.
fn tell_refused(stage: &Stage) {
    let refused = stage.refused();
    if let Some(first) = refused.first() {
        let (count, act) = (refused.len(), format!("{:?}", first.act));
        tracing::warn!(count, act, why = first.why, "acts of the plan were refused");
    }
}

/// Tasks that must not outlive the demonstration.
struct EndsWithMe(Vec<tokio::task::AbortHandle>);

impl Drop for EndsWithMe {
    fn drop(&mut self) {
        self.0.iter().for_each(tokio::task::AbortHandle::abort);
    }
}

fn settings(folder: &Path, seed: u64, approvers: Approvers) -> Result<Settings> {
    let origin = "demo.invalid/journal".parse().context("the name of the demonstration's journal")?;
    Ok(Settings {
        database: format!("sqlite:{}", folder.join("demo.db").display()),
        shred: format!("sqlite:{}", folder.join("shred.db").display()),
        secrets: Secrets::new(Pepper::generate(), SigningKey::generate(origin)),
        kind: Kind::Demo,
        clock: start::wall_clock(),
        seed: Some(seed),
        hash_params: HashParams::CURRENT,
        profiles: Profiles::shipped(PROFILE)?.approved_by(approvers),
        instruments: Instruments::shipped()?,
    })
}

/// A crisis overlay to play with: the example that comes with the product, from today, signed by two invented
/// bodies whose keys are gone with the demonstration.
struct Crisis {
    approvers: Approvers,
    overlay: PathBuf,
}

impl Crisis {
    fn prepare(folder: &Path) -> Result<Self> {
        let keys = APPROVING.map(|body| body.parse().map(SigningKey::generate));
        let keys: Vec<SigningKey> = keys.into_iter().collect::<Result<_, _>>()?;
        let public: Vec<(&str, String)> =
            keys.iter().map(|key| (key.origin().as_str(), key.verifying_key().text())).collect();
        let approvers = Approvers::parse(public.iter().map(|(body, key)| (*body, key.as_str())))?;
        let [(name, text)] = EXAMPLES;
        let now = Timestamp::from_second(start::wall_clock()().as_second())?;
        let until = now.checked_add(CRISIS_LASTS)?;
        let dated = |line: &str| match line.split_once(" = ") {
            Some(("from", _)) => format!("from = {now}\n"),
            Some(("until", _)) => format!("until = {until}\n"),
            _ => format!("{line}\n"),
        };
        let mut signed: String = text.lines().map(dated).collect();
        for key in &keys {
            let (proposal, base) = overlay::read(name, &signed, None)?;
            signed += &approval_table(&proposal, &base, key, now);
        }
        let overlay = folder.join(name);
        std::fs::write(&overlay, signed).with_context(|| overlay.display().to_string())?;
        Ok(Self { approvers, overlay })
    }
}

fn announce(app: &App, url: &str, seed: u64, overlay: &Path, json: bool) -> Result<()> {
    let accounts = demo::accounts(app)?;
    let roles: Vec<_> = accounts
        .iter()
        .map(|one| json!({ "login": one.login, "role": one.role.code(), "name": one.name }))
        .collect();
    let value = json!({
        "url": url, "seed": seed, "invented": true, "attribution": ATTRIBUTION, "roles": roles,
        "overlay": overlay,
    });
    output::answer(json, &value, || {
        let who: String = accounts
            .iter()
            .map(|one| format!("  {:<16} {:<20} {}\n", one.login, one.role.code(), one.name))
            .collect();
        let overlay = overlay.display();
        format!(
            "Demonstration. Every person, office and service in it is invented.\n\
             Open {url}/ or use the API under {url}/api/v1\n\n\
             Sign in without a passphrase, with a login or a role of this list:\n\
             \x20 havenward login --server {url} --demo-role fr_border\n\
             \x20 curl -X POST {url}/api/v1/demo/session -H 'Content-Type: application/json' \
             -d '{{\"role\": \"fr_border\"}}'\n\n{who}\n\
             A crisis overlay, signed and ready; see what it changes, and end it again:\n\
             \x20 havenward login --server {url} --demo-role nrm_coordinator\n\
             \x20 havenward profile overlay on {overlay}\n\
             \x20 havenward profile today\n\
             \x20 havenward profile overlay off --reason \"calm again\"\n\n\
             The mix of cases is drawn from published figures of the United Kingdom, 2022 to 2023.\n\
             {ATTRIBUTION}\n\n\
             Ctrl-C ends it and removes everything."
        )
    })?;
    std::io::stdout().flush()?;
    Ok(())
}

/// Shows how far the seeding has come, if somebody watches.
async fn watch(app: &App, playing: impl Future<Output = Result<(), havenward_app::AppError>>) -> Result<()> {
    let mut playing = std::pin::pin!(playing);
    let mut pace = tokio::time::interval(PROGRESS);
    let mut terminal = std::io::stderr();
    let is_watched = terminal.is_terminal();
    // The end is told to a file as well.
    let mut show = |end: &str| {
        let at = demo::progress(app);
        if is_watched || !end.is_empty() {
            // Progress is a courtesy: a closed terminal must not end the demonstration.
            let _ = write!(terminal, "\r{} of {} cases ready{end}", at.done, at.of);
        }
    };
    loop {
        tokio::select! {
            played = &mut playing => {
                show("\n");
                return Ok(played?);
            }
            _ = pace.tick() => show(""),
        }
    }
}
