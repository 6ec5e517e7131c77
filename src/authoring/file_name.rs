//! The name of a new revision file: `file_template` (`ScriptDirectory._rev_path`).

use std::path::{Path, PathBuf};

use super::clock::CreationDate;
use super::error::AuthoringError;
use super::slug::slug;
use crate::python::{BinaryOperator, Dictionary, Interpreter, Value};
use crate::script::RevisionId;

/// How files are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNaming {
    /// `file_template`, a format of Python's with the tokens `rev`, `slug`, `epoch`, `year`,
    /// `month`, `day`, `hour`, `minute` and `second`.
    pub template: String,
    /// `truncate_slug_length`.
    pub slug_length: i64,
}

impl Default for FileNaming {
    fn default() -> Self {
        Self {
            template: "%(rev)s_%(slug)s".to_owned(),
            slug_length: 40,
        }
    }
}

impl FileNaming {
    /// The path of a revision's file below `folder`; the template may name folders of its own.
    pub(super) fn path(
        &self,
        interpreter: &mut Interpreter,
        folder: &Path,
        id: &RevisionId,
        message: &str,
        date: &CreationDate,
    ) -> Result<PathBuf, AuthoringError> {
        let (day, time) = (date.moment.date(), date.moment.time());
        let mut values = Dictionary::new();
        values.insert_str("rev", Value::from(id.as_str()));
        values.insert_str("slug", Value::from(slug(message, self.slug_length)));
        for (name, number) in [
            ("epoch", date.epoch),
            ("year", day.year()),
            ("month", day.month()),
            ("day", day.day()),
            ("hour", time.hour()),
            ("minute", time.minute()),
            ("second", time.second()),
        ] {
            values.insert_str(name, Value::from(number));
        }
        let template = Value::from(self.template.as_str());
        let unusable = |reason: String| AuthoringError::FileTemplate {
            template: self.template.clone(),
            reason,
        };
        let name = interpreter
            .binary(BinaryOperator::Modulo, &template, &Value::dict(values))
            .map_err(|error| unusable(error.to_string()))?;
        let name = interpreter
            .str(&name)
            .map_err(|error| unusable(error.to_string()))?;
        if name.contains('\0') {
            return Err(unusable("a file name cannot hold a NUL".to_owned()));
        }
        let path = folder.join(format!("{name}.py"));
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if is_loaded(&file) {
            Ok(path)
        } else {
            Err(AuthoringError::UnloadableName(file.into_owned()))
        }
    }
}

/// Whether Alembic takes a file of this name for a revision (`_only_source_rev_file`).
fn is_loaded(name: &str) -> bool {
    // Of `.py` alone it makes an assertion that fails, in every command.
    name != ".py"
        && !name.starts_with(".#")
        && !name.starts_with("__init__")
        && !name.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::clock::{Clock, DateZone};
    use crate::python::Configuration;

    fn path(template: &str, id: &str, message: &str) -> Result<String, String> {
        let date = CreationDate::read(
            Clock::Stopped(1_704_254_706_789_000),
            &DateZone {
                configured: Some("Europe/Berlin".to_owned()),
                variable: None,
            },
        )
        .unwrap();
        let naming = FileNaming {
            template: template.to_owned(),
            ..FileNaming::default()
        };
        let mut interpreter = Interpreter::new(Configuration::default());
        naming
            .path(
                &mut interpreter,
                Path::new("/v"),
                &RevisionId::from(id),
                message,
                &date,
            )
            .map(|path| path.display().to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_tokens_are_those_of_a_format() {
        let path = |template| path(template, "27c6a30d7c24", "Add it");
        assert_eq!(
            path("%(rev)s_%(slug)s").as_deref(),
            Ok("/v/27c6a30d7c24_add_it.py")
        );
        assert_eq!(
            path("%(year)d/%(month).2d/%(day).2d_%(hour).2d%(minute).2d_%(second).2d_%(rev)s")
                .as_deref(),
            Ok("/v/2024/01/03_0505_06_27c6a30d7c24.py")
        );
        assert_eq!(
            path("%(epoch)s-%(slug)-8s|").as_deref(),
            Ok("/v/1704254706-add_it  |.py")
        );
    }

    #[test]
    fn what_is_no_format_is_refused_in_pythons_words() {
        assert_eq!(
            path("%(revision)s", "a", "b"),
            Err("file_template '%(revision)s': KeyError: 'revision'".to_owned())
        );
        assert_eq!(
            path("%(rev)d", "a", "b"),
            Err(
                "file_template '%(rev)d': TypeError: %d format: a real number is required, not str"
                    .to_owned()
            )
        );
    }

    #[test]
    fn names_that_are_passed_over_are_refused() {
        for template in ["__init__%(rev)s", "x/.#%(rev)s"] {
            let error = path(template, "a", "b").unwrap_err();
            assert!(error.ends_with("would never be loaded"), "{error}");
        }
    }
}
