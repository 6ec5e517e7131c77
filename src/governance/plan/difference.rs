//! In what two plans differ, in a sentence: what somebody has to look at first.

use super::content::ReleasePlan;

impl ReleasePlan {
    /// The first thing in which another plan, made later, differs from this one; nothing where both
    /// have one digest.
    pub fn difference(&self, now: &Self) -> Option<String> {
        if self.digest() == now.digest() {
            return None;
        }
        Some(
            self.of_program(now)
                .or_else(|| self.of_files(now))
                .or_else(|| self.of_statements(now))
                .unwrap_or_else(|| "its gates, evidence or transcript are others".to_owned()),
        )
    }

    fn of_program(&self, now: &Self) -> Option<String> {
        if self.format != now.format {
            return Some(format!(
                "its format is {}, and now {}",
                self.format, now.format
            ));
        }
        if self.tool != now.tool {
            return Some(format!(
                "the program that made it is {} (sha256 {}), and this one is {} (sha256 {})",
                self.tool.version, self.tool.sha256, now.tool.version, now.tool.sha256
            ));
        }
        if self.commit != now.commit {
            let name = |commit: &Option<String>| commit.clone().unwrap_or("no commit".to_owned());
            return Some(format!(
                "it was made of {}, and {} is checked out",
                name(&self.commit),
                name(&now.commit)
            ));
        }
        None
    }

    fn of_files(&self, now: &Self) -> Option<String> {
        if self.release_file != now.release_file || self.release != now.release {
            return Some("release.toml has changed".to_owned());
        }
        for planned in &self.revisions {
            let found = now
                .revisions
                .iter()
                .find(|other| other.revision == planned.revision);
            match found {
                None => return Some(format!("the revision {} is gone", planned.revision)),
                Some(found) if found != planned => {
                    return Some(format!("the file {} has changed", planned.file));
                }
                Some(_) => {}
            }
        }
        let added = now.revisions.iter().find(|found| {
            let mut before = self.revisions.iter();
            !before.any(|planned| planned.revision == found.revision)
        });
        if let Some(added) = added {
            return Some(format!("the revision {} has come in", added.revision));
        }
        for (name, digest) in &self.files {
            match now.files.iter().find(|(other, _)| other == name) {
                None => return Some(format!("the file {name} is no part of it any more")),
                Some((_, found)) if found != digest => {
                    return Some(format!("the file {name} has changed"));
                }
                Some(_) => {}
            }
        }
        if self.path != now.path || self.heads != now.heads || self.revisions != now.revisions {
            return Some("the heads, the path or the order of the history are others".to_owned());
        }
        (self.files != now.files).then(|| "other files belong to it".to_owned())
    }

    fn of_statements(&self, now: &Self) -> Option<String> {
        let longest = self.statements.len().max(now.statements.len());
        let differs = |index: &usize| self.statements.get(*index) != now.statements.get(*index);
        let index = (0..longest).find(differs)?;
        let (planned, found) = (self.statements.get(index), now.statements.get(index));
        let place = planned.or(found)?;
        Some(format!(
            "statement {} of {} is another",
            place.number, place.revision
        ))
    }
}
