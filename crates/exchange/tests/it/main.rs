//! What reading and writing other formats promises.

mod hostile;
mod odk;
mod round_trip;
mod sheets;
mod workbook;
