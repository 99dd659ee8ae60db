//! The HTTP service as a client meets it, asked without a port.

mod asking;
mod canary;
mod canary_forms;
mod canary_marks;
mod canary_scanner;
mod faults;
mod guides;
mod house;
mod intake;
mod matrix;
mod matrix_people;
mod matrix_rows;
mod matrix_rows_beside;
mod matrix_rows_refer;
mod matrix_rows_story;
mod matrix_rows_unit;
mod openapi;
mod pages;
mod pages_of_hers;
mod problems;
mod refusals;
mod story;
mod unprintable;
