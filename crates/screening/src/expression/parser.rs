//! Reading an expression: words first, then a descent by the strength of the operators.

use crate::parse::MAX_TEXT;

use super::{Fault, Function, MAX_DEPTH, Node, Operator, Place};

#[derive(Debug, Clone, PartialEq)]
enum Word {
    Text(String),
    Number(f64),
    Answer(String),
    Name(String),
    Sign(&'static str),
}

pub(super) fn parse(text: &str, place: Place) -> Result<Node, Fault> {
    if text.chars().count() > MAX_TEXT {
        return Err(too_deep());
    }
    let mut words = words(text)?;
    words.reverse();
    let mut parser = Parser { words, place, depth: 0 };
    let node = parser.level(0)?;
    match parser.words.last() {
        None => Ok(node),
        Some(_) => Err(Fault::syntax("something follows the end of the expression")),
    }
}

const SIGNS: [&str; 13] = ["!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "(", ")", ",", "."];

fn words(text: &str) -> Result<Vec<Word>, Fault> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            '\'' | '"' => quoted(rest, first)?,
            '$' => answer(rest)?,
            '0'..='9' => number(rest)?,
            c if c.is_ascii_alphabetic() || c == '_' => name(rest),
            _ => sign(rest)?,
        };
        words.push(word);
        rest = after.trim_start();
    }
    Ok(words)
}

fn quoted(rest: &str, quote: char) -> Result<(Word, &str), Fault> {
    let after = rest.get(1..).and_then(|inner| inner.split_once(quote));
    let (text, after) = after.ok_or_else(|| Fault::syntax("a quoted text does not end"))?;
    Ok((Word::Text(text.to_owned()), after))
}

fn answer(rest: &str) -> Result<(Word, &str), Fault> {
    let inner = rest.strip_prefix("${").and_then(|inner| inner.split_once('}'));
    let (name, after) = inner.ok_or_else(|| Fault::syntax("an answer is named as ${name}"))?;
    let name = name.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(Fault::syntax("an answer is named as ${name}"));
    }
    Ok((Word::Answer(name.to_owned()), after))
}

fn number(rest: &str) -> Result<(Word, &str), Fault> {
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let number = digits.parse().map_err(|_| Fault::syntax("a number is written as 12 or 1.5"))?;
    Ok((Word::Number(number), after))
}

fn name(rest: &str) -> (Word, &str) {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'));
    let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
    (Word::Name(name.to_owned()), after)
}

fn sign(rest: &str) -> Result<(Word, &str), Fault> {
    for sign in SIGNS {
        if let Some(after) = rest.strip_prefix(sign) {
            return Ok((Word::Sign(sign), after));
        }
    }
    Err(Fault::syntax("there is a character that has no place in an expression"))
}

struct Parser {
    /// What is still to read, the next word last.
    words: Vec<Word>,
    place: Place,
    depth: usize,
}

/// The operators, the weakest first.
const LEVELS: [&[(&str, Operator)]; 6] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[("=", Operator::Equal), ("!=", Operator::Unequal)],
    &[("<=", Operator::AtMost), (">=", Operator::AtLeast), ("<", Operator::Less), (">", Operator::More)],
    &[("+", Operator::Plus), ("-", Operator::Minus)],
    &[("*", Operator::Times), ("div", Operator::Div), ("mod", Operator::Mod)],
];

impl Parser {
    fn level(&mut self, level: usize) -> Result<Node, Fault> {
        let Some(operators) = LEVELS.get(level) else { return self.unary() };
        let mut node = self.level(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let right = self.level(level + 1)?;
            node = Node::Pair(operator, Box::new(node), Box::new(right));
        }
        Ok(node)
    }

    fn operator(&mut self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let found = match self.words.last()? {
            Word::Sign(sign) => operators.iter().find(|(code, _)| code == sign),
            Word::Name(name) => operators.iter().find(|(code, _)| code == name),
            _ => None,
        };
        let (_, operator) = found?;
        self.words.pop();
        Some(*operator)
    }

    fn unary(&mut self) -> Result<Node, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(too_deep());
        }
        let node = if self.take("-") { Ok(Node::Negative(Box::new(self.unary()?))) } else { self.primary() };
        self.depth -= 1;
        node
    }

    fn take(&mut self, sign: &str) -> bool {
        let next = matches!(self.words.last(), Some(Word::Sign(found)) if *found == sign);
        if next {
            self.words.pop();
        }
        next
    }

    fn primary(&mut self) -> Result<Node, Fault> {
        match self.words.pop() {
            Some(Word::Text(text)) => Ok(Node::Text(text)),
            Some(Word::Number(number)) => Ok(Node::Number(number)),
            Some(Word::Answer(name)) => Ok(Node::Answer(name)),
            Some(Word::Sign("(")) => {
                let inner = self.level(0)?;
                if self.take(")") { Ok(inner) } else { Err(Fault::syntax("a bracket is not closed")) }
            }
            Some(Word::Sign(".")) if self.place == Place::Constraint => Ok(Node::Own),
            Some(Word::Sign(".")) => Err(Fault::syntax("only a constraint may speak of its own value, `.`")),
            Some(Word::Name(name)) => self.named(name),
            Some(Word::Sign(_)) => Err(Fault::syntax("a value is missing before or after a sign")),
            None => Err(Fault::syntax("the expression ends too early")),
        }
    }

    fn named(&mut self, name: String) -> Result<Node, Fault> {
        if !self.take("(") {
            return match self.place {
                Place::Filter => Ok(Node::Column(name)),
                Place::Plain | Place::Constraint => {
                    Err(Fault::syntax("a bare word is no value; quote a text, name an answer as ${name}"))
                }
            };
        }
        let Some(function) = Function::from_code(&name) else {
            let message = format!("there is no function {name:?} here");
            let mend = format!("use one of {}", Function::CODES.join(", "));
            return Err(Fault { code: "expression.function", message, mend });
        };
        let mut arguments = Vec::new();
        if !self.take(")") {
            loop {
                arguments.push(self.level(0)?);
                if self.take(")") {
                    break;
                }
                if !self.take(",") {
                    return Err(Fault::syntax("a bracket is not closed"));
                }
            }
        }
        let (least, most) = function.arguments();
        if !(least..=most).contains(&arguments.len()) {
            let message = format!("{name} takes another number of arguments");
            let mend =
                if least == most { format!("give it {least}") } else { format!("give it {least} to {most}") };
            return Err(Fault { code: "expression.function", message, mend });
        }
        Ok(Node::Call(function, arguments))
    }
}

fn too_deep() -> Fault {
    Fault {
        code: "expression.too_deep",
        message: "this expression is nested too deeply or too long".to_owned(),
        mend: "put a part of it into a field of type calculate".to_owned(),
    }
}
