//! Many texts in one place: an arena, and a table that gives equal texts one number.

use std::hash::{DefaultHasher, Hasher as _};

/// Texts one after the other, by number from 0.
#[derive(Debug, Default, Clone)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a text and gives its number.
    pub fn push(&mut self, text: &str) -> usize {
        self.all.push_str(text);
        self.ends.push(self.all.len());
        self.ends.len() - 1
    }

    /// The text of a number; empty where there is none.
    pub fn get(&self, number: usize) -> &str {
        let from = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(number).copied().unwrap_or(from);
        self.all.get(from..to).unwrap_or_default()
    }
}

/// Equal texts get one number, in the order in which they first come.
#[derive(Debug, Default, Clone)]
pub struct Words {
    texts: Texts,
    /// Open addressing: numbers from 1, 0 for an empty place.
    places: Vec<u32>,
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Words {
    /// The number of a text, from 0, and whether it is new.
    pub fn number(&mut self, text: &str) -> (u32, bool) {
        if self.places.len() < (self.texts.len() + 1) * 2 {
            self.grow();
        }
        let place = self.place(text);
        match self.places.get_mut(place) {
            Some(known) if *known > 0 => (*known - 1, false),
            Some(empty) => {
                // A table of more than four thousand million words does not fit in memory.
                let number = u32::try_from(self.texts.push(text)).unwrap_or(u32::MAX - 1);
                *empty = number + 1;
                (number, true)
            }
            None => (0, false),
        }
    }

    /// The texts by number.
    pub fn into_texts(self) -> Texts {
        self.texts
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    fn place(&self, text: &str) -> usize {
        let mask = self.places.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "only the low bits choose a place")]
        let mut place = hash(text) as usize & mask;
        while let Some(known) = self.places.get(place)
            && *known > 0
            && self.texts.get(*known as usize - 1) != text
        {
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self) {
        let size = (self.places.len() * 2).max(1024);
        self.places = vec![0; size];
        for number in 0..self.texts.len() {
            let place = self.place(self.texts.get(number));
            if let Some(empty) = self.places.get_mut(place) {
                *empty = u32::try_from(number + 1).unwrap_or(u32::MAX);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_one_number() {
        let mut words = Words::default();
        let numbers: Vec<u32> =
            (0..5_000).map(|word: u32| words.number(&format!("w{}", word % 1_700)).0).collect();
        assert_eq!(words.len(), 1_700);
        assert!(numbers.iter().enumerate().all(|(word, number)| *number as usize == word % 1_700));
        assert_eq!(words.into_texts().get(1_699), "w1699");
    }
}
