//! Secret types cannot be printed, compared, copied or serialised by accident. Checked by the compiler:
//! if a type gained the trait, the inferred `Marker<_>` would be ambiguous and this file would not build.

use havenward_vault::checkpoint::SigningKey;
use havenward_vault::intake::IntakePrivateKey;
use havenward_vault::key::Key;
use havenward_vault::keyed_hash::{KeyedHash, Salt};
use havenward_vault::pair::PrivateKey;
use havenward_vault::password::{Pepper, StoredPassword, Verifier};
use havenward_vault::token::Token;
use havenward_vault::totp::TotpSecret;
use havenward_vault::{Plain, key};

trait Marker<A> {
    fn here() {}
}
impl<T: ?Sized> Marker<()> for T {}
struct Printable;
struct Showable;
struct Comparable;
struct Copyable;
impl<T: ?Sized + std::fmt::Debug> Marker<Printable> for T {}
impl<T: ?Sized + std::fmt::Display> Marker<Showable> for T {}
impl<T: ?Sized + PartialEq> Marker<Comparable> for T {}
impl<T: Clone> Marker<Copyable> for T {}

macro_rules! secret {
    ($($secret:ty),+ $(,)?) => {$( <$secret as Marker<_>>::here(); )+};
}

#[test]
fn a_secret_has_neither_debug_nor_display_nor_equality_nor_clone() {
    secret!(
        Key,
        PrivateKey,
        IntakePrivateKey,
        Pepper,
        Verifier,
        StoredPassword,
        Token,
        TotpSecret,
        KeyedHash,
        Salt,
        SigningKey,
        Plain,
    );
}

#[test]
fn a_refusal_says_nothing_about_its_reason() {
    let key = Key::generate();
    let place = super::a_place();
    let sealed = key.seal(&place, 1, b"secret");
    let wrong_key = Key::generate().open(&place, &sealed).err();
    let truncated = key.open(&place, &havenward_domain::sealed::Sealed::from_bytes(vec![1])).err();
    assert_eq!(wrong_key, truncated);
    assert_eq!(wrong_key.map(|error| error.to_string()), Some("cannot be opened".to_owned()));
    assert_eq!(key::sealed_version(&sealed), Some((1, 1)));
}
