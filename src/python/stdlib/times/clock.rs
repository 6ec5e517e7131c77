//! The real clock, and the offset of local time read from the system's time zone file.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;

/// Microseconds since 1970-01-01 UTC.
pub(super) fn now() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_micros()).unwrap_or(i64::MAX)
}

/// Seconds local time is ahead of UTC at `seconds` since 1970.
pub(super) fn local_offset(cx: &Interpreter, seconds: i64) -> Result<i64, PythonError> {
    let unknown = || PythonError::unsupported("local time, for the time zone is not known");
    let file = match cx.environment().get("TZ").map(String::as_str) {
        Some("UTC" | "UTC0" | "Etc/UTC" | "") => return Ok(0),
        Some(name) if name.starts_with('/') || name.contains("..") => return Err(unknown()),
        Some(name) => format!("/usr/share/zoneinfo/{}", name.trim_start_matches(':')),
        None => "/etc/localtime".to_owned(),
    };
    match std::fs::read(file) {
        Ok(bytes) => offset_at(&bytes, seconds).ok_or_else(unknown),
        // Without the file the C library takes UTC.
        Err(_) if !cx.environment().contains_key("TZ") => Ok(0),
        Err(_) => Err(unknown()),
    }
}

/// The offset a TZif file (RFC 8536) gives; nothing beyond its last transition.
fn offset_at(bytes: &[u8], seconds: i64) -> Option<i64> {
    const HEADER: usize = 44;
    let count = |base: usize, index: usize| -> Option<usize> {
        let start = base + 20 + index * 4;
        let field: [u8; 4] = bytes.get(start..start + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(field)).ok()
    };
    if bytes.get(..4)? != b"TZif" || *bytes.get(4)? < b'2' {
        return None;
    }
    // The first block has 32-bit times and is skipped.
    let (utc, standard, leap) = (count(0, 0)?, count(0, 1)?, count(0, 2)?);
    let (times, types, letters) = (count(0, 3)?, count(0, 4)?, count(0, 5)?);
    let base = HEADER + times * 5 + types * 6 + letters + leap * 8 + standard + utc;
    let (times, types) = (count(base, 3)?, count(base, 4)?);
    let time_at = |index: usize| -> Option<i64> {
        let start = base + HEADER + index * 8;
        Some(i64::from_be_bytes(
            bytes.get(start..start + 8)?.try_into().ok()?,
        ))
    };
    let type_at = |index: usize| -> Option<i64> {
        let start = base + HEADER + times * 9 + index * 6;
        let field: [u8; 4] = bytes.get(start..start + 4)?.try_into().ok()?;
        (index < types).then(|| i64::from(i32::from_be_bytes(field)))
    };
    let mut current = None;
    for index in 0..times {
        if time_at(index)? <= seconds {
            current = Some(index);
        }
    }
    let Some(current) = current else {
        return type_at(0);
    };
    // Behind the last transition a rule in the footer holds, unless there is only one offset.
    let footer = bytes
        .iter()
        .rev()
        .skip(1)
        .take_while(|byte| **byte != b'\n');
    if current + 1 == times && footer.clone().any(|byte| *byte == b',') {
        return None;
    }
    let kind = *bytes.get(base + HEADER + times * 8 + current)?;
    type_at(usize::from(kind))
}
