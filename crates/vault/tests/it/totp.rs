//! One-time codes.

use havenward_vault::password::Pepper;
use havenward_vault::totp::TotpSecret;

use crate::a_place;

fn the_rfc_secret() -> TotpSecret {
    TotpSecret::from_bytes(*b"12345678901234567890")
}

/// RFC 6238, appendix B, SHA-1; the last six of its eight digits.
#[test]
fn codes_are_those_of_rfc_6238() {
    for (at, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        assert_eq!(the_rfc_secret().code_at(at).as_str(), code);
        assert_eq!(the_rfc_secret().verify(code, at, None), Some(at / 30));
    }
}

#[test]
fn a_code_works_one_step_around_its_own_and_no_further() {
    let secret = the_rfc_secret();
    let code = secret.code_at(3000);
    for (at, expected) in
        [(2939, None), (2969, None), (2970, Some(100)), (3000, Some(100)), (3059, Some(100)), (3060, None)]
    {
        assert_eq!(secret.verify(&code, at, None), expected, "{at}");
    }
}

#[test]
fn a_code_works_once() {
    let secret = the_rfc_secret();
    let code = secret.code_at(3000);
    let step = secret.verify(&code, 3000, Some(99));
    assert_eq!(step, Some(100));
    assert_eq!(secret.verify(&code, 3000, step), None);
    assert_eq!(secret.verify(&code, 3000, Some(101)), None);
    let next = secret.code_at(3030);
    assert_eq!(secret.verify(&next, 3030, step), Some(101));
}

#[test]
fn junk_is_no_code_at_any_time() {
    for code in ["", "28708", "2870820", "+87082", " 287082", "28708a", "٢٨٧٠٨٢"] {
        for at in [0, 59, u64::MAX] {
            assert_eq!(the_rfc_secret().verify(code, at, None), None, "{code}");
        }
    }
}

#[test]
fn a_sealed_secret_opens_under_its_pepper_and_place_only() {
    let (pepper, secret) = (Pepper::generate(), TotpSecret::generate());
    let sealed = secret.seal(&pepper, &a_place(), 1);
    let opened = TotpSecret::open(&pepper, &a_place(), &sealed).unwrap();
    assert_eq!(opened.code_at(0).as_str(), secret.code_at(0).as_str());
    assert!(TotpSecret::open(&Pepper::generate(), &a_place(), &sealed).is_err());
    assert!(pepper.totp_key().open(&a_place(), &sealed).is_err());
}

#[test]
fn the_enrolment_address_is_encoded() {
    assert_eq!(
        the_rfc_secret().otpauth_url("Notes & more", "a.b/ü").as_str(),
        "otpauth://totp/Notes%20%26%20more:a.b%2F%C3%BC?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=Notes%20%26%20more&algorithm=SHA1&digits=6&period=30"
    );
    assert_eq!(the_rfc_secret().base32().as_str(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}
