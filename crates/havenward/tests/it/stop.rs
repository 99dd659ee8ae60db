//! Being told to stop: the service ends by itself, whatever its clients do.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use havenward_testkit::{Live, Server};
use tempfile::TempDir;

fn a_service() -> (TempDir, Live, Server) {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_havenward");
    let live = Live::init(program, folder.path(), "sqlite:havenward.db", "sqlite:shred.db");
    let server = live.serve(&[]);
    (folder, live, server)
}

#[test]
fn clients_that_never_finish_do_not_keep_the_service_from_stopping() {
    let (_folder, _live, server) = a_service();
    let mut connections = Vec::new();
    for begun in [
        "",
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/v1/intake HTTP/1.1\r\nHost",
        "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    ] {
        let mut connection = TcpStream::connect(server.address).unwrap();
        connection.write_all(begun.as_bytes()).unwrap();
        connections.push(connection);
    }
    // The answer to the whole request says that the service has met the others too.
    connections[1].read_exact(&mut [0; 12]).unwrap();

    server.stop();
}

#[test]
fn a_service_whose_output_nobody_reads_goes_on() {
    let (_folder, live, server) = a_service();
    server.stop();
    let mut child = live.command(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    // The database is free for an operator's command while the service runs, or waits for its turn.
    live.run(&["units", "list"]);

    assert_eq!(child.try_wait().unwrap(), None, "the service ended");
    child.kill().unwrap();
    child.wait().unwrap();
}
