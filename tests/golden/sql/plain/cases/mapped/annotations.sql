-- [default_types]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    text VARCHAR NOT NULL, 
    truth BOOLEAN NOT NULL, 
    number FLOAT NOT NULL, 
    amount NUMERIC NOT NULL, 
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL, 
    day DATE NOT NULL, 
    hour TIME WITHOUT TIME ZONE NOT NULL, 
    span INTERVAL NOT NULL, 
    data BYTEA NOT NULL, 
    "unique" UUID NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [optional_types]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    a VARCHAR, 
    b VARCHAR, 
    c VARCHAR, 
    d INTEGER, 
    e INTEGER NOT NULL, 
    f INTEGER, 
    g TEXT DEFAULT 'y' NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [quoted_argument] raises MappedAnnotationError: Could not resolve all types within mapped annotation: "sqlalchemy.orm.base.Mapped[ForwardRef('int')]".  Ensure all types are written correctly and are imported within the module in use.
-- [string_enumerations]
CREATE TYPE kind AS ENUM ('plain', 'other');

CREATE TABLE things (
    id SERIAL NOT NULL, 
    kind kind NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

CREATE INDEX ix_things_kind ON things (kind);

-- [optional_annotated]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    a INTEGER, 
    b INTEGER, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [annotated_columns]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
    later TIMESTAMP WITH TIME ZONE DEFAULT now(), 
    parent_id INTEGER, 
    CONSTRAINT pk_things PRIMARY KEY (id), 
    CONSTRAINT fk_things_parent_id FOREIGN KEY(parent_id) REFERENCES things (id)
);

CREATE TABLE others (
    id SERIAL NOT NULL, 
    at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
    parent_id INTEGER, 
    CONSTRAINT pk_others PRIMARY KEY (id), 
    CONSTRAINT fk_others_parent_id FOREIGN KEY(parent_id) REFERENCES things (id)
);

-- [several_types] raises MappedAnnotationError: Could not locate SQLAlchemy Core type when resolving for Python type indicated by 'typing.Union[int, str]' inside the Mapped[] annotation for the 'a' attribute; the type object is not resolvable by the registry
-- [explicit_types]
CREATE TABLE others (
    id BIGSERIAL NOT NULL, 
    CONSTRAINT pk_others PRIMARY KEY (id)
);

CREATE TABLE things (
    id SERIAL NOT NULL, 
    aa VARCHAR(30) NOT NULL, 
    b JSON NOT NULL, 
    c TEXT, 
    d TEXT NOT NULL, 
    e BIGINT NOT NULL, 
    f JSONB NOT NULL, 
    g TEXT[] NOT NULL, 
    h INTEGER, 
    CONSTRAINT pk_things PRIMARY KEY (id), 
    CONSTRAINT fk_things_e FOREIGN KEY(e) REFERENCES others (id)
);

CREATE UNIQUE INDEX ix_things_aa ON things (aa);

-- [type_map]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    a JSON NOT NULL, 
    b JSONB NOT NULL, 
    c VARCHAR(50) NOT NULL, 
    d VARCHAR(50), 
    e JSON, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [unknown_type] raises MappedAnnotationError: Could not locate SQLAlchemy Core type when resolving for Python type indicated by 'dict[str, int]' inside the Mapped[] annotation for the 'a' attribute; the type object is not resolvable by the registry
-- [enumerations]
CREATE TYPE colour AS ENUM ('red', 'green');

CREATE TABLE things (
    id SERIAL NOT NULL, 
    colour colour NOT NULL, 
    other colour, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [literals]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    kind VARCHAR(3) NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [order]
CREATE TABLE things (
    a TEXT, 
    c INTEGER NOT NULL, 
    id SERIAL NOT NULL, 
    b INTEGER NOT NULL, 
    d INTEGER NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [sort_order]
CREATE TABLE things (
    a INTEGER NOT NULL, 
    id SERIAL NOT NULL, 
    c INTEGER NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [mixins]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    a INTEGER NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [relationships]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

CREATE TABLE others (
    id SERIAL NOT NULL, 
    thing_id INTEGER NOT NULL, 
    CONSTRAINT pk_others PRIMARY KEY (id), 
    CONSTRAINT fk_others_thing_id FOREIGN KEY(thing_id) REFERENCES things (id)
);

UPDATE others SET thing_id=(SELECT things.id 
FROM things);

-- [update]
UPDATE things SET a=(CAST(things.document #>> '{x, y}' AS FLOAT)), bb=(CAST(things.document ->> 'z' AS INTEGER));

-- [mapped_without_annotation] raises MappedAnnotationError: Type annotation for "Thing.a" can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of the ``Mapped[]`` generic type, or other ORM-compatible generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "__allow_unmapped__ = True" on the class or a superclass this class. (Background on this error at: https://sqlalche.me/e/20/zlpr)
-- [column_annotated]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

-- [column_annotated_mapped] raises CompileError: (in table 'things', column 'b'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?
-- [without_a_type] raises ArgumentError: Python typing annotation is required for attribute "Thing.a" when primary argument(s) for "MappedColumn" construct are None or not present
-- [keywords]
CREATE TABLE things (
    id INTEGER NOT NULL, 
    a INTEGER GENERATED ALWAYS AS IDENTITY, 
    b VARCHAR NOT NULL, 
    "cc" TEXT NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

COMMENT ON COLUMN things.id IS 'The key';

INSERT INTO things (id, a, b) VALUES (1, 2, NULL);

-- [foreign_key_gives_type]
CREATE TABLE things (
    id BIGSERIAL NOT NULL, 
    other BIGINT NOT NULL, 
    third BIGINT, 
    CONSTRAINT pk_things PRIMARY KEY (id), 
    CONSTRAINT fk_things_other FOREIGN KEY(other) REFERENCES things (id), 
    CONSTRAINT fk_things_third FOREIGN KEY(third) REFERENCES things (id)
);

-- [dictionary_of_typing] raises MappedAnnotationError: Could not locate SQLAlchemy Core type when resolving for Python type indicated by 'typing.Dict[str, typing.Any]' inside the Mapped[] annotation for the 'a' attribute; the type object is not resolvable by the registry
-- [dataclasses]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    a VARCHAR NOT NULL, 
    CONSTRAINT pk_things PRIMARY KEY (id)
);

INSERT INTO things (id, a) VALUES (1, NULL);

