//! Dictionaries: ordered by insertion, keyed by equality (`Objects/dictobject.c`).

use std::rc::Rc;

use indexmap::IndexMap;

use super::error::PythonError;
use super::integer::Integer;
use super::value::Value;

/// What makes two dictionary keys, or two items of a set, the same; computed once when a value becomes a key.
///
/// Numbers that are equal have the same key whatever their type, as `1 == 1.0 == True`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HashKey {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `NotImplemented`.
    NotImplemented,
    /// An integer, a bool, or a float without a fraction.
    Int(Integer),
    /// Any other float, by its bits.
    Float(u64),
    /// A string.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
    /// A tuple of keys.
    Tuple(Vec<HashKey>),
    /// A frozenset: its keys in order.
    FrozenSet(Vec<HashKey>),
    /// A native value compared by its content: the type's name and a canonical text.
    Native(&'static str, Rc<str>),
    /// An object that is equal only to itself.
    Identity(usize),
    /// Something that hashes as the key does but equals only what shares the identity too: the name
    /// of an enumeration's member with the member's address, the fields of a data class with the
    /// class's.
    Apart(usize, Box<HashKey>),
}

/// The entries of a `dict`.
#[derive(Clone, Default)]
pub struct Dictionary {
    entries: IndexMap<HashKey, (Value, Value)>,
    role: Role,
}

/// What a dictionary is to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Role {
    /// A `dict` of its own.
    #[default]
    Own,
    /// A picture of a namespace.
    Namespace,
    /// A `mappingproxy`.
    Proxy,
}

impl Dictionary {
    /// An empty dictionary.
    pub fn new() -> Self {
        Self::default()
    }

    /// Marks it as a picture of a namespace (`globals()`, `vars(object)`): in Python writing to it
    /// changes the namespace, here that is refused.
    #[must_use]
    pub(crate) fn of_namespace(mut self) -> Self {
        self.role = Role::Namespace;
        self
    }

    /// Makes it a `mappingproxy`, which is not a `dict` and cannot be written to.
    #[must_use]
    pub(crate) fn proxy(mut self) -> Self {
        self.role = Role::Proxy;
        self
    }

    /// Whether it is a `mappingproxy`.
    pub(crate) fn is_proxy(&self) -> bool {
        self.role == Role::Proxy
    }

    /// A copy that may be changed.
    pub(crate) fn thawed(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            role: Role::Own,
        }
    }

    /// The dictionary itself, for a program that changes it.
    pub(crate) fn writable(&mut self) -> Result<&mut Self, PythonError> {
        if self.role != Role::Own {
            return Err(PythonError::unsupported(
                "changing names through globals(), locals(), vars() or __dict__",
            ));
        }
        Ok(self)
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value under `key`.
    pub fn get(&self, key: &HashKey) -> Option<&Value> {
        self.entries.get(key).map(|(_, value)| value)
    }

    /// The value under the string `key`.
    pub fn get_str(&self, key: &str) -> Option<&Value> {
        self.get(&HashKey::Str(key.into()))
    }

    /// The key and value at a position in the order of insertion.
    pub fn entry_at(&self, position: usize) -> Option<(&Value, &Value)> {
        self.entries
            .get_index(position)
            .map(|(_, (key, value))| (key, value))
    }

    /// Whether `key` is present.
    pub fn contains(&self, key: &HashKey) -> bool {
        self.entries.contains_key(key)
    }

    /// Sets `key`; an existing entry keeps its place and its first key object.
    pub fn insert(&mut self, hash: HashKey, key: Value, value: Value) {
        match self.entries.entry(hash) {
            indexmap::map::Entry::Occupied(mut entry) => entry.get_mut().1 = value,
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert((key, value));
            }
        }
    }

    /// Sets the string `key`.
    pub fn insert_str(&mut self, key: impl Into<Rc<str>>, value: Value) {
        let key: Rc<str> = key.into();
        self.insert(HashKey::Str(Rc::clone(&key)), Value::Str(key), value);
    }

    /// What removing `key` costs, in steps: the entries behind it move up.
    pub(crate) fn removal_cost(&self, key: &HashKey) -> u64 {
        let index = self.entries.get_index_of(key);
        index.map_or(0, |index| (self.entries.len() - index) as u64 / 4)
    }

    /// Removes `key` and gives its value; the order of the others stays.
    pub fn remove(&mut self, key: &HashKey) -> Option<Value> {
        self.entries.shift_remove(key).map(|(_, value)| value)
    }

    /// Removes the entry inserted last.
    pub fn pop_last(&mut self) -> Option<(Value, Value)> {
        self.entries.pop().map(|(_, entry)| entry)
    }

    /// Moves `key` to the end or the beginning of the order.
    pub fn move_to(&mut self, key: &HashKey, last: Place) -> bool {
        let Some(index) = self.entries.get_index_of(key) else {
            return false;
        };
        let to = match last {
            Place::First => 0,
            Place::Last => self.entries.len() - 1,
        };
        self.entries.move_index(index, to);
        true
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// The entries in order, with their hash keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&HashKey, &Value, &Value)> {
        self.entries
            .iter()
            .map(|(hash, (key, value))| (hash, key, value))
    }
}

/// An end of the order of insertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The beginning.
    First,
    /// The end.
    Last,
}
