//! Who may import whom, as data, and the check of it.

use super::Finding;
use super::code::{Code, Import};

/// What one room may import, besides `source`, which all may.
pub(super) struct Room {
    pub(super) name: &'static str,
    may_use: &'static [Permission],
}

/// A room that another may import from.
struct Permission {
    room: &'static str,
    /// The names it may take; all of them where none is listed.
    names: &'static [&'static str],
    /// The folder whose files alone may do so.
    folder: Option<&'static str>,
}

/// Permission to use everything of a room.
const fn all_of(room: &'static str) -> Permission {
    Permission {
        room,
        names: &[],
        folder: None,
    }
}

/// The layer law. A room that is not listed under another's name may not be used by it.
pub(super) const ROOMS: &[Room] = &[
    Room {
        name: "schema",
        may_use: &[],
    },
    Room {
        name: "python",
        may_use: &[],
    },
    Room {
        name: "config",
        may_use: &[],
    },
    Room {
        name: "findings",
        may_use: &[],
    },
    Room {
        name: "mako",
        may_use: &[all_of("python")],
    },
    Room {
        name: "ui",
        may_use: &[],
    },
    Room {
        name: "db",
        may_use: &[
            Permission {
                room: "schema",
                names: &[],
                folder: Some("src/db/catalog"),
            },
            // A URL, and what it is made of.
            Permission {
                room: "config",
                names: &["DatabaseUrl", "Driver", "Secret"],
                folder: None,
            },
        ],
    },
    Room {
        name: "operations",
        may_use: &[all_of("schema")],
    },
    Room {
        name: "ddl",
        may_use: &[all_of("operations"), all_of("schema")],
    },
    Room {
        name: "host",
        may_use: &[all_of("python"), all_of("operations"), all_of("schema")],
    },
    Room {
        name: "script",
        may_use: &[all_of("python")],
    },
    Room {
        name: "runtime",
        may_use: &[
            all_of("script"),
            all_of("host"),
            all_of("python"),
            all_of("operations"),
            // The version table is a table, the naming convention an option of a run.
            all_of("schema"),
            all_of("ddl"),
            all_of("db"),
        ],
    },
    Room {
        name: "authoring",
        may_use: &[all_of("script"), all_of("mako"), all_of("python")],
    },
    Room {
        name: "gate",
        may_use: &[all_of("script"), all_of("findings")],
    },
    Room {
        name: "drawing",
        may_use: &[all_of("script")],
    },
    Room {
        name: "safety",
        may_use: &[
            all_of("operations"),
            all_of("ddl"),
            all_of("schema"),
            all_of("findings"),
        ],
    },
    Room {
        name: "planner",
        may_use: &[
            all_of("script"),
            all_of("runtime"),
            all_of("safety"),
            all_of("findings"),
            all_of("operations"),
            all_of("ddl"),
            all_of("schema"),
            // A revision file is looked at without being evaluated.
            all_of("python"),
        ],
    },
    Room {
        name: "snapshot",
        may_use: &[all_of("db")],
    },
    Room {
        name: "governance",
        // What is compared, never the server it was read from.
        may_use: &[all_of("snapshot")],
    },
    Room {
        name: "release",
        may_use: &[
            all_of("governance"),
            all_of("snapshot"),
            all_of("db"),
            all_of("script"),
            all_of("runtime"),
            all_of("planner"),
            all_of("safety"),
            all_of("findings"),
            all_of("ddl"),
            all_of("schema"),
            all_of("python"),
            Permission {
                room: "config",
                names: &["DatabaseUrl"],
                folder: None,
            },
        ],
    },
    Room {
        name: "cli",
        may_use: &[all_of("config")],
    },
    Room {
        name: "commands",
        may_use: &[
            all_of("schema"),
            all_of("python"),
            all_of("config"),
            all_of("ui"),
            all_of("db"),
            all_of("operations"),
            all_of("ddl"),
            all_of("host"),
            all_of("script"),
            all_of("runtime"),
            all_of("findings"),
            all_of("mako"),
            all_of("authoring"),
            all_of("gate"),
            all_of("drawing"),
            all_of("safety"),
            all_of("planner"),
            all_of("snapshot"),
            all_of("governance"),
            all_of("release"),
            all_of("cli"),
        ],
    },
    Room {
        name: "main",
        may_use: &[
            all_of("cli"),
            all_of("commands"),
            all_of("ui"),
            // The whole program runs on the stack that the evaluator needs.
            all_of("python"),
        ],
    },
];

/// The imports of a file that the law does not allow.
pub(super) fn findings(code: &Code) -> Vec<Finding> {
    let Some(room) = room_of(code.path()) else {
        return Vec::new();
    };
    let unlawful = |import: &Import| {
        let target = &import.path[0];
        let known = ROOMS.iter().any(|room| room.name == target);
        known && target != room.name && !permits(room, code.path(), import)
    };
    code.imports()
        .into_iter()
        .filter(unlawful)
        .map(|import| Finding {
            path: code.path().to_owned(),
            line: code.line(import.offset),
            rule: format!("{} may not use {}", room.name, described(room, &import)),
        })
        .collect()
}

/// The room a file belongs to; none for `source` and the library's root, which use no room's code
/// and every room's.
fn room_of(path: &str) -> Option<&'static Room> {
    let inside = path.strip_prefix("src/")?;
    let name = inside.split('/').next()?.trim_end_matches(".rs");
    ROOMS.iter().find(|room| room.name == name)
}

fn permits(room: &Room, path: &str, import: &Import) -> bool {
    room.may_use.iter().any(|permission| {
        let name = import.path.get(1).map(String::as_str);
        permission.room == import.path[0]
            && permission
                .folder
                .is_none_or(|folder| path.starts_with(folder))
            && (permission.names.is_empty()
                || name.is_some_and(|name| permission.names.contains(&name)))
    })
}

/// The room alone where all of it is out of bounds, else the name as well.
fn described(room: &Room, import: &Import) -> String {
    let by_name =
        |permission: &Permission| permission.room == import.path[0] && !permission.names.is_empty();
    if room.may_use.iter().any(by_name) {
        import.path[..import.path.len().min(2)].join("::")
    } else {
        import.path[0].clone()
    }
}
