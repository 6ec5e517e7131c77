//! SQL expressions as Python objects: `text()`, `func`, `column()`, operators and literals.

mod coerce;
mod comparator_methods;
mod compiled;
mod connectives;
mod constructors;
mod dialect;
mod function_methods;
mod functions;
mod literal;
mod methods;
mod object;
mod operation;
mod text;

pub(crate) use coerce::{expression_of, operand, text_or_expression, value_of_library};
pub(crate) use connectives::CONNECTIVES;
pub(crate) use constructors::CONSTRUCTORS;
pub(crate) use dialect::DIALECT_FUNCTIONS;
pub(crate) use function_methods::FUNCTION_MODIFIERS;
pub(crate) use functions::FunctionNamespace;
pub(crate) use literal::literal_of;
pub(crate) use object::{ExpressionObject, expression_attribute};
