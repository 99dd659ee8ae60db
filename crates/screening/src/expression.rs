//! The expressions of a form: the part of XLSForm's language that an instrument may use.
//!
//! `relevant`, `constraint`, `calculation` and `choice_filter` are written in it. The list of functions is closed and
//! holds nothing that reads a clock or draws a random number, so that the same answers give the same form everywhere.
//! Texts, numbers and truth values convert into each other as in XPath 1.0; what was not answered is the empty text.

mod evaluate;
mod parser;

use std::collections::BTreeSet;
use std::fmt;

pub use evaluate::Value;
pub(crate) use evaluate::number_of;

/// The deepest nesting that is read.
pub const MAX_DEPTH: usize = 24;

/// An expression that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression(Node);

/// A part of an expression.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Text(String),
    Number(f64),
    /// The answer to a field or sign, `${name}`.
    Answer(String),
    /// The value under test, `.`.
    Own,
    /// A column of the choices, in a choice filter.
    Column(String),
    Negative(Box<Node>),
    Pair(Operator, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Div,
    Mod,
}

macro_rules! functions {
    ($($name:ident = $code:literal, $least:literal to $most:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Function { $($name),+ }

        impl Function {
            const CODES: &'static [&'static str] = &[$($code),+];

            fn from_code(code: &str) -> Option<Function> {
                match code { $($code => Some(Function::$name),)+ _ => None }
            }

            /// How many arguments it takes, at least and at most.
            fn arguments(self) -> (usize, usize) {
                match self { $(Function::$name => ($least, $most)),+ }
            }
        }
    };
}

functions! {
    Not = "not", 1 to 1;
    True = "true", 0 to 0;
    False = "false", 0 to 0;
    If = "if", 3 to 3;
    Coalesce = "coalesce", 2 to 2;
    Selected = "selected", 2 to 2;
    CountSelected = "count-selected", 1 to 1;
    StringLength = "string-length", 1 to 1;
    Contains = "contains", 2 to 2;
    StartsWith = "starts-with", 2 to 2;
    Concat = "concat", 1 to 16;
    Number = "number", 1 to 1;
    Text = "string", 1 to 1;
    Int = "int", 1 to 1;
}

/// What an expression may name besides answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Answers only: `relevant` and `calculation`.
    Plain,
    /// Also `.`, the value under test: `constraint`.
    Constraint,
    /// Also the columns of the choices, by their bare names: `choice_filter`.
    Filter,
}

/// Why a text is no expression of the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The stable code, `expression.syntax`, `expression.function` or `expression.too_deep`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl Fault {
    fn syntax(message: impl Into<String>) -> Self {
        let mend = "write it as in XLSForm, for example ${papers} = 'yes' and not(${alone} = 'no')";
        Fault { code: "expression.syntax", message: message.into(), mend: mend.to_owned() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} (mend: {})", self.message, self.mend)
    }
}

impl Expression {
    /// Reads an expression.
    pub fn parse(text: &str, place: Place) -> Result<Self, Fault> {
        parser::parse(text, place).map(Expression)
    }

    /// The fields and signs it names.
    pub fn answers(&self) -> BTreeSet<&str> {
        self.named(|node| if let Node::Answer(name) = node { Some(name) } else { None })
    }

    /// The columns of the choices it names.
    pub fn columns(&self) -> BTreeSet<&str> {
        self.named(|node| if let Node::Column(name) = node { Some(name) } else { None })
    }

    /// Its value; `answer` gives the answer to a field or sign, `own` the value under test, `column` a choice's entry.
    pub fn value(
        &self,
        answer: &dyn Fn(&str) -> String,
        own: &str,
        column: &dyn Fn(&str) -> String,
    ) -> Value {
        evaluate::Known { answer, own, column }.value(&self.0)
    }

    fn named<'n>(&'n self, of: impl Fn(&'n Node) -> Option<&'n String>) -> BTreeSet<&'n str> {
        let mut open = vec![&self.0];
        let mut names = BTreeSet::new();
        while let Some(node) = open.pop() {
            names.extend(of(node).map(String::as_str));
            match node {
                Node::Negative(inner) => open.push(inner),
                Node::Pair(_, left, right) => open.extend([left.as_ref(), right.as_ref()]),
                Node::Call(_, arguments) => open.extend(arguments),
                Node::Text(_) | Node::Number(_) | Node::Answer(_) | Node::Own | Node::Column(_) => {}
            }
        }
        names
    }
}
