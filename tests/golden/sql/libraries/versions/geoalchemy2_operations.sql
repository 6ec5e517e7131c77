CREATE TABLE t (
    id SERIAL NOT NULL, 
    geom geometry(POINT,4326), 
    PRIMARY KEY (id)
);

CREATE INDEX idx_t_geom ON t USING gist (geom);

CREATE TABLE s.u (
    geom geometry(POINT,-1)
);

CREATE INDEX idx_u_geom ON s.u USING gist (geom);

ALTER TABLE t ADD COLUMN area geography(POLYGON,4326);

ALTER TABLE s.t ADD COLUMN spot geometry(POINT,-1);

DROP INDEX idx_t_geom;

ALTER TABLE t DROP COLUMN area;

ALTER TABLE s.t DROP COLUMN spot;

ALTER TABLE t ADD COLUMN line geometry(LINESTRING,4326);

CREATE INDEX idx_t_line ON t USING gist (line);

DROP INDEX idx_t_line;

ALTER TABLE t DROP COLUMN line;

DROP TABLE t;

DROP TABLE s.u;

