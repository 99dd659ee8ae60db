//! Thirty-six hubs that were without a network for a day come back at the same moment.
//!
//! Each hands in fifty sealed records and, as a telephone does that lost the answer on the way, some of them twice.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use havenward_testkit::{Client, Device, Engine, Live, Place, tables};

/// Arrival hubs of a crossing on one bad day; the scenario of the domain reference.
const HUBS: usize = 36;
const RECORDS: usize = 50;
/// Every so many, an answer is lost on the way.
const LOST_EACH: usize = 7;

#[tokio::test]
async fn thirty_six_hubs_that_come_back_at_once_lose_nothing_and_double_nothing_on_sqlite() {
    come_back(Engine::Sqlite).await;
}

#[tokio::test]
async fn thirty_six_hubs_that_come_back_at_once_lose_nothing_and_double_nothing_on_postgres() {
    if Engine::all().contains(&Engine::Postgres) {
        come_back(Engine::Postgres).await;
    }
}

async fn come_back(engine: Engine) {
    let place = Place::new(engine).await;
    let program = env!("CARGO_BIN_EXE_havenward");
    let live = Live::init(program, place.folder.path(), &place.database, &place.shred);
    let server = live.serve(&[]);
    let token = live.member(&server, "fr_border");
    let devices: Vec<Device> = (0..HUBS).map(|_| live.device(&server, &token)).collect();
    let address = server.address;

    let receipts: Vec<Vec<String>> = std::thread::scope(|scope| {
        let hubs: Vec<_> = devices
            .iter()
            .enumerate()
            .map(|(hub, device)| scope.spawn(move || hand_in(address, hub, device)))
            .collect();
        hubs.into_iter().map(|hub| hub.join().unwrap()).collect()
    });

    let all: Vec<&String> = receipts.iter().flatten().collect();
    let distinct: BTreeSet<&String> = all.iter().copied().collect();
    assert_eq!(all.len(), HUBS * RECORDS, "every record has its receipt");
    assert_eq!(distinct.len(), HUBS * RECORDS, "no two records share one");
    let kept: BTreeSet<String> =
        tables::texts(&place.database, "select id from intake").await.into_iter().collect();
    assert_eq!(kept.len(), HUBS * RECORDS, "nothing doubled");
    assert!(distinct.iter().all(|id| kept.contains(*id)), "nothing lost");
    server.stop();
}

/// Hands in all records of a hub and gives their receipts.
fn hand_in(address: SocketAddr, hub: usize, device: &Device) -> Vec<String> {
    let sealed: Vec<Vec<u8>> = (0..RECORDS).map(|_| device.seal(&[b'x'; 900])).collect();
    let mut client = Client::connect(address).unwrap();
    let bearer = format!("Bearer {}", device.credential);
    let mut receipts = Vec::new();
    for (nth, record) in sealed.iter().enumerate() {
        let key = format!("hub-{hub}-{nth}");
        let headers = [
            ("Authorization", bearer.as_str()),
            ("Idempotency-Key", key.as_str()),
            ("Havenward-Instrument", "first-contact-6@1"),
            ("Havenward-Urgency", "routine"),
            ("Havenward-Key-Version", device.key_version.as_str()),
        ];
        let answer = client.send("POST", "/api/v1/intake", &headers, record).unwrap();
        assert_eq!(answer.status, 201, "a hub behind one address is not turned away");
        let receipt = answer.text("id");
        if nth % LOST_EACH == 0 {
            let again = client.send("POST", "/api/v1/intake", &headers, record).unwrap();
            assert_eq!((again.status, again.text("id")), (200, receipt.clone()), "the same receipt again");
        }
        receipts.push(receipt);
    }
    receipts
}
