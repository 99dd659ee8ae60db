//! A second verifier, written apart from the product: plain SQL, its own CBOR, RFC 6962 by its
//! recursive definition. If both agree that a journal holds, they agree for different reasons.

use sha2::{Digest, Sha256};
use sqlx::{Connection, Row, SqliteConnection};

type Hash = [u8; 32];

/// Root and size over what the rows say, with every stored leaf recomputed. An error says what differs.
pub async fn root_of_sqlite(path: &std::path::Path) -> Result<(u64, Hash), String> {
    let mut conn = SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let rows = sqlx::query("select * from journal_entries order by tree_index").fetch_all(&mut conn).await;
    let mut leaves = Vec::new();
    for (position, row) in rows.unwrap().into_iter().enumerate() {
        let index: Option<i64> = row.get("tree_index");
        if index != i64::try_from(position).ok() {
            return Err(format!("index {index:?} at position {position}"));
        }
        let mut bytes = vec![0x80 | 0x0e];
        head(&mut bytes, 0, 1);
        let id: String = row.get("id");
        if id.contains(|letter: char| letter.is_ascii_uppercase()) {
            return Err(format!("the id at position {position} is not spelt as we spell ids"));
        }
        string(&mut bytes, 2, &hex(&id.replace('-', "")));
        number(&mut bytes, row.get("at"));
        number(&mut bytes, row.get("ordinal"));
        for column in ["author", "unit_id", "action", "case_id", "object"] {
            text(&mut bytes, row.get(column));
        }
        number(&mut bytes, row.get("opened"));
        for column in ["purpose", "basis", "outcome"] {
            text(&mut bytes, row.get(column));
        }
        string(&mut bytes, 2, row.get::<Vec<u8>, _>("commitment").as_slice());
        let leaf = hash(&[&[0], &bytes]);
        if row.get::<Vec<u8>, _>("leaf") != leaf {
            return Err(format!("leaf {position} is not its entry's"));
        }
        leaves.push(leaf);
    }
    Ok((leaves.len() as u64, tree(&leaves)))
}

/// RFC 6962, section 2.1, word for word.
fn tree(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => hash(&[]),
        [one] => *one,
        many => {
            let mut split = 1;
            while split * 2 < many.len() {
                split *= 2;
            }
            let (left, right) = many.split_at(split);
            hash(&[&[1], &tree(left), &tree(right)])
        }
    }
}

fn hash(parts: &[&[u8]]) -> Hash {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().into()
}

fn head(out: &mut Vec<u8>, major: u8, value: u64) {
    let major = major << 5;
    match value {
        0..24 => out.push(major | u8::try_from(value).unwrap()),
        24..=0xff => out.extend([major | 0x18, u8::try_from(value).unwrap()]),
        0x100..=0xffff => {
            out.push(major | 0x19);
            out.extend(u16::try_from(value).unwrap().to_be_bytes());
        }
        0x1_0000..=0xffff_ffff => {
            out.push(major | 0x1a);
            out.extend(u32::try_from(value).unwrap().to_be_bytes());
        }
        _ => {
            out.push(major | 0x1b);
            out.extend(value.to_be_bytes());
        }
    }
}

fn number(out: &mut Vec<u8>, value: i64) {
    head(out, 0, u64::try_from(value).expect("no negative numbers in the journal"));
}

fn string(out: &mut Vec<u8>, major: u8, bytes: &[u8]) {
    head(out, major, bytes.len() as u64);
    out.extend(bytes);
}

fn text(out: &mut Vec<u8>, value: Option<String>) {
    match value {
        Some(value) => string(out, 3, value.as_bytes()),
        None => out.push(0xf6),
    }
}

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
