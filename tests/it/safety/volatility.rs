//! The list of functions, held against the server's catalog.

use alembic_rs::db::Cell;

use crate::db::support::{connect, new_database};
use crate::program::root;

/// Every function is at least as volatile as the list says, and none is more so; a server of
/// another version than the list's may lack some.
#[test]
fn the_list_of_functions_is_the_servers() {
    let text = std::fs::read_to_string(root().join("src/safety/functions.txt")).expect("the list");
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    let rows = connection
        .query(
            "SELECT proname::text, max(provolatile)::text FROM pg_proc \
             WHERE pronamespace = 'pg_catalog'::regnamespace GROUP BY 1",
        )
        .expect("the functions")
        .rows;
    let server: std::collections::HashMap<String, String> = rows
        .into_iter()
        .map(|row| match <[Cell; 2]>::try_from(row) {
            Ok([Cell::Text(name), Cell::Text(volatility)]) => (name, volatility),
            other => panic!("{other:?}"),
        })
        .collect();
    let mut section = String::new();
    let (mut found, mut wrong) = (0, Vec::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            section = name[..1].to_owned();
            continue;
        }
        for name in line.split_whitespace().filter(|name| *name != "timezone") {
            match server.get(name) {
                Some(volatility) if *volatility == section => found += 1,
                Some(volatility) => wrong.push(format!("{name}: {section}, not {volatility}")),
                None => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(found > 800, "only {found} functions are there");
}
