//! A column as an object of Python.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::python::{
    BinaryOperator, Class, Comparison, HashKey, HostObject, Interpreter, PythonError, Shared, Side,
    UnaryOperator, Value,
};
use crate::schema::expression::{ColumnClass, ColumnReference};
use crate::schema::statement::{FromClause, TableClass, TableElement, ValueConversion};
use crate::schema::{
    CheckConstraint, Column, Expression, ForeignKey, Index, Name, SqlType, Table, TableReference,
};

use super::super::super::host_context::Host;
use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::expression::{ExpressionObject, expression_attribute};
use super::super::types::TypeObject;

/// A column; SQLAlchemy's may be made without a name and get one later, which is refused here when
/// the column is used.
#[derive(Debug)]
pub(crate) struct ColumnObject {
    pub(super) class: Shared<Class>,
    pub(super) host: std::rc::Weak<Host>,
    pub(super) name: Option<Name>,
    pub(super) column: Column,
    pub(super) sql_type: Value,
    pub(super) foreign_keys: Vec<ForeignKey>,
    pub(super) checks: Vec<CheckConstraint>,
    /// The function that is the `default`.
    pub(super) default: Option<Value>,
    /// The function that is the `onupdate`.
    pub(super) onupdate: Option<Value>,
    /// Whether a table has it already: the next one gets a copy.
    pub(super) attached: Cell<bool>,
    /// The table an expression with this column names.
    pub(super) table: RefCell<Option<FromClause>>,
    /// Whether each index and constraint made over it before it had a table has got one.
    pub(super) followers: RefCell<Vec<Rc<Cell<bool>>>>,
    /// The name a mapped class gave to it.
    pub(super) borne: OnceCell<Name>,
    /// The name under which the body of a class has it, which a mapping will give to it.
    pub(super) bound: RefCell<Option<Name>>,
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

    /// Refuses a column that a table has, where SQLAlchemy raises an error instead of copying it.
    pub(crate) fn require_unattached(&self) -> Result<(), PythonError> {
        if self.attached.get() {
            return Err(PythonError::unsupported(
                "a Column object that a table has already, in a second Table",
            ));
        }
        Ok(())
    }

    /// The column for a table: itself the first time, then copies.
    ///
    /// A copy has no `ForeignKey` of the original's: `Column._copy` leaves out those that have
    /// become constraints.
    pub(crate) fn attach(&self, host: &Host, cx: &mut Interpreter) -> Result<Column, PythonError> {
        let mut column = self.column.clone();
        column.name = self.named(cx)?;
        if let Some(object) = self.type_object() {
            column.sql_type = object.for_postgresql()?;
        }
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

    /// `column.copy()`: a column like it that no table has yet.
    ///
    /// As with the copy that a second table gets, a `ForeignKey` that has become a constraint of
    /// the first one stays behind.
    pub(crate) fn copied(&self, host: &Host) -> Self {
        let mut checks = self.checks.clone();
        for check in &mut checks {
            check.traits.creation_order = host.next_creation_order();
        }
        Self {
            class: self.class.clone(),
            host: self.host.clone(),
            name: self.name.clone(),
            column: self.column.clone(),
            sql_type: self.sql_type.clone(),
            foreign_keys: if self.attached.get() {
                Vec::new()
            } else {
                self.foreign_keys.clone()
            },
            checks,
            default: self.default.clone(),
            onupdate: self.onupdate.clone(),
            attached: Cell::new(false),
            table: RefCell::default(),
            followers: RefCell::default(),
            borne: self.borne.clone(),
            bound: RefCell::default(),
        }
    }

    /// Names a column without a name after the attribute of a mapped class it is
    /// (`_undefer_column_name`).
    pub(crate) fn bear_name(&self, name: &str) {
        // The first name stays.
        let _ = self.borne.set(Name::new(name));
    }

    /// Whether it was made without a type.
    pub(crate) fn lacks_type(&self) -> bool {
        self.sql_type.is_none()
    }

    /// Whether it was made with foreign keys.
    pub(crate) fn has_foreign_keys(&self) -> bool {
        !self.foreign_keys.is_empty()
    }

    /// The column with what its annotation says.
    pub(crate) fn completed(
        &self,
        host: &Host,
        sql_type: Option<Rc<TypeObject>>,
        nullable: Option<bool>,
    ) -> Result<Self, PythonError> {
        self.require_no_followers()?;
        let mut completed = self.copied(host);
        if let Some(sql_type) = sql_type {
            completed.column.sql_type = sql_type.for_postgresql()?;
            completed.sql_type = Value::Host(sql_type);
        }
        if let Some(nullable) = nullable {
            completed.column.nullable = Some(nullable);
        }
        Ok(completed)
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
            None => self.referred(cx),
        }
    }

    /// The type values of the column are written as, refused where code of the project converts
    /// them.
    pub(crate) fn value_type(&self) -> Result<SqlType, PythonError> {
        match self.sql_type.downcast::<TypeObject>() {
            Some(object) => object.for_values(),
            None if self.column.sql_type.is_null() && self.has_foreign_keys() => {
                Err(PythonError::unsupported(
                    "a column in a statement whose type is that of the column its foreign key \
                     points at; give it a type",
                ))
            }
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
        let name = self.referred(cx)?;
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

    /// The name by which an index, a constraint or an expression refers to it; inside the body of
    /// a class the one it is going to have.
    fn referred(&self, cx: &mut Interpreter) -> Result<Name, PythonError> {
        let bound = self.bound.borrow().clone();
        match (self.named(cx), bound) {
            (Err(_), Some(bound)) => Ok(bound),
            (named, _) => named,
        }
    }

    fn named(&self, cx: &mut Interpreter) -> Result<Name, PythonError> {
        let given = self.name.as_ref().filter(|name| !name.text().is_empty());
        match given.or(self.borne.get()) {
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
        Ok(ExpressionObject::new(&self.host_of(), self.expression(cx)?))
    }

    fn host_of(&self) -> Rc<Host> {
        self.host
            .upgrade()
            .expect("a column is asked while its modules exist")
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
                .or(self.borne.get())
                .map(|name| Value::from(name.text()))
                .into(),
            "key" => match &self.column.key {
                Some(key) => Value::from(key.as_str()),
                None => self
                    .name
                    .as_ref()
                    .or(self.borne.get())
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
            "copy" | "_copy" => {
                let this = self.copied(&self.host_of());
                Value::function(name, move |_, arguments| {
                    arguments.bind("Column.copy", &[])?;
                    Ok(Value::host(this.copied(&this.host_of())))
                })
            }
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

    fn bound_in_class(&self, name: &str) {
        self.bound
            .borrow_mut()
            .get_or_insert_with(|| Name::new(name));
    }
}
