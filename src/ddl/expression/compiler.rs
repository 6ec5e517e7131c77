//! The walk over an expression.

use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::Identity;

use super::super::error::DdlError;
use super::super::identifier_preparer::IdentifierPreparer;
use super::super::manipulation::Executed;
use super::super::options::Target;
use super::super::selectable::{Labels, Scope};
use super::super::type_compiler::TypeCompiler;
use super::composition::Nesting;
use super::surroundings::{Schemas, TableNames, Values};

/// Writes expressions.
#[derive(Debug, Clone, Copy)]
pub(in crate::ddl) struct ExpressionCompiler<'a> {
    pub(in crate::ddl) nesting: Nesting,
    pub(in crate::ddl) target: Target,
    pub(in crate::ddl) table_names: TableNames,
    pub(in crate::ddl) values: Values,
    pub(in crate::ddl) schemas: Schemas,
    /// The statement around, where there is one.
    pub(in crate::ddl) scope: Option<&'a Scope>,
    /// Whether labels are written.
    pub(in crate::ddl) labels: Labels,
    /// The label that is written as its name alone.
    pub(in crate::ddl) shown_label: Option<Identity>,
    /// The values executed with the statement, where there are any.
    pub(in crate::ddl) executed: Option<Executed<'a>>,
}

impl ExpressionCompiler<'_> {
    /// For expressions inside of DDL: no table names, values as literals.
    pub(in crate::ddl) fn for_definition(target: Target) -> Self {
        Self {
            nesting: Nesting::Apart,
            target,
            table_names: TableNames::Hidden,
            values: Values::Literals,
            schemas: Schemas::Written,
            scope: None,
            labels: Labels::Omitted,
            shown_label: None,
            executed: None,
        }
    }

    /// For defaults and the conditions of EXCLUDE: as in DDL, with table names.
    pub(in crate::ddl) fn for_default(target: Target) -> Self {
        Self {
            nesting: Nesting::Apart,
            target,
            table_names: TableNames::Shown,
            values: Values::Literals,
            schemas: Schemas::Written,
            scope: None,
            labels: Labels::Omitted,
            shown_label: None,
            executed: None,
        }
    }

    /// For statements that are no DDL.
    pub(in crate::ddl) fn for_statement(target: Target) -> Self {
        Self {
            nesting: Nesting::Apart,
            target,
            table_names: TableNames::Shown,
            values: Values::of(target),
            schemas: Schemas::Written,
            scope: None,
            labels: Labels::Omitted,
            shown_label: None,
            executed: None,
        }
    }

    /// For the operands of an operator.
    pub(super) fn inside_operator(self) -> Self {
        Self {
            nesting: Nesting::InsideOperator,
            ..self
        }
    }

    pub(in crate::ddl) fn preparer(self) -> IdentifierPreparer {
        IdentifierPreparer::new(self.target)
    }

    pub(in crate::ddl) fn types(self) -> TypeCompiler {
        TypeCompiler::new(self.preparer())
    }

    /// A text that stands in the statement as it is.
    pub(in crate::ddl) fn verbatim(self, text: &str) -> String {
        if self.target.doubles_percent_signs() {
            text.replace('%', "%%")
        } else {
            text.to_owned()
        }
    }

    /// The expression as SQL.
    ///
    /// It only finds out who writes it: what is nested deeply passes through here at every level,
    /// and the less it keeps on the stack the deeper that can be.
    pub(in crate::ddl) fn process(self, expression: &Expression) -> Result<String, DdlError> {
        match expression.kind() {
            ExpressionKind::Text(text) => self.text_clause(text),
            ExpressionKind::BindParameter(parameter) => self.bind_parameter(parameter),
            ExpressionKind::Null => Ok("NULL".to_owned()),
            ExpressionKind::True => Ok("true".to_owned()),
            ExpressionKind::False => Ok("false".to_owned()),
            ExpressionKind::Column(column) => self.column(column),
            ExpressionKind::Function(call) => self.function(call),
            ExpressionKind::Cast(cast) => self.cast(cast),
            ExpressionKind::Unary {
                operator, operand, ..
            } => self.unary(*operator, operand),
            ExpressionKind::Modified { operand, modifier } => self.modified(operand, *modifier),
            ExpressionKind::Binary(binary) => self.binary(binary),
            ExpressionKind::Boolean {
                connective,
                operands,
            } => self.junction(*connective, operands),
            ExpressionKind::List {
                separator,
                elements,
            } => self.list(*separator, elements),
            ExpressionKind::Tuple(elements) => self.tuple(elements),
            ExpressionKind::Grouping(inner) => self.grouping(inner),
            ExpressionKind::Collation(name) => self.preparer().quote(name),
            ExpressionKind::Case(case) => self.case(case),
            ExpressionKind::Extract(extract) => self.extract(extract),
            ExpressionKind::Label(label) => self.label(expression.identity(), label),
            ExpressionKind::Over(over) => self.over(over),
            ExpressionKind::Array(array) => self.array(array),
            ExpressionKind::Slice { start, stop } => self.slice(start, stop),
            ExpressionKind::Filter { element, criterion } => self.filter(element, criterion),
            ExpressionKind::WithinGroup { element, order_by } => {
                self.within_group(element, order_by)
            }
            ExpressionKind::AggregateOrderBy { target, order_by } => {
                self.aggregate_order_by(target, order_by)
            }
            ExpressionKind::ScalarSubquery(query) => self.scalar_subquery(query),
            ExpressionKind::TableValued(from) => self.table_valued(from),
            ExpressionKind::LabelReference(inner) => self.label_reference(inner),
            ExpressionKind::TextualReference(text) => self.textual_label(text),
        }
    }

    /// The expressions with something between them; an empty one takes no place.
    pub(in crate::ddl) fn joined(
        self,
        expressions: &[Expression],
        separator: &str,
    ) -> Result<String, DdlError> {
        let mut texts = Vec::with_capacity(expressions.len());
        for expression in expressions {
            let text = self.process(expression)?;
            if !text.is_empty() {
                texts.push(text);
            }
        }
        Ok(texts.join(separator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddl::options::CompilerOptions;
    use crate::schema::expression::operators::{
        self, LikeForm, Operand, arithmetic, between, call, case, cast, collate, compare,
        conjunction, custom, in_list, like, literal, matches_pattern, modified, negate, negative,
        quantified, tuple, type_coerce,
    };
    use crate::schema::expression::{
        BinaryOperator, BooleanConnective, ColumnReference, CustomOperator, Modifier,
        UnaryOperator, boolean,
    };
    use crate::schema::statement::{FromClause, TableClass, TableElement, ValueConversion};
    use crate::schema::{
        ArrayClass, ArrayType, Column, JsonFormat, JsonNone, JsonType, Literal, Name, NumericType,
        PlainType, SchemaError, SqlType, Table, TableReference, TypeKind,
    };
    use std::rc::Rc;

    type Built = Result<Expression, SchemaError>;

    fn written(expression: Built) -> String {
        let compiler = ExpressionCompiler::for_default(CompilerOptions::script().target);
        match expression {
            Ok(expression) => compiler
                .process(&expression)
                .unwrap_or_else(|error| format!("! {error}")),
            Err(error) => format!("! {error}"),
        }
    }

    fn typed(name: &str, kind: TypeKind) -> Expression {
        ColumnReference::new(name, SqlType::new(kind).unwrap()).into()
    }

    fn a() -> Expression {
        typed("a", TypeKind::Plain(PlainType::Integer))
    }

    fn b() -> Expression {
        ColumnReference::new("b", SqlType::string(None)).into()
    }

    fn c() -> Expression {
        ColumnReference::new("c", SqlType::null()).into()
    }

    fn n() -> Expression {
        let numeric = NumericType {
            decimal: false,
            precision: Some(5),
            scale: Some(2),
        };
        typed("n", TypeKind::Numeric(numeric))
    }

    fn z() -> Expression {
        ColumnReference::new("z", boolean()).into()
    }

    fn value(value: impl Into<Literal>) -> Operand {
        Operand::Value(value.into())
    }

    fn plus(left: impl Into<Operand>, right: impl Into<Operand>) -> Expression {
        arithmetic(left.into(), BinaryOperator::Add, right.into()).unwrap()
    }

    fn minus(left: impl Into<Operand>, right: impl Into<Operand>) -> Expression {
        arithmetic(left.into(), BinaryOperator::Subtract, right.into()).unwrap()
    }

    fn over(left: Expression, operator: BinaryOperator, right: impl Into<Operand>) -> Built {
        arithmetic(left.into(), operator, right.into())
    }

    fn equal(left: &Expression, right: impl Into<Operand>) -> Expression {
        compare(left, BinaryOperator::Equal, right.into()).unwrap()
    }

    fn greater(left: &Expression, right: impl Into<Operand>) -> Expression {
        compare(left, BinaryOperator::Greater, right.into()).unwrap()
    }

    fn both(connective: BooleanConnective, operands: &[&Expression]) -> Expression {
        let operands = operands
            .iter()
            .map(|operand| (*operand).clone().into())
            .collect();
        conjunction(connective, operands).unwrap()
    }

    #[test]
    fn comparisons_follow_the_type_beside() {
        let cases = [
            (equal(&a(), value(5)), "a = 5"),
            (equal(&a(), value(Literal::None)), "a IS NULL"),
            (equal(&a(), value("5")), "a = '5'"),
            (equal(&z(), value(true)), "z = true"),
            (equal(&b(), value(5)), "b = 5"),
            (equal(&c(), value("x")), "c = 'x'"),
            (equal(&a(), Expression::text("x")), "a = x"),
            (equal(&equal(&a(), value(5)), z()), "(a = 5) = z"),
            (greater(&plus(a(), value(1)), value(5)), "a + 1 > 5"),
            (equal(&negative(&a()).unwrap(), value(5)), "-a = 5"),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(Ok(expression)), expected);
        }
        assert_eq!(
            written(compare(&a(), BinaryOperator::Less, value(Literal::None))),
            "! Only '=', '!=', 'is_()', 'is_not()', 'is_distinct_from()', \
             'is_not_distinct_from()' operators can be used with None/True/False"
        );
    }

    #[test]
    fn arithmetic_is_grouped_by_precedence() {
        use BinaryOperator::{Divide, FloorDivide, Modulo, Multiply};

        let cases = [
            (Ok(plus(b(), value("x"))), "b || 'x'"),
            (Ok(plus(value("x"), b())), "'x' || b"),
            (Ok(plus(c(), value("x"))), "c || 'x'"),
            (Ok(plus(value(1), c())), "1 + c"),
            (Ok(plus(b(), plus(value("x"), b()))), "b || 'x' || b"),
            (over(plus(a(), value(1)), Multiply, value(2)), "(a + 1) * 2"),
            (Ok(minus(a(), minus(a(), value(1)))), "a - (a - 1)"),
            (Ok(minus(minus(a(), a()), value(1))), "(a - a) - 1"),
            (Ok(plus(a(), minus(a(), value(1)))), "a + (a - 1)"),
            (
                over(negative(&a()).unwrap(), Multiply, value(2)),
                "(-a) * 2",
            ),
            (over(a(), Divide, value(2)), "a / CAST(2 AS NUMERIC)"),
            (over(a(), Divide, n()), "a / CAST(n AS NUMERIC(5, 2))"),
            (over(a(), FloorDivide, value(2)), "a / 2"),
            (over(n(), FloorDivide, value(2)), "FLOOR(n / 2)"),
            (over(a(), Modulo, value(2)), "a % 2"),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(expression), expected);
        }
    }

    #[test]
    fn conditions_are_joined_and_negated() {
        let (and, or) = (BooleanConnective::And, BooleanConnective::Or);
        let big = greater(&a(), value(5));
        let truth = Expression::truth(true);
        let text = Expression::text("x=1 or y=2");
        let cases = [
            (
                both(or, &[&big, &both(and, &[&big, &z()])]),
                "a > 5 OR a > 5 AND z",
            ),
            (
                both(and, &[&both(or, &[&big, &z()]), &z()]),
                "(a > 5 OR z) AND z",
            ),
            (
                both(and, &[&both(and, &[&z(), &z()]), &z()]),
                "z AND z AND z",
            ),
            (both(and, &[&big, &truth]), "a > 5"),
            (both(or, &[&big, &truth]), "true"),
            (both(and, &[&text, &z()]), "x=1 or y=2 AND z"),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(Ok(expression)), expected);
        }
        let pair = both(and, &[&z(), &big]);
        assert_eq!(written(negate(&big)), "a <= 5");
        assert_eq!(written(negate(&z())), "NOT z");
        assert_eq!(written(negate(&negate(&z()).unwrap())), "z");
        assert_eq!(written(negate(&a())), "NOT a");
        assert_eq!(written(negate(&pair)), "NOT (z AND a > 5)");
        assert_eq!(
            written(negate(&negate(&pair).unwrap())),
            "NOT (NOT (z AND a > 5))"
        );
    }

    #[test]
    fn patterns_and_lists_are_searched() {
        let is_like = |operator, form| like(&b(), operator, value("x_"), form);
        let list = |operator, values: &[i64]| {
            in_list(
                &a(),
                operator,
                values.iter().map(|number| value(*number)).collect(),
            )
        };
        let escaping = LikeForm {
            autoescape: true,
            ..LikeForm::default()
        };
        let pair = tuple(vec![a().into(), b().into()], None).unwrap();
        let row = Literal::Tuple(vec![1.into(), "x".into()]);
        let cases = [
            (
                is_like(BinaryOperator::Like, LikeForm::default()),
                "b LIKE 'x_'",
            ),
            (
                is_like(BinaryOperator::Contains, escaping),
                "b LIKE '%' || 'x/_' || '%' ESCAPE '/'",
            ),
            (
                is_like(BinaryOperator::StartsWith, LikeForm::default()),
                "b LIKE 'x_' || '%'",
            ),
            (list(BinaryOperator::In, &[1, 2]), "a IN (1, 2)"),
            (list(BinaryOperator::In, &[]), "a IN (NULL) AND (1 != 1)"),
            (list(BinaryOperator::NotIn, &[1]), "(a NOT IN (1))"),
            (
                list(BinaryOperator::NotIn, &[]),
                "(a NOT IN (NULL) OR (1 = 1))",
            ),
            (
                negate(&list(BinaryOperator::In, &[1]).unwrap()),
                "(a NOT IN (1))",
            ),
            (
                in_list(&pair, BinaryOperator::In, vec![row.into()]),
                "(a, b) IN ((1, 'x'))",
            ),
            (
                operators::is_in(&a(), BinaryOperator::In, &Expression::text("1,2")),
                "a IN (1,2)",
            ),
            (
                between(&a(), value(1), value(5), false),
                "a BETWEEN 1 AND 5",
            ),
            (
                between(&plus(a(), value(1)), value(1), value(5), true),
                "a + 1 BETWEEN SYMMETRIC 1 AND 5",
            ),
            (matches_pattern(&b(), value("x"), None), "b ~ 'x'"),
            (
                matches_pattern(&b(), value("x"), Some("g".to_owned())),
                "b ~ CONCAT('(?', 'g', ')', 'x')",
            ),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(expression), expected);
        }
    }

    #[test]
    fn functions_are_called() {
        let named = |path: &[&str], arguments: Vec<Operand>| {
            let (name, packages) = path.split_last().unwrap();
            let packages = packages.iter().map(|package| Name::new(*package)).collect();
            call(packages, Name::new(*name), arguments, None)
        };
        let cases = [
            (named(&["NOW"], vec![]), "now()"),
            (named(&["current_timestamp"], vec![]), "CURRENT_TIMESTAMP"),
            (
                named(
                    &["Foo"],
                    vec![value("x"), value(1), value(Literal::None), value(true)],
                ),
                "Foo('x', 1, NULL, true)",
            ),
            (named(&["my", "pkg", "fn"], vec![value(1)]), "my.pkg.fn(1)"),
            (named(&["count"], vec![]), "count(*)"),
            (named(&["user"], vec![]), "USER"),
            (
                named(&["foo"], vec![greater(&a(), value(5)).into()]),
                "foo(a > 5)",
            ),
            (
                named(&["substring"], vec![b().into(), value(1), value(2)]),
                "SUBSTRING(b FROM 1 FOR 2)",
            ),
            (negate(&named(&["foo"], vec![]).unwrap()), "NOT foo()"),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(expression), expected);
        }
    }

    #[test]
    fn casts_and_cases_keep_their_types() {
        let integer = || SqlType::plain(PlainType::Integer);
        let big = || Operand::from(greater(&a(), value(5)));
        let as_text = cast(a().into(), SqlType::string(None)).unwrap();
        let cases = [
            (
                cast(a().into(), SqlType::string(Some(5))),
                "CAST(a AS VARCHAR(5))",
            ),
            (cast(value("5"), integer()), "CAST(5 AS INTEGER)"),
            (Ok(plus(as_text, value("x"))), "CAST(a AS VARCHAR) || 'x'"),
            (
                Ok(plus(type_coerce(b().into(), integer()).unwrap(), value(1))),
                "b + 1",
            ),
            (
                case(None, vec![(big(), value("x"))], Some(value("y"))),
                "CASE WHEN (a > 5) THEN 'x' ELSE 'y' END",
            ),
            (
                case(Some(b().into()), vec![(value("x"), value(1))], None),
                "CASE b WHEN 'x' THEN 1 END",
            ),
            (Ok(literal("it's".into(), None)), "'it''s'"),
            (
                cast(value(5), SqlType::string(None)),
                "! Could not render literal value \"5\" with datatype VARCHAR; see parent stack \
                 trace for more detail.",
            ),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(expression), expected);
        }
    }

    #[test]
    fn operators_of_postgresql_are_written() {
        let plain = |text: &str, is_comparison| CustomOperator {
            text: text.into(),
            precedence: 0,
            is_comparison,
            natural_self_precedent: false,
            eager_grouping: false,
        };
        let arrow = custom(&a(), plain("->", false), value(1), None).unwrap();
        let contains = custom(&b(), plain("@>", true), value("x"), None).unwrap();
        let collated = collate(&b(), "de_DE".into()).unwrap();
        let json = JsonType {
            format: JsonFormat::Binary,
            none: JsonNone::Json,
        };
        let json = typed("j", TypeKind::Json(json));
        let item = arithmetic(json.into(), BinaryOperator::JsonGetItem, value("k"));
        let item_type = SqlType::plain(PlainType::Integer);
        let array = ArrayType::new(item_type, ArrayClass::Generic);
        let array = typed("ar", TypeKind::Array(array));
        let any = quantified(&array, UnaryOperator::Any).unwrap();
        let cases = [
            (
                custom(&arrow, plain("->>", false), value("y"), None),
                "(a -> 1) ->> 'y'",
            ),
            (negate(&contains), "NOT (b @> 'x')"),
            (Ok(equal(&collated, b())), "(b COLLATE \"de_DE\") = b"),
            (
                modified(
                    &modified(&b(), Modifier::Descending).unwrap(),
                    Modifier::NullsLast,
                ),
                "b DESC NULLS LAST",
            ),
            (item, "j['k']"),
            (Ok(equal(&literal(5.into(), None), any)), "5 = ANY (ar)"),
        ];
        for (expression, expected) in cases {
            assert_eq!(written(expression), expected);
        }
        let mut table = Table::new(TableReference::with_schema("T", Some("s".into())));
        table.columns.push(Column::new("x", SqlType::null()));
        let element = TableElement {
            table: Rc::new(table),
            class: TableClass::Table,
            metadata: None,
        };
        let table = FromClause::table(element, &|_| ValueConversion::Plain).unwrap();
        let owned = table.column("x").unwrap();
        assert_eq!(written(Ok(owned.clone())), "s.\"T\".x");
        let inside = ExpressionCompiler::for_definition(CompilerOptions::script().target);
        assert_eq!(inside.process(&owned).unwrap(), "x");
    }

    #[test]
    fn endless_nesting_is_refused() {
        let mut expression = a();
        let error = loop {
            match operators::negative(&expression) {
                Ok(deeper) => expression = deeper,
                Err(error) => break error,
            }
        };
        assert_eq!(
            error.to_string(),
            "an expression is nested more than 400 levels deep"
        );
        assert!(written(Ok(expression)).starts_with("-(-("));
    }
}
