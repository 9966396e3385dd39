//! A server from its port to its end.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::Context;
use tokio::sync::Notify;
use ua_gazetteer::Gazetteer;

use crate::connections;
use crate::limits::Limits;
use crate::routes::{Service, router};
use crate::tag::Tagger;
use crate::work::Workers;

/// A server that has its port.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    service: Service,
    stop: Arc<Notify>,
}

/// Stops a [`Server`] from another thread, as a signal does.
#[derive(Clone)]
pub struct Stopper(Arc<Notify>);

impl Stopper {
    /// Lets the server accept nothing more, finish what is under way, and end.
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

impl Server {
    /// Takes a port; 0 is any that is free. What comes in before [`run`](Server::run) waits.
    ///
    /// # Errors
    /// An address that cannot be taken.
    pub fn bind(address: SocketAddr, gazetteer: Gazetteer, limits: Limits) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address).with_context(|| address.to_string())?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let service = Service {
            tagger: Tagger::new(gazetteer.clone()),
            workers: Workers::new(limits.at_once, limits.work),
            gazetteer,
            limits,
        };
        Ok(Server { listener, address, service, stop: Arc::default() })
    }

    /// The address with the port that was taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What stops it.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// Answers until SIGINT, SIGTERM or [`Stopper::stop`], then finishes the requests under way.
    ///
    /// # Errors
    /// A system that gives no threads or signals.
    pub fn run(self) -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let limits = self.service.limits;
        let result = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let stop = told_to_stop(self.stop)?;
            connections::serve(listener, router(self.service), limits, stop).await;
            Ok(())
        });
        // Work that nobody waits for any more must not hold up the end.
        runtime.shutdown_background();
        result
    }
}

/// Ends when a signal or a stopper says so.
fn told_to_stop(stopper: Arc<Notify>) -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        let terminated = terminate.recv();
        #[cfg(not(unix))]
        let terminated = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = terminated => {}
            // A console that cannot say so is stopped by other means.
            Ok(()) = tokio::signal::ctrl_c() => {}
            () = stopper.notified() => {}
        }
    })
}
