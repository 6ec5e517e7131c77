//! Whatever a source differs in from its anchor: no rehearsal of it passes.

use alembic_rs::governance::{Status, decide};
use proptest::prelude::{ProptestConfig, Strategy, TestCaseError, prop_assert_eq, prop_assert_ne};
use proptest::sample::subsequence;
use proptest::test_runner::TestRunner;

use super::stage::Stage;
use crate::db::support::connect;
use crate::upgrade::project::column;

/// Statements that change the structure of a database, made of its own catalog: each column,
/// constraint, index, sequence, trigger and table there is.
const CHANGES: &str = "\
SELECT change FROM (
  SELECT format('ALTER TABLE %I DROP COLUMN %I CASCADE', table_name, column_name) AS change
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
   WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  UNION ALL
  SELECT format('ALTER TABLE %I RENAME COLUMN %I TO renamed', table_name, column_name)
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
   WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  UNION ALL
  SELECT format('ALTER TABLE %I ADD COLUMN added integer', table_name)
    FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  UNION ALL
  SELECT format('DROP TABLE %I CASCADE', table_name)
    FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
  UNION ALL
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
     AND contype IN ('p', 'u', 'c', 'f')
  UNION ALL
  SELECT format('DROP INDEX %s', indexrelid::regclass)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
   WHERE relnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  UNION ALL
  SELECT format('ALTER SEQUENCE %s INCREMENT 9', seqrelid::regclass) FROM pg_sequence
  UNION ALL
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname)
    FROM pg_trigger WHERE NOT tgisinternal
) made ORDER BY change";

#[test]
fn no_mixture_of_changes_of_the_source_passes() {
    let changes = column(Stage::new().source(), CHANGES);
    assert!(changes.len() > 200, "{changes:#?}");
    let mixtures = subsequence(changes, 1..4).prop_shuffle();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: 6,
        failure_persistence: None,
        max_shrink_iters: 8,
        ..ProptestConfig::default()
    });
    let outcome = runner.run(&mixtures, |changes| {
        let stage = Stage::new();
        let mut connection = connect(stage.source()).expect("a connection");
        // What one change has dropped, another is refused on.
        let made = changes
            .iter()
            .filter(|change| connection.execute(change).is_ok())
            .count();
        connection.close();
        if made == 0 {
            return Err(TestCaseError::reject("refused by the server"));
        }
        let before = stage.source_state();
        let walk = stage.rehearse();
        prop_assert_eq!(
            decide(&walk.ledger()).status,
            Status::Blocker,
            "{:#?}",
            changes
        );
        prop_assert_ne!(walk.answer.exit, Some(0), "{:#?}", changes);
        prop_assert_eq!(stage.source_state(), before);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
