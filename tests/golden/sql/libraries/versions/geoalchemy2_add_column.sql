ALTER TABLE t ADD COLUMN geom geometry(POINT,4326);

CREATE INDEX idx_t_geom ON t USING gist (geom);

ALTER TABLE s.t ADD COLUMN rast raster;

CREATE INDEX idx_t_rast ON s.t USING gist (ST_ConvexHull(rast));

ALTER TABLE t ADD COLUMN line geometry(LINESTRING,-1);

ALTER TABLE t ADD COLUMN needed geometry(POINT,-1) NOT NULL;

CREATE INDEX idx_t_needed ON t USING gist (needed);

ALTER TABLE t ADD COLUMN area geometry(POLYGON,4326);

CREATE INDEX idx_t_area ON t USING gist (area);

ALTER TABLE t ALTER COLUMN line TYPE geometry(MULTILINESTRING,4326) USING ST_Multi(line);

DROP TABLE t;

