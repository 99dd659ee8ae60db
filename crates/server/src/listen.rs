//! Listening: HTTP/1.1 connections, each with a limit on how long it may take to say what it wants.
//!
//! A client that opens many connections and sends a byte now and then (slow loris) holds none for long.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// A client has this long to send the head of a request, and an idle connection stays open so long: the lower
/// end of what Apache's `mod_reqtimeout` allows by default (`header=20-40`).
const HEAD_LIMIT: Duration = Duration::from_secs(20);
/// After a refused connection, such as for want of file descriptors, nothing is accepted for so long.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is done; then open requests are finished.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    serve_within(HEAD_LIMIT, listener, router, stop).await;
}

async fn serve_within(
    head_limit: Duration,
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head_limit);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        answer(&http, &graceful, stream, router.clone());
    }
    drop(listener);
    graceful.shutdown().await;
}

fn answer(http: &http1::Builder, graceful: &GracefulShutdown, stream: TcpStream, router: Router) {
    // Answers are small and wanted at once; a socket that cannot be told so still answers.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            Ok::<_, Infallible>(router.oneshot(request.map(Body::new)).await.unwrap_or_else(|e| match e {}))
        }
    });
    let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        // A client that breaks off or is too slow is its own affair.
        let _ = connection.await;
    });
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn who_never_ends_its_request_is_hung_up_on_and_others_are_served() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/", get(async || "here"));
        let limit = Duration::from_millis(50);
        let serving = tokio::spawn(serve_within(limit, listener, router, std::future::pending()));

        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
        let mut said = String::new();
        // Without the limit this would wait for good.
        let ended = tokio::time::timeout(Duration::from_secs(20), slow.read_to_string(&mut said)).await;
        assert!(ended.is_ok(), "the connection stays open");
        assert!(!said.contains("here"), "{said}");

        let mut quick = TcpStream::connect(address).await.unwrap();
        quick.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        let mut said = String::new();
        quick.read_to_string(&mut said).await.unwrap();
        assert!(said.starts_with("HTTP/1.1 200") && said.ends_with("here"), "{said}");
        serving.abort();
    }
}
