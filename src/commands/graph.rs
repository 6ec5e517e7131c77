//! `graph`: the history as a picture. Alembic has no such command.

use std::fs;
use std::path::Path;

use crate::cli::{GraphArgs, GraphFormat};
use crate::config::Environment;
use crate::drawing::{
    Alphabet, Colours, Details, LineWidth, Picture, PictureOptions, Runs, TextOptions, dot,
    mermaid, svg, text,
};
use crate::script::Selector;
use crate::ui::OutputTerminal;

use super::asked_range::AskedRange;
use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;

/// The most links that Mermaid draws unless its `maxEdges` is raised.
const MERMAID_LINKS: usize = 500;

/// Draws the revisions of a range, newest first.
///
/// The database is asked only where the range or `--current` needs it, and nothing is changed
/// there.
pub(super) fn graph(invocation: &Invocation, args: &GraphArgs) -> Result<(), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let asked = args.rev_range.as_deref();
    let range = AskedRange::open(invocation, &project, &scripts, asked, args.indicate_current)?;
    let revisions = scripts.walk_revisions(range.lower(), range.upper())?;
    let current = if args.indicate_current {
        Some(scripts.get_revisions(Selector::Rows(&range.rows))?)
    } else {
        None
    };
    let options = PictureOptions {
        limit: args.limit,
        runs: if args.collapse {
            Runs::Folded
        } else {
            Runs::Drawn
        },
        current: current.as_deref(),
    };
    let picture = Picture::new(&scripts, &revisions, &options);
    let drawn = match args.format {
        GraphFormat::Text => text(&picture, &text_options(args, &invocation.environment)),
        GraphFormat::Mermaid => {
            if picture.link_count() > MERMAID_LINKS {
                log::warn!(
                    target: "alembic.rs",
                    "{} links; Mermaid draws {MERMAID_LINKS} at most unless its maxEdges is raised \
                     (--collapse and --limit make the picture smaller)",
                    picture.link_count()
                );
            }
            mermaid(&picture)
        }
        GraphFormat::Dot => dot(&picture),
        GraphFormat::Svg => svg(&picture),
    };
    match &args.output {
        None => invocation.printer.text(&drawn),
        Some(path) => write(path, &drawn)?,
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    fs::write(path, text)
        .map_err(|error| CommandError::command(format!("Can't write {}: {error}", path.display())))
}

/// How the text form looks where it goes.
fn text_options(args: &GraphArgs, environment: &Environment) -> TextOptions {
    let terminal = match args.output {
        Some(_) => None,
        None => OutputTerminal::of_process(),
    };
    let speaks_unicode = args.unicode || (terminal.is_some() && has_utf8_locale(environment));
    let wants_colour = environment.get("NO_COLOR").is_none_or(str::is_empty)
        && environment.get("TERM") != Some("dumb");
    TextOptions {
        alphabet: if speaks_unicode && !args.ascii {
            Alphabet::Unicode
        } else {
            Alphabet::Ascii
        },
        colours: if terminal.is_some() && wants_colour {
            Colours::Terminal
        } else {
            Colours::Plain
        },
        details: if args.verbose {
            Details::Block
        } else {
            Details::Line
        },
        width: terminal
            .and_then(|terminal| terminal.columns)
            .map_or(LineWidth::Unlimited, LineWidth::Columns),
    }
}

/// Whether the locale's character set is UTF-8; the first of the three variables that is set
/// decides, as in `setlocale`.
fn has_utf8_locale(environment: &Environment) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| environment.get(name))
        .find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
