//! Splits Rust source into tokens, enough to tell code from strings and comments.
//!
//! It does not parse: numbers are words, operators are single marks, comments and lifetimes vanish.

use super::tokens::{Kind, Token};

/// Reads a whole file.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0, line: 1, tokens: Vec::new() };
    while let Some(next) = lexer.peek(0) {
        lexer.step(next);
    }
    lexer.tokens
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer {
    fn step(&mut self, next: char) {
        match (next, self.peek(1)) {
            ('/', Some('/')) => self.skip_while(|found| found != '\n'),
            ('/', Some('*')) => self.block_comment(),
            ('"', _) => self.string(),
            ('\'', _) => self.char_or_lifetime(),
            _ if is_word(next) => self.word(),
            _ if next.is_whitespace() => self.advance(),
            _ => {
                self.push(self.line, Kind::Mark(next));
                self.advance();
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn advance(&mut self) {
        if self.peek(0) == Some('\n') {
            self.line += 1;
        }
        self.at += 1;
    }

    fn push(&mut self, line: usize, kind: Kind) {
        self.tokens.push(Token { line, kind });
    }

    fn skip_while(&mut self, keep: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&keep) {
            self.advance();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.peek(0) {
            match (next, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.advance();
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.advance();
                }
                _ => {}
            }
            self.advance();
            if depth == 0 {
                return;
            }
        }
    }

    /// A word, or the prefix of a string: `r"…"`, `br#"…"#`, `b'…'`, `r#type`.
    fn word(&mut self) {
        let start = self.at;
        self.skip_while(is_word);
        let word: String = self.chars.get(start..self.at).unwrap_or_default().iter().collect();
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let hashes = rest.iter().take_while(|next| **next == '#').count();
        match (word.as_str(), self.peek(hashes)) {
            ("r" | "br" | "cr", Some('"')) => self.raw_string(hashes),
            ("b" | "c", Some('"')) if hashes == 0 => self.string(),
            ("b", Some('\'')) if hashes == 0 => self.char_or_lifetime(),
            // A raw identifier: what follows the mark is the word.
            ("r", Some(next)) if hashes == 1 && is_word(next) => self.advance(),
            _ => self.push(self.line, Kind::Word(word)),
        }
    }

    fn string(&mut self) {
        let line = self.line;
        let mut text = String::new();
        self.advance();
        while let Some(next) = self.peek(0).filter(|next| *next != '"') {
            if next == '\\' {
                // Escapes matter here only as gaps: a line break, a quote, a continued line.
                text.push(' ');
                self.advance();
            } else {
                text.push(next);
            }
            self.advance();
        }
        self.advance();
        self.push(line, Kind::Text(text));
    }

    fn raw_string(&mut self, hashes: usize) {
        let line = self.line;
        let mut text = String::new();
        (0..=hashes).for_each(|_| self.advance());
        while let Some(next) = self.peek(0) {
            if next == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                break;
            }
            text.push(next);
            self.advance();
        }
        (0..=hashes).for_each(|_| self.advance());
        self.push(line, Kind::Text(text));
    }

    fn char_or_lifetime(&mut self) {
        self.advance();
        if self.peek(0) == Some('\\') {
            self.advance();
            self.advance();
            self.skip_while(|next| next != '\'');
            self.advance();
        } else if self.peek(1) == Some('\'') {
            (0..2).for_each(|_| self.advance());
        } else {
            self.skip_while(is_word);
        }
    }
}

fn is_word(next: char) -> bool {
    next.is_alphanumeric() || next == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let word = |token: Token| match token.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        };
        tokens(text).into_iter().filter_map(word).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        let content = |token: Token| match token.kind {
            Kind::Text(content) => Some(content),
            _ => None,
        };
        tokens(text).into_iter().filter_map(content).collect()
    }

    #[test]
    fn comments_vanish_also_nested_ones() {
        assert_eq!(words("a // b\n/* c /* d */ e */ f /// g\n"), ["a", "f"]);
    }

    #[test]
    fn strings_of_every_kind_are_texts() {
        let source = r###"a("x{", b"y", r"z\", r#"p"q"#, br##"u"#v"##, c"w", "s \" t") e"###;

        assert_eq!(texts(source), ["x{", "y", "z\\", "p\"q", "u\"#v", "w", "s   t"]);
        assert_eq!(words(source), ["a", "e"]);
    }

    #[test]
    fn characters_and_lifetimes_are_told_apart() {
        let source = r"fn f<'a>(x: &'a str) { g('{', '\'', b'}', '\u{7d}', 'é', '_'); 'outer: loop {} }";

        let braces =
            tokens(source).iter().filter(|token| matches!(token.kind, Kind::Mark('{' | '}'))).count();

        assert_eq!(braces, 4);
        assert_eq!(words(source), ["fn", "f", "x", "str", "g", "loop"]);
    }

    #[test]
    fn raw_identifiers_are_words() {
        assert_eq!(words("let r#type = r;"), ["let", "type", "r"]);
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let found = tokens("\"a\nb\" /* c\n */\nd");

        assert_eq!(found.last().map(|token| token.line), Some(4));
    }

    #[test]
    fn an_unfinished_file_ends_quietly() {
        for source in ["\"a", "r#\"a", "/* a", "'", "b'", "r#", "'\\"] {
            tokens(source);
        }
    }
}
