//! Enrolment and sign-in on a live installation.

use havenward_app::sessions::{self, SignIn};
use havenward_app::{App, AppError, Caller, Kind, accounts, demo};
use havenward_domain::id::UnitId;
use havenward_domain::role::Role;
use havenward_testkit::{Engine, Site};
use havenward_vault::totp::TotpSecret;
use jiff::SignedDuration;
use zeroize::Zeroizing;

pub const PASSPHRASE: &str = "correct horse battery";

struct Enrolled {
    site: Site,
    secret: TotpSecret,
    link: String,
}

impl Enrolled {
    async fn new(engine: Engine) -> Self {
        let site = Site::of_kind(engine, Kind::Live).await;
        let unit = site.unit("Border").await;
        let link = add_user(&site.app, unit).await;
        let offered = sessions::offer_second_factor(&site.app, &link).await.unwrap();
        let secret = secret_of(&offered.url);
        let code = code(&site, &secret);
        sessions::enrol(&site.app, &link, passphrase(PASSPHRASE), offered.sealed, &code).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(30));
        Self { site, secret, link }
    }

    async fn sign_in(&self, words: &str, code: &str) -> Result<sessions::Begun, AppError> {
        let attempt = SignIn {
            login: "anna".to_owned(),
            passphrase: passphrase(words),
            code: code.to_owned(),
            unit: None,
        };
        sessions::begin(&self.site.app, attempt).await
    }

    fn code(&self) -> String {
        code(&self.site, &self.secret)
    }
}

pub fn passphrase(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.to_owned())
}

async fn add_user(app: &App, unit: UnitId) -> String {
    app.run(&Caller::operator(), async |ctx| {
        accounts::add_user(ctx, "anna", "Anna", unit, Role::FrBorder).await
    })
    .await
    .unwrap()
    .link
    .to_string()
}

pub fn code(site: &Site, secret: &TotpSecret) -> String {
    secret.code_at(u64::try_from(site.clock.now().as_second()).unwrap()).to_string()
}

/// Reads the base32 secret out of the address that an authenticator app scans.
pub fn secret_of(url: &str) -> TotpSecret {
    let text = url.split("secret=").nth(1).unwrap().split('&').next().unwrap();
    let mut bits = 0_u64;
    let mut count = 0;
    let mut bytes = Vec::new();
    for letter in text.bytes() {
        let value = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
        bits = bits << 5 | u64::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap());
        }
    }
    TotpSecret::from_bytes(bytes.try_into().unwrap())
}

async fn each(test: impl AsyncFn(Enrolled)) {
    for engine in Engine::all() {
        test(Enrolled::new(engine).await).await;
    }
}

#[tokio::test]
async fn who_has_enrolled_signs_in_and_out() {
    each(async |anna| {
        let begun = anna.sign_in(PASSPHRASE, &anna.code()).await.unwrap();
        let caller = sessions::caller(&anna.site.app, &begun.token).await.unwrap();
        assert_eq!(caller.actor().member().unwrap().role, Role::FrBorder);

        sessions::end(&anna.site.app, &caller).await.unwrap();
        let after = sessions::caller(&anna.site.app, &begun.token).await;
        assert!(matches!(after.err(), Some(AppError::SignedOut)));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_passphrase_a_wrong_code_and_an_unknown_login_get_the_same_answer() {
    each(async |anna| {
        let wrong_words = anna.sign_in("wrong horse battery", &anna.code()).await;
        let wrong_code = anna.sign_in(PASSPHRASE, "000000").await;
        let unknown = sessions::begin(
            &anna.site.app,
            SignIn {
                login: "nobody".to_owned(),
                passphrase: passphrase(PASSPHRASE),
                code: anna.code(),
                unit: None,
            },
        )
        .await;
        for refused in [wrong_words, wrong_code, unknown] {
            assert!(matches!(refused.err(), Some(AppError::SignInRefused)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_code_is_used_once() {
    each(async |anna| {
        let code = anna.code();
        anna.sign_in(PASSPHRASE, &code).await.unwrap();
        assert!(anna.sign_in(PASSPHRASE, &code).await.is_err());
        anna.site.clock.advance(SignedDuration::from_secs(30));
        anna.sign_in(PASSPHRASE, &anna.code()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn failures_delay_and_never_lock() {
    each(async |anna| {
        for _ in 0..4 {
            anna.sign_in("wrong horse battery", &anna.code()).await.err().unwrap();
        }
        let delayed = anna.sign_in(PASSPHRASE, &anna.code()).await.err();
        assert!(matches!(delayed, Some(AppError::Delayed(seconds)) if seconds <= 60), "{delayed:?}");
        anna.site.clock.advance(SignedDuration::from_secs(61));
        anna.sign_in(PASSPHRASE, &anna.code()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn guesses_that_come_together_are_counted_one_by_one() {
    each(async |anna| {
        let anna = std::sync::Arc::new(anna);
        let tasks: Vec<_> = (0..40)
            .map(|_| {
                let anna = std::sync::Arc::clone(&anna);
                tokio::spawn(async move { anna.sign_in("wrong horse battery", "000000").await.err() })
            })
            .collect();
        let mut told = 0;
        for task in tasks {
            match task.await.unwrap() {
                Some(AppError::SignInRefused) => told += 1,
                Some(AppError::Delayed(_)) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(told, 3, "three failures cost nothing");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_delays_nobody_until_it_has_caught_up() {
    each(async |anna| {
        for _ in 0..4 {
            anna.sign_in("wrong horse battery", &anna.code()).await.err().unwrap();
        }
        anna.site.clock.advance(SignedDuration::from_hours(-24));
        let answer = anna.sign_in("wrong horse battery", &anna.code()).await.err();
        assert!(matches!(answer, Some(AppError::SignInRefused)), "{answer:?}");
    })
    .await;
}

#[tokio::test]
async fn of_two_sign_ins_with_one_code_one_is_refused_as_wrong() {
    each(async |anna| {
        let code = anna.code();
        let (one, other) = tokio::join!(anna.sign_in(PASSPHRASE, &code), anna.sign_in(PASSPHRASE, &code));
        let refused = [one.err(), other.err()];
        assert!(matches!(
            refused,
            [None, Some(AppError::SignInRefused)] | [Some(AppError::SignInRefused), None]
        ));
    })
    .await;
}

#[tokio::test]
async fn of_two_enrolments_with_one_link_one_is_told_that_it_is_used() {
    for engine in Engine::all() {
        let site = Site::of_kind(engine, Kind::Live).await;
        let unit = site.unit("Border").await;
        let link = add_user(&site.app, unit).await;
        let enrol = async || {
            let offered = sessions::offer_second_factor(&site.app, &link).await?;
            let code = code(&site, &secret_of(&offered.url));
            sessions::enrol(&site.app, &link, passphrase(PASSPHRASE), offered.sealed, &code).await
        };
        let (one, other) = tokio::join!(enrol(), enrol());
        let refused = [one.err(), other.err()];
        assert!(matches!(refused, [None, Some(AppError::LinkRefused)] | [Some(AppError::LinkRefused), None]));
    }
}

#[tokio::test]
async fn a_passphrase_is_the_same_from_any_keyboard() {
    for engine in Engine::all() {
        let site = Site::of_kind(engine, Kind::Live).await;
        let unit = site.unit("Border").await;
        let link = add_user(&site.app, unit).await;
        let offered = sessions::offer_second_factor(&site.app, &link).await.unwrap();
        let secret = secret_of(&offered.url);
        let words = passphrase("Zoe\u{308} wohnt nicht hier");
        sessions::enrol(&site.app, &link, words, offered.sealed, &code(&site, &secret)).await.unwrap();
        site.clock.advance(SignedDuration::from_secs(30));
        let anna = Enrolled { site, secret, link };
        anna.sign_in("Zo\u{eb} wohnt\u{a0}nicht hier", &anna.code()).await.unwrap();
    }
}

#[tokio::test]
async fn a_login_that_can_be_nobodys_gets_the_same_answer() {
    each(async |anna| {
        for login in ["", "an\0na", &"x".repeat(5_000)] {
            let attempt = SignIn {
                login: login.to_owned(),
                passphrase: passphrase(PASSPHRASE),
                code: anna.code(),
                unit: None,
            };
            let refused = sessions::begin(&anna.site.app, attempt).await.err();
            assert!(matches!(refused, Some(AppError::SignInRefused)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_is_used_once_and_ends_by_itself() {
    each(async |anna| {
        let again = sessions::offer_second_factor(&anna.site.app, &anna.link).await;
        assert!(matches!(again.err(), Some(AppError::LinkRefused)));

        let unit = anna.site.unit("Other").await;
        let late = anna
            .site
            .app
            .run(&Caller::operator(), async |ctx| {
                accounts::add_user(ctx, "late", "Late", unit, Role::FrBorder).await
            })
            .await
            .unwrap();
        anna.site.clock.advance(SignedDuration::from_hours(73));
        let refused = sessions::offer_second_factor(&anna.site.app, &late.link).await;
        assert!(matches!(refused.err(), Some(AppError::LinkRefused)));
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_a_working_day() {
    each(async |anna| {
        let begun = anna.sign_in(PASSPHRASE, &anna.code()).await.unwrap();
        anna.site.clock.advance(SignedDuration::from_hours(12));
        let after = sessions::caller(&anna.site.app, &begun.token).await;
        assert!(matches!(after.err(), Some(AppError::SignedOut)));
    })
    .await;
}

#[tokio::test]
async fn a_short_passphrase_is_refused_with_the_mend() {
    let site = Site::of_kind(Engine::Sqlite, Kind::Live).await;
    let unit = site.unit("Border").await;
    let link = add_user(&site.app, unit).await;
    let offered = sessions::offer_second_factor(&site.app, &link).await.unwrap();
    let code = code(&site, &secret_of(&offered.url));
    let refused = sessions::enrol(&site.app, &link, passphrase("short"), offered.sealed, &code).await;
    assert!(matches!(refused, Err(AppError::Invalid { field: "passphrase", .. })));
}

#[tokio::test]
async fn a_live_installation_knows_no_demonstration_accounts() {
    let site = Site::of_kind(Engine::Sqlite, Kind::Live).await;
    let unit = site.unit("Border").await;
    let refused = demo::enlist(&site.app, "x", "x", unit, Role::FrBorder).await;
    assert!(matches!(refused, Err(AppError::NotFound)));
}

#[tokio::test]
async fn a_database_of_one_kind_is_refused_as_another() {
    let site = Site::of_kind(Engine::Sqlite, Kind::Live).await;
    site.app.stop().await;
    let refused = Site::open(&site.place, &site.clock, Kind::Demo).await;
    assert_eq!(refused.err().map(|error| error.code()), Some("installation.other_kind"));
}
