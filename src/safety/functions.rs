//! How volatile a function is: the column `provolatile` of `pg_proc`.
//!
//! A default that calls a volatile function makes ADD COLUMN rewrite the table; and a query that
//! calls a function nobody knows may do anything.

use std::collections::HashMap;
use std::sync::LazyLock;

/// `provolatile`, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volatility {
    /// The same arguments give the same result for ever.
    Immutable,
    /// The same arguments give the same result within a statement.
    Stable,
    /// The result can be another for each row.
    Volatile,
}

/// What the server's own functions are, from the catalog of PostgreSQL 15.
const LIST: &str = include_str!("functions.txt");

/// What the grammar knows as expressions, and what common extensions bring.
const OTHERS: [(&str, Volatility); 18] = [
    ("coalesce", Volatility::Immutable),
    ("nullif", Volatility::Immutable),
    ("greatest", Volatility::Immutable),
    ("least", Volatility::Immutable),
    ("grouping", Volatility::Immutable),
    ("xmlelement", Volatility::Immutable),
    ("current_date", Volatility::Stable),
    ("current_time", Volatility::Stable),
    ("current_timestamp", Volatility::Stable),
    ("localtime", Volatility::Stable),
    ("localtimestamp", Volatility::Stable),
    ("current_role", Volatility::Stable),
    ("session_user", Volatility::Stable),
    ("user", Volatility::Stable),
    ("uuid_generate_v1", Volatility::Volatile),
    ("uuid_generate_v1mc", Volatility::Volatile),
    ("uuid_generate_v4", Volatility::Volatile),
    ("gen_salt", Volatility::Volatile),
];

static FUNCTIONS: LazyLock<HashMap<&'static str, Volatility>> = LazyLock::new(|| {
    let mut functions: HashMap<_, _> = OTHERS.into_iter().collect();
    let mut volatility = Volatility::Volatile;
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[immutable]" => volatility = Volatility::Immutable,
            "[stable]" => volatility = Volatility::Stable,
            "[volatile]" => volatility = Volatility::Volatile,
            names => functions.extend(names.split_whitespace().map(|name| (name, volatility))),
        }
    }
    functions
});

/// How volatile a function of the server is; `None` for one it does not bring itself.
pub(super) fn volatility(name: &str) -> Option<Volatility> {
    FUNCTIONS.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_defaults_call_is_known() {
        assert_eq!(volatility("now"), Some(Volatility::Stable));
        assert_eq!(volatility("timezone"), Some(Volatility::Stable));
        assert_eq!(volatility("gen_random_uuid"), Some(Volatility::Volatile));
        assert_eq!(volatility("clock_timestamp"), Some(Volatility::Volatile));
        assert_eq!(volatility("lower"), Some(Volatility::Immutable));
        assert_eq!(volatility("our_own_function"), None);
    }
}
