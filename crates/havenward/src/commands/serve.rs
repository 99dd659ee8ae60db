//! `havenward serve`: the service and its ticker, until told to stop.

use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use havenward_app::App;
use havenward_server::listen;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::config::Config;
use crate::exit::Unavailable;
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

/// Serves until the process is told to stop; open requests are finished first, within [`GRACE`].
pub async fn serve(app: App, listener: TcpListener) -> Result<()> {
    let address = listener.local_addr()?;
    // Listens for signals from here on, so that whoever has read the address may already send one.
    let mut stop = Stop::listen()?;
    // Whoever started the service may not want to read where it listens.
    drop(writeln!(std::io::stdout(), "listening on http://{address}"));
    let ticker = tokio::spawn(tick(app.clone()));
    let (told, stopping) = oneshot::channel();
    let serving = listen::serve(listener, havenward_server::service(app.clone()), async move {
        stop.told().await;
        // The one who listens is gone only if serving has ended by itself.
        let _ = told.send(());
    });
    let mut serving = std::pin::pin!(serving);
    tokio::select! {
        () = &mut serving => {}
        _ = stopping => {
            if tokio::time::timeout(GRACE, serving).await.is_err() {
                tracing::warn!("stopped with requests that were not finished");
            }
        }
    }
    ticker.abort();
    app.tick().await?;
    app.sign_off().await?;
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
