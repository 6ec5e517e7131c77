//! What Alembic 1.20.1 prints, logs and records where the version table has rows: its own bytes.

use super::project::{LINEAR, MERGE, PLUGIN, Project, TWO_HEADS};

const SEVERAL: &str = "FAILED: Multiple head revisions are present for given argument 'head'; \
                       please specify a specific target revision, '<branchname>@head' to narrow \
                       to a specific head, or 'heads' for all heads\n";

/// One invocation.
struct Case {
    rows: &'static str,
    line: &'static str,
    exit: i32,
    stdout: &'static str,
    /// What the log says is run.
    running: &'static [&'static str],
    rows_after: &'static str,
}

impl Case {
    const fn prints(rows: &'static str, line: &'static str, stdout: &'static str) -> Self {
        Self {
            rows,
            line,
            exit: 0,
            stdout,
            running: &[],
            rows_after: rows,
        }
    }

    const fn fails(rows: &'static str, line: &'static str, stdout: &'static str) -> Self {
        Self {
            exit: 255,
            ..Self::prints(rows, line, stdout)
        }
    }

    const fn runs(
        rows: &'static str,
        line: &'static str,
        running: &'static [&'static str],
        rows_after: &'static str,
    ) -> Self {
        Self {
            running,
            rows_after,
            ..Self::prints(rows, line, "")
        }
    }
}

fn check(graph: &str, cases: &[Case]) {
    let project = Project::new(graph);
    for case in cases {
        let (answer, rows) = project.ask_with_rows(case.rows, case.line);
        let place = format!("{} with the rows '{}'", case.line, case.rows);
        assert_eq!(answer.stdout, case.stdout, "{place}");
        assert_eq!(answer.exit, Some(case.exit), "{place}");
        let marker = "[alembic.runtime.migration] Running ";
        let log = answer.log();
        let running: Vec<&str> = log
            .iter()
            .filter_map(|line| line.split_once(marker))
            .map(|(_, step)| step)
            .collect();
        assert_eq!(running, case.running, "{place}");
        assert_eq!(
            rows.as_deref().unwrap_or_default(),
            case.rows_after,
            "{place}"
        );
    }
}

#[test]
fn a_chain() {
    check(
        LINEAR,
        &[
            Case::prints(
                "27c6a30d7c24",
                "history -i",
                "27c6a30d7c24 -> 4ab1c2d3e4f5 (head), msg 4ab1c2d3e4f5\n\
                 ae1027a6acf -> 27c6a30d7c24 (current), msg 27c6a30d7c24\n\
                 1975ea83b712 -> ae1027a6acf, msg ae1027a6acf\n\
                 <base> -> 1975ea83b712, msg 1975ea83b712\n",
            ),
            Case::prints(
                "27c6a30d7c24",
                "history -r current:",
                "27c6a30d7c24 -> 4ab1c2d3e4f5 (head), msg 4ab1c2d3e4f5\n\
                 ae1027a6acf -> 27c6a30d7c24, msg 27c6a30d7c24\n",
            ),
            Case::prints(
                "27c6a30d7c24",
                "history -r-1:current",
                "ae1027a6acf -> 27c6a30d7c24, msg 27c6a30d7c24\n",
            ),
            Case {
                exit: 2,
                ..Case::prints("27c6a30d7c24", "history -r -1:current", "")
            },
            Case::runs(
                "1975ea83b712",
                "upgrade ae10+1",
                &[
                    "upgrade 1975ea83b712 -> ae1027a6acf, msg ae1027a6acf",
                    "upgrade ae1027a6acf -> 27c6a30d7c24, msg 27c6a30d7c24",
                ],
                "27c6a30d7c24",
            ),
            Case::fails(
                "4ab1c2d3e4f5",
                "upgrade +1",
                "FAILED: Relative revision +1 didn't produce 1 migrations\n",
            ),
            Case::fails(
                "27c6a30d7c24",
                "current -c",
                "FAILED: Database is not on all head revisions\n",
            ),
            Case::prints("4ab1c2d3e4f5", "current -c", "4ab1c2d3e4f5 (head)\n"),
            Case::fails(
                "ghost",
                "stamp head",
                "FAILED: Can't locate revision identified by 'ghost'\n",
            ),
        ],
    );
}

#[test]
fn two_heads() {
    check(
        TWO_HEADS,
        &[
            Case::fails("aaaa1111", "upgrade +1", "FAILED: Ambiguous walk\n"),
            Case::fails(
                "bbbb1111 bbbb2222",
                "upgrade +1",
                "FAILED: Ambiguous upgrade from multiple current revisions\n",
            ),
            Case::fails("aaaa1111", "upgrade head", SEVERAL),
            Case::fails(
                "",
                "stamp head",
                "FAILED: Multiple heads are present; please specify a single target revision\n",
            ),
            Case::fails(
                "aaaa1111 bbbb1111",
                "upgrade heads",
                "FAILED: Requested revision bbbb1111 overlaps with other requested revisions \
                 aaaa1111\n",
            ),
            Case::prints("aaaa1111 bbbb1111", "current", "bbbb1111\n"),
            Case::runs(
                "bbbb1111 bbbb2222",
                "stamp aaaa1111",
                &["stamp_revision bbbb1111, bbbb2222 -> aaaa1111"],
                "aaaa1111",
            ),
            Case::runs(
                "bbbb1111 bbbb2222",
                "stamp base",
                &["stamp_revision bbbb1111 -> ", "stamp_revision bbbb2222 -> "],
                "",
            ),
        ],
    );
}

#[test]
fn a_merge() {
    check(
        MERGE,
        &[
            Case::runs(
                "bbbb2222 cccc1111",
                "upgrade head",
                &["upgrade bbbb2222, cccc1111 -> dddd1111, msg dddd1111"],
                "dddd1111",
            ),
            Case::prints("dddd1111", "current", "dddd1111 (head) (mergepoint)\n"),
            Case::fails(
                "dddd1111",
                "upgrade -1",
                "FAILED: Relative revision -1 didn't produce 1 migrations\n",
            ),
        ],
    );
}

#[test]
fn a_dependency_between_branches() {
    check(
        PLUGIN,
        &[
            Case::runs(
                "",
                "upgrade plug@head",
                &[
                    "upgrade  -> aaaa1111, msg aaaa1111",
                    "upgrade aaaa1111 -> aaaa2222, msg aaaa2222",
                    "upgrade  -> bbbb1111, msg bbbb1111",
                    "upgrade bbbb1111 -> bbbb2222, msg bbbb2222",
                ],
                "bbbb2222",
            ),
            Case::fails("bbbb2222", "upgrade head", SEVERAL),
            Case::runs(
                "bbbb2222",
                "upgrade core@+1",
                &["upgrade aaaa2222 -> aaaa3333, msg aaaa3333"],
                "aaaa3333 bbbb2222",
            ),
        ],
    );
    let project = Project::new(PLUGIN);
    assert_eq!(
        project.ask("history").stdout,
        "aaaa2222 -> aaaa3333 (core) (head), msg aaaa3333\n\
         bbbb1111 (aaaa2222) -> bbbb2222 (plug) (head), msg bbbb2222\n\
         <base> -> bbbb1111 (plug), msg bbbb1111\n\
         aaaa1111 -> aaaa2222 (core), msg aaaa2222\n\
         <base> -> aaaa1111 (core), msg aaaa1111\n"
    );
}
