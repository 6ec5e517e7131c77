//! What Python's own types have and this Python may not have.
//!
//! An `AttributeError` would say that Python has it neither, and a migration may catch one, or ask
//! with `hasattr()`; what is listed here is refused where no attribute of this Python was found.
//! The names are those that `dir()` of CPython 3.11 shows, without those of `object`.

use crate::python::class::BuiltinType;

/// Whether values of Python's own type have an attribute of this name.
pub(crate) fn belongs_to_python(builtin: BuiltinType, name: &str) -> bool {
    OF_EVERY_OBJECT
        .split_whitespace()
        .chain(names(builtin).split_whitespace())
        .any(|known| known == name)
}

fn names(builtin: BuiltinType) -> &'static str {
    match builtin {
        BuiltinType::Int | BuiltinType::Bool => INT,
        BuiltinType::Float => FLOAT,
        BuiltinType::Str => STR,
        BuiltinType::Bytes => BYTES,
        BuiltinType::List => LIST,
        BuiltinType::Tuple => TUPLE,
        BuiltinType::Dict => DICT,
        BuiltinType::MappingProxy => MAPPING_PROXY,
        BuiltinType::DictKeys | BuiltinType::DictItems => DICT_KEYS,
        BuiltinType::DictValues => DICT_VALUES,
        BuiltinType::Set => SET,
        BuiltinType::FrozenSet => FROZEN_SET,
        BuiltinType::Range => RANGE,
        BuiltinType::Slice => SLICE,
        BuiltinType::Generator => GENERATOR,
        BuiltinType::Function => FUNCTION,
        BuiltinType::BuiltinFunction => BUILTIN_FUNCTION,
        BuiltinType::Method => METHOD,
        BuiltinType::Property => PROPERTY,
        BuiltinType::ClassMethod => CLASS_METHOD,
        BuiltinType::StaticMethod => STATIC_METHOD,
        BuiltinType::Coroutine => COROUTINE,
        BuiltinType::NoneType | BuiltinType::NotImplementedType => NONE_TYPE,
        BuiltinType::GetSetDescriptor => GET_SET_DESCRIPTOR,
        _ => "",
    }
}

const OF_EVERY_OBJECT: &str = "\
    __class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ \
    __getstate__ __gt__ __hash__ __init__ __init_subclass__ __le__ __lt__ __ne__ __new__ \
    __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ __str__ __subclasshook__";

const INT: &str = "\
    __abs__ __add__ __and__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ \
    __getnewargs__ __index__ __int__ __invert__ __lshift__ __mod__ __mul__ __neg__ __or__ \
    __pos__ __pow__ __radd__ __rand__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ \
    __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ \
    __rxor__ __sub__ __truediv__ __trunc__ __xor__ as_integer_ratio bit_count bit_length \
    conjugate denominator from_bytes imag numerator real to_bytes";

const FLOAT: &str = "\
    __abs__ __add__ __bool__ __ceil__ __divmod__ __float__ __floor__ __floordiv__ \
    __getformat__ __getnewargs__ __int__ __mod__ __mul__ __neg__ __pos__ __pow__ __radd__ \
    __rdivmod__ __rfloordiv__ __rmod__ __rmul__ __round__ __rpow__ __rsub__ __rtruediv__ \
    __sub__ __truediv__ __trunc__ as_integer_ratio conjugate fromhex hex imag is_integer \
    real";

const STR: &str = "\
    __add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ \
    __rmod__ __rmul__ capitalize casefold center count encode endswith expandtabs find \
    format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower \
    isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans \
    partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip \
    split splitlines startswith strip swapcase title translate upper zfill";

const BYTES: &str = "\
    __add__ __bytes__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ \
    __mul__ __rmod__ __rmul__ capitalize center count decode endswith expandtabs find \
    fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join \
    ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex \
    rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title \
    translate upper zfill";

const LIST: &str = "\
    __add__ __class_getitem__ __contains__ __delitem__ __getitem__ __iadd__ __imul__ \
    __iter__ __len__ __mul__ __reversed__ __rmul__ __setitem__ append clear copy count \
    extend index insert pop remove reverse sort";

const TUPLE: &str = "\
    __add__ __class_getitem__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ \
    __mul__ __rmul__ count index";

const DICT: &str = "\
    __class_getitem__ __contains__ __delitem__ __getitem__ __ior__ __iter__ __len__ __or__ \
    __reversed__ __ror__ __setitem__ clear copy fromkeys get items keys pop popitem \
    setdefault update values";

const MAPPING_PROXY: &str = "\
    __class_getitem__ __contains__ __getitem__ __ior__ __iter__ __len__ __or__ __reversed__ \
    __ror__ copy get items keys values";

const DICT_KEYS: &str = "\
    __and__ __contains__ __iter__ __len__ __or__ __rand__ __reversed__ __ror__ __rsub__ \
    __rxor__ __sub__ __xor__ isdisjoint mapping";

const DICT_VALUES: &str = "\
    __iter__ __len__ __reversed__ mapping";

const SET: &str = "\
    __and__ __class_getitem__ __contains__ __iand__ __ior__ __isub__ __iter__ __ixor__ \
    __len__ __or__ __rand__ __ror__ __rsub__ __rxor__ __sub__ __xor__ add clear copy \
    difference difference_update discard intersection intersection_update isdisjoint \
    issubset issuperset pop remove symmetric_difference symmetric_difference_update union \
    update";

const FROZEN_SET: &str = "\
    __and__ __class_getitem__ __contains__ __iter__ __len__ __or__ __rand__ __ror__ __rsub__ \
    __rxor__ __sub__ __xor__ copy difference intersection isdisjoint issubset issuperset \
    symmetric_difference union";

const RANGE: &str = "\
    __bool__ __contains__ __getitem__ __iter__ __len__ __reversed__ count index start step \
    stop";

const SLICE: &str = "\
    indices start step stop";

const GENERATOR: &str = "\
    __del__ __iter__ __name__ __next__ __qualname__ close gi_code gi_frame gi_running \
    gi_suspended gi_yieldfrom send throw";

const FUNCTION: &str = "\
    __annotations__ __builtins__ __call__ __closure__ __code__ __defaults__ __dict__ __get__ \
    __globals__ __kwdefaults__ __module__ __name__ __qualname__";

const BUILTIN_FUNCTION: &str = "\
    __call__ __module__ __name__ __qualname__ __self__ __text_signature__";

const METHOD: &str = "\
    __call__ __func__ __self__";

const PROPERTY: &str = "\
    __delete__ __get__ __isabstractmethod__ __set__ __set_name__ deleter fdel fget fset \
    getter setter";

const CLASS_METHOD: &str = "\
    __dict__ __func__ __get__ __isabstractmethod__ __wrapped__";

const STATIC_METHOD: &str = "\
    __call__ __dict__ __func__ __get__ __isabstractmethod__ __wrapped__";

const COROUTINE: &str = "\
    __await__ __del__ __name__ __qualname__ close cr_await cr_code cr_frame cr_origin \
    cr_running cr_suspended send throw";

const NONE_TYPE: &str = "\
    __bool__";

const GET_SET_DESCRIPTOR: &str = "\
    __delete__ __get__ __name__ __objclass__ __qualname__ __set__";
