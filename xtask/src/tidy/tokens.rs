//! What the rules ask about tokens: attributes, functions, and the lines of test items.

use std::ops::RangeInclusive;

/// A piece of code and its line, counted from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub line: usize,
    pub kind: Kind,
}

/// The kinds of tokens that matter here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, keyword or number.
    Word(String),
    /// The content of a string literal, escapes replaced by blanks.
    Text(String),
    /// Any other character of code.
    Mark(char),
}

impl Token {
    /// Tells whether the token is this word.
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(found) if found == word)
    }

    /// Tells whether the token is this character.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// The word, if the token is one.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }
}

/// Some lines of a file.
#[derive(Debug, Clone, Default)]
pub struct Lines(Vec<RangeInclusive<usize>>);

impl Lines {
    /// Tells whether a line is among them.
    pub fn contain(&self, line: usize) -> bool {
        self.0.iter().any(|range| range.contains(&line))
    }

    /// How many lines of a file with `total` lines are among them.
    pub fn count(&self, total: usize) -> usize {
        (1..=total).filter(|line| self.contain(*line)).count()
    }
}

/// An attribute: `#[name …]`.
#[derive(Debug)]
pub struct Attribute<'a> {
    pub line: usize,
    /// Between the brackets.
    pub content: &'a [Token],
    /// Index of the first token after it.
    pub end: usize,
}

/// Finds every attribute, inner ones too.
pub fn attributes(tokens: &[Token]) -> Vec<Attribute<'_>> {
    (0..tokens.len()).filter_map(|index| attribute_at(tokens, index)).collect()
}

fn attribute_at(tokens: &[Token], index: usize) -> Option<Attribute<'_>> {
    let line = tokens.get(index).filter(|token| token.is_mark('#'))?.line;
    let inner = usize::from(tokens.get(index + 1)?.is_mark('!'));
    let open = index + 1 + inner;
    tokens.get(open).filter(|token| token.is_mark('['))?;
    let close = matching(tokens, open)?;
    Some(Attribute { line, content: tokens.get(open + 1..close)?, end: close + 1 })
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub first_line: usize,
    pub last_line: usize,
}

/// Finds every function that has a body, methods and nested functions too.
pub fn functions(tokens: &[Token]) -> Vec<Function> {
    let starts = tokens.windows(2).enumerate().filter_map(|(index, pair)| match pair {
        [keyword, name] if keyword.is_word("fn") => Some((index, keyword.line, name.word()?.to_owned())),
        _ => None,
    });
    starts
        .filter_map(|(index, first_line, name)| {
            let end = item_end(tokens, index)?;
            // A signature without a body ends in a semicolon.
            end.is_mark('}').then_some(Function { name, first_line, last_line: end.line })
        })
        .collect()
}

/// The lines of items under `#[cfg(test)]`, the attribute included.
pub fn test_lines(tokens: &[Token]) -> Lines {
    let ranges = attributes(tokens)
        .into_iter()
        .filter(|attribute| is_test_only(attribute.content))
        .filter_map(|attribute| {
            let mut start = attribute.end;
            while let Some(next) = attribute_at(tokens, start) {
                start = next.end;
            }
            Some(attribute.line..=item_end(tokens, start)?.line)
        });
    Lines(ranges.collect())
}

fn is_test_only(content: &[Token]) -> bool {
    let has = |word: &str| content.iter().any(|token| token.is_word(word));
    content.first().is_some_and(|token| token.is_word("cfg")) && has("test") && !has("not") && !has("any")
}

/// The last token of the item that starts at `start`: the brace that closes its body, or a semicolon.
fn item_end(tokens: &[Token], start: usize) -> Option<&Token> {
    let mut index = start;
    loop {
        match tokens.get(index)?.kind {
            Kind::Mark('(' | '[') => index = matching(tokens, index)?,
            Kind::Mark('{') => return tokens.get(matching(tokens, index)?),
            Kind::Mark(';') => return tokens.get(index),
            _ => {}
        }
        index += 1;
    }
}

/// The index of the bracket that closes the one at `open`.
fn matching(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, token) in tokens.get(open..)?.iter().enumerate() {
        match token.kind {
            Kind::Mark('(' | '[' | '{') => depth += 1,
            Kind::Mark(')' | ']' | '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(open + offset);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::lexer::tokens;
    use super::*;

    fn measured(source: &str) -> Vec<(String, usize)> {
        functions(&tokens(source))
            .into_iter()
            .map(|function| (function.name, function.last_line - function.first_line + 1))
            .collect()
    }

    #[test]
    fn functions_are_measured_from_signature_to_closing_brace() {
        let source = "fn short() {}\n\
            pub async fn long(\n    x: [u8; 4],\n) -> [u8; 2]\nwhere\n    T: Fn(u8) -> u8,\n{\n    \"}\"\n}\n";

        assert_eq!(measured(source), [("short".to_owned(), 1), ("long".to_owned(), 8)]);
    }

    #[test]
    fn signatures_and_function_types_are_not_functions() {
        assert_eq!(measured("trait T { fn f(&self) -> [u8; 3]; }\nstruct S { call: fn(u8) -> u8 }"), []);
    }

    #[test]
    fn nested_functions_are_measured_too() {
        let source = "fn outer() {\n    fn inner() {\n    }\n}";

        assert_eq!(measured(source), [("outer".to_owned(), 4), ("inner".to_owned(), 2)]);
    }

    #[test]
    fn test_items_are_found_with_their_attributes() {
        let lines = test_lines(&tokens(
            "fn a() {}\n#[cfg(test)]\n#[expect(x, reason = \"]\")]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n\
             #[cfg(all(test, unix))]\nuse d;\n#[cfg(not(test))]\nfn e() {}\n",
        ));

        let found: Vec<usize> = (1..=11).filter(|line| lines.contain(*line)).collect();

        assert_eq!(found, [2, 3, 4, 5, 6, 8, 9]);
        assert_eq!(lines.count(11), 7);
    }

    #[test]
    fn unbalanced_code_is_no_trap() {
        assert_eq!(measured("fn a() { } } fn b( {"), [("a".to_owned(), 1)]);
    }
}
