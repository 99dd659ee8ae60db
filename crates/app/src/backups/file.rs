//! A sealed file: a mark, a header in clear, and a database in sealed pieces.
//!
//! Layout: eight bytes of mark, the length of the header (four bytes, big endian), the header as JSON, then what
//! `havenward_vault::archive` puts before its pieces, then the pieces, all of one length but the last.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use havenward_store::Schema;
use havenward_vault::archive::{
    HolderKey, HolderPrivateKey, Opener, PIECE_BYTES, SEALED_PIECE_BYTES, Sealer,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const MARK: &[u8; 8] = b"HAVENAR1";
/// No header of ours is longer.
const HEADER_AT_MOST: usize = 4096;

/// Which of the two databases a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Everything but the shred keys.
    Main,
    /// Shred keys.
    Shred,
}

impl From<Schema> for Which {
    fn from(schema: Schema) -> Self {
        match schema {
            Schema::Main => Self::Main,
            Schema::Shred => Self::Shred,
        }
    }
}

/// What a file says of itself in clear. Nothing about any person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// 1.
    pub format: u32,
    /// Which of the two databases.
    pub database: Which,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// `demo`, `exercise` or `live`.
    pub kind: String,
    /// The mark that both databases of an installation share.
    pub pair: String,
    /// When the copy was begun.
    pub taken_at: Timestamp,
    /// Entries of the journal that are in it at least; in the main database only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries: Option<u64>,
}

/// What is wrong with a sealed file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read or written.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// It is something else.
    #[error("{0}: this is no backup of this program")]
    Other(PathBuf),
    /// The key does not fit, or something was changed, left out or cut off: they are not told apart.
    #[error("{0}: cannot be opened: it was altered or cut off, or was sealed to other keys than this one")]
    Sealed(PathBuf),
}

/// Seals a file into another, for its holders. The new one has its name only when all of it is on the disk.
pub fn write(
    from: &Path,
    to: &Path,
    header: &Header,
    holders: &[HolderKey],
    mut seen: impl FnMut(u64),
) -> Result<(), FileError> {
    let part = to.with_extension("part");
    let made = (|| {
        let wrong = |path: &Path| {
            let path = path.to_path_buf();
            move |error| FileError::Io(path, error)
        };
        let header = serde_json::to_vec(header).map_err(|error| FileError::Io(part.clone(), error.into()))?;
        let (preamble, mut sealer) =
            Sealer::begin(holders, &header).map_err(|_| FileError::Sealed(part.clone()))?;
        let mut source = BufReader::new(File::open(from).map_err(wrong(from))?);
        let mut target = BufWriter::new(new_file(&part).map_err(wrong(&part))?);
        let length = u32::try_from(header.len()).unwrap_or(u32::MAX).to_be_bytes();
        for bytes in [MARK.as_slice(), &length, &header, &preamble] {
            target.write_all(bytes).map_err(wrong(&part))?;
        }
        let mut done = 0;
        let mut pieces = Pieces::of(&mut source, PIECE_BYTES).map_err(wrong(from))?;
        while let Some((piece, is_last)) = pieces.next().map_err(wrong(from))? {
            let sealed = sealer.seal(&piece, is_last).map_err(|_| FileError::Sealed(part.clone()))?;
            target.write_all(&sealed).map_err(wrong(&part))?;
            done += piece.len() as u64;
            seen(done);
        }
        let file = target.into_inner().map_err(|error| FileError::Io(part.clone(), error.into_error()))?;
        file.sync_all().map_err(wrong(&part))?;
        std::fs::rename(&part, to).map_err(wrong(to))?;
        sync_folder(to).map_err(wrong(to))
    })();
    if made.is_err() {
        // Whatever failed, what was begun is no backup.
        let _ = std::fs::remove_file(&part);
    }
    made
}

/// Reads what a file says of itself. It proves nothing until the file is opened.
pub fn read_header(path: &Path) -> Result<Header, FileError> {
    let mut file = BufReader::new(File::open(path).map_err(|error| FileError::Io(path.into(), error))?);
    header_of(path, &mut file).map(|(header, _)| header)
}

fn header_of(path: &Path, file: &mut impl Read) -> Result<(Header, Vec<u8>), FileError> {
    let other = || FileError::Other(path.to_path_buf());
    let mut start = [0; 12];
    file.read_exact(&mut start).map_err(|_| other())?;
    let (mark, length) = start.split_at(MARK.len());
    let length = length.try_into().map_or(u32::MAX, u32::from_be_bytes) as usize;
    if mark != MARK || length > HEADER_AT_MOST {
        return Err(other());
    }
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes).map_err(|_| other())?;
    match serde_json::from_slice::<Header>(&bytes) {
        Ok(header) if header.format == 1 => Ok((header, bytes)),
        _ => Err(other()),
    }
}

/// Opens a file into another, which is there only if all of it could be opened.
pub fn open(
    from: &Path,
    to: &Path,
    key: &HolderPrivateKey,
    mut seen: impl FnMut(u64),
) -> Result<(), FileError> {
    let opened = (|| {
        let wrong = |path: &Path| {
            let path = path.to_path_buf();
            move |error| FileError::Io(path, error)
        };
        let sealed = |_| FileError::Sealed(from.to_path_buf());
        let mut source = BufReader::new(File::open(from).map_err(wrong(from))?);
        let (_, header) = header_of(from, &mut source)?;
        let mut start = [0; 2];
        source.read_exact(&mut start).map_err(|_| FileError::Sealed(from.to_path_buf()))?;
        let mut preamble = vec![0; Opener::preamble_bytes(start).map_err(sealed)?];
        let (first, rest) = preamble.split_at_mut(start.len());
        first.copy_from_slice(&start);
        source.read_exact(rest).map_err(|_| FileError::Sealed(from.to_path_buf()))?;
        let mut opener = Opener::begin(key, &header, &preamble).map_err(sealed)?;
        let mut target = BufWriter::new(new_file(to).map_err(wrong(to))?);
        let mut done = 0;
        let mut pieces = Pieces::of(&mut source, SEALED_PIECE_BYTES).map_err(wrong(from))?;
        while let Some((piece, is_last)) = pieces.next().map_err(wrong(from))? {
            let plain = opener.open(&piece, is_last).map_err(sealed)?;
            target.write_all(plain.expose()).map_err(wrong(to))?;
            done += plain.expose().len() as u64;
            seen(done);
        }
        let file = target.into_inner().map_err(|error| FileError::Io(to.into(), error.into_error()))?;
        file.sync_all().map_err(wrong(to))
    })();
    if opened.is_err() {
        // Half a database is none.
        let _ = std::fs::remove_file(to);
    }
    opened
}

/// A new file for the owner's eyes only; what a broken run left behind is replaced.
fn new_file(path: &Path) -> std::io::Result<File> {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A name is on the disk once its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// A file in pieces of one length, the last of which may be shorter and is known to be the last.
struct Pieces<'r, R> {
    source: &'r mut R,
    length: usize,
    ahead: Option<Zeroizing<Vec<u8>>>,
}

impl<'r, R: Read> Pieces<'r, R> {
    fn of(source: &'r mut R, length: usize) -> std::io::Result<Self> {
        let mut pieces = Self { source, length, ahead: None };
        // An empty file has one piece, with nothing in it.
        pieces.ahead = Some(pieces.read()?);
        Ok(pieces)
    }

    fn read(&mut self) -> std::io::Result<Zeroizing<Vec<u8>>> {
        let mut piece = Zeroizing::new(Vec::with_capacity(self.length));
        self.source.by_ref().take(self.length as u64).read_to_end(&mut piece)?;
        Ok(piece)
    }

    fn next(&mut self) -> std::io::Result<Option<(Zeroizing<Vec<u8>>, bool)>> {
        let Some(piece) = self.ahead.take() else { return Ok(None) };
        let next = if piece.len() < self.length { Zeroizing::default() } else { self.read()? };
        let is_last = next.is_empty();
        self.ahead = (!is_last).then_some(next);
        Ok(Some((piece, is_last)))
    }
}
