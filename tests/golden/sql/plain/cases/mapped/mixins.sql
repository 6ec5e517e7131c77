-- [mixin_columns]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    name TEXT, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [mixin_columns_behind_the_base]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [mixin_columns_in_front]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [mixin_for_two]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

CREATE TABLE others (
    name TEXT, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

UPDATE things SET created=now(), changed=now() WHERE things.id = 1;

UPDATE others SET name=others.changed, changed=now() WHERE others.created IS NULL;

-- [mixin_overridden]
CREATE TABLE things (
    created DATE, 
    id SERIAL NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [mixin_overridden_by_nothing]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [mixin_of_a_mixin]
CREATE TABLE things (
    name TEXT, 
    note TEXT, 
    id SERIAL NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, 
    changed TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [foreign_key_in_a_mixin]
-- [declared_column]
CREATE TABLE owners (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE things (
    id SERIAL NOT NULL, 
    owner INTEGER, 
    label_of_things TEXT, 
    PRIMARY KEY (id), 
    FOREIGN KEY(owner) REFERENCES owners (id)
);

UPDATE things SET label_of_things='a';

-- [declared_column_in_the_class]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    owner INTEGER, 
    last INTEGER, 
    PRIMARY KEY (id)
);

-- [declared_arguments]
CREATE TABLE app.things (
    name TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_things UNIQUE (name)
);

-- [arguments_of_a_mixin]
CREATE TABLE app.things (
    name TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE others (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id), 
    UNIQUE (id)
);

-- [name_in_a_mixin]
CREATE TABLE named (
    name TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

-- [columns_of_the_base]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

CREATE TABLE others (
    id TEXT NOT NULL, 
    created TIMESTAMP WITHOUT TIME ZONE, 
    PRIMARY KEY (id)
);

-- [unique_and_index_in_a_mixin]
CREATE TABLE things (
    code TEXT, 
    mark TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id), 
    UNIQUE (code)
);

CREATE INDEX ix_things_mark ON things (mark);

COMMENT ON COLUMN things.mark IS 'A mark';

INSERT INTO things (code, id) VALUES ('a', 1);

-- [hybrid_declared]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

UPDATE things SET name='x' WHERE things.id = 1;

-- [abstract_with_declared]
CREATE TABLE things (
    name TEXT, 
    id SERIAL NOT NULL, 
    size INTEGER, 
    PRIMARY KEY (id)
);

CREATE TABLE others (
    name TEXT, 
    id SERIAL NOT NULL, 
    size INTEGER, 
    PRIMARY KEY (id)
);

-- [single_table_inheritance]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    kind TEXT, 
    extra TEXT, 
    PRIMARY KEY (id)
);

-- [joined_inheritance]
CREATE TABLE things (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE specials (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES things (id)
);

