//! `Geometry`, `Geography` and `Raster`, and what their columns bring to a table.
//!
//! The library listens to SQLAlchemy's events: a column of a spatial type that becomes part of a
//! table gives it an index, in CREATE TABLE and in ADD COLUMN.

use std::rc::Rc;

use crate::python::{Interpreter, PythonError, Value};
use crate::schema::expression::ColumnReference;
use crate::schema::expression::operators::{self, Operand};
use crate::schema::{Column, Expression, Index, Name, TableReference};

use super::super::super::raise::schema_error;
use super::super::super::sa::types::{Treatment, TypeBehaviour};
use super::super::construction::{Constructed, Construction};
use super::arguments::{GEOMETRY, RASTER, check_dimension, geometry_type, srid, text};

/// Which of the types it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Vector,
    Raster,
}

/// Whether the index covers all dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimensions {
    Two,
    All,
}

/// Whether a column brings an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpatialIndex {
    None,
    Gist(Dimensions),
    /// `use_N_D_index` without an index, which the library refuses when the column is attached.
    Contradictory,
}

#[derive(Debug)]
struct Spatial {
    kind: Kind,
    geometry_type: Option<Rc<str>>,
    srid: i64,
    dimension: Option<i64>,
    index: SpatialIndex,
    nullable: bool,
    /// `use_typmod=False`: `AddGeometryColumn()` makes the column after the table.
    managed: bool,
}

/// `_GISType` itself has no name.
pub(super) fn base(_construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    Err(PythonError::unsupported("making a _GISType"))
}

/// `Geometry(geometry_type='GEOMETRY', srid=-1, …)`.
pub(super) fn geometry(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    vector(construction, "geometry")
}

/// `Geography(geometry_type='GEOMETRY', srid=-1, …)`.
pub(super) fn geography(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    vector(construction, "geography")
}

fn vector(construction: &mut Construction<'_>, name: &str) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(GEOMETRY)?;
    let number = bound.take("srid");
    let number = srid(construction.cx, number)?;
    let given = bound.take("geometry_type");
    let geometry_type = geometry_type(construction.cx, given)?;
    let use_typmod = bound.take_some("use_typmod");
    let nullable = construction.flag(&mut bound, "nullable", true)?;
    if use_typmod.is_some() && !nullable {
        return Err(PythonError::unsupported(
            "the arguments nullable and use_typmod together, which geoalchemy2 refuses",
        ));
    }
    let dimension = bound.take("dimension");
    let dimension = check_dimension(construction.cx, dimension, geometry_type.as_deref())?;
    let indexed = construction.flag(&mut bound, "spatial_index", true)?;
    let reflected = construction.flag(&mut bound, "_spatial_index_reflected", false)?;
    let all_dimensions = construction.flag(&mut bound, "use_N_D_index", false)?;
    let name = text(construction.cx, &mut bound, "name")?.unwrap_or_else(|| name.into());
    let specification = match &geometry_type {
        Some(geometry_type) => format!("{name}({geometry_type},{number})"),
        None => name.to_string(),
    };
    let spatial = Spatial {
        kind: Kind::Vector,
        geometry_type,
        srid: number,
        dimension,
        index: match (indexed, all_dimensions) {
            (false, true) => SpatialIndex::Contradictory,
            (false, false) => SpatialIndex::None,
            (true, _) if reflected => SpatialIndex::None,
            (true, true) => SpatialIndex::Gist(Dimensions::All),
            (true, false) => SpatialIndex::Gist(Dimensions::Two),
        },
        nullable,
        managed: matches!(use_typmod, Some(Value::Bool(false))),
    };
    construction.named(specification, spatial)
}

/// `Raster(spatial_index=True, …)`.
pub(super) fn raster(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(RASTER)?;
    let indexed = construction.flag(&mut bound, "spatial_index", true)?;
    let reflected = construction.flag(&mut bound, "_spatial_index_reflected", false)?;
    let nullable = construction.flag(&mut bound, "nullable", true)?;
    let name = text(construction.cx, &mut bound, "name")?.unwrap_or_else(|| "raster".into());
    let spatial = Spatial {
        kind: Kind::Raster,
        geometry_type: None,
        srid: -1,
        dimension: None,
        index: if indexed && !reflected {
            SpatialIndex::Gist(Dimensions::Two)
        } else {
            SpatialIndex::None
        },
        nullable,
        managed: false,
    };
    construction.named(&*name, spatial)
}

impl TypeBehaviour for Spatial {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    /// Values go through functions that the library writes around them.
    fn convert(&self, _cx: &mut Interpreter, _value: Value) -> Result<Value, PythonError> {
        Err(PythonError::unsupported(
            "writing values of a spatial type, which geoalchemy2 wraps in functions",
        ))
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        Some(match name {
            "geometry_type" => self.geometry_type.as_deref().map(Value::from).into(),
            "srid" => Value::from(self.srid),
            "dimension" => self.dimension.map(Value::from).into(),
            "spatial_index" => Value::Bool(matches!(self.index, SpatialIndex::Gist(_))),
            "use_N_D_index" => Value::Bool(matches!(
                self.index,
                SpatialIndex::Gist(Dimensions::All) | SpatialIndex::Contradictory
            )),
            "nullable" => Value::Bool(self.nullable),
            _ => return None,
        })
    }

    fn attached(
        &self,
        cx: &mut Interpreter,
        table: &TableReference,
        column: &mut Column,
    ) -> Result<Vec<Index>, PythonError> {
        if self.managed {
            return Err(PythonError::unsupported(
                "a column with use_typmod=False, which AddGeometryColumn() would make",
            ));
        }
        if !self.nullable {
            column.nullable = Some(false);
        }
        let dimensions = match self.index {
            SpatialIndex::None => return Ok(Vec::new()),
            SpatialIndex::Contradictory => {
                return Err(PythonError::unsupported(
                    "use_N_D_index without spatial_index, which geoalchemy2 refuses",
                ));
            }
            SpatialIndex::Gist(dimensions) => dimensions,
        };
        let mut reference = ColumnReference::new(column.name.clone(), column.sql_type.clone());
        reference.key.clone_from(&column.key);
        let mut indexed: Expression = reference.into();
        if self.kind == Kind::Raster {
            let name = Name::new("ST_ConvexHull");
            let operands = vec![Operand::Expression(indexed)];
            indexed = operators::call(Vec::new(), name, operands, None)
                .map_err(|error| schema_error(cx, error))?;
        }
        let name = format!("idx_{}_{}", table.name, column.name);
        let mut index = Index::new(Some(Name::new(name)), vec![indexed]);
        index.options.using = Some("gist".to_owned());
        if dimensions == Dimensions::All {
            let class = "gist_geometry_ops_nd".to_owned();
            let key = column.name.text().to_owned();
            index.options.operator_classes.push((key, class));
        }
        Ok(vec![index])
    }
}
