//! Zones by the names of the time zone database: as much of `zoneinfo.ZoneInfo` as it takes to tell
//! the time in one.

use std::path::Path;

use super::delta::TimeDelta;
use super::moment::DateTime;
use super::zone::TimeZone;
use super::zone_file::ZoneFile;

/// Where the database is looked for (`zoneinfo.TZPATH`).
const FOLDERS: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/usr/lib/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/etc/zoneinfo",
];

/// A zone such as `Europe/Berlin`.
#[derive(Debug, Clone)]
pub struct ZoneInfo {
    /// None: UTC, on a machine without the database.
    file: Option<ZoneFile>,
}

impl ZoneInfo {
    /// The zone called `key`, with care for case; nothing where the database has no such zone.
    ///
    /// `UTC` is known without a database.
    pub fn named(key: &str) -> Option<Self> {
        let is_plain = !key.is_empty()
            && !key.contains('\0')
            && key.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !is_plain {
            return None;
        }
        let found = FOLDERS
            .iter()
            .find_map(|folder| std::fs::read(Path::new(folder).join(key)).ok());
        match found {
            Some(bytes) => Some(Self {
                file: Some(ZoneFile::parse(&bytes)?),
            }),
            None => (key == "UTC").then_some(Self { file: None }),
        }
    }

    /// What its clocks show at so many microseconds since the epoch (`datetime.fromtimestamp`).
    ///
    /// The zone of the answer is the offset of that moment with its abbreviation. Nothing outside
    /// of the years 1 to 9999.
    pub fn at(&self, microseconds: i128) -> Option<DateTime> {
        let Some(file) = &self.file else {
            return DateTime::from_clock(microseconds, Some(TimeZone::UTC));
        };
        let seconds = i64::try_from(microseconds.div_euclid(1_000_000)).ok()?;
        let local_time = file.at(seconds);
        let offset = i128::from(local_time.offset) * 1_000_000;
        let zone = TimeZone::new(
            TimeDelta::from_microseconds(offset)?,
            Some(local_time.name.clone()),
        )?;
        DateTime::from_clock(microseconds + offset, Some(zone))
    }
}

#[cfg(test)]
mod tests {
    use super::ZoneInfo;

    #[test]
    fn a_moment_has_the_offset_and_the_name_of_its_season() {
        // datetime.fromtimestamp(instant, ZoneInfo(key)) and its tzname()
        for (key, instant, text, name) in [
            (
                "Europe/Berlin",
                1_720_000_000,
                "2024-07-03 11:46:40+02:00",
                "CEST",
            ),
            (
                "Europe/Berlin",
                1_704_067_200,
                "2024-01-01 01:00:00+01:00",
                "CET",
            ),
            (
                "America/St_Johns",
                1_704_067_200,
                "2023-12-31 20:30:00-03:30",
                "NST",
            ),
            ("UTC", 1_704_067_200, "2024-01-01 00:00:00+00:00", "UTC"),
        ] {
            let moment = ZoneInfo::named(key)
                .unwrap()
                .at(instant * 1_000_000)
                .unwrap();
            assert_eq!(moment.iso(" "), text);
            assert_eq!(moment.zone().unwrap().name(), name);
        }
    }

    #[test]
    fn a_name_is_no_path() {
        for key in [
            "",
            "Europe",
            "europe/berlin",
            "../UTC",
            "/etc/localtime",
            "./UTC",
            "UTC\0",
        ] {
            assert!(ZoneInfo::named(key).is_none(), "{key}");
        }
    }
}
