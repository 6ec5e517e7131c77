CREATE TABLE plain (
    a geometry(POINT,4326), 
    b geometry(GEOMETRY,-1), 
    c geometry, 
    d geometry(POLYGONZ,2154), 
    e geography(LINESTRINGZM,4326), 
    f raster, 
    g geography(GEOMETRY,-1) NOT NULL, 
    h geometry(MULTIPOLYGON,4326), 
    i my_geometry(POINT,-1)
);

CREATE TABLE one (
    id INTEGER, 
    geom geometry(POINT,-1)
);

CREATE INDEX idx_one_geom ON one USING gist (geom);

CREATE TABLE s.nd (
    geom geometry(POINTZ,4326)
);

CREATE INDEX idx_nd_geom ON s.nd USING gist (geom gist_geometry_ops_nd);

CREATE TABLE rast (
    rast raster
);

CREATE INDEX idx_rast_rast ON rast USING gist (ST_ConvexHull(rast));

CREATE TABLE "Quoted Table" (
    "Geom" geography(POINT,4326)
);

CREATE INDEX "idx_Quoted Table_Geom" ON "Quoted Table" USING gist ("Geom");

CREATE INDEX idx_plain_a ON plain USING gist (a);

DROP INDEX idx_plain_a;

