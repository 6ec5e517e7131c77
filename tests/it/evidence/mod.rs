//! Evidence: what a folder proves, and that nothing else does.

mod command;
mod decision;
mod folder;
mod hostile;
mod processes;
mod sample;
mod secrets;
mod tampering;
