//! Connections: accepted within bounds, and finished before the end.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::limits::Limits;

/// How long to wait when the system has no more files for connections.
const OUT_OF_FILES: Duration = Duration::from_millis(200);

/// Serves connections until `stop` ends, and then those that are open for as long as the limits say.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    tokio::select! {
        never = accept(&listener, router, limits, &graceful) => match never {},
        () = stop => {}
    }
    // Who comes now is refused.
    drop(listener);
    let _ = tokio::time::timeout(limits.farewell, graceful.shutdown()).await;
}

async fn accept(
    listener: &TcpListener,
    router: Router,
    limits: Limits,
    graceful: &GracefulShutdown,
) -> Infallible {
    let mut http = http1::Builder::new();
    // Also how long a connection may be idle between requests.
    http.timer(TokioTimer::new()).header_read_timeout(limits.arrival);
    let places = Arc::new(Semaphore::new(limits.connections.max(1)));
    loop {
        // The semaphore is never closed, so that there is always a permit in the end.
        let place = places.clone().acquire_owned().await.ok();
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(OUT_OF_FILES).await;
            continue;
        };
        // Answers are written whole; waiting to gather more of them helps nobody.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A connection that breaks is the client's matter.
            let _ = connection.await;
            drop(place);
        });
    }
}
