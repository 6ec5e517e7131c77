//! Files of the time zone database (RFC 8536, `tzfile`).

use super::zone_rule::{LocalTime, ZoneRule};

/// The history of a zone and the rule it follows since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ZoneFile {
    /// Seconds since the epoch, and what the clock shows from then on.
    transitions: Vec<(i64, LocalTime)>,
    /// What it showed before the first of them.
    before: LocalTime,
    rule: Option<ZoneRule>,
}

/// Reads numbers from the front of bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    }
}

/// The counts a header announces.
struct Header {
    version: u8,
    indicators: usize,
    standard_indicators: usize,
    leap_seconds: usize,
    transitions: usize,
    types: usize,
    characters: usize,
}

impl Header {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.take(4)? != b"TZif" {
            return None;
        }
        let version = *reader.take(16)?.first()?;
        Some(Self {
            version,
            indicators: reader.count()?,
            standard_indicators: reader.count()?,
            leap_seconds: reader.count()?,
            transitions: reader.count()?,
            types: reader.count()?,
            characters: reader.count()?,
        })
    }

    /// Bytes of the data behind the header, with times of so many bytes.
    fn length(&self, time: usize) -> usize {
        self.transitions * (time + 1)
            + self.types * 6
            + self.characters
            + self.leap_seconds * (time + 4)
            + self.standard_indicators
            + self.indicators
    }
}

impl ZoneFile {
    /// Reads the bytes of a file; nothing where they are not one of the second version or later.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let first = Header::read(&mut reader)?;
        if first.version < b'2' {
            return None;
        }
        // The first part has times of 32 bits only; the second says everything again.
        reader.take(first.length(4))?;
        let header = Header::read(&mut reader)?;
        let data = reader.take(header.length(8))?;
        let mut data = Reader(data);
        let times = data.take(header.transitions * 8)?;
        let kinds = data.take(header.transitions)?;
        let types = data.take(header.types * 6)?;
        let abbreviations = data.take(header.characters)?;
        let local_time = |kind: usize| -> Option<LocalTime> {
            let bytes: [u8; 6] = types.get(kind * 6..kind * 6 + 6)?.try_into().ok()?;
            let [first, second, third, fourth, _is_summer, start] = bytes;
            let name = abbreviations.get(usize::from(start)..)?;
            let name = name.split(|byte| *byte == 0).next()?;
            Some(LocalTime {
                offset: i64::from(i32::from_be_bytes([first, second, third, fourth])),
                name: std::str::from_utf8(name).ok()?.into(),
            })
        };
        let mut transitions = Vec::with_capacity(header.transitions);
        for (time, kind) in times.chunks_exact(8).zip(kinds) {
            let time = i64::from_be_bytes(time.try_into().ok()?);
            transitions.push((time, local_time(usize::from(*kind))?));
        }
        let footer = std::str::from_utf8(reader.0).ok()?;
        let rule = footer.trim_matches('\n');
        Some(Self {
            transitions,
            before: local_time(0)?,
            rule: match rule {
                "" => None,
                rule => Some(ZoneRule::parse(rule)?),
            },
        })
    }

    /// What clocks show at `instant`, in seconds since 1970-01-01 UTC.
    pub(super) fn at(&self, instant: i64) -> &LocalTime {
        let behind = self
            .transitions
            .partition_point(|(time, _)| *time <= instant);
        match (&self.rule, behind.checked_sub(1)) {
            // Behind the last transition the rule takes over.
            (Some(rule), _) if behind == self.transitions.len() => rule.at(instant),
            (_, Some(last)) => &self.transitions[last].1,
            (_, None) => &self.before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one type, an hour ahead from the instant 100 on, that ends with `rule`.
    fn file(rule: &str) -> Vec<u8> {
        let mut bytes = b"TZif2".to_vec();
        bytes.extend([0; 15 + 24]);
        bytes.extend(b"TZif2");
        bytes.extend([0; 15]);
        for count in [0_u32, 0, 0, 1, 2, 4] {
            bytes.extend(count.to_be_bytes());
        }
        bytes.extend(100_i64.to_be_bytes());
        bytes.push(1);
        bytes.extend([0, 0, 0, 60, 0, 0]);
        bytes.extend([0, 0, 14, 16, 0, 0]);
        bytes.extend(b"CET\0");
        bytes.extend(format!("\n{rule}\n").bytes());
        bytes
    }

    #[test]
    fn history_and_rule() {
        let zone = ZoneFile::parse(&file("")).unwrap();
        assert_eq!(
            [99, 100, 5_000_000_000].map(|at| zone.at(at).offset),
            [60, 3600, 3600]
        );
        let zone = ZoneFile::parse(&file("EST5")).unwrap();
        assert_eq!([99, 100].map(|at| zone.at(at).offset), [60, -18_000]);
        assert_eq!(ZoneFile::parse(&file("")[..60]), None);
        assert_eq!(ZoneFile::parse(b"TZif"), None);
    }
}
