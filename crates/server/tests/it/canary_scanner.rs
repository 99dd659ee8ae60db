//! Finds the stem of every mark in bytes, in each writing in which text tends to leak.

use std::path::{Path, PathBuf};

use base64ct::{Base64Unpadded, Base64UrlUnpadded, Encoding};

/// What all marks begin with; letters and digits only, so that no escaping hides it.
pub const STEM: &str = "Zqx7JkvCanaryW";

/// The stem in each writing, with the writing's name.
pub struct Scanner(Vec<(&'static str, Vec<u8>)>);

impl Default for Scanner {
    fn default() -> Self {
        let mut all = Vec::new();
        for text in [STEM.to_owned(), STEM.to_lowercase(), STEM.to_uppercase()] {
            let bytes = text.as_bytes();
            all.push(("UTF-8", bytes.to_vec()));
            all.push(("UTF-16LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
            all.push(("UTF-16BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
            all.push(("hex", hex(bytes).into_bytes()));
            all.push(("HEX", hex(bytes).to_uppercase().into_bytes()));
            for offset in 0..3 {
                all.push(("base64", inner(offset, bytes, Base64Unpadded::encode_string)));
                all.push(("base64url", inner(offset, bytes, Base64UrlUnpadded::encode_string)));
            }
        }
        all.sort_by(|(_, a), (_, b)| a.cmp(b));
        all.dedup_by(|(_, a), (_, b)| a == b);
        Self(all)
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The letters of a base64 text that the stem alone decides, wherever in the text it stands.
fn inner(offset: usize, bytes: &[u8], encode: fn(&[u8]) -> String) -> Vec<u8> {
    let shifted = [vec![0; offset], bytes.to_vec()].concat();
    let (from, to) = ((offset * 8).div_ceil(6), shifted.len() * 8 / 6);
    encode(&shifted).as_bytes()[from..to].to_vec()
}

impl Scanner {
    /// In which writings the stem occurs, with what stands around the first of each.
    pub fn hits(&self, bytes: &[u8]) -> Vec<String> {
        let mut hits = Vec::new();
        for (writing, needle) in &self.0 {
            if let Some(at) = find(bytes, needle) {
                let around = &bytes[at.saturating_sub(40)..(at + needle.len() + 20).min(bytes.len())];
                hits.push(format!("{writing} at {at}: {}", String::from_utf8_lossy(around)));
            }
        }
        hits
    }

    /// Hits in every file below a folder, each named. Fails if there is nothing to scan.
    pub fn hits_below(&self, folder: &Path) -> Vec<String> {
        let files = files_below(folder);
        assert!(!files.is_empty(), "nothing to scan in {}", folder.display());
        let mut hits = Vec::new();
        for file in files {
            let name = file.display().to_string();
            let bytes = std::fs::read(&file).unwrap_or_default();
            hits.extend(self.hits(name.as_bytes()));
            hits.extend(self.hits(&bytes).into_iter().map(|hit| format!("{name}: {hit}")));
        }
        hits
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut from = 0;
    // Byte by byte over slices: quick enough for tens of megabytes without optimisation.
    while let Some(found) = bytes[from..].iter().position(|byte| byte == first) {
        let at = from + found;
        if bytes[at + 1..].starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn a_planted_mark_is_found_in_every_writing_and_place() {
    let scanner = Scanner::default();
    let mark = format!("{STEM}00042name");
    let utf16 = |to: fn(u16) -> [u8; 2]| mark.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let mut planted: Vec<(String, Vec<u8>)> = vec![
        ("UTF-8".to_owned(), mark.clone().into_bytes()),
        ("lower case".to_owned(), mark.to_lowercase().into_bytes()),
        ("upper case".to_owned(), mark.to_uppercase().into_bytes()),
        ("UTF-16LE".to_owned(), utf16(u16::to_le_bytes)),
        ("UTF-16BE".to_owned(), utf16(u16::to_be_bytes)),
        ("hex".to_owned(), hex(mark.as_bytes()).into_bytes()),
        ("HEX".to_owned(), hex(mark.as_bytes()).to_uppercase().into_bytes()),
    ];
    for before in ["", "a", "ab", "{\"name\":\""] {
        let text = format!("{before}{mark} and more");
        planted.push((
            format!("base64 after {before:?}"),
            Base64Unpadded::encode_string(text.as_bytes()).into(),
        ));
        planted.push((
            format!("base64url after {before:?}"),
            Base64UrlUnpadded::encode_string(text.as_bytes()).into(),
        ));
    }
    for (writing, bytes) in planted {
        for noise in [0, 1, 4_095] {
            let place = [vec![b'Z'; noise], bytes.clone(), vec![0; noise]].concat();
            assert!(!scanner.hits(&place).is_empty(), "{writing} among {noise} bytes of noise");
        }
    }
    assert_eq!(scanner.hits(b"Zqx7JkvCanary, cut short"), Vec::<String>::new());
    assert_eq!(scanner.hits(b""), Vec::<String>::new());
}

#[test]
fn a_mark_in_a_file_below_and_in_a_file_s_name_is_found() {
    let folder = std::env::temp_dir().join(format!("havenward-scanner-{}", std::process::id()));
    let below = folder.join("below");
    std::fs::create_dir_all(&below).unwrap();
    std::fs::write(below.join("plain"), "nothing here").unwrap();
    assert_eq!(Scanner::default().hits_below(&folder), Vec::<String>::new());

    std::fs::write(below.join("full"), format!("so {STEM}1")).unwrap();
    std::fs::write(folder.join(format!("{STEM}2")), "").unwrap();
    let hits = Scanner::default().hits_below(&folder);

    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(hits.len(), 2, "{hits:?}");
}
