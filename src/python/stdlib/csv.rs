//! `csv`: reading comma-separated values (`Modules/_csv.c`).

use std::cell::RefCell;
use std::rc::Rc;

use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of, exception_class, raise};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator};
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// How fields are separated and quoted.
#[derive(Debug, Clone)]
struct Dialect {
    delimiter: char,
    quote: Option<char>,
    escape: Option<char>,
    doubled_quotes: bool,
    skip_initial_space: bool,
}

const OPTIONS: &str = "csvfile, dialect=, *, delimiter=, quotechar=, escapechar=, doublequote=, \
                       skipinitialspace=, strict=, quoting=, lineterminator=";
const DICTIONARY_OPTIONS: &str = "f, fieldnames=, restkey=, restval=, dialect=, *, delimiter=, quotechar=, escapechar=, \
     doublequote=, skipinitialspace=, strict=, quoting=, lineterminator=";

impl Dialect {
    fn new(cx: &mut Interpreter, arguments: &mut BoundArguments) -> Result<Self, PythonError> {
        let mut dialect = Self {
            delimiter: ',',
            quote: Some('"'),
            escape: None,
            doubled_quotes: true,
            skip_initial_space: false,
        };
        match arguments.take_some("dialect").map(|name| name.as_str()) {
            None => {}
            Some(Some(name)) if matches!(&*name, "excel" | "unix") => {}
            Some(Some(name)) if &*name == "excel-tab" => dialect.delimiter = '\t',
            Some(_) => {
                return Err(PythonError::unsupported(
                    "a csv dialect of the program's own",
                ));
            }
        }
        for name in ["strict", "quoting"] {
            if let Some(value) = arguments.take(name)
                && cx.truth(&value)?
            {
                return Err(PythonError::unsupported(format!(
                    "the argument {name} of csv readers"
                )));
            }
        }
        // Only writers use it.
        drop(arguments.take("lineterminator"));
        if let Some(value) = arguments.take("delimiter") {
            dialect.delimiter = character(cx, &value, "delimiter")?;
        }
        if let Some(value) = arguments.take("quotechar") {
            dialect.quote = optional_character(cx, &value, "quotechar")?;
        }
        if let Some(value) = arguments.take("escapechar") {
            dialect.escape = optional_character(cx, &value, "escapechar")?;
        }
        dialect.doubled_quotes = convert::flag(cx, arguments.take("doublequote"), true)?;
        let skip = arguments.take("skipinitialspace");
        dialect.skip_initial_space = convert::flag(cx, skip, false)?;
        Ok(dialect)
    }
}

fn character(cx: &mut Interpreter, value: &Value, name: &str) -> Result<char, PythonError> {
    let text = convert::string(cx, value, &format!("\"{name}\""))?;
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(PythonError::type_error(format!(
            "\"{name}\" must be a 1-character string"
        ))),
    }
}

fn optional_character(
    cx: &mut Interpreter,
    value: &Value,
    name: &str,
) -> Result<Option<char>, PythonError> {
    if value.is_none() {
        return Ok(None);
    }
    character(cx, value, name).map(Some)
}

/// Where in a field the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    StartOfField,
    InField,
    InQuotes,
    QuoteInQuotes,
}

/// A row in the making.
struct Row<'a> {
    dialect: &'a Dialect,
    state: State,
    field: String,
    fields: Vec<Value>,
    escaped: bool,
}

impl Row<'_> {
    fn end_field(&mut self) {
        self.fields.push(std::mem::take(&mut self.field).into());
        self.state = State::StartOfField;
    }

    fn push(&mut self, character: char) {
        if self.escaped {
            self.escaped = false;
            self.field.push(character);
            if self.state == State::StartOfField {
                self.state = State::InField;
            }
            return;
        }
        let is_quote = self.dialect.quote == Some(character);
        let is_escape = self.dialect.escape == Some(character);
        match self.state {
            State::StartOfField if is_quote => self.state = State::InQuotes,
            State::StartOfField if character == ' ' && self.dialect.skip_initial_space => {}
            State::StartOfField | State::InField if is_escape => self.escaped = true,
            State::StartOfField | State::InField | State::QuoteInQuotes
                if character == self.dialect.delimiter =>
            {
                self.end_field();
            }
            State::InQuotes if is_escape => self.escaped = true,
            State::InQuotes if is_quote => {
                self.state = if self.dialect.doubled_quotes {
                    State::QuoteInQuotes
                } else {
                    State::InField
                };
            }
            State::QuoteInQuotes if is_quote => {
                self.field.push(character);
                self.state = State::InQuotes;
            }
            State::InQuotes => self.field.push(character),
            State::StartOfField | State::InField | State::QuoteInQuotes => {
                self.field.push(character);
                self.state = State::InField;
            }
        }
    }
}

/// The rows of lines of text.
struct Reader {
    lines: Box<dyn PythonIterator>,
    dialect: Dialect,
}

impl Reader {
    fn row(&mut self, cx: &mut Interpreter) -> Result<Option<Vec<Value>>, PythonError> {
        let mut row = Row {
            dialect: &self.dialect,
            state: State::StartOfField,
            field: String::new(),
            fields: Vec::new(),
            escaped: false,
        };
        let mut started = false;
        loop {
            let Some(line) = self.lines.next(cx)? else {
                if !started {
                    return Ok(None);
                }
                row.end_field();
                return Ok(Some(row.fields));
            };
            let Some(line) = cx.known(&line)?.as_str() else {
                let message = format!(
                    "iterator should return strings, not {} (the file should be opened in text \
                     mode)",
                    cx.type_name(&line)
                );
                return Err(csv_error(cx, message));
            };
            cx.allocate(line.len())?;
            cx.charge(line.len() as u64 / 16 + 1)?;
            let content = line.trim_end_matches(['\n', '\r']);
            let content_in_quotes = |row: &Row<'_>| row.state == State::InQuotes || row.escaped;
            if content.is_empty() && !started {
                return Ok(Some(Vec::new()));
            }
            if content.contains(['\n', '\r']) {
                let message = "new-line character seen in unquoted field - do you need to open \
                               the file with newline=''?";
                return Err(csv_error(cx, message.into()));
            }
            started = true;
            content.chars().for_each(|character| row.push(character));
            if !content_in_quotes(&row) {
                row.end_field();
                return Ok(Some(row.fields));
            }
            // A quoted field goes on in the next line.
            row.escaped = false;
            row.field += &line[content.len()..];
        }
    }
}

fn csv_error(cx: &mut Interpreter, message: String) -> PythonError {
    match class_of(cx, "csv", "Error") {
        Some(class) => raise(&class, vec![message.into()], Vec::new()),
        None => PythonError::value_error(message),
    }
}

impl PythonIterator for Reader {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(self.row(cx)?.map(Value::list))
    }

    fn type_name(&self) -> &'static str {
        "_csv.reader"
    }
}

/// `csv.DictReader`: rows as dictionaries.
struct DictionaryReader {
    reader: Reader,
    names: Option<Vec<Value>>,
    rest_key: Value,
    rest_value: Value,
}

impl DictionaryReader {
    fn names(&mut self, cx: &mut Interpreter) -> Result<Vec<Value>, PythonError> {
        if let Some(names) = &self.names {
            return Ok(names.clone());
        }
        let names = self.reader.row(cx)?.unwrap_or_default();
        self.names = Some(names.clone());
        Ok(names)
    }
}

impl PythonIterator for DictionaryReader {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let names = self.names(cx)?;
        let row = loop {
            match self.reader.row(cx)? {
                None => return Ok(None),
                Some(row) if row.is_empty() => {}
                Some(row) => break row,
            }
        };
        let mut entries = Dictionary::new();
        for (index, name) in names.iter().enumerate() {
            let value = row
                .get(index)
                .cloned()
                .unwrap_or_else(|| self.rest_value.clone());
            entries.insert(cx.hash_key(name)?, name.clone(), value);
        }
        if row.len() > names.len() {
            let rest = Value::list(row[names.len()..].to_vec());
            entries.insert(cx.hash_key(&self.rest_key)?, self.rest_key.clone(), rest);
        }
        Ok(Some(Value::dict(entries)))
    }

    fn type_name(&self) -> &'static str {
        "DictReader"
    }
}

/// A `DictReader` as an object: it iterates, and knows its field names.
struct DictionaryReaderObject(Rc<RefCell<DictionaryReader>>);

impl std::fmt::Debug for DictionaryReaderObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<csv.DictReader>")
    }
}

struct SharedReader(Rc<RefCell<DictionaryReader>>);

impl PythonIterator for SharedReader {
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        match self.0.try_borrow_mut() {
            Ok(mut reader) => reader.next(cx),
            Err(_) => Err(PythonError::value_error("the reader is already running")),
        }
    }
}

impl HostObject for DictionaryReaderObject {
    fn type_name(&self) -> Rc<str> {
        "DictReader".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "csv", "DictReader")
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(SharedReader(Rc::clone(&self.0)))))
    }
}

fn reader(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let lines = cx.iterate(&arguments.require("csvfile"))?;
    let dialect = Dialect::new(cx, &mut arguments)?;
    Ok(IteratorCell::value(Box::new(Reader { lines, dialect })))
}

fn dictionary_reader(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let lines = cx.iterate(&arguments.require("f"))?;
    let names = match arguments.take_some("fieldnames") {
        Some(names) => Some(cx.collect(&names)?),
        None => None,
    };
    let (rest_key, rest_value) = (
        arguments.take("restkey").into(),
        arguments.take("restval").into(),
    );
    let dialect = Dialect::new(cx, &mut arguments)?;
    let reader = DictionaryReader {
        reader: Reader { lines, dialect },
        names,
        rest_key,
        rest_value,
    };
    Ok(Value::host(DictionaryReaderObject(Rc::new(RefCell::new(
        reader,
    )))))
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let error = exception_class(cx, "csv", "Error", ExceptionClass::Exception);
    let class = ClassBuilder::new("csv", "DictReader")
        .constructor(DICTIONARY_OPTIONS, dictionary_reader)
        .method::<DictionaryReaderObject>("__next__", "", |cx, object, _| {
            match object.0.borrow_mut().next(cx)? {
                Some(row) => Ok(row),
                None => Err(PythonError::exception_with(
                    ExceptionClass::StopIteration,
                    Vec::new(),
                )),
            }
        })
        .property::<DictionaryReaderObject>("fieldnames", |cx, object| {
            Ok(Value::list(object.0.borrow_mut().names(cx)?))
        })
        .finish(cx);
    ModuleBuilder::new("csv")
        .class(&error)
        .class(&class)
        .function("reader", OPTIONS, reader)
        .value("QUOTE_MINIMAL", 0_i64.into())
        .value("QUOTE_ALL", 1_i64.into())
        .value("QUOTE_NONNUMERIC", 2_i64.into())
        .value("QUOTE_NONE", 3_i64.into())
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn rows_of_lines() {
        check(
            "import csv, io",
            &[
                (
                    r#"list(csv.reader(io.StringIO('a,b\n1,"x\ny"\n2,"q""r"\n')))"#,
                    r#"[['a', 'b'], ['1', 'x\ny'], ['2', 'q"r']]"#,
                ),
                (
                    r"list(csv.DictReader(io.StringIO('a,b\n1,2\n3\n4,5,6\n')))",
                    "[{'a': '1', 'b': '2'}, {'a': '3', 'b': None}, {'a': '4', 'b': '5', None: ['6']}]",
                ),
                (
                    r#"list(csv.reader(['a;b c', ' d;"e;f"'], delimiter=';'))"#,
                    "[['a', 'b c'], [' d', 'e;f']]",
                ),
            ],
        );
    }
}
