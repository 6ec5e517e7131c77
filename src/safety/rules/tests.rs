//! For every rule on statements: what it speaks of, and what it must not speak of.

use std::sync::Arc;

use crate::ddl::Statement;
use crate::findings::Severity;
use crate::safety::{DatabaseFacts, Examiner, Model, RelationName, Step, TableFact};
use crate::source::{Origin, SourceFile, Span};

/// What is there before the plan.
const BEFORE: &str = "\
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TABLE ref (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a integer, b varchar(10), s integer REFERENCES ref (id));
CREATE TABLE moods (m mood);
CREATE TABLE proved (x integer, CONSTRAINT x_there CHECK (x IS NOT NULL));
CREATE INDEX t_a ON t (a)";

fn statement(text: &str) -> Statement {
    Statement {
        text: text.to_owned(),
        origin: Origin::new(Arc::new(SourceFile::new("a.py", "")), Span::new(0, 0)),
    }
}

/// The findings of a plan of one step: `rule`, or `rule/kind`.
fn found(plan: &str) -> Vec<String> {
    let mut examiner = Examiner::new(Model::empty(), 5_000);
    examiner.replay(BEFORE);
    examined(examiner, plan)
}

fn examined(mut examiner: Examiner, plan: &str) -> Vec<String> {
    examiner.begin_plan();
    examiner.begin();
    examiner.begin_step(Step {
        number: 1,
        revision: "r".to_owned(),
    });
    for line in plan.lines() {
        match line {
            "(" => examiner.begin_autocommit(None),
            ")" => examiner.end_autocommit(),
            text => drop(examiner.statement(&statement(text))),
        }
    }
    let (_, findings) = examiner.finish();
    let mut found: Vec<String> = findings
        .iter()
        .map(|finding| {
            let weight = match finding.severity {
                severity if severity == finding.rule.severity() => "",
                Severity::Note => " (note)",
                Severity::Warning => " (warning)",
                Severity::Error => " (error)",
            };
            if finding.kind == finding.rule.name() {
                format!("{}{weight}", finding.rule.id())
            } else {
                format!("{}/{}{weight}", finding.rule.id(), finding.kind)
            }
        })
        .collect();
    found.sort();
    found
}

#[test]
fn each_rule_speaks_of_what_it_watches() {
    for (plan, expected) in [
        ("CREATE INDEX i ON t (b)", "AL001"),
        ("CREATE INDEX CONCURRENTLY i ON t (b)", "AL002"),
        (
            "UPDATE moods SET m = NULL WHERE m = 'low'\n(\nVACUUM t\n)",
            "AL003/after-statements",
        ),
        (
            "(\nCREATE INDEX CONCURRENTLY i ON t (b)\n)\nUPDATE t SET a = 1 WHERE a = 2",
            "AL003/before-statements (note)",
        ),
        ("DROP INDEX t_a", "AL004"),
        ("ALTER TABLE t ADD COLUMN x integer NOT NULL", "AL005"),
        (
            "ALTER TABLE t ADD COLUMN x uuid DEFAULT gen_random_uuid()",
            "AL006",
        ),
        (
            "ALTER TABLE t ADD COLUMN x integer DEFAULT our_own()",
            "AL006",
        ),
        ("ALTER TABLE t ADD COLUMN x SERIAL", "AL006/serial"),
        (
            "ALTER TABLE t ADD x integer GENERATED ALWAYS AS IDENTITY",
            "AL006/identity",
        ),
        (
            "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1) STORED",
            "AL006/generated",
        ),
        ("ALTER TABLE t ALTER COLUMN a SET NOT NULL", "AL007"),
        ("ALTER TABLE t ALTER COLUMN a TYPE bigint", "AL008"),
        ("ALTER TABLE t ALTER COLUMN unheard TYPE bigint", "AL008"),
        (
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES ref (id)",
            "AL009",
        ),
        (
            "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES ref (id) NOT VALID\n\
             ALTER TABLE t VALIDATE CONSTRAINT f",
            "AL009/validated-in-same-transaction",
        ),
        ("ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)", "AL010"),
        ("ALTER TABLE t ADD CONSTRAINT u UNIQUE (a)", "AL011/unique"),
        (
            "ALTER TABLE moods ADD CONSTRAINT p PRIMARY KEY (m)",
            "AL011/primary-key",
        ),
        (
            "ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (a WITH =)",
            "AL011/exclude",
        ),
        ("DROP TABLE moods", "AL012/table-dropped"),
        ("ALTER TABLE t DROP COLUMN b", "AL012/column-dropped"),
        ("ALTER TABLE t RENAME a TO z", "AL012/column-renamed"),
        ("ALTER TABLE t RENAME TO z", "AL012/table-renamed"),
        ("DROP TYPE mood", "AL012/type-dropped"),
        (
            "ALTER TYPE mood RENAME VALUE 'low' TO 'down'",
            "AL012/label-renamed",
        ),
        ("TRUNCATE moods", "AL012/truncated"),
        ("UPDATE t SET a = 1", "AL013/every-row"),
        ("DELETE FROM moods", "AL013/every-row"),
        (
            "ALTER TABLE t ADD COLUMN x integer\nUPDATE t SET x = a WHERE a > 1",
            "AL013/beside-ddl",
        ),
        ("DO $$ BEGIN NULL; END $$", "AL014"),
        ("SELECT our_own()", "AL014"),
        ("NO SQL AT ALL", "AL014"),
        (
            "ALTER TYPE mood ADD VALUE 'middle'\nINSERT INTO moods VALUES ('middle')",
            "AL015",
        ),
        ("CREATE TYPE mood AS ENUM ('x')", "AL016/created-twice"),
        ("ALTER TYPE colour ADD VALUE 'red'", "AL016/missing"),
        ("ALTER TYPE mood ADD VALUE 'low'", "AL016/label-twice"),
        (
            "CREATE TABLE a_name_that_is_longer_than_the_sixty_three_bytes_that_the_server_keeps (x int)",
            "AL019",
        ),
        (
            "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES ref (id) NOT VALID",
            "AL021",
        ),
        (
            "LOCK TABLE moods IN SHARE MODE\n\
             ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES ref (id) NOT VALID",
            "AL026",
        ),
        (
            "LOCK TABLE moods IN SHARE MODE\nALTER TABLE t DROP CONSTRAINT t_s_fkey",
            "AL026",
        ),
    ] {
        assert_eq!(found(plan), [expected], "{plan}");
    }
}

#[test]
fn no_rule_speaks_of_what_does_no_harm() {
    for plan in [
        "CREATE TABLE n (id SERIAL, r integer REFERENCES ref (id))\nCREATE INDEX i ON n (r)\n\
         ALTER TABLE n ADD COLUMN x integer NOT NULL\nALTER TABLE n ALTER COLUMN x TYPE bigint\n\
         ALTER TABLE n ADD CONSTRAINT u UNIQUE (x)\nALTER TABLE n ADD CONSTRAINT c CHECK (x > 0)\n\
         ALTER TABLE n ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES n (x)\n\
         ALTER TABLE n RENAME x TO y\nUPDATE n SET y = 1\nDROP INDEX i\nDROP TABLE n",
        "(\nCREATE INDEX CONCURRENTLY i ON t (b)\nDROP INDEX CONCURRENTLY t_a\n)",
        "ALTER TABLE t ADD COLUMN x timestamptz DEFAULT now() NOT NULL",
        "ALTER TABLE t ADD COLUMN x integer",
        "ALTER TABLE proved ALTER COLUMN x SET NOT NULL",
        "ALTER TABLE t ALTER COLUMN id SET NOT NULL",
        "ALTER TABLE t ALTER COLUMN b TYPE varchar(20)",
        "ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES ref (id) NOT VALID",
        "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID",
        "ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_a",
        "INSERT INTO t VALUES (1, 2, 'x')",
        "UPDATE t SET a = lower(b)::integer WHERE id = 1",
        "SELECT set_config('search_path', 'public', false)",
        "ALTER TYPE mood ADD VALUE 'middle'\nINSERT INTO t (b) VALUES ('middle')",
        "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'low'",
        "CREATE TYPE colour AS ENUM ('red')\nALTER TYPE colour RENAME TO paint\nDROP TYPE paint",
        "COMMENT ON TABLE t IS 'x; y'",
        "LOCK TABLE moods IN SHARE MODE\nALTER TABLE proved DROP CONSTRAINT x_there",
    ] {
        assert_eq!(found(plan), [""; 0], "{plan}");
    }
}

/// A new label keeps its place under another name, where it may no more be used.
#[test]
fn a_label_may_be_renamed() {
    let plan =
        "ALTER TYPE mood ADD VALUE 'middle'\nALTER TYPE mood RENAME VALUE 'middle' TO 'mean'";
    assert_eq!(found(plan), ["AL012/label-renamed"]);
    let used = format!("{plan}\nINSERT INTO moods VALUES ('mean')");
    assert_eq!(found(&used), ["AL012/label-renamed", "AL015"]);
}

/// What is renamed and made anew under the same name uses no new label.
#[test]
fn a_type_may_be_exchanged() {
    let plan = "ALTER TYPE mood ADD VALUE 'middle'\nALTER TYPE mood RENAME TO old\n\
                CREATE TYPE mood AS ENUM ('low', 'middle')\n\
                ALTER TABLE moods ALTER COLUMN m TYPE mood USING m::text::mood\nDROP TYPE old";
    assert_eq!(
        found(plan),
        ["AL008", "AL012/type-dropped", "AL012/type-renamed"]
    );
}

#[test]
fn a_timeout_is_missed_once() {
    let examine = |plan: &str| examined(Examiner::new(Model::unknown(), 0), plan);
    assert_eq!(
        examine("ALTER TABLE a ADD x integer\nALTER TABLE b ADD x integer"),
        ["AL018"]
    );
    for setting in [
        "SET lock_timeout = '5s'",
        "SET LOCAL lock_timeout TO 5000",
        "SELECT set_config('lock_timeout', '5s', true)",
    ] {
        let plan = format!("{setting}\nALTER TABLE a ADD x integer");
        assert_eq!(examine(&plan), [""; 0], "{plan}");
    }
    assert_eq!(
        examine("SET lock_timeout = 0\nALTER TABLE a ADD x integer"),
        ["AL018"]
    );
}

#[test]
fn a_small_table_weighs_less() {
    let facts = |bytes| DatabaseFacts {
        default_schema: "public".to_owned(),
        tables: vec![TableFact {
            name: RelationName::new("t"),
            rows: Some(12),
            bytes,
        }],
        lock_timeout: 5_000,
        ..DatabaseFacts::default()
    };
    let examine = |bytes| {
        let model = Model::of_database(&facts(bytes));
        examined(Examiner::new(model, 5_000), "CREATE INDEX i ON t (b)")
    };
    assert_eq!(examine(8_192), ["AL001 (note)"]);
    assert_eq!(examine(1 << 30), ["AL001"]);
}
