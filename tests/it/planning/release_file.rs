//! `release.toml`: faults are told with their places, and secrets not at all.

use alembic_rs::governance::{ReleaseFile, ReleaseFileError};

use super::project::{Project, RELEASE};

fn faults(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("release.toml");
    std::fs::write(&path, text).unwrap();
    match ReleaseFile::read(&path) {
        Ok(_) => Vec::new(),
        Err(error) => {
            let lines = error.to_string();
            let lines = lines.lines().map(|line| {
                let (_, line) = line.split_once("release.toml:").unwrap_or(("", line));
                line.to_owned()
            });
            lines.collect()
        }
    }
}

#[test]
fn the_example_has_no_fault() {
    assert_eq!(faults(RELEASE), [""; 0]);
}

#[test]
fn every_fault_is_told_with_its_line() {
    for (from, to, expected) in [
        (
            "name = \"flags\"\nanchor",
            "nam = \"flags\"\nanchor",
            "2: unknown field `nam`",
        ),
        ("target = \"0004_flags\"\n", "", "missing field `target`"),
        (
            "[row_counts]",
            "[row_counts]\ntolerance = 1.5",
            "28: the tolerance is no share",
        ),
        (
            "[row_counts]",
            "[row_counts]\ntolerance = nan",
            "28: the tolerance is no share",
        ),
        (
            "maximum = 100",
            "maximum = 0",
            "37: the minimum 1 is above the maximum 0",
        ),
        ("maximum = 100", "maximum = -1", "invalid value"),
        (
            "maximum = 100",
            "maximum = 100\nmaximum = 3",
            "duplicate key",
        ),
        (
            "method = \"dump\"",
            "method = \"copy\"",
            "17: unknown variant `copy`",
        ),
        (
            "database = \"production_clone\"\nmethod = \"dump\"",
            "database = \"production\"\nmethod = \"template\"",
            "16: the clone is the source database",
        ),
        (
            "url_environment = \"CLONE_URL\"",
            "url_environment = \"postgresql://a@b/c\"",
            "15: this is no name of an environment variable",
        ),
        (
            "no_backup = \"it is made anew for every rehearsal\"\n",
            "",
            "14: nobody says whether there is a backup",
        ),
        (
            "roles = [\"execution\", \"governance\"]",
            "roles = [\"execution\"]",
            "nobody approves as 'governance'",
        ),
        (
            "roles = [\"execution\", \"governance\"]",
            "roles = [\"execution\", \"governance\", \"execution\"]",
            "'execution' is there twice",
        ),
        (
            "maximal_age = \"72h\"",
            "maximal_age = \"soon\"",
            "maximal_age is no span of time",
        ),
        (
            "[attestations.write_freeze]",
            "[attestations.other]",
            "no attestation 'write_freeze'",
        ),
        (
            "path = [\"0003_backfill\", \"0004_flags\"]",
            "path = [\"0002_anchor\", \"0004_flags\"]",
            "5: the anchor is part of the path",
        ),
        (
            "path = [\"0003_backfill\", \"0004_flags\"]",
            "path = []",
            "5: the last revision of the path is not the target",
        ),
        (
            "anchor = \"0002_anchor\"",
            "anchor = \"head`rm`\"",
            "is no full identifier",
        ),
        (
            "working_directory",
            "lock_timeout = \"0\"\nworking_directory",
            "'lock_timeout': 0 means to wait for ever",
        ),
        (
            "allowed_signers = \"allowed_signers\"",
            "allowed_signers = \"/etc/signers\"",
            "does not mean the same file",
        ),
        (
            "foreign_keys = [\"funds\"]",
            "foreign_keys = [\"funds\", \"funds\"]",
            "'funds' is there twice",
        ),
        (
            "foreign_keys = [\"funds\"]",
            "foreign_keys = [\"a/b\"]",
            "cannot stand in the name of an evidence file",
        ),
        (
            "tables = [\"funds\"]",
            "tables = []",
            "28: no table is counted",
        ),
        (
            "foreign_keys = [\"funds\"]",
            "foreign_keys = [\"funds\", \"public.funds\"]",
            "'funds' is there twice",
        ),
        (
            "[attestations.preflight_approval]",
            "[[backfill]]\nrevision = \"0003_backfill\"\ntable = \"public.funds\"\nminimum = 0\n\
             maximum = 9\n\n[attestations.preflight_approval]",
            "'public.funds' of 0003_backfill is bounded twice",
        ),
        (
            "working_directory",
            "width = 10485761\nworking_directory",
            "a width of 10485761 is none that a VARCHAR can have",
        ),
        (
            "tables = [\"flags\"]",
            "tables = []",
            "no table is said to exist at the end",
        ),
    ] {
        assert!(RELEASE.contains(from), "{from}");
        let found = faults(&RELEASE.replacen(from, to, 1));
        assert!(
            found.iter().any(|line| line.contains(expected)),
            "{to}: {found:#?}"
        );
    }
}

#[test]
fn a_password_is_refused_and_shown_nowhere() {
    const SECRET: &str = "c0rrect-horse";
    for value in [
        format!("postgresql://owner:{SECRET}@db.example.com/production"),
        format!("host=db.example.com password={SECRET} user=owner"),
    ] {
        for (from, to) in [
            (
                "url_environment = \"CLONE_URL\"",
                format!("url_environment = \"{value}\""),
            ),
            ("not_covered = [", format!("not_covered = [\"{value}\", ")),
            (
                "working_directory = \"backend\"",
                format!("width = \"{value}\""),
            ),
        ] {
            let project = Project::new();
            project.change(from, &to);
            let answer = project.release(&["plan"]);
            assert_eq!(answer.exit, Some(1), "{}", answer.stderr);
            let all = format!("{}{}", answer.stdout, answer.stderr);
            assert!(!all.contains(SECRET) && !all.contains("horse"), "{all}");
            assert!(
                all.contains("holds a URL or a text with a password"),
                "{all}"
            );
        }
    }
}

#[test]
fn hostile_files_are_errors() {
    for text in [
        "a = ".to_owned() + &"[".repeat(100_000),
        "[a".to_owned() + &".a".repeat(50_000) + "]",
        "x".repeat(2 << 20),
        "\u{feff}name = 1".to_owned(),
        String::new(),
    ] {
        assert!(!faults(&text).is_empty());
    }
    let folder = tempfile::tempdir().unwrap();
    let unreadable = ReleaseFile::read(folder.path());
    assert!(matches!(
        unreadable,
        Err(ReleaseFileError::Unreadable { .. })
    ));
    let path = folder.path().join("release.toml");
    std::fs::write(&path, [0xff, 0xfe]).unwrap();
    let no_text = ReleaseFile::read(&path);
    assert!(matches!(no_text, Err(ReleaseFileError::NoText { .. })));
}

#[test]
fn lines_may_end_as_on_windows() {
    let several = RELEASE.replacen(
        "[attestations.preflight_approval]",
        "[[guard]]\nmessage = \"there are {}\"\nsql = \"\"\"\nSELECT count(*)\nFROM flags\n\"\"\"\n\n\
         [attestations.preflight_approval]",
        1,
    );
    assert_eq!(faults(&several.replace('\n', "\r\n")), [""; 0]);
    let bare = several.replace("SELECT count(*)\n", "SELECT count(*)\\r");
    assert!(
        faults(&bare)
            .iter()
            .any(|line| line.contains("control character"))
    );
}
