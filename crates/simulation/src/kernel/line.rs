//! Waiting lines: people in order, each knowing who stands before and behind.

use super::{Engine, NONE};

/// One line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) head: u32,
    tail: u32,
}

impl Line {
    pub(super) const EMPTY: Line = Line { head: NONE, tail: NONE };
}

/// Which kind of line is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// People who wait.
    Waiting,
    /// People who are served, kept only where service can be interrupted.
    Serving,
}

impl Engine<'_> {
    #[inline]
    fn line(&mut self, of: Of, index: usize) -> &mut Line {
        match of {
            Of::Waiting => &mut self.lines[index],
            Of::Serving => &mut self.serving[index],
        }
    }

    /// Puts somebody at the end of a line.
    #[inline]
    pub(super) fn append(&mut self, of: Of, index: usize, slot: u32) {
        let line = self.line(of, index);
        let tail = std::mem::replace(&mut line.tail, slot);
        if tail == NONE {
            line.head = slot;
        } else {
            self.tokens[tail as usize].next = slot;
        }
        let token = &mut self.tokens[slot as usize];
        token.previous = tail;
        token.next = NONE;
    }

    /// Puts somebody at the head of a line.
    pub(super) fn prepend(&mut self, of: Of, index: usize, slot: u32) {
        let line = self.line(of, index);
        let head = std::mem::replace(&mut line.head, slot);
        if head == NONE {
            line.tail = slot;
        } else {
            self.tokens[head as usize].previous = slot;
        }
        let token = &mut self.tokens[slot as usize];
        token.previous = NONE;
        token.next = head;
    }

    /// Takes somebody out of a line.
    #[inline]
    pub(super) fn unlink(&mut self, of: Of, index: usize, slot: u32) {
        let token = &self.tokens[slot as usize];
        let (previous, next) = (token.previous, token.next);
        if previous == NONE {
            self.line(of, index).head = next;
        } else {
            self.tokens[previous as usize].next = next;
        }
        if next == NONE {
            self.line(of, index).tail = previous;
        } else {
            self.tokens[next as usize].previous = previous;
        }
    }
}
