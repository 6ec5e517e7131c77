//! Templates of revision files: as much of Mako as `script.py.mako` uses.
//!
//! Counterpart of `mako.template.Template`, on top of the small Python.
