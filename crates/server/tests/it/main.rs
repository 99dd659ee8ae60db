//! The HTTP service as a client meets it, asked without a port.

mod asking;

mod matrix;
mod matrix_people;
mod matrix_rows;
