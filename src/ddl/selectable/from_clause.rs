//! What stands behind FROM: tables, aliases, joins, functions, VALUES.

use crate::schema::statement::{
    DerivedColumns, FromClause, FromColumn, FromKind, Join, JoinKind, LabelName, Placement,
    Sampling, TableFunction, Values,
};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, Schemas, TableNames, Values as BoundValues};
use super::scope::{NameClass, Scope};
use super::select::SelectForm;

/// What stands around an object behind FROM.
#[derive(Debug, Clone, Copy)]
struct Around<'a> {
    /// The alias it is inside of.
    alias: Option<&'a FromClause>,
    /// Whether LATERAL stands in front.
    placement: Placement,
}

const NOTHING: Around<'static> = Around {
    alias: None,
    placement: Placement::Plain,
};

impl Around<'_> {
    /// Whether the alias around is one of just this object.
    fn names(self, from: &FromClause) -> bool {
        match self.alias.map(FromClause::kind) {
            Some(FromKind::Alias { element, .. }) => element == from,
            Some(FromKind::Sample(sampling)) => sampling.element == *from,
            _ => false,
        }
    }
}

impl ExpressionCompiler<'_> {
    /// An object behind FROM, with ONLY in front where a hint said so.
    pub(in crate::ddl) fn write_from(self, from: &FromClause) -> Result<String, DdlError> {
        self.write_from_around(from, NOTHING)
    }

    fn write_from_around(self, from: &FromClause, around: Around<'_>) -> Result<String, DdlError> {
        let text = match from.kind() {
            FromKind::Table(_) => self.table(from, around)?,
            FromKind::Alias {
                name,
                element,
                placement,
            } => {
                let inside = Around {
                    alias: Some(from),
                    placement: match placement {
                        Placement::Lateral => Placement::Lateral,
                        Placement::Plain => around.placement,
                    },
                };
                let text = if around.names(from) {
                    self.write_from_around(element, inside)?
                } else {
                    let name = self.alias_text(name)?;
                    format!("{} AS {name}", self.write_from_around(element, inside)?)
                };
                lateral(*placement, text)
            }
            FromKind::Subquery { name, query } => {
                let (form, is_lateral) = match around.placement {
                    Placement::Plain => (SelectForm::Subquery, false),
                    Placement::Lateral => (SelectForm::Lateral, true),
                };
                let written = match self.scope {
                    None => self.query(query, form),
                    Some(scope) => scope.in_subquery(is_lateral, || self.query(query, form)),
                };
                if around.names(from) {
                    format!("({})", written?)
                } else {
                    let name = self.alias_text(name)?;
                    format!("({}) AS {name}", written?)
                }
            }
            FromKind::Cte(cte) => self.common_table(from, cte)?,
            FromKind::Join(join) => self.join(join)?,
            FromKind::TableFunction(function) => self.table_function(from, function)?,
            FromKind::Function(function) => self.process(function)?,
            FromKind::Values(values) => self.values(from, values)?,
            FromKind::Sample(sampling) => self.sample(from, sampling, around)?,
            FromKind::Text(text) => self.text_clause(text)?,
        };
        let only = self
            .scope
            .and_then(Scope::level)
            .is_some_and(|level| level.only.contains(from));
        Ok(if only { format!("ONLY {text}") } else { text })
    }

    fn alias_text(self, name: &LabelName) -> Result<String, DdlError> {
        let name = self.label_text(NameClass::Alias, name);
        self.preparer().quote(&name)
    }

    fn table(self, from: &FromClause, around: Around<'_>) -> Result<String, DdlError> {
        let Some(reference) = from.table_reference() else {
            return Ok(String::new());
        };
        if from.schema().is_some() && self.schemas == Schemas::Lost {
            return Err(DdlError::Unsupported(format!(
                "a query of {} in ON CONFLICT, from which SQLAlchemy leaves the schema out",
                reference.name.text()
            )));
        }
        let text = self.preparer().format_table(reference)?;
        if from.schema().is_some() || around.names(from) {
            return Ok(text);
        }
        Ok(match self.ambiguous(reference.name.text()) {
            Some(name) => format!("{text} AS {}", self.alias_text(&name)?),
            None => text,
        })
    }

    /// The name a table without a schema gets where its own means another one.
    pub(in crate::ddl) fn ambiguous(self, table: &str) -> Option<LabelName> {
        let level = self.scope?.level()?;
        level
            .ambiguous
            .contains(table)
            .then(|| LabelName::ambiguous(table))
    }

    fn join(self, join: &Join) -> Result<String, DdlError> {
        let left = self.write_from(&join.left)?;
        let right = self.write_from(&join.right)?;
        let right = match join.right.kind() {
            FromKind::Join(_) => format!("({right})"),
            _ => right,
        };
        let keyword = match join.kind {
            JoinKind::Inner => "JOIN",
            JoinKind::LeftOuter => "LEFT OUTER JOIN",
            JoinKind::FullOuter => "FULL OUTER JOIN",
        };
        let condition = self.process(&join.condition)?;
        Ok(format!("{left} {keyword} {right} ON {condition}"))
    }

    fn table_function(
        self,
        from: &FromClause,
        function: &TableFunction,
    ) -> Result<String, DdlError> {
        let name = self.alias_text(&function.name)?;
        let mut text = self.process(&function.function)?;
        if function.with_ordinality {
            text.push_str(" WITH ORDINALITY");
        }
        text.extend([" AS ", &name]);
        if function.derived != DerivedColumns::Hidden {
            let mut columns = Vec::new();
            for column in from.columns() {
                let FromColumn::Own { column, .. } = column else {
                    continue;
                };
                let name = self.unshortened(&column.name);
                let mut text = self.preparer().quote(&name)?;
                if function.derived == DerivedColumns::NamesAndTypes {
                    text.extend([" ", &self.types().process(&column.sql_type)?]);
                }
                columns.push(text);
            }
            text.push_str(&format!("({})", columns.join(", ")));
        }
        Ok(lateral(function.placement, text))
    }

    fn values(self, from: &FromClause, values: &Values) -> Result<String, DdlError> {
        let writer = match values.literal_binds {
            true => Self {
                values: BoundValues::Literals,
                ..self
            },
            false => self,
        };
        let mut rows = Vec::with_capacity(values.rows.len());
        for row in &values.rows {
            rows.push(format!("({})", writer.joined(row, ", ")?));
        }
        let rows = format!("(VALUES {})", rows.join(", "));
        let Some(name) = &values.name else {
            return Ok(lateral(values.placement, rows));
        };
        let name = self.label_text(NameClass::Values, name);
        let name = self.preparer().quote(&name)?;
        let bare = Self {
            table_names: TableNames::Hidden,
            ..self
        };
        let columns = bare.joined(&from.column_expressions(), ", ")?;
        Ok(lateral(
            values.placement,
            format!("{rows} AS {name} ({columns})"),
        ))
    }

    fn sample(
        self,
        from: &FromClause,
        sampling: &Sampling,
        around: Around<'_>,
    ) -> Result<String, DdlError> {
        let name = self.alias_text(&sampling.name)?;
        let inside = Around {
            alias: Some(from),
            ..around
        };
        let element = self.write_from_around(&sampling.element, inside)?;
        let method = self.process(&sampling.method)?;
        let mut text = format!("{element} AS {name} TABLESAMPLE {method}");
        if let Some(seed) = &sampling.seed {
            text.push_str(&format!(" REPEATABLE ({})", self.process(seed)?));
        }
        Ok(text)
    }
}

fn lateral(placement: Placement, text: String) -> String {
    match placement {
        Placement::Plain => text,
        Placement::Lateral => format!("LATERAL {text}"),
    }
}
