//! `sqlalchemy.Column`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::{
    Arguments, BinaryOperator, BoundArguments, Class, Comparison, HashKey, HostObject, Interpreter,
    Parameter, PythonError, Shared, Side, UnaryOperator, Value,
};
use crate::schema::expression::{ColumnClass, ColumnReference};
use crate::schema::statement::{FromClause, TableClass, TableElement, ValueConversion};
use crate::schema::{
    CheckConstraint, Column, ColumnDefault, Expression, ForeignKey, Index, Name, SqlType, Table,
    TableReference,
};

use super::super::dialect_arguments::{Construct, dialect_arguments};
use super::super::host_context::Host;
use super::super::raise::{schema_error, sqlalchemy_error};
use super::super::values;
use super::constraint::{ConstraintObject, attached_check};
use super::default::{autoincrement, column_default, second_default, server_default};
use super::expression::{ExpressionObject, expression_attribute};
use super::foreign_key::ForeignKeyObject;
use super::identity::{ComputedObject, IdentityObject};
use super::sequence::SequenceObject;
use super::types::{TypeObject, type_object};

/// A column; SQLAlchemy's may be made without a name and get one later, which is refused here when
/// the column is used.
#[derive(Debug)]
pub(crate) struct ColumnObject {
    class: Shared<Class>,
    host: std::rc::Weak<Host>,
    name: Option<Name>,
    column: Column,
    sql_type: Value,
    foreign_keys: Vec<ForeignKey>,
    checks: Vec<CheckConstraint>,
    /// The function that is the `default`.
    default: Option<Value>,
    /// The function that is the `onupdate`.
    onupdate: Option<Value>,
    /// Whether a table has it already: the next one gets a copy.
    attached: Cell<bool>,
    /// The table an expression with this column names.
    table: RefCell<Option<FromClause>>,
    /// Whether each index and constraint made over it before it had a table has got one.
    followers: RefCell<Vec<Rc<Cell<bool>>>>,
}

impl ColumnObject {
    /// Says that an index or constraint was made over it.
    ///
    /// SQLAlchemy adds that to the table of the column, whether or not it is an argument of the
    /// table; here that is refused, unless `attached` says later that it was one.
    pub(crate) fn followed_by(&self, host: &Host, attached: &Rc<Cell<bool>>) {
        match &*self.table.borrow() {
            Some(table) => host.add_to_table(table.identity(), |additions| {
                additions.refused = Some("an index or constraint");
            }),
            None => self.followers.borrow_mut().push(Rc::clone(attached)),
        }
    }

    /// Refuses a column with an index or constraint that would silently come along.
    pub(crate) fn require_no_followers(&self) -> Result<(), PythonError> {
        if self
            .followers
            .borrow()
            .iter()
            .all(|attached| attached.get())
        {
            return Ok(());
        }
        Err(PythonError::unsupported(
            "an index or constraint over a Column that is not an argument of its table",
        ))
    }

    /// The column for a table: itself the first time, then copies.
    ///
    /// A copy has no `ForeignKey` of the original's: `Column._copy` leaves out those that have
    /// become constraints.
    pub(crate) fn attach(&self, host: &Host, cx: &mut Interpreter) -> Result<Column, PythonError> {
        let mut column = self.column.clone();
        column.name = self.named(cx)?;
        column.constraints.clone_from(&self.checks);
        if self.attached.replace(true) {
            for check in &mut column.constraints {
                check.traits.creation_order = host.next_creation_order();
            }
        } else {
            column.foreign_keys.clone_from(&self.foreign_keys);
        }
        Ok(column)
    }

    /// Remembers the table an expression with this column names.
    pub(crate) fn set_table(&self, table: &FromClause) {
        self.table.borrow_mut().get_or_insert_with(|| table.clone());
    }

    /// Makes it the column of a table of which nothing but the name is known.
    pub(crate) fn become_column_of(
        &self,
        cx: &mut Interpreter,
        reference: TableReference,
    ) -> Result<(), PythonError> {
        let mut table = Table::new(reference);
        let mut column = self.column.clone();
        column.name = self.named(cx)?;
        table.columns.push(column);
        let element = TableElement {
            table: Rc::new(table),
            class: TableClass::Table,
            metadata: None,
        };
        let from = FromClause::table(element, &|_| ValueConversion::Plain)
            .map_err(|error| schema_error(cx, error))?;
        self.set_table(&from);
        Ok(())
    }

    /// What `table()` keeps of it: no keys, constraints or indexes.
    pub(crate) fn in_clause(&self, cx: &mut Interpreter) -> Result<Column, PythonError> {
        let mut column = Column::new(self.named(cx)?, self.column.sql_type.clone());
        column.key.clone_from(&self.column.key);
        column.default.clone_from(&self.column.default);
        column.onupdate.clone_from(&self.column.onupdate);
        column
            .server_default
            .clone_from(&self.column.server_default);
        column.primary_key = self.column.primary_key;
        Ok(column)
    }

    /// The functions that are its `default` and its `onupdate`.
    pub(crate) fn computed_defaults(&self) -> (Option<Value>, Option<Value>) {
        (self.default.clone(), self.onupdate.clone())
    }

    /// The key under which tables find it, as a name.
    pub(crate) fn key_name(&self, cx: &mut Interpreter) -> Result<Name, PythonError> {
        match &self.column.key {
            Some(key) => Ok(Name::new(key.as_str())),
            None => self.named(cx),
        }
    }

    /// The type values of the column are written as, refused where code of the project converts
    /// them.
    pub(crate) fn value_type(&self) -> Result<SqlType, PythonError> {
        match self.sql_type.downcast::<TypeObject>() {
            Some(object) => object.for_values(),
            None => Ok(self.column.sql_type.clone()),
        }
    }

    /// Its type, where it was given one.
    pub(crate) fn type_object(&self) -> Option<Rc<TypeObject>> {
        self.sql_type.downcast()
    }

    /// The indexes a library gives to the table the column has become part of.
    pub(crate) fn attached_indexes(
        &self,
        cx: &mut Interpreter,
        table: &TableReference,
        column: &mut Column,
    ) -> Result<Vec<Index>, PythonError> {
        let object = self.type_object();
        match object.as_ref().and_then(|object| object.behaviour()) {
            Some(behaviour) => behaviour.attached(cx, table, column),
            None => Ok(Vec::new()),
        }
    }

    /// The column inside an expression.
    pub(crate) fn expression(&self, cx: &mut Interpreter) -> Result<Expression, PythonError> {
        let name = self.named(cx)?;
        let key = self.column.key.as_deref().unwrap_or_else(|| name.text());
        let sql_type = self.value_type()?;
        let of_table = self
            .table
            .borrow()
            .as_ref()
            .and_then(|table| table.column(key));
        if let Some(column) = of_table {
            return Ok(column);
        }
        let mut reference = ColumnReference::new(name, sql_type);
        reference.key.clone_from(&self.column.key);
        reference.class = ColumnClass::Column;
        Ok(reference.into())
    }

    fn named(&self, cx: &mut Interpreter) -> Result<Name, PythonError> {
        match self.name.as_ref().filter(|name| !name.text().is_empty()) {
            Some(name) => Ok(name.clone()),
            None => Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                "Column must be constructed with a non-blank name or assign a non-blank .name \
                 before adding to a Table.",
            )),
        }
    }

    fn operand(&self, cx: &mut Interpreter) -> Result<ExpressionObject, PythonError> {
        let host = self
            .host
            .upgrade()
            .expect("a column is asked while its modules exist");
        Ok(ExpressionObject::new(&host, self.expression(cx)?))
    }
}

impl HostObject for ColumnObject {
    fn type_name(&self) -> Rc<str> {
        "Column".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(Some(match name {
            "name" => self
                .name
                .as_ref()
                .map(|name| Value::from(name.text()))
                .into(),
            "key" => match &self.column.key {
                Some(key) => Value::from(key.as_str()),
                None => self
                    .name
                    .as_ref()
                    .map(|name| Value::from(name.text()))
                    .into(),
            },
            "type" if self.sql_type.is_none() => {
                let types = cx.import("sqlalchemy.types")?;
                let class = cx.attribute(&types, "NullType")?;
                cx.call_with(&class, Vec::new())?
            }
            "type" => self.sql_type.clone(),
            "nullable" => Value::Bool(self.column.nullable.unwrap_or(!self.column.primary_key)),
            "primary_key" => Value::Bool(self.column.primary_key),
            "comment" => self.column.comment.as_deref().map(Value::from).into(),
            _ => {
                let operand = self.operand(cx)?;
                return expression_attribute(&operand, name, cx);
            }
        }))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.operand(cx)?.binary(operator, other, side, cx)
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.operand(cx)?.compare(comparison, other, cx)
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.operand(cx)?.unary(operator, cx)
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        self.operand(cx)?.subscript(index, cx)
    }

    fn truth(&self, cx: &mut Interpreter) -> Result<bool, PythonError> {
        self.operand(cx)?.truth(cx)
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(None)
    }
}

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::rest("args"),
    Parameter::keyword("name"),
    Parameter::keyword("type_"),
    Parameter::keyword("autoincrement"),
    Parameter::keyword("default"),
    Parameter::keyword("insert_default"),
    Parameter::keyword("doc"),
    Parameter::keyword("key"),
    Parameter::keyword("index"),
    Parameter::keyword("unique"),
    Parameter::keyword("info"),
    Parameter::keyword("nullable"),
    Parameter::keyword("onupdate"),
    Parameter::keyword("primary_key"),
    Parameter::keyword("server_default"),
    Parameter::keyword("server_onupdate"),
    Parameter::keyword("quote"),
    Parameter::keyword("system"),
    Parameter::keyword("comment"),
    Parameter::keyword("insert_sentinel"),
    Parameter::rest_keyword("dialect_kwargs"),
];

/// `Column(name, type_, *args, …)`.
///
/// `doc`, `info`, `server_onupdate` and `insert_sentinel` have no effect on what is written.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    dialect_arguments(
        cx,
        Construct::Column,
        std::mem::take(&mut bound.rest_keyword),
    )?;
    let (given_name, type_value, rest) = name_and_type(cx, &mut bound)?;
    let quote = bound.take("quote");
    let quote = values::optional_flag(cx, quote)?;
    let mut name = values::optional_name(cx, given_name, "name")?;
    match (&name, quote) {
        (Some(plain), Some(quote)) => name = Some(Name::quoted(plain.text(), Some(quote))),
        (None, Some(_)) => {
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                "Explicit 'name' is required when sending 'quote' argument",
            ));
        }
        (_, None) => {}
    }
    let sql_type = match &type_value {
        Some(object) => object.for_postgresql()?,
        None => SqlType::null(),
    };
    let mut object = ColumnObject {
        class: class.clone(),
        host: host.weak(),
        column: Column::new(name.clone().unwrap_or_else(|| Name::new("")), sql_type),
        name,
        sql_type: Value::None,
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        attached: Cell::new(false),
        table: RefCell::default(),
        followers: RefCell::default(),
        default: None,
        onupdate: None,
    };
    if let Some(value) = type_value {
        object.sql_type = Value::Host(value);
    }
    let counting = bound.take("autoincrement");
    object.column.autoincrement = autoincrement(counting.as_ref())?;
    keywords(host, cx, &mut object, &mut bound)?;
    for item in rest {
        schema_item(host, cx, &mut object, &item)?;
    }
    if object.column.identity.is_some() && matches!(counting, Some(Value::Bool(false))) {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "A column with an Identity object cannot specify autoincrement=False",
        ));
    }
    Ok(Value::host(object))
}

type NameAndType = (Option<Value>, Option<Rc<TypeObject>>, Vec<Value>);

/// Sorts the positional arguments: a name, a type, and what else belongs to the column.
fn name_and_type(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<NameAndType, PythonError> {
    let mut name = bound.take("name");
    let mut rest: std::collections::VecDeque<Value> =
        std::mem::take(&mut bound.rest_positional).into();
    if let Some(first) = rest.front() {
        if first.as_str().is_some() {
            if name.is_some() {
                return Err(sqlalchemy_error(
                    cx,
                    "ArgumentError",
                    "May not pass name positionally and as a keyword.",
                ));
            }
            name = rest.pop_front();
        } else if first.is_none() {
            rest.pop_front();
        }
    }
    let keyword_type = bound.take_some("type_");
    let mut sql_type = None;
    if let Some(first) = rest.front().cloned() {
        if let Some(object) = type_object(cx, &first)? {
            if keyword_type.is_some() {
                return Err(sqlalchemy_error(
                    cx,
                    "ArgumentError",
                    "May not pass type_ positionally and as a keyword.",
                ));
            }
            sql_type = Some(object);
            rest.pop_front();
        } else if first.is_none() {
            rest.pop_front();
        }
    }
    if let Some(value) = keyword_type {
        match type_object(cx, &value)? {
            Some(object) => sql_type = Some(object),
            None => {
                return Err(values::unexpected(
                    cx,
                    &value,
                    "type_",
                    "a type of SQLAlchemy",
                ));
            }
        }
    }
    Ok((name, sql_type, rest.into()))
}

fn keywords(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    object: &mut ColumnObject,
    bound: &mut BoundArguments,
) -> Result<(), PythonError> {
    let column = &mut object.column;
    let primary_key = bound.take("primary_key");
    column.primary_key = values::flag(cx, primary_key, false)?;
    let nullable = bound.take("nullable");
    column.nullable = nullable.map(|value| cx.truth(&value)).transpose()?;
    let key = bound.take("key");
    column.key = values::optional_string(cx, key, "key")?.map(|key| key.to_string());
    for (flag, what) in [
        ("index", "create indexes"),
        ("unique", "create unique constraints"),
    ] {
        let value = bound.take_some(flag);
        if value.as_ref().is_some_and(|value| value.as_str().is_some()) {
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                format!(
                    "The '{flag}' keyword argument on Column is boolean only. To {what} with a \
                     specific name, create an explicit object external to the Table."
                ),
            ));
        }
        let value = values::flag(cx, value, false)?;
        if flag == "index" {
            column.index = value;
        } else {
            column.unique = value;
        }
    }
    let comment = bound.take("comment");
    column.comment = values::optional_string(cx, comment, "comment")?.map(|text| text.to_string());
    let system = bound.take("system");
    column.system = values::flag(cx, system, false)?;
    let default = bound
        .take("insert_default")
        .or_else(|| bound.take("default"));
    column.default = default_of(host, cx, default.clone(), column.primary_key)?;
    object.default = default.filter(|_| column.default == Some(ColumnDefault::Callable));
    let onupdate = bound.take("onupdate");
    column.onupdate = default_of(host, cx, onupdate.clone(), false)?;
    object.onupdate = onupdate.filter(|_| column.onupdate == Some(ColumnDefault::Callable));
    if let Some(value) = bound.take_some("server_onupdate") {
        server_default(cx, &value)?;
    }
    if let Some(value) = bound.take_some("server_default") {
        column.server_default = Some(server_default(cx, &value)?);
    }
    Ok(())
}

fn default_of(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    value: Option<Value>,
    primary_key: bool,
) -> Result<Option<ColumnDefault>, PythonError> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(None),
        // Only for a primary key does DDL depend on what the default is.
        Some(Value::Opaque(_)) if !primary_key => Ok(Some(ColumnDefault::Callable)),
        Some(value) => column_default(host, cx, &value).map(Some),
    }
}

/// What else a column takes by position.
fn schema_item(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    object: &mut ColumnObject,
    item: &Value,
) -> Result<(), PythonError> {
    if item.is_none() {
        return Ok(());
    }
    let column = &mut object.column;
    if let Some(foreign_key) = item.downcast::<ForeignKeyObject>() {
        object.foreign_keys.push(foreign_key.foreign_key.clone());
    } else if let Some(identity) = item.downcast::<IdentityObject>() {
        if column.computed.is_some() {
            return Err(second_default(cx, "A column with an Identity object"));
        }
        column.identity = Some(identity.identity.clone());
    } else if let Some(computed) = item.downcast::<ComputedObject>() {
        if column.identity.is_some() {
            return Err(second_default(cx, "A generated column"));
        }
        column.computed = Some(computed.computed.clone());
    } else if let Some(sequence) = item.downcast::<SequenceObject>() {
        column.default = Some(ColumnDefault::Sequence(sequence.sequence.clone()));
    } else if let Some(default) = item.downcast::<super::default::DefaultObject>() {
        column.server_default = Some(default.server_default.clone());
    } else if let Some(constraint) = item.downcast::<ConstraintObject>() {
        match attached_check(&constraint, host) {
            Some(check) => object.checks.push(check),
            None => {
                return Err(PythonError::unsupported(format!(
                    "a {} as an argument of Column",
                    constraint.type_name()
                )));
            }
        }
    } else if let Value::Opaque(opaque) = item {
        return Err(PythonError::opaque_use(opaque));
    } else {
        let shown = cx.repr(item)?;
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            format!(
                "'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {shown}"
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::operations::Operation;
    use crate::schema::{Column, ColumnDefault, ServerDefault};

    use super::super::super::testing::{operations, refusal};

    fn column(expression: &str) -> Column {
        let made = operations(&format!("op.add_column('t', {expression})"));
        let [Operation::AddColumn(add)] = made.as_slice() else {
            panic!("{made:?}");
        };
        add.column.clone()
    }

    #[test]
    fn names_and_types_come_by_position_or_keyword() {
        assert_eq!(
            column("sa.Column('a', sa.String(3))"),
            column("sa.Column(type_=sa.String(3), name='a')")
        );
        assert!(column("sa.Column('a')").sql_type.is_null());
        assert_eq!(
            refusal("sa.Column('a', 'b')"),
            "sqlalchemy.exc.ArgumentError: 'SchemaItem' object, such as a 'Column' or a \
             'Constraint' expected, got 'b'"
        );
        assert!(
            refusal("op.add_column('t', sa.Column(sa.Integer))")
                .contains("must be constructed with a non-blank name")
        );
    }

    #[test]
    fn defaults_of_the_server_and_of_python_are_kept_apart() {
        let both = column("sa.Column('a', sa.Integer, default=lambda: 1, server_default='0')");
        assert_eq!(
            both.server_default,
            Some(ServerDefault::Text("0".to_owned()))
        );
        assert_eq!(both.default, Some(ColumnDefault::Callable));
        assert!(
            refusal("sa.Column('a', sa.Integer, server_default=0)").starts_with(
                "sqlalchemy.exc.ArgumentError: Argument 'arg' is expected to be one of type"
            )
        );
    }
}
