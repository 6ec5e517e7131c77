CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    id BIGSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE c (
    id SMALLSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE d (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE e (
    id VARCHAR(4) NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE f (
    left_id INTEGER NOT NULL, 
    right_id INTEGER NOT NULL, 
    PRIMARY KEY (left_id, right_id)
);

CREATE TABLE g (
    left_id SERIAL NOT NULL, 
    right_id INTEGER NOT NULL, 
    PRIMARY KEY (left_id, right_id)
);

CREATE TABLE h (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(id) REFERENCES a (id)
);

CREATE TABLE i (
    id INTEGER DEFAULT nextval('a_id_seq') NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE j (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE k (
    id INTEGER NOT NULL
);

CREATE TABLE l (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE m (
    id SERIAL, 
    PRIMARY KEY (id)
);

