//! Statements taken apart (`from_sql` and the templates of the package `parse`).
//!
//! A template's field takes as little as it can, a blank in braces one blank or more; letters match
//! in either case.

use regex::{Captures, Regex};

/// The parts of a statement.
pub(super) struct Parts<'a> {
    captures: Captures<'a>,
}

impl Parts<'_> {
    /// The text of a field; every template has the fields that are asked of it.
    pub(super) fn field(&self, name: &str) -> &str {
        self.captures
            .name(name)
            .map_or("", |capture| capture.as_str())
    }

    /// Whether the template has a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.captures.name(name).is_some()
    }
}

/// `text` taken apart by the first pattern it fits; nothing where it fits none.
fn taken_apart<'a>(patterns: &[&str], text: &'a str) -> Option<Parts<'a>> {
    patterns.iter().find_map(|pattern| {
        let regex = Regex::new(&format!(r"(?is)\A{pattern}\z"))
            .expect("the patterns of this file are written down in it");
        let captures = regex.captures(text)?;
        Some(Parts { captures })
    })
}

/// `CREATE … FUNCTION schema.signature RETURNS definition`.
pub(super) fn function(sql: &str) -> Option<Parts<'_>> {
    taken_apart(
        &[
            r"create(?:.+?)function(?:\s+)(?P<schema>.+?)\.(?P<signature>.+?)(?:\s+)returns(?:\s+)(?P<definition>.+?)",
        ],
        sql,
    )
}

/// `CREATE … VIEW schema.signature AS definition`.
pub(super) fn view(sql: &str) -> Option<Parts<'_>> {
    taken_apart(
        &[
            r"create(?:.+?)view(?:\s+)(?P<schema>.+?)\.(?P<signature>.+?)(?:\s+)as(?:\s+)(?P<definition>.+?)",
        ],
        sql,
    )
}

/// `CREATE MATERIALIZED VIEW schema.signature AS definition [WITH [NO] DATA]`.
pub(super) fn materialized_view(sql: &str) -> Option<Parts<'_>> {
    const HEAD: &str = r"create(?:.+?)materialized(?:.+?)view(?:\s+)(?P<schema>.+?)\.(?P<signature>.+?)(?:\s+)as(?:\s+)(?P<definition>.+?)";
    let with_data = format!(r"{HEAD}(?:\s+)with(?:\s+)data");
    let with_no_data = format!(r"{HEAD}(?:.+?)with(?:\s+)(?P<no_data>.+?)(?:\s+)data");
    taken_apart(&[&with_data, &with_no_data, HEAD], sql)
}

/// `CREATE POLICY signature ON entity definition`.
pub(super) fn policy(sql: &str) -> Option<Parts<'_>> {
    taken_apart(
        &[
            r"create policy(?:\s+)(?P<signature>.+?)(?:\s+)on(?:\s+)(?P<on_entity>.+?)(?:\s+)(?P<definition>.+?)",
        ],
        sql,
    )
}

/// `CREATE [CONSTRAINT] TRIGGER signature event ON entity action`.
pub(super) fn trigger(sql: &str) -> Option<Parts<'_>> {
    const TAIL: &str = r"trigger(?:\s+)(?P<signature>.+?)(?:\s+)(?P<event>.+?)(?:\s+)ON(?:\s+)(?P<on_entity>.+?)(?:\s+)(?P<action>.+?)";
    let constraint = format!(r"create(?:\s+)(?P<constraint>constraint)(?:\s+){TAIL}");
    let plain = format!(r"create(?:\s+){TAIL}");
    taken_apart(&[&constraint, &plain], sql)
}

/// `event ON entity action`: the definition of a trigger.
pub(super) fn trigger_definition(definition: &str) -> Option<Parts<'_>> {
    taken_apart(
        &[r"(?P<event>.+?)(?:\s+)ON(?:\s+)(?P<on_entity>.+?)(?:\s+)(?P<action>.+?)"],
        definition,
    )
}

/// `name(parameters)`, where there are any, else `name()`.
pub(super) fn signature(signature: &str) -> Option<Parts<'_>> {
    taken_apart(
        &[
            r"(?P<function_name>.+?)\((?P<parameters>.+?)\)",
            r"(?P<function_name>.+?)\(\)",
        ],
        signature,
    )
}
