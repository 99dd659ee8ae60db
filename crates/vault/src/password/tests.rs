use super::*;

fn enrolled() -> (Key, StoredPassword, Pepper) {
    let pepper = Pepper::from_bytes([9; 32]);
    let (key, stored) = enrol("correct horse", HashParams::for_tests(), &pepper).unwrap();
    (key, stored, pepper)
}

fn mismatch(outcome: Result<Key, PasswordError>) -> bool {
    outcome.err() == Some(PasswordError::Mismatch)
}

/// `test.c` of the reference implementation (github.com/P-H-C/phc-winner-argon2), Argon2id version 19.
#[test]
fn stretching_is_the_argon2id_of_the_reference_implementation() {
    let params = HashParams { memory_kib: 65_536, passes: 2, lanes: 1 };
    let out = stretch("password", b"somesalt", &params).unwrap();
    assert_eq!(
        crate::hex::encode(out.bytes()),
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    );
}

#[test]
fn the_right_passphrase_gives_the_key_of_enrolment() {
    let (key, stored, pepper) = enrolled();
    let again = check("correct horse", &stored, &pepper).unwrap();
    assert!(again.0.same_as(&key.0));
    let derived = derive("correct horse", &stored.salt, &stored.params, &pepper).unwrap();
    assert!(derived.0.same_as(&key.0));
}

#[test]
fn another_passphrase_salt_or_pepper_is_refused() {
    let (_, stored, pepper) = enrolled();
    assert!(mismatch(check("correct hors", &stored, &pepper)));
    assert!(mismatch(check("", &stored, &pepper)));
    assert!(mismatch(check("correct horse", &stored, &Pepper::generate())));
    let resalted = StoredPassword { salt: Salt::generate(), ..stored };
    assert!(mismatch(check("correct horse", &resalted, &pepper)));
}

#[test]
fn the_stored_verifier_is_not_the_unlock_key() {
    let (key, stored, _) = enrolled();
    assert_ne!(stored.verifier.as_bytes(), key.expose());
}

#[test]
fn an_unknown_user_is_answered_like_a_wrong_passphrase() {
    let pepper = Pepper::generate();
    assert_eq!(check_unknown("anything", HashParams::for_tests(), &pepper), PasswordError::Mismatch);
}

#[test]
fn a_passphrase_over_1024_bytes_is_refused_for_everyone() {
    let (_, stored, pepper) = enrolled();
    let (longest, too_long) = ("x".repeat(1024), "x".repeat(1025));
    assert!(enrol(&longest, HashParams::for_tests(), &pepper).is_ok());
    assert_eq!(enrol(&too_long, HashParams::for_tests(), &pepper).err(), Some(PasswordError::TooLong));
    assert_eq!(check(&too_long, &stored, &pepper).err(), Some(PasswordError::TooLong));
    assert_eq!(check_unknown(&too_long, HashParams::for_tests(), &pepper), PasswordError::TooLong);
}

#[test]
fn the_current_settings_are_those_of_the_design_and_survive_text() {
    assert_eq!(HashParams::CURRENT.to_string(), "argon2id,m=65536,t=3,p=1");
    assert_eq!("argon2id,m=65536,t=3,p=1".parse(), Ok(HashParams::CURRENT));
    assert!(!HashParams::CURRENT.is_outdated());
    assert!("argon2id,m=131072,t=4,p=1".parse::<HashParams>().is_ok_and(|raised| raised.is_outdated()));
}

#[test]
fn weak_heavy_or_misspelt_settings_are_refused() {
    for text in [
        "",
        "argon2id",
        "argon2id,m=65535,t=3,p=1",
        "argon2id,m=65536,t=2,p=1",
        "argon2id,m=65536,t=3,p=0",
        "argon2id,m=1048577,t=3,p=1",
        "argon2id,m=65536,t=17,p=1",
        "argon2id,m=65536,t=3,p=5",
        "argon2id,m=065536,t=3,p=1",
        "argon2id,m=+65536,t=3,p=1",
        "argon2id,m=65536,t=3,p=1,",
        "argon2id,m=65536,t=3,p=1 ",
        "argon2i,m=65536,t=3,p=1",
        "argon2id,t=3,m=65536,p=1",
        "argon2id,m=99999999999,t=3,p=1",
    ] {
        assert_eq!(text.parse::<HashParams>(), Err(HashParamsError), "{text}");
    }
}

#[test]
fn a_pepper_survives_its_file_and_its_keys_differ() {
    let pepper = Pepper::generate();
    let read = Pepper::parse(&format!("{}\n", pepper.text().as_str())).unwrap();
    assert!(read.totp_key().0.same_as(&pepper.totp_key().0));
    assert!(!pepper.hash_key().0.same_as(&pepper.totp_key().0));
    assert!(Pepper::parse("too short").is_err());
}
