//! What Python's own types have and this Python has not.
//!
//! An `AttributeError` would say that Python has it neither, and a migration may catch one; what is
//! listed here is refused where no method of this Python was found first.

use crate::python::class::BuiltinType;

/// Whether values of Python's own type have an attribute of this name.
pub(crate) fn belongs_to_python(builtin: BuiltinType, name: &str) -> bool {
    names(builtin).contains(&name)
}

fn names(builtin: BuiltinType) -> &'static [&'static str] {
    match builtin {
        BuiltinType::Int | BuiltinType::Bool => &[
            "as_integer_ratio",
            "bit_count",
            "denominator",
            "from_bytes",
            "imag",
            "numerator",
            "real",
            "to_bytes",
        ],
        BuiltinType::Float => &["as_integer_ratio", "fromhex", "hex", "imag", "real"],
        BuiltinType::Str => &[
            "expandtabs",
            "format_map",
            "istitle",
            "maketrans",
            "translate",
        ],
        BuiltinType::Bytes => BYTES,
        BuiltinType::Dict => &["fromkeys", "popitem"],
        BuiltinType::Set => &["difference_update", "symmetric_difference_update"],
        BuiltinType::Tuple | BuiltinType::Range => &["count", "index"],
        BuiltinType::Slice => &["indices"],
        BuiltinType::DictKeys | BuiltinType::DictValues | BuiltinType::DictItems => {
            &["isdisjoint", "mapping"]
        }
        BuiltinType::Generator => &[
            "close",
            "gi_code",
            "gi_frame",
            "gi_running",
            "gi_suspended",
            "gi_yieldfrom",
            "send",
            "throw",
        ],
        BuiltinType::Object
        | BuiltinType::Type
        | BuiltinType::NoneType
        | BuiltinType::NotImplementedType
        | BuiltinType::EllipsisType
        | BuiltinType::List
        | BuiltinType::FrozenSet
        | BuiltinType::Function
        | BuiltinType::BuiltinFunction
        | BuiltinType::Method
        | BuiltinType::Module
        | BuiltinType::Property
        | BuiltinType::ClassMethod
        | BuiltinType::StaticMethod
        | BuiltinType::CachedProperty
        | BuiltinType::GetSetDescriptor
        | BuiltinType::MappingProxy
        | BuiltinType::Super
        | BuiltinType::Iterator
        | BuiltinType::Coroutine => &[],
    }
}

const BYTES: &[&str] = &[
    "capitalize",
    "center",
    "count",
    "endswith",
    "expandtabs",
    "find",
    "fromhex",
    "index",
    "isalnum",
    "isalpha",
    "isascii",
    "isdigit",
    "islower",
    "isspace",
    "istitle",
    "isupper",
    "join",
    "ljust",
    "lower",
    "lstrip",
    "maketrans",
    "partition",
    "removeprefix",
    "removesuffix",
    "replace",
    "rfind",
    "rindex",
    "rjust",
    "rpartition",
    "rsplit",
    "rstrip",
    "split",
    "splitlines",
    "startswith",
    "strip",
    "swapcase",
    "title",
    "translate",
    "upper",
    "zfill",
];
