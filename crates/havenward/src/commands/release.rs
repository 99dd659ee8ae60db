//! `havenward release`: figures that may leave, made on this machine from any file.

mod ledger;
mod micro;
mod table;

use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use havenward_disclosure::read;
use havenward_vault::hex;
use havenward_vault::keyed_hash::{KeyedHash, Salt};

use crate::exit::BadInput;
use crate::input;

/// Makes figures that may leave: tables and synthetic records.
#[derive(Subcommand)]
pub enum Release {
    /// Count persons in groups; hide what is small, and what would give it away.
    Table(table::Table),
    /// Play the attacker against published tables.
    Check(table::Check),
    /// Make synthetic records with differential privacy, and charge a ledger for them.
    Micro(micro::Micro),
    /// List what was released, what it cost and what is left of the year.
    Ledger(ledger::LedgerList),
}

impl Release {
    /// Runs the command.
    pub fn run(&self, json: bool) -> Result<ExitCode> {
        match self {
            Release::Table(table) => table.run(json),
            Release::Check(check) => check.run(json),
            Release::Micro(micro) => micro.run(json),
            Release::Ledger(ledger) => ledger.run(json),
        }
    }
}

/// How a file of persons is read.
#[derive(Args)]
struct Reading {
    /// A CSV file with one row a person, `-` for standard input. Empty fields are unknown.
    file: String,
    /// Character between fields.
    #[arg(long, default_value = ",", value_parser = delimiter)]
    delimiter: u8,
    /// Column that says how many persons a row stands for.
    #[arg(long, value_name = "COLUMN")]
    count: Option<String>,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "\\t" | "tab" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [one] if one.is_ascii_punctuation() && *one != b'"' || *one == b'\t' => Ok(*one),
            _ => Err("one character such as , or ; and `tab` for a tabulator".to_owned()),
        },
    }
}

/// What goes through is hashed block by block, so that a release can be tied to its input later.
struct Committing<R> {
    inner: R,
    hash: KeyedHash,
    so_far: [u8; 32],
    block: Vec<u8>,
}

/// Bytes of a block, whatever pieces the operating system gives.
const BLOCK: usize = 1 << 16;

impl<R: Read> Committing<R> {
    fn close(&mut self) {
        self.so_far = self.hash.digest(&[&self.so_far, &self.block]);
        self.block.clear();
    }

    fn digest(mut self) -> [u8; 32] {
        self.close();
        self.so_far
    }
}

impl<R: Read> Read for Committing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let mut read = buffer.get(..length).unwrap_or_default();
        while !read.is_empty() {
            let (part, rest) = read.split_at(read.len().min(BLOCK - self.block.len()));
            self.block.extend_from_slice(part);
            read = rest;
            if self.block.len() == BLOCK {
                self.close();
            }
        }
        Ok(length)
    }
}

/// A commitment to the bytes of a file, and the salt that opens it.
struct Commitment {
    digest: String,
    salt: String,
}

impl Reading {
    /// Reads the chosen columns; says what the bytes were, without telling them.
    fn frame(&self, choice: &read::Choice<'_>) -> Result<(havenward_disclosure::frame::Frame, Commitment)> {
        let salt = Salt::generate();
        let hash = KeyedHash::salted(&salt, "release input");
        let mut file =
            Committing { inner: input::reader(&self.file)?, hash, so_far: [0; 32], block: Vec::new() };
        let frame =
            read::frame(&mut file, choice).map_err(|error| BadInput(format!("{}: {error}", self.file)))?;
        Ok((frame, Commitment { digest: hex::encode(&file.digest()), salt: hex::encode(salt.expose()) }))
    }

    fn choice(&self) -> read::Choice<'_> {
        read::Choice { delimiter: self.delimiter, count: self.count.as_deref(), ..read::Choice::default() }
    }
}

/// A file that is written beside its place and moved there when all is well.
struct Pending {
    file: tempfile::NamedTempFile,
    place: PathBuf,
}

impl Pending {
    /// Finds out before any work whether the place can be written to.
    fn new(option: &str, place: &Path) -> Result<Pending> {
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = place.display();
        let wrong = |what: String| {
            BadInput(format!("{option} {name}: {what} (mend: name a file in a folder one may write to)"))
        };
        if place.is_dir() {
            return Err(wrong("a folder".to_owned()).into());
        }
        let file = tempfile::NamedTempFile::new_in(folder).map_err(|error| wrong(error.to_string()))?;
        Ok(Pending { file, place: place.to_owned() })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).with_context(|| format!("writing {}", self.place.display()))
    }

    /// Moves the file to its place.
    fn keep(self, readable_by_others: Readable) -> Result<()> {
        let name = self.place.display().to_string();
        self.file.as_file().sync_all().with_context(|| format!("writing {name}"))?;
        let kept = self.file.persist(&self.place).with_context(|| format!("writing {name}"))?;
        #[cfg(unix)]
        if readable_by_others == Readable::Yes {
            use std::os::unix::fs::PermissionsExt as _;
            kept.set_permissions(std::fs::Permissions::from_mode(0o644))
                .with_context(|| format!("writing {name}"))?;
        }
        Ok(())
    }
}

/// Whether others on the machine may read a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readable {
    Yes,
    No,
}

/// No file is written over another that the command uses.
fn refuse_same(files: &[(&str, &Path)]) -> Result<()> {
    for (at, (option, place)) in files.iter().enumerate() {
        for (other, elsewhere) in files.iter().skip(at + 1) {
            let same = place == elsewhere
                || std::fs::canonicalize(place)
                    .ok()
                    .is_some_and(|one| Some(one) == std::fs::canonicalize(elsewhere).ok());
            if same {
                let what =
                    format!("{option} and {other} are the same file (mend: a name of its own for each)");
                return Err(BadInput(what).into());
            }
        }
    }
    Ok(())
}
