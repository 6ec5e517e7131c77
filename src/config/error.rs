//! Everything that can be wrong with the configuration.
//!
//! Where Alembic raises a `CommandError` the sentence is Alembic's own. Where Alembic dies with a
//! traceback (`configparser`, `tomllib`, `ValueError`) the sentence is ours and says the place.

use std::io;
use std::path::PathBuf;

use super::python_text::quoted;

/// How Alembic ends when it meets the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// A `CommandError`: `FAILED: …` on standard output, exit status 255.
    Command,
    /// An exception nobody catches: exit status 1.
    Unexpected,
    /// A wrong command line: exit status 2.
    Usage,
}

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Neither file names the folder of the revisions.
    #[error("No 'script_location' key found in configuration.")]
    NoScriptLocation,
    /// An option was asked of a section that is not there.
    #[error(
        "No config file {} found, or file has no '[{section}]' section",
        quoted(file)
    )]
    NoSection {
        /// The ini file as it was named.
        file: String,
        /// The section.
        section: String,
    },
    /// `-c` named more than one ini file.
    #[error("only one ini file may be indicated")]
    TwoIniFiles,
    /// `-c` named more than one `pyproject.toml`.
    #[error("pyproject.toml indicated more than once")]
    TwoPyprojects,
    /// A file is there and cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `%(here)s` would be a text that is none; Python has surrogates for it.
    #[error("{}: a folder whose name is not UTF-8 cannot be a project's", .0.display())]
    FolderNotUtf8(PathBuf),
    /// A file is longer than a configuration can sensibly be.
    #[error("{} is longer than {limit} bytes, which no configuration is", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        limit: u64,
    },
    /// A file is not UTF-8.
    #[error("{}:{line}: the file is not encoded in UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// Line of the first byte that is not.
        line: usize,
    },
    /// The working directory is gone, so that nothing relative has a meaning.
    #[error("the working directory cannot be determined: {0}")]
    NoWorkingDirectory(io::Error),
    /// An ini file has an option before its first section (`MissingSectionHeaderError`).
    #[error(
        "{file}:{line}: the file contains no section header before {}",
        quoted(text)
    )]
    MissingSectionHeader {
        /// The ini file as it was named.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The text of the line.
        text: String,
    },
    /// Lines of an ini file are neither section, option nor comment (`ParsingError`).
    #[error(
        "{file}:{}: {} neither a [section], an option (name = value) nor a comment: {}",
        lines.first().map_or(0, |(line, _)| *line),
        if lines.len() == 1 { "this line is" } else { "these lines are" },
        lines.iter().map(|(line, text)| format!("line {line}: {}", quoted(text)))
            .collect::<Vec<_>>().join(", ")
    )]
    Syntax {
        /// The ini file as it was named.
        file: String,
        /// Every such line with its number; never empty.
        lines: Vec<(usize, String)>,
    },
    /// A section stands twice in an ini file (`DuplicateSectionError`).
    #[error("{file}:{line}: section {} already exists", quoted(section))]
    DuplicateSection {
        /// The ini file as it was named.
        file: String,
        /// Line of the second one.
        line: usize,
        /// The section.
        section: String,
    },
    /// An option stands twice in one section of an ini file (`DuplicateOptionError`).
    #[error(
        "{file}:{line}: option {} in section {} already exists",
        quoted(option),
        quoted(section)
    )]
    DuplicateOption {
        /// The ini file as it was named.
        file: String,
        /// Line of the second one.
        line: usize,
        /// The section.
        section: String,
        /// The option, in lower case.
        option: String,
    },
    /// `%(name)s` names no option (`InterpolationMissingOptionError`).
    #[error(
        "Bad value substitution: option {} in section {} contains an interpolation key {} which is \
         not a valid option name. Raw value: {}",
        quoted(option),
        quoted(section),
        quoted(reference),
        quoted(raw_value)
    )]
    InterpolationMissingOption {
        /// The option asked for.
        option: String,
        /// Its section.
        section: String,
        /// The name in the parentheses.
        reference: String,
        /// The option's value as written.
        raw_value: String,
    },
    /// A `%` that is neither `%%` nor `%(name)s` (`InterpolationSyntaxError`).
    #[error("option {} in section {}: {problem}", quoted(option), quoted(section))]
    InterpolationSyntax {
        /// The option asked for.
        option: String,
        /// Its section.
        section: String,
        /// What is wrong, in `configparser`'s words.
        problem: String,
    },
    /// Substitutions refer to each other more than ten levels deep (`InterpolationDepthError`).
    #[error(
        "Recursion limit exceeded in value substitution: option {} in section {} contains an \
         interpolation key which cannot be substituted in 10 steps. Raw value: {}",
        quoted(option),
        quoted(section),
        quoted(raw_value)
    )]
    InterpolationDepth {
        /// The option asked for.
        option: String,
        /// Its section.
        section: String,
        /// The option's value as written.
        raw_value: String,
    },
    /// Substitutions multiply each other without end; Python would fill the memory.
    #[error(
        "option {} in section {} grows beyond all measure when it is substituted",
        quoted(option),
        quoted(section)
    )]
    InterpolationTooLarge {
        /// The option asked for.
        option: String,
        /// Its section.
        section: String,
    },
    /// A value to be set has a `%` that could not be read back (`ConfigParser.set`).
    #[error(
        "invalid interpolation syntax in {} at position {position}",
        quoted(value)
    )]
    InvalidInterpolation {
        /// The value.
        value: String,
        /// Index of the `%`, in characters, after all valid ones are taken out.
        position: usize,
    },
    /// A section is to be made that is there already or is `DEFAULT`.
    #[error("Invalid section name: {}", quoted(section))]
    InvalidSection {
        /// The section.
        section: String,
    },
    /// `pyproject.toml` is not TOML.
    #[error("{}: {message}", path.display())]
    TomlSyntax {
        /// The file.
        path: PathBuf,
        /// The parser's report, with the line.
        message: String,
    },
    /// `[tool.alembic]` is no table.
    #[error("Incorrect TOML format")]
    TomlNotATable,
    /// A switch in `[tool.alembic]` is not `true` or `false`.
    #[error("boolean value expected for TOML parameter {}", quoted(key))]
    TomlNotABoolean {
        /// The key.
        key: String,
    },
    /// A value in `[tool.alembic]` has a type that no option has.
    #[error("unsupported TOML value type for key: {}", quoted(key))]
    TomlValueType {
        /// The key.
        key: String,
    },
    /// A text in `[tool.alembic]` is no valid `%` format.
    #[error(
        "[tool.alembic] {key} = {}: {problem}; a literal % is written %%",
        quoted(value)
    )]
    TomlFormat {
        /// The key.
        key: String,
        /// The text.
        value: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An option has a value of the wrong shape, such as a list where a path is wanted.
    #[error("option {} must be {wanted}, not {found}", quoted(key))]
    WrongShape {
        /// The option.
        key: String,
        /// What it must be.
        wanted: &'static str,
        /// What it is.
        found: String,
    },
    /// `path_separator` is none of the known names.
    #[error(
        "'{value}' is not a valid value for {key}; expected 'space', 'newline', 'os', ':', ';'"
    )]
    PathSeparator {
        /// `path_separator` or `version_path_separator`.
        key: &'static str,
        /// The value found.
        value: String,
    },
    /// `package:folder` names a package that is not found.
    #[error(
        "{key} = {resource}: the package {package} is not found in {searched}; name the folder by \
         its path, or add the folder that holds the package to prepend_sys_path"
    )]
    NoPackage {
        /// The option.
        key: &'static str,
        /// Its value.
        resource: String,
        /// The part before the colon.
        package: String,
        /// Where it was looked for.
        searched: String,
    },
    /// Compiled Python files cannot be run without Python.
    #[error("sourceless = true asks for compiled Python files, which alembic-rs does not read")]
    Sourceless,
    /// Our own section has a key that nothing reads.
    #[error("{place} has no key {}; it may have: {known}", quoted(key))]
    UnknownNativeKey {
        /// File and section.
        place: String,
        /// The key.
        key: String,
        /// The keys it may have, joined with commas.
        known: String,
    },
    /// A key of our own section has a value that makes no sense.
    #[error("{place}, {key}: {problem}")]
    NativeValue {
        /// File and section.
        place: String,
        /// The key.
        key: String,
        /// What is wrong.
        problem: String,
    },
    /// There is no URL, or nobody can say which one Alembic would have used.
    #[error("{0}")]
    NoDatabaseUrl(String),
}

impl ConfigError {
    /// How the program ends: as Alembic does where Alembic meets the same error.
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::NoScriptLocation
            | Self::NoSection { .. }
            | Self::TomlNotATable
            | Self::TomlNotABoolean { .. }
            | Self::TomlValueType { .. }
            | Self::Sourceless
            | Self::UnknownNativeKey { .. }
            | Self::NativeValue { .. } => FailureKind::Command,
            Self::TwoIniFiles
            | Self::TwoPyprojects
            | Self::Unreadable { .. }
            | Self::FolderNotUtf8(_)
            | Self::TooLong { .. }
            | Self::NotUtf8 { .. }
            | Self::NoWorkingDirectory(_)
            | Self::MissingSectionHeader { .. }
            | Self::Syntax { .. }
            | Self::DuplicateSection { .. }
            | Self::DuplicateOption { .. }
            | Self::InterpolationMissingOption { .. }
            | Self::InterpolationSyntax { .. }
            | Self::InterpolationDepth { .. }
            | Self::InterpolationTooLarge { .. }
            | Self::InvalidInterpolation { .. }
            | Self::InvalidSection { .. }
            | Self::TomlSyntax { .. }
            | Self::TomlFormat { .. }
            | Self::WrongShape { .. }
            | Self::NoPackage { .. }
            | Self::NoDatabaseUrl(_)
            | Self::PathSeparator { .. } => FailureKind::Unexpected,
        }
    }
}
