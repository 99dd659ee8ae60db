//! Key pairs: the road from a user through the unit to a compartment, and public keys that are refused.

use havenward_vault::KeyError;
use havenward_vault::intake::{IntakePrivateKey, IntakePublicKey};
use havenward_vault::key::{Key, data_key};
use havenward_vault::pair::{PrivateKey, PublicKey};
use havenward_vault::place::Place;
use havenward_vault::token::Token;
use uuid::Uuid;

use crate::a_place;

fn at(table: &'static str, row: u8) -> Place {
    Place::new(table, "sealed_key", Uuid::from_bytes([row; 16]))
}

#[test]
fn a_session_goes_from_user_to_unit_to_compartment() {
    let (user, user_public) = PrivateKey::generate();
    let (unit, unit_public) = PrivateKey::generate();
    let (compartment, shred) = (Key::generate(), Key::generate());
    let member = user_public.wrap_private(&at("members", 1), 1, &unit);
    let grant = unit_public.wrap(&at("grants", 2), 4, &compartment);
    let core = data_key(&compartment, &shred).seal(&a_place(), 4, b"core");
    let token = Token::generate();
    let session = user.seal_private(&token.seal_key(), &at("sessions", 3), 1);
    drop((user, unit, compartment));

    let user = PrivateKey::open_private(&token.seal_key(), &at("sessions", 3), &session).unwrap();
    let unit = user.unwrap_private(&at("members", 1), &member).unwrap();
    let compartment = unit.unwrap_key(&at("grants", 2), &grant).unwrap();
    let plain = data_key(&compartment, &shred).open(&a_place(), &core).unwrap();

    assert_eq!(plain.expose(), b"core");
    assert_eq!(user.public_key(), user_public);
}

#[test]
fn an_intake_key_is_kept_for_the_unit_and_under_a_shred_secret() {
    let (unit, unit_public) = PrivateKey::generate();
    let (intake, intake_public) = IntakePrivateKey::generate();
    let blob = intake_public.seal(b"intake", b"", b"record");
    let wrapped = unit_public.wrap_intake_private(&at("intake_keys", 1), 1, &intake);
    let (half, shred) = (Key::generate(), Key::generate());
    let sealed = intake.seal_private(&data_key(&half, &shred), &at("intake_keys", 1), 1);
    drop(intake);

    let by_unit = unit.unwrap_intake_private(&at("intake_keys", 1), &wrapped).unwrap();
    let by_shred =
        IntakePrivateKey::open_private(&data_key(&half, &shred), &at("intake_keys", 1), &sealed).unwrap();

    assert_eq!(by_unit.open(b"intake", b"", &blob).unwrap().expose(), b"record");
    assert_eq!(by_shred.open(b"intake", b"", &blob).unwrap().expose(), b"record");
    assert_eq!(by_shred.public_key(), intake_public);
    assert!(
        IntakePrivateKey::open_private(&data_key(&half, &Key::generate()), &at("intake_keys", 1), &sealed)
            .is_err()
    );
}

#[test]
fn a_package_of_a_megabyte_is_sealed_and_opened() {
    let (private, public) = PrivateKey::generate();
    let package = vec![5; 1 << 20];
    let sealed = public.seal_bytes(&a_place(), 1, &package);
    assert_eq!(private.open_bytes(&a_place(), &sealed).unwrap().expose(), package);
}

#[test]
fn a_public_key_survives_its_bytes() {
    let (_, public) = PrivateKey::generate();
    assert_eq!(PublicKey::from_bytes(&public.to_bytes()), Ok(public));
    let (_, intake) = IntakePrivateKey::generate();
    assert_eq!(IntakePublicKey::from_bytes(&intake.to_bytes()), Ok(intake));
}

/// The points of small order on Curve25519 in their canonical spelling (RFC 7748, section 6.1).
#[test]
fn a_public_key_of_small_order_is_refused() {
    let zero = [0; 32];
    let mut one = [0; 32];
    one[0] = 1;
    let mut minus_one = [0xff; 32];
    (minus_one[0], minus_one[31]) = (0xec, 0x7f);
    let order_8 = [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda,
        0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ];
    for point in [zero, one, minus_one, order_8] {
        assert_eq!(PublicKey::from_bytes(&point), Err(KeyError));
    }
}

#[test]
fn a_second_spelling_of_a_public_key_is_refused() {
    let (_, public) = PrivateKey::generate();
    let mut high_bit = public.to_bytes();
    high_bit[31] |= 0x80;
    let mut past_the_prime = [0xff; 32];
    past_the_prime[31] = 0x7f;
    for bytes in [high_bit, past_the_prime] {
        assert_eq!(PublicKey::from_bytes(&bytes), Err(KeyError));
    }
    assert_eq!(PublicKey::from_bytes(&public.to_bytes()[..31]), Err(KeyError));
    assert_eq!(PublicKey::from_bytes(&[]), Err(KeyError));
}

#[test]
fn an_intake_key_off_the_curve_is_refused() {
    let (_, public) = IntakePrivateKey::generate();
    let mut moved = public.to_bytes();
    moved[64] ^= 1;
    let mut compressed = public.to_bytes()[..33].to_vec();
    compressed[0] = 2;
    for bytes in [moved.as_slice(), &compressed, &[0; 65], &[]] {
        assert_eq!(IntakePublicKey::from_bytes(bytes), Err(KeyError));
    }
}
