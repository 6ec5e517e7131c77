-- [quoted_annotation]
INSERT INTO things (id) VALUES (1);

-- [annotated_again]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    c INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

CREATE INDEX ix_things_c ON things (c);

-- [made_by_type]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [init_subclass]
-- [name_in_annotation]
SELECT things.id 
FROM things;

-- [deferred_of_a_number]
SELECT things.id 
FROM things;

-- [deferred_mapped_column]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    r INTEGER, 
    PRIMARY KEY (id)
);

-- [deferred_in_mixin] raises InvalidRequestError: Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as @declared_attr callables on declarative mixin classes.  For dataclass field() objects, use a lambda:
-- [registry_and_map] raises InvalidRequestError: Declarative base class has both a 'registry' attribute and a type_annotation_map entry.  Per-base type_annotation_maps are not supported.  Please apply the type_annotation_map to this registry directly.
-- [declared_attr_of_a_type] raises MappedAnnotationError: Type annotation for "Thing.a" can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of the ``Mapped[]`` generic type, or other ORM-compatible generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "__allow_unmapped__ = True" on the class or a superclass this class. (Background on this error at: https://sqlalche.me/e/20/zlpr)
-- [deleted_attribute] raises NotImplementedError: Can't un-map individual mapped attributes on a mapped class.
-- [metaclass]
-- [column_in_table_args] raises CompileError: (in table 'things', column 'w'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?
