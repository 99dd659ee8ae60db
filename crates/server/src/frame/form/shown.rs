//! What templates ask of a form: what was typed, what is wrong with it, and how to say so.

use super::super::Page;
use super::super::say::Say;
use super::{Flaw, Form};

/// What templates ask.
impl Form {
    /// The key of this form.
    pub fn key(&self) -> &str {
        &self.once
    }

    /// The mark of what this form was drawn from; empty where nothing is overwritten.
    pub fn mark(&self) -> &str {
        &self.drawn_from
    }

    /// What was kept of this form; empty where nothing was.
    pub fn draft(&self) -> &str {
        &self.draft
    }

    /// Whether somebody was faster: then what stands now is shown beside what was typed.
    pub fn is_late(&self) -> bool {
        self.flaws.iter().any(|flaw| flaw.key == "problem-conflict")
    }

    /// What was typed into a field.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// Whether a choice is taken.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values.get(field).is_some_and(|all| all.iter().any(|one| one == value))
    }

    /// What is wrong, in the order of reading.
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// What is wrong with one field.
    pub fn flaw_of(&self, field: &str) -> Option<&Flaw> {
        self.flaws.iter().find(|flaw| flaw.field == field)
    }

    /// Whether it came back after signing in again.
    pub fn is_again(&self) -> bool {
        self.is_again
    }

    /// The title of a page with this form: an error says so first.
    pub fn title(&self, page: &Page, key: &str) -> String {
        let title = page.t(key).plain();
        if self.flaws.is_empty() { title } else { page.t("title-error").s("title", title).plain() }
    }
}

impl Flaw {
    /// The words of the flaw, safe in a page.
    pub fn words<'s>(&self, page: &Page) -> Say<'s> {
        if !page.knows(&self.key)
            && let Some(words) = &self.words
        {
            return page.t("form-refused").s("words", words);
        }
        match self.number {
            Some(number) => page.t(&self.key).n("number", number),
            None => page.t(&self.key),
        }
    }
}
