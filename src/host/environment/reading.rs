//! What the text of an `env.py` says where evaluating it came to an end.
//!
//! Has no counterpart in Alembic, which has Python. Only what stands there for everybody to read
//! is known: an argument that no call of `context.configure` has, or that all calls give the same
//! constant. Everything else is unknown, and a statement that may be executed is said to be one.

use std::collections::HashMap;
use std::sync::Arc;

use super::calls::{Call, find};
use super::facts::{
    ConfigureFacts, Ending, EnvironmentFacts, Keyword, Run, Stop, Unknown, UrlFact,
};
use super::recorder::EnvironmentMode;
use crate::python::syntax::{
    Argument, ArgumentKind, Constant, Expression, ExpressionKind, Module, Statement, StatementKind,
};
use crate::source::{Origin, SourceFile, Span};

/// Methods that execute something or change what is executed.
const EFFECTS: [&str; 9] = [
    "exec_driver_sql",
    "execute",
    "execution_options",
    "listen",
    "listens_for",
    "scalar",
    "scalars",
    "static_output",
    "run_sync",
];

/// Replaces the runs of facts that ended at `stop` by what the text says.
pub(super) fn read_facts(
    module: &Module,
    mode: EnvironmentMode,
    stop: &Stop,
    facts: &mut EnvironmentFacts,
) {
    let reading = Reading {
        source: &module.source,
        constants: module_constants(&module.body),
        stop,
    };
    let calls = find(&module.body).calls;
    let configure: Vec<&Call<'_>> = calls
        .iter()
        .filter(|call| call.name() == Some("configure") && call.receiver() == Some("context"))
        .collect();
    for call in &calls {
        let name = call.name().unwrap_or_default();
        let is_effect = EFFECTS.contains(&name) && !is_run_of_migrations(call);
        if is_effect {
            facts
                .unfollowed
                .push(reading.unknown(&format!("{name}(…) may be called"), call.span));
        }
        if name == "run_migrations" && call.is_repeated {
            let reason = "the migrations may run more than once";
            facts.unfollowed.push(reading.unknown(reason, call.span));
        }
    }
    let Some(first) = configure.first() else {
        return;
    };
    let begins = calls
        .iter()
        .any(|call| call.name() == Some("begin_transaction"));
    facts.runs = vec![Run {
        origin: reading.origin(first.span),
        url: UrlFact::Unknown(Unknown {
            reason: stop.message.clone(),
            origin: stop.origin.clone(),
        }),
        configure: reading.configure(&configure, mode),
        ending: if begins {
            Ending::Alembic
        } else {
            Ending::RolledBack
        },
        in_external_transaction: false,
        inside_begin_transaction: begins,
        arguments: Vec::new(),
    }];
}

/// `connection.run_sync(do_run_migrations)` executes what is read elsewhere in the file.
fn is_run_of_migrations(call: &Call<'_>) -> bool {
    call.name() == Some("run_sync")
        && call.arguments.len() == 1
        && matches!(call.arguments[0].value.kind, ExpressionKind::Name(_))
}

struct Reading<'a> {
    source: &'a Arc<SourceFile>,
    constants: HashMap<&'a str, &'a Constant>,
    stop: &'a Stop,
}

/// Names that are bound once in the whole file, at its top level, to a constant.
fn module_constants(body: &[Statement]) -> HashMap<&str, &Constant> {
    let mut constants: HashMap<&str, Option<&Constant>> = HashMap::new();
    for statement in body {
        let (target, value) = match &statement.kind {
            StatementKind::Assign { targets, value } => match targets.as_slice() {
                [target] => (target, Some(value)),
                _ => continue,
            },
            StatementKind::AnnotatedAssign { target, value, .. } => (target, value.as_ref()),
            _ => continue,
        };
        let ExpressionKind::Name(name) = &target.kind else {
            continue;
        };
        let constant = match value.map(|value| &value.kind) {
            Some(ExpressionKind::Constant(constant)) => Some(constant),
            _ => None,
        };
        constants
            .entry(name)
            .and_modify(|known| *known = None)
            .or_insert(constant);
    }
    constants
        .into_iter()
        .filter_map(|(name, constant)| Some((name, constant?)))
        .collect()
}

/// An argument as far as it can be read.
enum Read<'a> {
    Absent,
    Constant(&'a Constant),
    Anything(Unknown),
}

impl Reading<'_> {
    fn origin(&self, span: Span) -> Origin {
        Origin::new(Arc::clone(self.source), span)
    }

    fn unknown(&self, what: &str, span: Span) -> Unknown {
        Unknown {
            reason: format!(
                "{what}; env.py could be followed only to {}: {}",
                self.stop.origin, self.stop.message
            ),
            origin: self.origin(span),
        }
    }

    fn configure(&self, calls: &[&Call<'_>], mode: EnvironmentMode) -> ConfigureFacts {
        let mut facts = ConfigureFacts::new(self.origin(calls[0].span));
        facts.version_table = self.text(calls, "version_table");
        facts.version_table_schema = self.text(calls, "version_table_schema");
        facts.version_table_pk = self.flag(calls, "version_table_pk");
        facts.transaction_per_migration = self.flag(calls, "transaction_per_migration");
        facts.transactional_ddl = self.flag(calls, "transactional_ddl");
        facts.tag = self.text(calls, "tag");
        facts.starting_rev = self.text(calls, "starting_rev");
        facts.output_encoding = self.text(calls, "output_encoding");
        facts.output_buffer = self.place(calls, "output_buffer");
        facts.on_version_apply = self.place(calls, "on_version_apply");
        if let Some(origin) = self.place(calls, "target_metadata") {
            facts.naming_convention = Keyword::Unknown(Unknown {
                reason: format!("env.py could be followed only to {}", self.stop.origin),
                origin,
            });
        }
        // Templates render for a script and not for a connection; each call is for one of them.
        let of_mode: Vec<&Call<'_>> = calls
            .iter()
            .copied()
            .filter(|call| {
                argument(call, "connection").is_some() == (mode == EnvironmentMode::Online)
            })
            .collect();
        let of_mode = if of_mode.is_empty() { calls } else { &of_mode };
        facts.literal_binds = self.flag(of_mode, "literal_binds");
        facts.paramstyle = self.paramstyle(of_mode);
        facts.others = calls.iter().find_map(|call| {
            let unpacked = call.arguments.iter().find(|argument| {
                matches!(
                    argument.kind,
                    ArgumentKind::UnpackKeywords | ArgumentKind::Unpack
                )
            })?;
            Some(self.unknown("further arguments are given", unpacked.value.span))
        });
        facts
    }

    fn read<'b>(&'b self, call: &'b Call<'_>, name: &str) -> Read<'b> {
        let Some(argument) = argument(call, name) else {
            return Read::Absent;
        };
        match self.constant(&argument.value) {
            Some(Constant::None) => Read::Absent,
            Some(constant) => Read::Constant(constant),
            None => Read::Anything(self.unknown(
                &format!("the value of {name} is computed"),
                argument.value.span,
            )),
        }
    }

    fn constant<'b>(&'b self, expression: &'b Expression) -> Option<&'b Constant> {
        match &expression.kind {
            ExpressionKind::Constant(constant) => Some(constant),
            ExpressionKind::Name(name) => self.constants.get(&**name).copied(),
            _ => None,
        }
    }

    /// The value all calls agree on, as `convert` understands it.
    fn agreed<T: PartialEq>(
        &self,
        calls: &[&Call<'_>],
        name: &str,
        convert: impl Fn(&Constant) -> Option<T>,
    ) -> Keyword<T> {
        let mut agreed: Option<Keyword<T>> = None;
        for call in calls {
            let found = match self.read(call, name) {
                Read::Absent => Keyword::Default,
                Read::Anything(unknown) => return Keyword::Unknown(unknown),
                Read::Constant(constant) => match convert(constant) {
                    Some(value) => Keyword::Given(value),
                    None => return Keyword::Unknown(self.unknown(name, call.span)),
                },
            };
            match &agreed {
                None => agreed = Some(found),
                Some(known) if *known == found => {}
                Some(_) => {
                    let what = format!("the calls of configure disagree on {name}");
                    return Keyword::Unknown(self.unknown(&what, call.span));
                }
            }
        }
        agreed.unwrap_or(Keyword::Default)
    }

    fn text(&self, calls: &[&Call<'_>], name: &str) -> Keyword<String> {
        self.agreed(calls, name, |constant| match constant {
            Constant::Str(text) => Some(text.to_string()),
            _ => None,
        })
    }

    fn flag(&self, calls: &[&Call<'_>], name: &str) -> Keyword<bool> {
        self.agreed(calls, name, |constant| match constant {
            Constant::Bool(value) => Some(*value),
            _ => None,
        })
    }

    /// Where an argument other than `None` is given.
    fn place(&self, calls: &[&Call<'_>], name: &str) -> Option<Origin> {
        calls.iter().find_map(|call| match self.read(call, name) {
            Read::Absent => None,
            Read::Constant(_) | Read::Anything(_) => {
                argument(call, name).map(|argument| self.origin(argument.value.span))
            }
        })
    }

    fn paramstyle(&self, calls: &[&Call<'_>]) -> Keyword<String> {
        let mut agreed = None;
        for call in calls {
            let found = match argument(call, "dialect_opts").map(|argument| &argument.value.kind) {
                None => Keyword::Default,
                Some(ExpressionKind::Dict(entries)) => match entries.as_slice() {
                    [(Some(key), value)] => match (self.constant(key), self.constant(value)) {
                        (Some(Constant::Str(key)), Some(Constant::Str(style)))
                            if &**key == "paramstyle" =>
                        {
                            Keyword::Given(style.to_string())
                        }
                        _ => return Keyword::Unknown(self.unknown("dialect_opts", call.span)),
                    },
                    _ => return Keyword::Unknown(self.unknown("dialect_opts", call.span)),
                },
                Some(_) => return Keyword::Unknown(self.unknown("dialect_opts", call.span)),
            };
            if agreed.as_ref().is_some_and(|known| *known != found) {
                return Keyword::Unknown(self.unknown("dialect_opts differ", call.span));
            }
            agreed = Some(found);
        }
        agreed.unwrap_or(Keyword::Default)
    }
}

fn argument<'tree>(call: &Call<'tree>, name: &str) -> Option<&'tree Argument> {
    call.arguments
        .iter()
        .find(|argument| matches!(&argument.kind, ArgumentKind::Keyword(own) if **own == *name))
}
