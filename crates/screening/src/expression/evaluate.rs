//! The value of an expression, with the conversions of XPath 1.0.

use crate::parse::MAX_TEXT;

use super::{Function, Node, Operator};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text; the empty one stands for what was not answered.
    Text(String),
    /// A number; a text that is none is not a number.
    Number(f64),
    /// True or false.
    Flag(bool),
}

impl Value {
    /// Whether it holds: a text that is not empty, a number that is not zero.
    pub fn holds(&self) -> bool {
        match self {
            Value::Text(text) => !text.is_empty(),
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Flag(flag) => *flag,
        }
    }

    /// As a text; what is not a number is the empty text, and a whole number has no point.
    pub fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) if number.is_nan() => String::new(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
        }
    }

    fn number(&self) -> f64 {
        match self {
            Value::Text(text) => number_of(text).unwrap_or(f64::NAN),
            Value::Number(number) => *number,
            Value::Flag(flag) => f64::from(u8::from(*flag)),
        }
    }
}

/// The number that a text writes in plain digits, as in XPath: no exponent, no plus.
pub(crate) fn number_of(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && digits.chars().any(|c| c != '.');
    if plain { text.parse().ok() } else { None }
}

/// What an expression may look up.
pub(super) struct Known<'a> {
    pub answer: &'a dyn Fn(&str) -> String,
    pub own: &'a str,
    pub column: &'a dyn Fn(&str) -> String,
}

impl Known<'_> {
    pub(super) fn value(&self, node: &Node) -> Value {
        match node {
            Node::Text(text) => Value::Text(text.clone()),
            Node::Number(number) => Value::Number(*number),
            Node::Answer(name) => Value::Text((self.answer)(name)),
            Node::Own => Value::Text(self.own.to_owned()),
            Node::Column(name) => Value::Text((self.column)(name)),
            Node::Negative(inner) => Value::Number(-self.value(inner).number()),
            Node::Pair(operator, left, right) => self.pair(*operator, left, right),
            Node::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn pair(&self, operator: Operator, left: &Node, right: &Node) -> Value {
        let (left, right) = (self.value(left), self.value(right));
        let (a, b) = (left.number(), right.number());
        match operator {
            Operator::Or => Value::Flag(left.holds() || right.holds()),
            Operator::And => Value::Flag(left.holds() && right.holds()),
            Operator::Equal => Value::Flag(equal(&left, &right)),
            Operator::Unequal => Value::Flag(!equal(&left, &right)),
            Operator::Less => Value::Flag(a < b),
            Operator::AtMost => Value::Flag(a <= b),
            Operator::More => Value::Flag(a > b),
            Operator::AtLeast => Value::Flag(a >= b),
            Operator::Plus => Value::Number(a + b),
            Operator::Minus => Value::Number(a - b),
            Operator::Times => Value::Number(a * b),
            Operator::Div => Value::Number(a / b),
            Operator::Mod => Value::Number(a % b),
        }
    }

    fn call(&self, function: Function, arguments: &[Node]) -> Value {
        let at = |nth: usize| {
            arguments.get(nth).map_or(Value::Text(String::new()), |argument| self.value(argument))
        };
        match function {
            Function::Not => Value::Flag(!at(0).holds()),
            Function::True => Value::Flag(true),
            Function::False => Value::Flag(false),
            Function::If => at(if at(0).holds() { 1 } else { 2 }),
            Function::Coalesce => {
                let first = at(0);
                if first.text().is_empty() { at(1) } else { first }
            }
            Function::Selected => {
                let (list, name) = (at(0).text(), at(1).text());
                Value::Flag(list.split_ascii_whitespace().any(|one| one == name))
            }
            Function::CountSelected => counted(at(0).text().split_ascii_whitespace().count()),
            Function::StringLength => counted(at(0).text().chars().count()),
            Function::Contains => Value::Flag(at(0).text().contains(&at(1).text())),
            Function::StartsWith => Value::Flag(at(0).text().starts_with(&at(1).text())),
            Function::Concat => {
                let whole: String = arguments.iter().map(|argument| self.value(argument).text()).collect();
                // Calculations feed each other; without a limit a few of them would fill the memory.
                Value::Text(whole.chars().take(MAX_TEXT).collect())
            }
            Function::Number => Value::Number(at(0).number()),
            Function::Text => Value::Text(at(0).text()),
            Function::Int => Value::Number(at(0).number().trunc()),
        }
    }
}

fn counted(count: usize) -> Value {
    Value::Number(u32::try_from(count).map_or(f64::MAX, f64::from))
}

/// Two truth values, otherwise two numbers if one of them is a number, otherwise two texts.
#[expect(clippy::float_cmp, reason = "XPath compares numbers exactly")]
fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Flag(_), _) | (_, Value::Flag(_)) => left.holds() == right.holds(),
        (Value::Number(_), _) | (_, Value::Number(_)) => left.number() == right.number(),
        (Value::Text(left), Value::Text(right)) => left == right,
    }
}
