//! The user's editor: `alembic.util.editor`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use super::command_words::split_words;

/// The editors that are tried where none is chosen.
const DEFAULTS: [&str; 5] = ["sensible-editor", "editor", "nano", "vim", "code"];

/// What the environment says about editors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditorChoice {
    /// `EDITOR`.
    pub editor: Option<String>,
    /// `VISUAL`.
    pub visual: Option<String>,
    /// The folders of `PATH`.
    pub search_path: Vec<PathBuf>,
    /// Whether somebody sits at a terminal.
    pub terminal: Terminal,
}

/// Whether a program can talk to somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Terminal {
    /// It can.
    #[default]
    Present,
    /// It cannot: an editor nobody chose would wait for ever.
    Absent,
}

/// A program with the words before the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: PathBuf,
    words: Vec<String>,
}

/// Why a file was not edited; the sentence is Alembic's.
#[derive(Debug, thiserror::Error)]
#[error("Error executing editor ({0})")]
pub struct EditorError(String);

impl EditorChoice {
    /// The editor: `EDITOR`, then `VISUAL`, then one of the usual ones.
    ///
    /// A value is a program's path or name. One with blanks in it that is neither is a command with
    /// arguments, such as `code --wait`, which Alembic would pass over.
    ///
    /// # Errors
    /// Where there is none, or none was chosen and there is no terminal for it.
    pub fn find(&self) -> Result<Editor, EditorError> {
        for chosen in [&self.editor, &self.visual].into_iter().flatten() {
            if Path::new(chosen).exists() {
                return Ok(Editor::plain(chosen.into()));
            }
        }
        for chosen in [&self.editor, &self.visual].into_iter().flatten() {
            if let Some(program) = self.named(chosen) {
                return Ok(Editor::plain(program));
            }
            if let Some(editor) = self.command(chosen) {
                return Ok(editor);
            }
        }
        if self.terminal == Terminal::Absent {
            let missing = match self.chosen().next() {
                Some((variable, program)) => {
                    format!("there is no program '{program}', which {variable} names, and ")
                }
                None => String::new(),
            };
            return Err(EditorError(format!(
                "{missing}there is no terminal; please set the \"EDITOR\" or \"VISUAL\" \
                 environment variables to a program that needs none"
            )));
        }
        DEFAULTS
            .into_iter()
            .find_map(|name| self.named(name))
            .map(Editor::plain)
            .ok_or_else(|| {
                EditorError(
                    "No suitable editor found. Please set the \"EDITOR\" or \"VISUAL\" \
                     environment variables"
                        .to_owned(),
                )
            })
    }

    /// The variables that are set, and to what.
    fn chosen(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("EDITOR", &self.editor), ("VISUAL", &self.visual)]
            .into_iter()
            .filter_map(|(variable, value)| Some((variable, value.as_deref()?)))
            .filter(|(_, value)| !value.trim().is_empty())
    }

    fn named(&self, name: &str) -> Option<PathBuf> {
        if name.is_empty() || name.contains('/') {
            return None;
        }
        let folders = self.search_path.iter();
        folders
            .map(|folder| folder.join(name))
            .find(|path| path.exists())
    }

    /// A command with arguments.
    fn command(&self, line: &str) -> Option<Editor> {
        let mut words = split_words(line).ok()?.into_iter();
        let first = words.next()?;
        let program = if first.contains('/') {
            Some(PathBuf::from(&first)).filter(|path| path.exists())?
        } else {
            self.named(&first)?
        };
        Some(Editor {
            program,
            words: words.collect(),
        })
    }
}

impl Editor {
    fn plain(program: PathBuf) -> Self {
        Self {
            program,
            words: Vec::new(),
        }
    }

    /// Opens a file and waits for the editor to end.
    ///
    /// # Errors
    /// Where the editor does not start, or ends with an error.
    pub fn open(&self, file: &Path) -> Result<(), EditorError> {
        // A path without a slash was found as it is; the system would search for it.
        let program = if self.program.components().count() == 1 {
            Path::new(".").join(&self.program)
        } else {
            self.program.clone()
        };
        let status = Command::new(program)
            .args(&self.words)
            .arg(file)
            .status()
            .map_err(|error| EditorError(format!("{}: {error}", self.program.display())))?;
        if status.success() {
            return Ok(());
        }
        let words = std::iter::once(self.program.display().to_string())
            .chain(self.words.iter().cloned())
            .chain([file.display().to_string()]);
        let words: Vec<String> = words.map(|word| format!("'{word}'")).collect();
        Err(EditorError(format!(
            "Command '[{}]' {}",
            words.join(", "),
            ending(status)
        )))
    }
}

/// How a program ended, in the words of Python's `CalledProcessError`.
fn ending(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal() {
            return format!("died with signal {signal}.");
        }
    }
    let code = status.code().unwrap_or_default();
    format!("returned non-zero exit status {code}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(editor: Option<&str>, visual: Option<&str>) -> EditorChoice {
        EditorChoice {
            editor: editor.map(str::to_owned),
            visual: visual.map(str::to_owned),
            search_path: vec!["/nowhere".into(), "/bin".into()],
            terminal: Terminal::Absent,
        }
    }

    #[test]
    fn the_chosen_program_is_taken() {
        let found = |editor, visual| {
            choice(editor, visual)
                .find()
                .map_err(|error| error.to_string())
        };
        let plain = |path: &str| Ok(Editor::plain(path.into()));
        assert_eq!(found(Some("cat"), Some("ls")), plain("/bin/cat"));
        assert_eq!(found(Some("/bin/ls"), None), plain("/bin/ls"));
        // As in Alembic: a path that exists wins over a name on the search path.
        assert_eq!(found(Some("cat"), Some("/bin/ls")), plain("/bin/ls"));
        assert_eq!(found(Some("no-such-editor"), Some("ls")), plain("/bin/ls"));
        let with_words = found(Some("cat -n 'a b'"), None).unwrap();
        assert_eq!(with_words.words, ["-n", "a b"]);
        assert!(
            found(None, None)
                .unwrap_err()
                .contains("(there is no terminal;")
        );
        assert!(
            found(None, Some("no-such-editor"))
                .unwrap_err()
                .contains("(there is no program 'no-such-editor', which VISUAL names, and")
        );
    }

    #[test]
    fn how_an_editor_ended_is_told_as_python_tells_it() {
        let error = choice(Some("false"), None)
            .find()
            .unwrap()
            .open(Path::new("/v/a.py"));
        assert_eq!(
            error.unwrap_err().to_string(),
            "Error executing editor (Command '['/bin/false', '/v/a.py']' returned non-zero exit \
             status 1.)"
        );
    }
}
