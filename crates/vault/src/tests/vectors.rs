//! Published vectors for the two HPKE suites, and ciphertexts of earlier builds that must still open.

use havenward_domain::sealed::Sealed;
use hpke::aead::{AesGcm128, AesGcm256, ChaCha20Poly1305};
use hpke::kem::{DhP256HkdfSha256, X25519HkdfSha256};
use hpke::{Deserializable, Kem, Serializable};
use uuid::Uuid;

use crate::envelope::open_with;
use crate::intake::{IntakePrivateKey, IntakePublicKey};
use crate::key::Key;
use crate::pair::{PrivateKey, PublicKey};
use crate::place::Place;
use crate::secret::Secret32;
use crate::{OpenError, Plain};

fn unhex(text: &str) -> Vec<u8> {
    crate::hex::decode(text).unwrap()
}

const RFC_9180_INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
const RFC_9180_PLAIN: &[u8] = b"Beauty is truth, truth beauty";

/// RFC 9180, appendix A.2.1: suite 2 exactly.
#[test]
fn suite_2_opens_the_vector_of_rfc_9180_a_2_1() {
    let private = unhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let body = unhex(concat!(
        "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
        "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
    ));

    let plain =
        open_with::<ChaCha20Poly1305, X25519HkdfSha256>(&private, &unhex(RFC_9180_INFO), b"Count-0", &body);

    assert_eq!(plain.map(|plain| plain.expose().to_vec()), Ok(RFC_9180_PLAIN.to_vec()));
}

#[test]
fn suite_2_derives_the_public_key_of_rfc_9180_a_2_1() {
    let private = unhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let public = unhex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
    let private = PrivateKey(Secret32::from_slice(&private).unwrap());
    assert_eq!(private.public_key().to_bytes().to_vec(), public);
    assert_eq!(PublicKey::from_bytes(&public), Ok(private.public_key()));
}

/// RFC 9180, appendix A.3.1: the KEM and KDF of suite 3 with a shorter AES key.
#[test]
fn the_key_agreement_of_suite_3_opens_the_vector_of_rfc_9180_a_3_1() {
    let private = unhex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2");
    let body = unhex(concat!(
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9",
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434"
    ));

    let plain = open_with::<AesGcm128, DhP256HkdfSha256>(&private, &unhex(RFC_9180_INFO), b"Count-0", &body);

    assert_eq!(plain.map(|plain| plain.expose().to_vec()), Ok(RFC_9180_PLAIN.to_vec()));
}

/// The key pair of the suite's entry in the working group's vector file (mode 0, KEM 16, KDF 1, AEAD 2).
#[test]
fn suite_3_derives_the_key_pair_of_its_working_group_vector() {
    let ikm = unhex("a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3");
    let (private, public) = DhP256HkdfSha256::derive_keypair(&ikm);
    let expected = unhex("317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2");
    assert_eq!(private.to_bytes().to_vec(), expected);
    let expected = unhex(concat!(
        "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f",
        "853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c"
    ));
    assert_eq!(public.to_bytes().to_vec(), expected);
    assert_eq!(IntakePublicKey::from_bytes(&expected).unwrap().to_bytes().to_vec(), expected);
}

const WEB_INFO: &[u8] = b"havenward intake v1";
const WEB_AAD: &[u8] = b"key=00000000-0000-4000-8000-000000000000";

fn web_private_key() -> IntakePrivateKey {
    let scalar = unhex("e77e4948bd6dcc92b788eae62241cea9ed04c2c5bdb6447c1e7c66e694190015");
    IntakePrivateKey::from_plain(&Plain::new(scalar)).unwrap()
}

fn web_blob() -> Sealed {
    Sealed::from_bytes(unhex(concat!(
        "03",
        "04e0064879368f2a53256cfe7aae0dba6977785aae7e78b6560edb0217adc69458",
        "3e0b7a08fddf5865ff6c3892f59fb35a92cba8b2a4f3b3abbe324d9aa113659b",
        "794446621ad66e40e0f4f46b608f5114fa520070dd"
    )))
}

/// Opened by three implementations: this one, WebCrypto and @hpke/core. Key pair from 32 bytes `42`.
#[test]
fn suite_3_opens_what_webcrypto_opens() {
    let plain = web_private_key().open(WEB_INFO, WEB_AAD, &web_blob()).unwrap();
    assert_eq!(plain.expose(), b"hello");

    let (private, public) = DhP256HkdfSha256::derive_keypair(&[0x42; 32]);
    let expected = unhex(concat!(
        "04668bda4d1d64dc1c2e2590a0c39364dc466125704d3f0f2a06812338af740872",
        "e206c5e8cdd476242359d7b558d9cca3eb2728dec32a8bc2a391fcf1644aa265"
    ));
    assert_eq!(public.to_bytes().to_vec(), expected);
    assert_eq!(private.to_bytes().to_vec(), web_private_key().0.bytes());
    assert_eq!(web_private_key().public_key().to_bytes().to_vec(), expected);
}

/// Sealed by the screening client's own code (`web/screen/src/hpke.ts`) with the ephemeral pair of RFC 9180, A.3.1;
/// its test holds the same bytes.
#[test]
fn suite_3_opens_what_the_screening_client_sealed() {
    let sealed = Sealed::from_bytes(unhex(concat!(
        "03",
        "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9",
        "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
        "3ddcb431b94b752eb7a8d8798b778beef964320b9a85e004baef8de367a6be94f1"
    )));
    let plain = web_private_key().open(WEB_INFO, WEB_AAD, &sealed).unwrap();
    assert_eq!(plain.expose(), b"a door stays open");
}

#[test]
fn suite_3_refuses_other_info_or_associated_data() {
    let open = |info, aad| web_private_key().open(info, aad, &web_blob()).err();
    assert_eq!(open(b"havenward intake v2", WEB_AAD), Some(OpenError));
    assert_eq!(open(WEB_INFO, b"key=00000000-0000-4000-8000-000000000001"), Some(OpenError));
    assert_eq!(open(WEB_INFO, b""), Some(OpenError));
}

/// None of our suites; checks the library's X25519 with the cipher that browsers have.
#[test]
fn the_library_opens_what_webcrypto_seals_with_x25519() {
    let private = unhex("98a300999027ec7ab4e1ed2c0d39ce965d9d2dec29a0c88d4ab6cb527c588b7d");
    let body = unhex(concat!(
        "aacc53b3df0c6eb2d7d5ce4ddf399593376c9903ba6a52a52c3a2340f97bb764",
        "09c7603ce7e4e09368eb53a81a601b874e5e381288"
    ));
    let plain = open_with::<AesGcm256, X25519HkdfSha256>(&private, WEB_INFO, WEB_AAD, &body).unwrap();
    assert_eq!(plain.expose(), b"hello");

    let read = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&private).unwrap();
    assert_eq!(
        X25519HkdfSha256::sk_to_pk(&read).to_bytes().to_vec(),
        unhex("ae3bf1cd87c2d2ed25af4a1a239eed04a990f00e7403e4c8065927de010fd17a")
    );
}

#[test]
fn an_intake_key_outside_the_groups_range_is_refused() {
    // Zero, and the order of P-256 itself (SP 800-186, section 3.2.1.3).
    for scalar in
        ["00".repeat(32).as_str(), "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"]
    {
        assert!(IntakePrivateKey::from_plain(&Plain::new(unhex(scalar))).is_err());
    }
}

fn a_place() -> Place {
    Place::new("cases", "sealed_core", Uuid::from_bytes([7; 16]))
}

/// Sealed once by this crate; if it no longer opens, stored data no longer opens.
#[test]
fn a_field_sealed_by_the_first_release_still_opens() {
    let sealed = Sealed::from_bytes(unhex(GOLDEN_FIELD));
    let plain = Key::from_bytes([1; 32]).open(&a_place(), &sealed).unwrap();
    assert_eq!(plain.expose(), b"golden");
}

/// Wrapped once by this crate; if it no longer opens, stored keys no longer open.
#[test]
fn a_key_wrapped_by_the_first_release_still_opens() {
    let sealed = Sealed::from_bytes(unhex(GOLDEN_WRAP));
    let key = PrivateKey(Secret32::new([2; 32])).unwrap_key(&a_place(), &sealed).unwrap();
    assert_eq!(key.expose(), &[3; 32]);
}

const GOLDEN_FIELD: &str =
    "0100000009756a4d895a89b2cc465f3765467cc79d53a9a60cd058d6e3899e4093eac2786a628d3d77d8e12dd37f9998dfad17";
const GOLDEN_WRAP: &str = concat!(
    "02000000094cc24457482a788a9442587ff38fc2826266b2a2a605ae501d90819b92b9386e",
    "7a5160808be3acea2b0246ab8b5e0a9280e5f0726a9dbdd6d81b7771603d770f2701097d8a0779df8f67f59d2570ab31"
);
