//! What `set` does with two sets, in the steps CPython 3.11 takes (`Objects/setobject.c`).
//!
//! Which set is walked, and into which table the items go, decides the order of the result.

use super::dictionary::Dictionary;
use super::set_table::ValueSet;

impl ValueSet {
    /// A copy as `set(self)` makes it: without the slots of removed items (`set_copy`).
    pub(crate) fn copied(&self) -> Self {
        let mut copy = Self::new();
        copy.merge(self);
        copy
    }

    /// `self | other` (`set_or`); a set united with itself is not looked through a second time.
    pub(crate) fn union(&self, other: &Self) -> Self {
        let mut result = self.copied();
        if !std::ptr::eq(self, other) {
            result.merge(other);
        }
        result
    }

    /// `self & other` (`set_intersection`): the smaller set is walked, and its items are the result's.
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        let (walked, asked) = if other.len() > self.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut result = Self::new();
        result.depend_on(walked);
        for (key, value, hash) in walked.hashed() {
            if asked.contains_hashed(key, hash) {
                result.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
        result
    }

    /// `self - other` (`set_difference`): a copy with items removed where `other` is much smaller.
    pub(crate) fn difference(&self, other: &Self) -> Self {
        if self.len() / 4 > other.len() {
            let mut copy = self.copied();
            copy.subtract(other);
            return copy;
        }
        let mut result = Self::new();
        result.depend_on(self);
        for (key, value, hash) in self.hashed() {
            if !other.contains_hashed(key, hash) {
                result.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
        result
    }

    /// `self - dictionary` where the dictionary is not much smaller (`set_difference`).
    pub(crate) fn without(&self, dictionary: &Dictionary) -> Self {
        let mut result = Self::new();
        result.depend_on(self);
        for (key, value, hash) in self.hashed() {
            if !dictionary.contains(key) {
                result.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
        result
    }

    /// `self -= other` (`set_difference_update_internal`).
    pub(crate) fn subtract(&mut self, other: &Self) {
        if other.len() / 8 > self.len() {
            // CPython walks the intersection; which items go is the same, and no order shows.
            for (key, _, hash) in self.intersection(other).hashed() {
                self.remove_hashed(key, hash);
            }
        } else {
            for (key, _, hash) in other.hashed() {
                self.remove_hashed(key, hash);
            }
        }
        self.sweep();
    }

    /// `self ^= other` (`set_symmetric_difference_update`).
    pub(crate) fn toggle(&mut self, other: &Self) {
        self.depend_on(other);
        for (key, value, hash) in other.hashed() {
            if self.remove_hashed(key, hash).is_none() {
                self.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
    }

    /// `self ^ other` (`set_symmetric_difference`): a copy of `other` is changed.
    pub(crate) fn symmetric_difference(&self, other: &Self) -> Self {
        let mut result = other.copied();
        result.toggle(self);
        result
    }
}
