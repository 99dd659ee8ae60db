//! `havenward serve`: the service and its ticker, until told to stop.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use havenward_app::App;
use tokio::net::TcpListener;

use crate::config::Config;
use crate::start;

/// The ticker's pace. Entries on PostgreSQL are numbered within a second.
const TICK: Duration = Duration::from_millis(500);

/// Serves the live installation.
pub async fn run(path: &Path) -> Result<ExitCode> {
    let config = Config::read(path)?;
    let app = start::live(&config).await?;
    let listener =
        TcpListener::bind(config.server.listen).await.with_context(|| config.server.listen.to_string())?;
    serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Serves until the process is told to stop; open requests are finished first.
pub async fn serve(app: App, listener: TcpListener) -> Result<()> {
    let address = listener.local_addr()?;
    println!("listening on http://{address}");
    let ticker = tokio::spawn(tick(app.clone()));
    axum::serve(listener, havenward_server::service(app.clone()))
        .with_graceful_shutdown(told_to_stop())
        .await?;
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

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
