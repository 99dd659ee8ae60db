//! `havenward serve`: the service and its ticker, until told to stop.

use std::future::IntoFuture;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use havenward_app::App;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::config::Config;
use crate::start;

/// The ticker's pace. Entries on PostgreSQL are numbered within a second.
const TICK: Duration = Duration::from_millis(500);

/// Requests that are open when the service is told to stop have this long to end. What a client does not
/// finish sending must not keep the service from stopping.
const GRACE: Duration = Duration::from_secs(5);

/// Serves the live installation.
pub async fn run(path: &Path) -> Result<ExitCode> {
    let config = Config::read(path)?;
    let app = start::live(&config).await?;
    let listener =
        TcpListener::bind(config.server.listen).await.with_context(|| config.server.listen.to_string())?;
    serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Serves until the process is told to stop; open requests are finished first, within [`GRACE`].
pub async fn serve(app: App, listener: TcpListener) -> Result<()> {
    let address = listener.local_addr()?;
    // Listens for signals from here on, so that whoever has read the address may already send one.
    let told_to_stop = told_to_stop()?;
    // Whoever started the service may not want to read where it listens.
    drop(writeln!(std::io::stdout(), "listening on http://{address}"));
    let ticker = tokio::spawn(tick(app.clone()));
    let (told, stopping) = oneshot::channel();
    let serving =
        axum::serve(listener, havenward_server::service(app.clone())).with_graceful_shutdown(async move {
            told_to_stop.await;
            // The one who listens is gone only if serving has ended by itself.
            let _ = told.send(());
        });
    let mut serving = std::pin::pin!(serving.into_future());
    tokio::select! {
        ended = &mut serving => ended?,
        _ = stopping => {
            let in_time = tokio::time::timeout(GRACE, serving).await;
            in_time.unwrap_or_else(|_| {
                tracing::warn!("stopped with requests that were not finished");
                Ok(())
            })?;
        }
    }
    ticker.abort();
    app.tick().await?;
    app.stop().await;
    Ok(())
}

async fn tick(app: App) {
    let mut pace = tokio::time::interval(TICK);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        if let Err(error) = app.tick().await {
            tracing::error!(%error, "tick failed");
        }
    }
}

#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
