//! Files of other formats: bytes become instruments, instruments become bytes, nothing else.
//!
//! So far one format: [`xlsform`], the workbooks in which ministries and organisations write their forms.
//! Nothing here evaluates, stores or decides, and nothing reads a disk.

pub mod xlsform;
