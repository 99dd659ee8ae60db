//! Which pairs are compared at all: records that agree on everything a rule names.
//!
//! Where the settings name no rules, they are chosen from the columns that are there: for each way of meeting
//! (a document, a telephone, a birth date, a name, a place) the broadest rule that the size of the lists can
//! bear. A block too large to say anything is left out and counted.

use rayon::prelude::*;

use super::people::{Field, People};
use super::role::Role;
use super::settings::{Rule, Settings, SettingsError};

/// Part of a value that has to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The whole value.
    Whole(usize),
    /// The skeleton.
    Bones(usize),
    /// So many letters of the beginning.
    Prefix(usize, usize),
    /// So many letters of the skeleton's beginning.
    BonesPrefix(usize, usize),
    /// The skeletons of two fields in either order.
    EitherOrder(usize, usize),
}

/// A rule, ready for use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// As a person reads it.
    pub name: String,
    parts: Vec<Part>,
}

impl Key {
    /// Whether the rule looks at this field.
    pub fn touches(&self, field: usize) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Whole(at) | Part::Bones(at) | Part::Prefix(at, _) | Part::BonesPrefix(at, _) => {
                *at == field
            }
            Part::EitherOrder(one, other) => *one == field || *other == field,
        })
    }
}

/// A value of a key, 0 where a part is missing.
fn mix(so_far: u64, next: u64) -> u64 {
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014); not a cipher, only a spread.
    let mut z = so_far.rotate_left(25) ^ next.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn of_text(text: &str) -> u64 {
    text.bytes().fold(1, |so_far, byte| mix(so_far, u64::from(byte)))
}

fn prefix(text: &str, letters: usize) -> &str {
    text.get(..letters).unwrap_or_default()
}

/// Hashes of a part for every value of its field; 0 where it cannot be used.
fn hashes(field: &Field, text: impl Fn(usize) -> String + Sync) -> Vec<u64> {
    (0..field.texts.len())
        .into_par_iter()
        .map(|at| {
            let text = text(at);
            if text.is_empty() { 0 } else { of_text(&text).max(1) }
        })
        .collect()
}

/// A field and the hashes of its values.
type OfField = (usize, Vec<u64>);

fn part_hashes(people: &People, part: Part) -> Vec<OfField> {
    let field = |at: usize| people.fields.get(at);
    let bones = |field: &Field, at: usize| {
        let bones = field.bones.get(at);
        // One consonant says too little: the folded name then.
        if bones.len() >= 2 { bones.to_owned() } else { field.texts.get(at).to_owned() }
    };
    let one = |at: usize, text: &(dyn Fn(&Field, usize) -> String + Sync)| {
        field(at).map(|field| (at, hashes(field, |value| text(field, value))))
    };
    let found = match part {
        Part::Whole(at) => vec![one(at, &|field, value| field.texts.get(value).to_owned())],
        Part::Bones(at) => vec![one(at, &bones)],
        Part::Prefix(at, letters) => vec![one(at, &|field, value| {
            let text = prefix(field.texts.get(value), letters);
            // A year without month and day has no month to agree on.
            if field.role == Role::BirthDate && letters > 4 && text.contains("-00") {
                String::new()
            } else {
                text.to_owned()
            }
        })],
        Part::BonesPrefix(at, letters) => {
            vec![one(at, &|field, value| bones(field, value).chars().take(letters).collect())]
        }
        Part::EitherOrder(a, b) => vec![one(a, &bones), one(b, &bones)],
    };
    found.into_iter().flatten().collect()
}

/// The key of every record; 0 where a part is missing.
fn keys(people: &People, key: &Key) -> Vec<u64> {
    let parts: Vec<(Part, Vec<OfField>)> =
        key.parts.iter().map(|part| (*part, part_hashes(people, *part))).collect();
    (0..people.len())
        .into_par_iter()
        .map(|record| {
            let row = people.row(record);
            let of = |(field, hashes): &OfField| {
                row.get(*field).and_then(|value| hashes.get(*value as usize)).copied().unwrap_or(0)
            };
            let mut key = 7;
            for (part, hashes) in &parts {
                let mut both = 0_u64;
                for one in hashes {
                    let hash = of(one);
                    if hash == 0 {
                        return 0;
                    }
                    both = if matches!(part, Part::EitherOrder(..)) {
                        both.wrapping_add(mix(11, hash))
                    } else {
                        hash
                    };
                }
                key = mix(key, both);
            }
            key.max(1)
        })
        .collect()
}

/// Records by the blocks of one rule.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    /// Number of the block of each record, from 1; 0 for none, or for a block of one.
    pub of_record: Vec<u32>,
    /// Records block after block.
    pub order: Vec<u32>,
    /// Where each block begins in `order`, and at last its length.
    pub starts: Vec<u32>,
    /// Pairs in all blocks, those of other rules included.
    pub pairs: u64,
    /// Blocks left out because they were too large.
    pub left_out: usize,
}

impl Blocks {
    fn new(people: &People, key: &Key, most: usize) -> Blocks {
        let keys = keys(people, key);
        let number = |record: usize| u32::try_from(record).unwrap_or(u32::MAX);
        let mut sorted: Vec<(u64, u32)> = keys
            .iter()
            .enumerate()
            .filter(|(_, key)| **key != 0)
            .map(|(record, key)| (*key, number(record)))
            .collect();
        sorted.par_sort_unstable();
        let mut blocks = Blocks { of_record: vec![0; people.len()], starts: vec![0], ..Blocks::default() };
        for block in sorted.chunk_by(|a, b| a.0 == b.0) {
            if block.len() < 2 {
                continue;
            }
            if block.len() > most {
                blocks.left_out += 1;
                continue;
            }
            let pairs = pairs_of(people, block);
            if pairs == 0 {
                continue;
            }
            blocks.pairs += pairs;
            let block_number = number(blocks.starts.len());
            for (_, record) in block {
                blocks.order.push(*record);
                if let Some(of) = blocks.of_record.get_mut(*record as usize) {
                    *of = block_number;
                }
            }
            blocks.starts.push(number(blocks.order.len()));
        }
        blocks
    }
}

fn pairs_of(people: &People, block: &[(u64, u32)]) -> u64 {
    let choose = |n: u64| n * n.saturating_sub(1) / 2;
    let all = choose(block.len() as u64);
    if !people.is_between_lists() {
        return all;
    }
    let mut inside = 0;
    let mut from = 0;
    for end in &people.ends {
        let to = block.partition_point(|(_, record)| (*record as usize) < *end);
        inside += choose((to - from) as u64);
        from = to;
    }
    all - inside
}

/// Rules with their blocks.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The rules in use.
    pub keys: Vec<Key>,
    /// Their blocks, in the same order.
    pub blocks: Vec<Blocks>,
}

/// A block of more records than this is left out where the rules are ours.
const LARGEST_BLOCK: usize = 2_000;
/// Each way of meeting may bring so many pairs a record, and at least so many in all.
const PAIRS_A_RECORD: u64 = 10;
const FEWEST_PAIRS: u64 = 2_000_000;
/// Of so many blocks one may be left out before a narrower rule is tried.
const MOST_LEFT_OUT: usize = 200;

impl Plan {
    /// The rules of the settings, or rules chosen from the columns and the size of the lists.
    pub fn new(people: &People, settings: &Settings) -> Result<Plan, SettingsError> {
        let mut plan = Plan::default();
        if !settings.block.is_empty() {
            for (number, rule) in settings.block.iter().enumerate() {
                let key = parse(people, number + 1, rule)?;
                plan.blocks.push(Blocks::new(people, &key, usize::MAX));
                plan.keys.push(key);
            }
            return Ok(plan);
        }
        let budget = FEWEST_PAIRS.max(PAIRS_A_RECORD * people.len() as u64);
        for way in ways(people) {
            if !plan.take_first(people, vec![way.broad], budget) {
                for narrower in way.narrower {
                    plan.take_first(people, narrower, budget);
                }
            }
        }
        if plan.keys.is_empty() {
            return Err(SettingsError::new(
                "no columns by which pairs could be brought together",
                "name `block` rules",
            ));
        }
        Ok(plan)
    }

    /// Takes the first, and so the broadest, of some rules that stays within the budget.
    fn take_first(&mut self, people: &People, keys: Vec<Key>, budget: u64) -> bool {
        for key in keys {
            let blocks = Blocks::new(people, &key, LARGEST_BLOCK);
            // A narrower rule may reach into the blocks that were too large for this one.
            if blocks.pairs <= budget && blocks.left_out * MOST_LEFT_OUT <= blocks.starts.len() {
                self.keys.push(key);
                self.blocks.push(blocks);
                return true;
            }
        }
        false
    }

    /// The rules, as bits, under which two records meet.
    pub fn meeting(&self, a: usize, b: usize) -> u32 {
        self.blocks.iter().enumerate().fold(0, |mask, (rule, blocks)| {
            let (one, other) = (blocks.of_record.get(a), blocks.of_record.get(b));
            if one == other && one.is_some_and(|block| *block > 0) { mask | 1 << rule } else { mask }
        })
    }

    /// How many pieces of work a rule is cut in; the cut does not depend on threads.
    pub fn pieces(&self, rule: usize) -> usize {
        self.blocks.get(rule).map_or(0, |blocks| blocks.order.len().div_ceil(PIECE))
    }

    /// Calls `take` with every pair of a piece of a rule that no earlier rule brings together.
    pub fn each_pair(&self, people: &People, rule: usize, piece: usize, mut take: impl FnMut(usize, usize)) {
        let Some(blocks) = self.blocks.get(rule) else { return };
        let from = piece * PIECE;
        for at in from..(from + PIECE).min(blocks.order.len()) {
            let Some(first) = blocks.order.get(at).map(|record| *record as usize) else { continue };
            let block = blocks.of_record.get(first).copied().unwrap_or(0) as usize;
            let end = blocks.starts.get(block).copied().unwrap_or(0) as usize;
            let list = people.is_between_lists().then(|| people.list_of(first));
            for second in blocks.order.get(at + 1..end).unwrap_or_default() {
                let second = *second as usize;
                if list.is_some_and(|list| people.list_of(second) == list) {
                    continue;
                }
                if self.meeting_before(rule, first, second) {
                    continue;
                }
                take(first, second);
            }
        }
    }

    fn meeting_before(&self, rule: usize, a: usize, b: usize) -> bool {
        self.blocks.iter().take(rule).any(|blocks| {
            let (one, other) = (blocks.of_record.get(a), blocks.of_record.get(b));
            one == other && one.is_some_and(|block| *block > 0)
        })
    }

    /// Pairs of all rules; those that several rules bring count each time.
    pub fn pairs(&self) -> u64 {
        self.blocks.iter().map(|blocks| blocks.pairs).sum()
    }
}

/// Records whose pairs are one piece of work.
const PIECE: usize = 1_024;

fn parse(people: &People, number: usize, rule: &Rule) -> Result<Key, SettingsError> {
    let parts: Result<Vec<Part>, SettingsError> = rule
        .on
        .iter()
        .map(|text| {
            let (name, how) =
                text.split_once(':').map_or((text.as_str(), None), |(name, how)| (name, Some(how)));
            let by_name = people.fields.iter().position(|field| field.name == name);
            let by_role = || people.fields.iter().position(|field| field.role.name() == name);
            let Some(at) = by_name.or_else(by_role) else {
                let known: Vec<&str> = people.fields.iter().map(|field| field.name.as_str()).collect();
                let what = format!("block {number}: `{text}`: no compared column or role `{name}`");
                return Err(SettingsError::new(what, format!("one of {}", known.join(", "))));
            };
            match how {
                None => Ok(Part::Whole(at)),
                Some("sound") => Ok(Part::Bones(at)),
                Some(letters) => {
                    let usable = letters.parse().ok().filter(|letters| (1..=100).contains(letters));
                    usable.map(|letters| Part::Prefix(at, letters)).ok_or_else(|| {
                        let what =
                            format!("block {number}: `{text}`: `{letters}` is neither a number nor `sound`");
                        SettingsError::new(what, "write surname, surname:2 or surname:sound")
                    })
                }
            }
        })
        .collect();
    Ok(Key { name: rule.on.join(" + "), parts: parts? })
}

/// A way of meeting: a broad rule, and what stands in for it where lists are too large for that.
struct Way {
    broad: Key,
    /// Each is a chain of ever narrower rules, of which one is taken.
    narrower: Vec<Vec<Key>>,
}

/// Ways of meeting by the columns that are there.
fn ways(people: &People) -> Vec<Way> {
    let find = |role: Role| people.fields.iter().position(|field| field.role == role);
    let (given, family, birth) = (find(Role::GivenName), find(Role::Surname), find(Role::BirthDate));
    let place = find(Role::Postcode).or(find(Role::Place));
    // Chains of narrower rules; a chain that needs an absent column is left out.
    let way = |base: Part, chains: &[&[Option<Part>]]| Way {
        broad: key(people, &[base]),
        narrower: chains
            .iter()
            .map(|chain| chain.iter().flatten().map(|part| key(people, &[base, *part])).collect::<Vec<Key>>())
            .filter(|chain| !chain.is_empty())
            .collect(),
    };
    let bones = |at: Option<usize>, letters| at.map(|at| Part::BonesPrefix(at, letters));
    let (family_2, family_3) = (bones(family, 2), bones(family, 3));
    let (given_2, given_3) = (bones(given, 2), bones(given, 3));
    let year = birth.map(|birth| Part::Prefix(birth, 4));
    let month = birth.map(|birth| Part::Prefix(birth, 7));
    let mut ways: Vec<Way> = Vec::new();
    for role in [Role::Document, Role::Phone, Role::Email] {
        ways.extend(find(role).map(|at| way(Part::Whole(at), &[&[family_2], &[given_2], &[year]])));
    }
    if let Some((given, family)) = given.zip(family) {
        ways.push(way(Part::EitherOrder(given, family), &[&[year, month], &[place.map(Part::Whole)]]));
    }
    if let Some(birth) = birth {
        let chains: [&[Option<Part>]; 2] =
            [&[bones(family, 1), family_2, family_3], &[bones(given, 1), given_2, given_3]];
        ways.push(way(Part::Whole(birth), &chains));
    }
    if let Some(family) = family {
        ways.push(way(Part::Bones(family), &[&[year, month], &[bones(given, 1), given_2, given_3]]));
    }
    if let Some(given) = given {
        ways.push(way(Part::Bones(given), &[&[year, month], &[bones(family, 1), family_2, family_3]]));
    }
    if let Some(place) = place {
        ways.push(way(Part::Whole(place), &[&[year, month], &[family_2, family_3], &[given_2, given_3]]));
    }
    if let Some(address) = find(Role::Address) {
        ways.push(way(Part::Whole(address), &[&[find(Role::Number).map(Part::Whole)], &[year]]));
    }
    if ways.is_empty() {
        ways.extend((0..people.fields.len()).map(|at| way(Part::Whole(at), &[])));
    }
    ways
}

fn key(people: &People, parts: &[Part]) -> Key {
    let name = |at: usize| people.fields.get(at).map_or("", |field| field.name.as_str());
    let words: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Part::Whole(at) => name(*at).to_owned(),
            Part::Bones(at) => format!("{}:sound", name(*at)),
            Part::Prefix(at, letters) => format!("{}:{letters}", name(*at)),
            Part::BonesPrefix(at, letters) => format!("{}:sound:{letters}", name(*at)),
            Part::EitherOrder(a, b) => format!("{} and {} in either order", name(*a), name(*b)),
        })
        .collect();
    Key { name: words.join(" + "), parts: parts.to_vec() }
}
