//! Randomness from the operating system (`os.urandom`).

use std::io::Read;

use crate::python::error::PythonError;

/// So many unpredictable bytes.
pub(super) fn random_bytes<const COUNT: usize>() -> Result<[u8; COUNT], PythonError> {
    let mut bytes = [0; COUNT];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Fills `bytes` with unpredictable ones.
pub(super) fn fill(bytes: &mut [u8]) -> Result<(), PythonError> {
    std::fs::File::open("/dev/urandom")
        .and_then(|mut device| device.read_exact(bytes))
        .map_err(|error| {
            PythonError::unsupported(format!(
                "randomness, as /dev/urandom cannot be read: {error}"
            ))
        })
}
