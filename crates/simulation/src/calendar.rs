//! The event calendar: what happens next, kept in arrays.
//!
//! Near events lie in a heap, far events unsorted in buckets of equal width that enter the heap when their
//! time comes. Pushing a far event costs the same whether ten people wait or a million, and nothing is
//! allocated for an event: the arrays only grow to the most that were ever pending at once.
//! Equal times are ordered by the event itself, so the order never depends on the history of the heap.

/// Marks the end of a chain in the arrays.
const NONE: u32 = u32::MAX;
/// The most buckets; beyond it they get wider.
const MAX_BUCKETS: usize = 1 << 18;
/// About how many arrivals a bucket spans.
const ARRIVALS_IN_BUCKET: f64 = 64.0;

/// A pending far event.
#[derive(Debug, Clone, Copy)]
struct Far {
    entry: u128,
    next: u32,
}

/// Pending events, earliest first; times are not negative.
#[derive(Debug)]
pub struct Calendar {
    heap: Vec<u128>,
    far: Vec<Far>,
    free: u32,
    buckets: Vec<u32>,
    /// The first bucket that is still unsorted.
    bucket: usize,
    per_width: f64,
    horizon: f64,
}

/// Time above event, so that one comparison orders both: doubles that are not negative order like their bits.
#[inline]
fn entry(time: f64, event: u64) -> u128 {
    (u128::from(time.to_bits()) << 64) | u128::from(event)
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the two halves are taken apart")]
fn parts(entry: u128) -> (f64, u64) {
    (f64::from_bits((entry >> 64) as u64), entry as u64)
}

impl Calendar {
    /// An empty calendar up to a horizon, cut for about so many arrivals.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped before")]
    pub fn new(horizon: f64, arrivals: f64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a small constant")]
        let most = MAX_BUCKETS as f64;
        let count = (arrivals / ARRIVALS_IN_BUCKET).clamp(1.0, most) as usize;
        #[expect(clippy::cast_precision_loss, reason = "at most MAX_BUCKETS")]
        let per_width = count as f64 / horizon.max(f64::MIN_POSITIVE);
        Self {
            heap: Vec::with_capacity(256),
            far: Vec::new(),
            free: NONE,
            // The horizon itself, and what rounding adds to it.
            buckets: vec![NONE; count + 2],
            bucket: 1,
            per_width,
            horizon,
        }
    }

    /// Notes an event. What lies beyond the horizon never happens and is not kept.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and is not negative"
    )]
    pub fn push(&mut self, time: f64, event: u64) {
        // The bucket alone decides, so that equal times always meet in the same place.
        let bucket = (time * self.per_width) as usize;
        if bucket < self.bucket {
            self.push_near(entry(time, event));
        } else if time <= self.horizon {
            self.push_far(bucket, entry(time, event));
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 events are pending")]
    fn push_far(&mut self, bucket: usize, entry: u128) {
        let Some(head) = self.buckets.get_mut(bucket) else { return };
        let far = Far { entry, next: *head };
        if let Some(slot) = self.far.get_mut(self.free as usize) {
            *head = self.free;
            self.free = slot.next;
            *slot = far;
        } else {
            *head = self.far.len() as u32;
            self.far.push(far);
        }
    }

    #[inline]
    fn push_near(&mut self, new: u128) {
        let mut at = self.heap.len();
        self.heap.push(new);
        while at > 0 {
            let parent = (at - 1) / 4;
            // Both lie within the heap: `at` is below its length and `parent` below `at`.
            if self.heap[parent] <= new {
                break;
            }
            self.heap[at] = self.heap[parent];
            at = parent;
        }
        self.heap[at] = new;
    }

    /// Takes the next event, if one is left before the horizon.
    #[inline]
    pub fn pop(&mut self) -> Option<(f64, u64)> {
        while self.heap.is_empty() {
            if !self.advance() {
                return None;
            }
        }
        let last = self.heap.pop()?;
        let Some(&top) = self.heap.first() else { return Some(parts(last)) };
        let heap = self.heap.as_mut_slice();
        let len = heap.len();
        let mut at = 0;
        loop {
            let first = 4 * at + 1;
            if first >= len {
                break;
            }
            // All indices stay below `len`.
            let mut least = first;
            let mut value = heap[first];
            let last_child = (first + 4).min(len);
            for (child, &other) in heap[..last_child].iter().enumerate().skip(first + 1) {
                if other < value {
                    value = other;
                    least = child;
                }
            }
            if last <= value {
                break;
            }
            heap[at] = value;
            at = least;
        }
        heap[at] = last;
        Some(parts(top))
    }

    /// Moves the next bucket into the heap; false when there is none.
    fn advance(&mut self) -> bool {
        let Some(head) = self.buckets.get_mut(self.bucket) else { return false };
        let mut at = std::mem::replace(head, NONE);
        self.bucket += 1;
        while let Some(far) = self.far.get_mut(at as usize) {
            let next = std::mem::replace(&mut far.next, self.free);
            let entry = far.entry;
            self.free = at;
            self.push_near(entry);
            at = next;
        }
        true
    }
}
