//! The three cookies there are: a worker's session, the person's own, and the language. All are strictly
//! necessary. The two sessions are apart: whoever opens her own page on a worker's device ends nothing there,
//! and neither is ever taken for the other.

use axum::http::{HeaderMap, HeaderValue, header};
use havenward_app::Kind;

/// The language outlives the session: whoever comes back reads on in it.
const A_YEAR_SECONDS: u32 = 31_536_000;

/// Whose session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// A worker's.
    Workers,
    /// The person's, who came in by code and phrase. The name of its cookie says nothing either.
    Own,
}

/// The name of a session cookie. Plain HTTP on loopback has no `__Host-`: the demonstration only.
fn session_name(whose: Whose, kind: Kind) -> &'static str {
    match (whose, kind) {
        (Whose::Workers, Kind::Live) => "__Host-session",
        (Whose::Workers, Kind::Demo | Kind::Exercise) => "session",
        (Whose::Own, Kind::Live) => "__Host-page",
        (Whose::Own, Kind::Demo | Kind::Exercise) => "page",
    }
}

fn secure(kind: Kind) -> &'static str {
    match kind {
        Kind::Live => "; Secure",
        Kind::Demo | Kind::Exercise => "",
    }
}

/// Reads one cookie.
fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// The token of a worker's session.
pub(crate) fn session(headers: &HeaderMap, kind: Kind) -> Option<&str> {
    token(headers, Whose::Workers, kind)
}

/// The token of a session.
pub(crate) fn token(headers: &HeaderMap, whose: Whose, kind: Kind) -> Option<&str> {
    value(headers, session_name(whose, kind)).filter(|token| !token.is_empty())
}

/// The language somebody chose.
pub(crate) fn language(headers: &HeaderMap) -> Option<&str> {
    value(headers, "language")
}

/// Sets a session. It has no age: it goes with the browser, and the server ends it sooner.
pub(crate) fn begin(token: &str, whose: Whose, kind: Kind) -> HeaderValue {
    let name = session_name(whose, kind);
    set(format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{}", secure(kind)))
}

/// Removes a session.
pub(crate) fn end(whose: Whose, kind: Kind) -> HeaderValue {
    let name = session_name(whose, kind);
    set(format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict{}", secure(kind)))
}

/// Keeps the language.
pub(crate) fn keep_language(tag: &str, kind: Kind) -> HeaderValue {
    let secure = secure(kind);
    set(format!("language={tag}; Path=/; Max-Age={A_YEAR_SECONDS}; HttpOnly; SameSite=Lax{secure}"))
}

fn set(text: String) -> HeaderValue {
    // Tokens and language tags are ASCII.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_live_session_has_the_strictest_cookie_there_is() {
        let cookie = begin("abc", Whose::Workers, Kind::Live);
        assert_eq!(cookie, "__Host-session=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
        let cookie = begin("abc", Whose::Own, Kind::Live);
        assert_eq!(cookie, "__Host-page=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "language=uk; __Host-session=abc".parse().unwrap());
        assert_eq!(session(&headers, Kind::Live), Some("abc"));
        assert_eq!(session(&headers, Kind::Demo), None);
        assert_eq!(token(&headers, Whose::Own, Kind::Live), None);
        assert_eq!(language(&headers), Some("uk"));
    }
}
