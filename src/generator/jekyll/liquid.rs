//! Liquid as Jekyll runs it: what stops a build, and what becomes of the pieces whose values can be
//! known from the sources. May not run anything that depends on other files.

mod errors;
