CREATE TABLE "Order" (
    "user" SERIAL NOT NULL, 
    "camelCase" INTEGER, 
    "with space" INTEGER, 
    "1st" INTEGER, 
    _private INTEGER, 
    dollar$ INTEGER, 
    "$dollar" INTEGER, 
    "say ""hi""" INTEGER, 
    "select" INTEGER, 
    "größe" INTEGER, 
    column INTEGER, 
    "plain" INTEGER, 
    timestamp INTEGER, 
    value INTEGER, 
    "desc" INTEGER, 
    PRIMARY KEY ("user"), 
    CONSTRAINT "FK one" FOREIGN KEY("select") REFERENCES "Group" ("end"), 
    CONSTRAINT "Uq" UNIQUE ("with space", "camelCase")
);

CREATE INDEX "Ix" ON "Order" ("user", "camelCase");

ALTER TABLE "Order" DROP COLUMN "1st";

ALTER TABLE "Order" RENAME "select" TO "from";

ALTER TABLE "Order" RENAME TO "table";

ALTER TABLE "table" DROP CONSTRAINT "FK one";

DROP TABLE "Some Schema"."Mixed";

