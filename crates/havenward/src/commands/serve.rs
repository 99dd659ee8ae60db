//! `havenward serve`: the service and its ticker, until told to stop.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use havenward_app::App;
use tokio::net::TcpListener;

use crate::config::Config;
use crate::exit::Unavailable;
use crate::start;

/// The ticker's pace. Entries on PostgreSQL are numbered within a second.
const TICK: Duration = Duration::from_millis(500);

/// Serves the live installation.
pub async fn run(path: &Path) -> Result<ExitCode> {
    let config = Config::read(path)?;
    let app = start::live(&config).await?;
    let listener = bind(config.server.listen).await?;
    serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Takes an address, or says who might have it.
pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        Unavailable(format!("{address}: {error} (mend: end what listens there, or choose another port)"))
            .into()
    })
}

/// Serves until the process is told to stop; open requests are finished first.
pub async fn serve(app: App, listener: TcpListener) -> Result<()> {
    let address = listener.local_addr()?;
    let mut stop = Stop::listen()?;
    println!("listening on http://{address}");
    let ticker = tokio::spawn(tick(app.clone()));
    axum::serve(listener, havenward_server::service(app.clone()))
        .with_graceful_shutdown(async move { stop.told().await })
        .await?;
    ticker.abort();
    app.tick().await?;
    app.stop().await;
    Ok(())
}

/// Ticks until it is dropped.
pub async fn tick(app: App) {
    let mut pace = tokio::time::interval(TICK);
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        pace.tick().await;
        if let Err(error) = app.tick().await {
            tracing::error!(%error, "tick failed");
        }
    }
}

/// The signals that end the process, listened to from the moment this is made.
pub struct Stop {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// Begins to listen: from now on a signal no longer ends the process by itself.
    pub fn listen() -> Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self {
                interrupt: signal(SignalKind::interrupt())?,
                terminate: signal(SignalKind::terminate())?,
            })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits for Ctrl-C or an order to terminate.
    pub async fn told(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        drop(tokio::signal::ctrl_c().await);
    }
}
