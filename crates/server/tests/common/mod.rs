//! Runs a server on a port of its own, and asks it.

#![allow(dead_code, clippy::unwrap_used)]

use std::net::SocketAddr;
use std::thread::JoinHandle;

use serde_json::Value;
use ua_gazetteer::Gazetteer;
use ua_gazetteer_server::{Limits, Server, Stopper};

/// A report of our own.
pub const REPORT: &str = "On 26.11.2023 near 49.7068, 37.6150 the 92nd Separate Assault Brigade repelled four attacks with \
    FPV drones, Col. Serhii Musiienko told Ukrinform; 🚀 the Kupiansk direction is calm. Boroda is no place, but Usenkivka \
    near Sinkivka may be one. Окупанти обстріляли Іванівку Куп'янського району. Musiienko said no more.";

/// A server that runs until it is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub stopper: Stopper,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

pub fn start(limits: Limits) -> Running {
    let server = Server::bind("127.0.0.1:0".parse().unwrap(), Gazetteer::embedded(), limits).unwrap();
    let (address, stopper) = (server.address(), server.stopper());
    Running { address, stopper, thread: Some(std::thread::spawn(move || server.run())) }
}

impl Running {
    /// Waits for its end.
    pub fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap().unwrap();
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        answer(agent().get(self.url(path)).call())
    }

    pub fn post(&self, path: &str, body: impl AsRef<[u8]>) -> Answer {
        self.post_as(path, "application/json", body)
    }

    pub fn post_as(&self, path: &str, kind: &str, body: impl AsRef<[u8]>) -> Answer {
        answer(agent().post(self.url(path)).header("content-type", kind).send(body.as_ref()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopper.stop();
        if !std::thread::panicking() {
            self.join();
        }
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What an error says, checked to be one.
    pub fn error(&self) -> String {
        let json = self.json();
        assert_eq!(json["schema"], 1, "{json}");
        assert_eq!(self.header("content-type"), "application/json");
        json["error"].as_str().unwrap().to_owned()
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).build().into()
}

fn answer(response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = response.unwrap();
    let body = response.body_mut().with_config().limit(1 << 28).read_to_string().unwrap();
    Answer { status: response.status().as_u16(), headers: response.headers().clone(), body }
}
