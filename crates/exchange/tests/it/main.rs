//! What reading and writing other formats promises.

mod hostile;
mod round_trip;
mod sheets;
mod workbook;
