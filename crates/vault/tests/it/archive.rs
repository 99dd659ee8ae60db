//! Archives: opened by each of their holders, whole or not at all.

use havenward_vault::OpenError;
use havenward_vault::archive::{HolderKey, HolderPrivateKey, Opener, PIECE_BYTES, Sealer};

const HEADER: &[u8] = b"{\"what\":\"backup\"}";

struct Archive {
    preamble: Vec<u8>,
    pieces: Vec<Vec<u8>>,
}

fn archive(holders: &[HolderKey], pieces: &[&[u8]]) -> Archive {
    let (preamble, mut sealer) = Sealer::begin(holders, HEADER).unwrap();
    let last = pieces.len() - 1;
    let pieces = pieces.iter().enumerate().map(|(at, piece)| sealer.seal(piece, at == last).unwrap());
    Archive { preamble, pieces: pieces.collect() }
}

fn read(key: &HolderPrivateKey, header: &[u8], archive: &Archive) -> Result<Vec<Vec<u8>>, OpenError> {
    let mut opener = Opener::begin(key, header, &archive.preamble)?;
    let last = archive.pieces.len() - 1;
    let pieces = archive.pieces.iter().enumerate();
    pieces.map(|(at, piece)| opener.open(piece, at == last).map(|plain| plain.expose().to_vec())).collect()
}

#[test]
fn each_holder_opens_what_was_sealed_and_nobody_else() {
    let ((first, first_key), (second, second_key)) =
        (HolderPrivateKey::generate(), HolderPrivateKey::generate());
    let full = vec![7; PIECE_BYTES];
    let made = archive(&[first_key, second_key], &[&full, b"", b"the end"]);
    for holder in [&first, &second] {
        assert_eq!(read(holder, HEADER, &made).unwrap(), [full.clone(), vec![], b"the end".to_vec()]);
    }
    let (stranger, _) = HolderPrivateKey::generate();
    assert_eq!(read(&stranger, HEADER, &made), Err(OpenError));
}

#[test]
fn keys_are_written_and_read_back() {
    let (private, public) = HolderPrivateKey::generate();
    assert_eq!(private.text().len(), 43);
    let again = HolderPrivateKey::parse(&format!("{}\n", &*private.text())).unwrap();
    assert_eq!(again.holder_key().unwrap().text(), public.text());
    let made = archive(&[HolderKey::parse(&public.text()).unwrap()], &[b"x"]);
    assert_eq!(read(&again, HEADER, &made).unwrap(), [b"x"]);
    for wrong in ["", "short", &public.text()[1..], "ß"] {
        assert!(HolderKey::parse(wrong).is_err() && HolderPrivateKey::parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_archive_has_a_holder_and_not_a_crowd() {
    let (_, key) = HolderPrivateKey::generate();
    assert!(Sealer::begin(&[], HEADER).is_err());
    assert!(Sealer::begin(&vec![key.clone(); 17], HEADER).is_err());
    let (_, mut sealer) = Sealer::begin(&[key], HEADER).unwrap();
    assert_eq!(sealer.seal(&vec![0; PIECE_BYTES + 1], false), Err(OpenError));
}

#[test]
fn another_header_another_order_a_missing_piece_and_a_cut_end_are_refused() {
    let (private, public) = HolderPrivateKey::generate();
    let made = || archive(std::slice::from_ref(&public), &[b"one", b"two", b"three"]);
    assert!(read(&private, HEADER, &made()).is_ok());
    assert_eq!(read(&private, b"{\"what\":\"other\"}", &made()), Err(OpenError));
    let mut swapped = made();
    swapped.pieces.swap(0, 1);
    assert_eq!(read(&private, HEADER, &swapped), Err(OpenError));
    let mut cut = made();
    cut.pieces.pop();
    assert_eq!(read(&private, HEADER, &cut), Err(OpenError));
    let mut without = made();
    without.pieces.remove(1);
    assert_eq!(read(&private, HEADER, &without), Err(OpenError));
    let mut longer = made();
    longer.pieces.push(b"four and its sixteen bytes".to_vec());
    assert_eq!(read(&private, HEADER, &longer), Err(OpenError));
    let (mut mixed, other) = (made(), made());
    mixed.pieces[1] = other.pieces[1].clone();
    assert_eq!(read(&private, HEADER, &mixed), Err(OpenError));
}

#[test]
fn every_altered_byte_is_found() {
    let (private, public) = HolderPrivateKey::generate();
    let made = archive(&[public], &[b"one", b"two"]);
    // Each byte would take minutes with its decapsulation; every seventh touches every field.
    for at in (0..made.preamble.len()).step_by(7) {
        let mut altered = Archive { preamble: made.preamble.clone(), pieces: made.pieces.clone() };
        altered.preamble[at] ^= 1;
        assert_eq!(read(&private, HEADER, &altered), Err(OpenError), "byte {at} of the preamble");
    }
    for (piece, at) in [(0, 0), (0, 18), (1, 3), (1, 10)] {
        let mut altered = Archive { preamble: made.preamble.clone(), pieces: made.pieces.clone() };
        altered.pieces[piece][at] ^= 0x80;
        assert_eq!(read(&private, HEADER, &altered), Err(OpenError), "byte {at} of piece {piece}");
    }
}

#[test]
fn no_beginning_of_a_file_makes_the_reader_panic_or_ask_for_much() {
    for first in 0..=255 {
        for second in [0, 1, 2, 16, 17, 255] {
            let length = Opener::preamble_bytes([first, second]);
            assert!(length.is_err() || length.unwrap() < 32 * 1024);
        }
    }
    let (private, _) = HolderPrivateKey::generate();
    for preamble in [&b""[..], &[4], &[4, 1], &[4, 1, 0, 0], &[0; 5000]] {
        assert!(Opener::begin(&private, HEADER, preamble).is_err());
    }
}
