//! What sets do with other values: iterables, dictionaries, views (`Objects/setobject.c`, and
//! `dictviews_*` in `Objects/dictobject.c`).
//!
//! CPython goes a way of its own for another set, for a `dict` and for any other iterable; each
//! leaves its own order behind, so the same ways are gone here.

use std::cell::RefCell;

use crate::python::dictionary::{Dictionary, HashKey};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::BinaryOperator;
use crate::python::set_table::{Order, ValueSet};
use crate::python::shared::Shared;
use crate::python::value::{DictPart, Value};

/// Whether `other` is the very set that is being changed.
fn is_itself(set: &RefCell<ValueSet>, other: &Value) -> bool {
    matches!(other.underlying(), Value::Set(items) if std::ptr::eq(&raw const *items, set))
}

/// What `work` makes of the items of a set or frozenset; nothing for another value.
pub(crate) fn with_items<R>(value: &Value, work: impl FnOnce(&ValueSet) -> R) -> Option<R> {
    match value.underlying() {
        Value::Set(items) => Some(work(&items.borrow())),
        Value::FrozenSet(items) => Some(work(&items)),
        _ => None,
    }
}

impl Interpreter {
    /// Pays for what was done with a set since it was last paid for.
    pub(crate) fn settle(&mut self, set: &ValueSet) -> Result<(), PythonError> {
        self.charge(set.take_steps())
    }

    fn allocate_items(&mut self, count: usize) -> Result<(), PythonError> {
        self.allocate(count.saturating_mul(ValueSet::BYTES_PER_ITEM))
    }

    /// The items in CPython's order, where that order can be known.
    pub(crate) fn items_in_order(&mut self, set: &ValueSet) -> Result<Vec<Value>, PythonError> {
        self.require_order(set)?;
        self.allocate(set.len() * size_of::<Value>())?;
        let items = set.iter().map(|(_, item)| item.clone()).collect();
        self.settle(set)?;
        Ok(items)
    }

    /// Fails where the order of a set depends on addresses.
    pub(crate) fn require_order(&mut self, set: &ValueSet) -> Result<(), PythonError> {
        let reason = match (set.order(), set.unknowable_item()) {
            (Order::Certain, _) => return Ok(()),
            (Order::InternedConstants, _) => {
                "the order of a set of constants whose hashes collide: it depends on the names \
                 that the Python process has met before"
                    .to_owned()
            }
            (Order::HashedByAddress, Some(item)) => {
                let what = match item {
                    Value::None => "None".to_owned(),
                    other => format!("an object of type '{}'", self.type_name(other)),
                };
                format!("the order of a set that holds {what}, which hashes by its address")
            }
            (Order::HashedByAddress, None) => {
                "the order of a set that held, or was made of one that held, an object which \
                 hashes by its address"
                    .to_owned()
            }
        };
        Err(PythonError::unsupported(reason))
    }

    /// [`Self::require_order`] of a value, where it is a set.
    pub(crate) fn require_order_of(&mut self, value: &Value) -> Result<(), PythonError> {
        with_items(value, |set| self.require_order(set)).unwrap_or(Ok(()))
    }

    /// The items of an iterable for a question whose answer hardly depends on their order, and
    /// whether that order is CPython's.
    pub(crate) fn collect_in_any_order(
        &mut self,
        iterable: &Value,
    ) -> Result<(Vec<Value>, Order), PythonError> {
        if matches!(iterable, Value::Set(_) | Value::FrozenSet(_)) {
            let found = with_items(iterable, |set| {
                self.allocate(set.len() * size_of::<Value>())?;
                let items = set.iter().map(|(_, item)| item.clone()).collect();
                self.settle(set)?;
                Ok((items, set.order()))
            });
            if let Some(found) = found {
                return found;
            }
        }
        Ok((self.collect(iterable)?, Order::Certain))
    }

    /// A set, frozenset, or set-like view as a set, for questions that do not ask for the order.
    pub(crate) fn as_set(&mut self, value: &Value) -> Result<Option<ValueSet>, PythonError> {
        let copy = match value {
            Value::Set(items) => items.borrow().clone(),
            Value::FrozenSet(items) => (**items).clone(),
            Value::DictView(view) if view.part != DictPart::Values => {
                return self.new_set(value).map(Some);
            }
            _ => return Ok(None),
        };
        self.allocate_items(copy.len())?;
        Ok(Some(copy))
    }

    /// Adds an item as `set.add` does.
    pub(crate) fn add_to_set(
        &mut self,
        set: &RefCell<ValueSet>,
        item: Value,
    ) -> Result<(), PythonError> {
        let key = self.hash_key(&item)?;
        self.add_hashed(set, key, item)
    }

    fn add_hashed(
        &mut self,
        set: &RefCell<ValueSet>,
        key: HashKey,
        item: Value,
    ) -> Result<(), PythonError> {
        self.allocate_items(1)?;
        let mut set = set.borrow_mut();
        set.insert(key, item);
        self.settle(&set)
    }

    /// `set(iterable)` (`make_new_set`).
    pub(crate) fn new_set(&mut self, iterable: &Value) -> Result<ValueSet, PythonError> {
        let set = RefCell::new(ValueSet::new());
        self.update_set(&set, iterable)?;
        Ok(set.into_inner())
    }

    /// The set of `items`, added one after the other.
    pub(crate) fn make_set(&mut self, items: Vec<Value>) -> Result<ValueSet, PythonError> {
        let set = RefCell::new(ValueSet::new());
        for item in items {
            self.charge(1)?;
            self.add_to_set(&set, item)?;
        }
        Ok(set.into_inner())
    }

    /// `set.update(other)` (`set_update_internal`).
    pub(crate) fn update_set(
        &mut self,
        set: &RefCell<ValueSet>,
        other: &Value,
    ) -> Result<(), PythonError> {
        let other = self.known(other)?;
        if is_itself(set, &other) {
            return Ok(());
        }
        if let Some(merged) = with_items(&other, |other| {
            self.allocate_items(other.len())?;
            let mut set = set.borrow_mut();
            set.merge(other);
            self.settle(other)?;
            self.settle(&set)
        }) {
            return merged;
        }
        if let Value::Dict(entries) = &other {
            let keys = keys_of(&entries.borrow());
            set.borrow_mut().make_room(keys.len());
            for (hash, key) in keys {
                self.charge(1)?;
                self.add_hashed(set, hash, key)?;
            }
            return Ok(());
        }
        let mut iterator = self.iterate(&other)?;
        while let Some(item) = iterator.next(self)? {
            self.charge(1)?;
            self.add_to_set(set, item)?;
        }
        Ok(())
    }

    /// `base.intersection(other)` of a set or frozenset (`set_intersection`).
    pub(crate) fn set_intersection(
        &mut self,
        base: &Value,
        other: &Value,
    ) -> Result<ValueSet, PythonError> {
        let other = self.known(other)?;
        if base.is(&other) {
            return self.new_set(base);
        }
        if let Some(result) = self.combine_sets(base, &other, ValueSet::intersection) {
            return result;
        }
        let result = RefCell::new(ValueSet::new());
        let mut iterator = self.iterate(&other)?;
        while let Some(item) = iterator.next(self)? {
            self.charge(1)?;
            if self.contains(base, &item)? {
                self.add_to_set(&result, item)?;
                if result.borrow().len() >= self.length(base)? {
                    break;
                }
            }
        }
        Ok(result.into_inner())
    }

    /// `base.difference(other)` of a set or frozenset (`set_difference`).
    pub(crate) fn set_difference(
        &mut self,
        base: &Value,
        other: &Value,
    ) -> Result<ValueSet, PythonError> {
        let other = self.known(other)?;
        if let Some(result) = self.combine_sets(base, &other, ValueSet::difference) {
            return result;
        }
        if let Value::Dict(entries) = &other
            && self.length(base)? / 4 <= entries.borrow().len()
            && let Some(result) = with_items(base, |base| base.without(&entries.borrow()))
        {
            return self.paid(result);
        }
        let result = RefCell::new(self.new_set(base)?);
        self.subtract_from_set(&result, &other)?;
        Ok(result.into_inner())
    }

    /// What an operation makes of two sets; nothing where one of the values is none.
    fn combine_sets(
        &mut self,
        left: &Value,
        right: &Value,
        operation: impl FnOnce(&ValueSet, &ValueSet) -> ValueSet,
    ) -> Option<Result<ValueSet, PythonError>> {
        let combined = with_items(left, |one| {
            with_items(right, |other| {
                let result = operation(one, other);
                self.settle(one)?;
                self.settle(other)?;
                self.paid(result)
            })
        });
        combined.flatten()
    }

    /// `set.difference_update(other)` (`set_difference_update_internal`).
    pub(crate) fn subtract_from_set(
        &mut self,
        set: &RefCell<ValueSet>,
        other: &Value,
    ) -> Result<(), PythonError> {
        let other = self.known(other)?;
        if is_itself(set, &other) {
            set.borrow_mut().clear();
            return Ok(());
        }
        if let Some(settled) = with_items(&other, |other| {
            let mut set = set.borrow_mut();
            set.subtract(other);
            self.settle(other)?;
            self.settle(&set)
        }) {
            return settled;
        }
        let mut iterator = self.iterate(&other)?;
        while let Some(item) = iterator.next(self)? {
            self.charge(1)?;
            let key = self.hash_key(&item)?;
            let mut set = set.borrow_mut();
            set.remove(&key);
            self.settle(&set)?;
        }
        set.borrow_mut().sweep();
        Ok(())
    }

    /// `set.symmetric_difference_update(other)` (`set_symmetric_difference_update`).
    pub(crate) fn toggle_in_set(
        &mut self,
        set: &RefCell<ValueSet>,
        other: &Value,
    ) -> Result<(), PythonError> {
        let other = self.known(other)?;
        if is_itself(set, &other) {
            set.borrow_mut().clear();
            return Ok(());
        }
        if let Value::Dict(entries) = &other {
            for (hash, key) in keys_of(&entries.borrow()) {
                self.charge(1)?;
                let removed = set.borrow_mut().remove(&hash);
                if removed.is_none() {
                    self.add_hashed(set, hash, key)?;
                }
            }
            return Ok(());
        }
        let toggle = |cx: &mut Self, other: &ValueSet| {
            cx.allocate_items(other.len())?;
            let mut set = set.borrow_mut();
            set.toggle(other);
            cx.settle(other)?;
            cx.settle(&set)
        };
        if let Some(settled) = with_items(&other, |other| toggle(self, other)) {
            return settled;
        }
        let other = self.new_set(&other)?;
        toggle(self, &other)
    }

    /// The result of an operation, once it is paid for.
    fn paid(&mut self, result: ValueSet) -> Result<ValueSet, PythonError> {
        self.settle(&result)?;
        self.allocate_items(result.len())?;
        Ok(result)
    }

    /// `left operator right` where both are sets or one is a set-like view; `None` for any other.
    pub(crate) fn binary_sets(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Option<Value>, PythonError> {
        if is_view(left) || is_view(right) {
            return self.binary_views(operator, left, right);
        }
        let operation = match operator {
            BinaryOperator::Or => ValueSet::union,
            BinaryOperator::And if left.is(right) => |one: &ValueSet, _: &ValueSet| one.copied(),
            BinaryOperator::And => ValueSet::intersection,
            BinaryOperator::Subtract => ValueSet::difference,
            BinaryOperator::ExclusiveOr => ValueSet::symmetric_difference,
            _ => return Ok(None),
        };
        match self.combine_sets(left, right, operation) {
            Some(result) => result.map(|items| Some(set_like(left, items))),
            None => Ok(None),
        }
    }

    /// `set operator= other`; `false` where CPython makes a new object instead.
    pub(crate) fn binary_set_in_place(
        &mut self,
        operator: BinaryOperator,
        set: &Shared<RefCell<ValueSet>>,
        other: &Value,
    ) -> Result<bool, PythonError> {
        if with_items(other, |_| ()).is_none() {
            return Ok(false);
        }
        match operator {
            BinaryOperator::Or => self.update_set(set, other)?,
            BinaryOperator::Subtract => self.subtract_from_set(set, other)?,
            BinaryOperator::ExclusiveOr => self.toggle_in_set(set, other)?,
            BinaryOperator::And => {
                let common = self.set_intersection(&Value::Set(set.clone()), other)?;
                set.borrow_mut().replace_items(common);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The operators of `dict.keys()` and `dict.items()`, whose other side is any iterable.
    fn binary_views(
        &mut self,
        operator: BinaryOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Option<Value>, PythonError> {
        let result = match operator {
            BinaryOperator::And => return self.intersect_views(left, right).map(Some),
            BinaryOperator::ExclusiveOr
                if is_view_of(left, DictPart::Items) && is_view_of(right, DictPart::Items) =>
            {
                self.toggle_entries(left, right)?
            }
            BinaryOperator::Or | BinaryOperator::Subtract | BinaryOperator::ExclusiveOr => {
                let result = RefCell::new(self.set_of_view(left)?);
                match operator {
                    BinaryOperator::Or => self.update_set(&result, right)?,
                    BinaryOperator::Subtract => self.subtract_from_set(&result, right)?,
                    _ => self.toggle_in_set(&result, right)?,
                }
                result.into_inner()
            }
            _ => return Ok(None),
        };
        Ok(Some(Value::set(result)))
    }

    /// `dictviews_to_set`: the keys of a dictionary are taken from the dictionary itself.
    fn set_of_view(&mut self, value: &Value) -> Result<ValueSet, PythonError> {
        match value {
            Value::DictView(view) if view.part == DictPart::Keys => self.new_set(&view.dictionary),
            other => self.new_set(other),
        }
    }

    /// `_PyDictView_Intersect`: walks the smaller of two views, or whatever the other side is.
    fn intersect_views(&mut self, left: &Value, right: &Value) -> Result<Value, PythonError> {
        let (mut view, mut other) = if is_view(left) {
            (left, right)
        } else {
            (right, left)
        };
        if let Value::Set(items) = other
            && self.length(view)? <= items.borrow().len()
        {
            return self.set_intersection(other, view).map(Value::set);
        }
        if is_view(other) && self.length(other)? > self.length(view)? {
            std::mem::swap(&mut view, &mut other);
        }
        let result = RefCell::new(ValueSet::new());
        let mut iterator = self.iterate(other)?;
        while let Some(item) = iterator.next(self)? {
            self.charge(1)?;
            if self.contains(view, &item)? {
                self.add_to_set(&result, item)?;
            }
        }
        Ok(Value::set(result.into_inner()))
    }

    /// `dictitems_xor`: the entries of either dictionary the other lacks.
    fn toggle_entries(&mut self, left: &Value, right: &Value) -> Result<ValueSet, PythonError> {
        let (one, other) = (self.collect(left)?, self.collect(right)?);
        let mut remaining = indexmap::IndexMap::new();
        for pair in one {
            let key = self.hash_key(&first_of(&pair))?;
            remaining.insert(key, pair);
        }
        let result = RefCell::new(ValueSet::new());
        for pair in other {
            self.charge(1)?;
            let key = self.hash_key(&first_of(&pair))?;
            match remaining.get(&key).cloned() {
                Some(counterpart) if self.same(&counterpart, &pair)? => {
                    remaining.shift_remove(&key);
                }
                _ => self.add_to_set(&result, pair)?,
            }
        }
        for pair in remaining.into_values() {
            self.add_to_set(&result, pair)?;
        }
        Ok(result.into_inner())
    }
}

/// The keys of a dictionary, for a walk during which it may change.
fn keys_of(entries: &Dictionary) -> Vec<(HashKey, Value)> {
    let keys = entries.iter();
    keys.map(|(hash, key, _)| (hash.clone(), key.clone()))
        .collect()
}

/// The key of an entry of a dictionary.
fn first_of(pair: &Value) -> Value {
    match pair {
        Value::Tuple(parts) => parts.first().cloned().into(),
        _ => Value::None,
    }
}

fn is_view(value: &Value) -> bool {
    is_view_of(value, DictPart::Keys) || is_view_of(value, DictPart::Items)
}

fn is_view_of(value: &Value, part: DictPart) -> bool {
    matches!(value, Value::DictView(view) if view.part == part)
}

/// The result of an operation on `receiver`, of the same type.
pub(crate) fn set_like(receiver: &Value, items: ValueSet) -> Value {
    match receiver {
        Value::FrozenSet(_) => Value::FrozenSet(Shared::new(items)),
        _ => Value::set(items),
    }
}
