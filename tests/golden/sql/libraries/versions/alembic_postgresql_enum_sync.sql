ALTER TYPE "public"."status" RENAME TO "status_old";

CREATE TYPE "public"."status" AS ENUM('a', 'b', 'it:s');

CREATE FUNCTION "public".new_old_not_equals(
                new_enum_val "public"."status", old_enum_val "public"."status_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text != old_enum_val::text;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "public".!= (
            leftarg = "public"."status",
            rightarg = "public"."status_old",
            procedure = "public".new_old_not_equals
        );

CREATE FUNCTION "public".new_old_equals(
                new_enum_val "public"."status", old_enum_val "public"."status_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text = old_enum_val::text;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "public".= (
            leftarg = "public"."status",
            rightarg = "public"."status_old",
            procedure = "public".new_old_equals
        );

ALTER TABLE "public"."t" 
                ALTER COLUMN "status" TYPE "public"."status" 
                USING "status"::text::"public"."status";

DROP OPERATOR IF EXISTS "public".!= (
                "public"."status",
                "public"."status_old"
            );

DROP FUNCTION "public".new_old_not_equals(
            new_enum_val "public"."status", old_enum_val "public"."status_old"
        );

DROP OPERATOR IF EXISTS "public".= (
                "public"."status",
                "public"."status_old"
            );

DROP FUNCTION "public".new_old_equals(
            new_enum_val "public"."status", old_enum_val "public"."status_old"
        );

DROP TYPE "public"."status_old";

ALTER TYPE "s"."status" RENAME TO "status_old";

CREATE TYPE "s"."status" AS ENUM('a', 'c');

CREATE FUNCTION "s".new_old_not_equals(
                new_enum_val "s"."status", old_enum_val "s"."status_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text != CASE
                    WHEN old_enum_val::text = 'b' THEN 'c' WHEN old_enum_val::text = 'x' THEN 'y'

                    ELSE old_enum_val::text
                END;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "s".!= (
            leftarg = "s"."status",
            rightarg = "s"."status_old",
            procedure = "s".new_old_not_equals
        );

CREATE FUNCTION "s".new_old_equals(
                new_enum_val "s"."status", old_enum_val "s"."status_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text = CASE
                    WHEN old_enum_val::text = 'b' THEN 'c' WHEN old_enum_val::text = 'x' THEN 'y'

                    ELSE old_enum_val::text
                END;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "s".= (
            leftarg = "s"."status",
            rightarg = "s"."status_old",
            procedure = "s".new_old_equals
        );

ALTER TABLE "s"."t"
             ALTER COLUMN "status" DROP DEFAULT;

ALTER TABLE "s"."t" 
                ALTER COLUMN "status" TYPE "s"."status" 
                USING CASE 
                WHEN "status"::text = 'b' THEN 'c'::"s"."status" WHEN "status"::text = 'x' THEN 'y'::"s"."status"

                ELSE "status"::text::"s"."status"
                END;

ALTER TABLE "s"."t"
            ALTER COLUMN "status" SET DEFAULT 'c'::s.status;

ALTER TABLE "other"."t"
             ALTER COLUMN "many" DROP DEFAULT;

ALTER TABLE "other"."t" 
            ALTER COLUMN "many" TYPE "s"."status"[]
            USING array_replace(array_replace("many"::text[], 'b', 'c'), 'x', 'y')::"s"."status"[];

ALTER TABLE "other"."t"
            ALTER COLUMN "many" SET DEFAULT ARRAY['c'::s.status, 'a'::s.status];

ALTER TABLE "u"
             ALTER COLUMN "many" DROP DEFAULT;

ALTER TABLE "u" 
            ALTER COLUMN "many" TYPE "s"."status"[]
            USING array_replace(array_replace("many"::text[], 'b', 'c'), 'x', 'y')::"s"."status"[];

ALTER TABLE "u"
            ALTER COLUMN "many" SET DEFAULT '{b}'::s.status[];

DROP OPERATOR IF EXISTS "s".!= (
                "s"."status",
                "s"."status_old"
            );

DROP FUNCTION "s".new_old_not_equals(
            new_enum_val "s"."status", old_enum_val "s"."status_old"
        );

DROP OPERATOR IF EXISTS "s".= (
                "s"."status",
                "s"."status_old"
            );

DROP FUNCTION "s".new_old_equals(
            new_enum_val "s"."status", old_enum_val "s"."status_old"
        );

DROP TYPE "s"."status_old";

ALTER TYPE "public"."empty" RENAME TO "empty_old";

CREATE TYPE "public"."empty" AS ENUM();

CREATE FUNCTION "public".new_old_not_equals(
                new_enum_val "public"."empty", old_enum_val "public"."empty_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text != old_enum_val::text;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "public".!= (
            leftarg = "public"."empty",
            rightarg = "public"."empty_old",
            procedure = "public".new_old_not_equals
        );

CREATE FUNCTION "public".new_old_equals(
                new_enum_val "public"."empty", old_enum_val "public"."empty_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text = old_enum_val::text;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "public".= (
            leftarg = "public"."empty",
            rightarg = "public"."empty_old",
            procedure = "public".new_old_equals
        );

DROP OPERATOR IF EXISTS "public".!= (
                "public"."empty",
                "public"."empty_old"
            );

DROP FUNCTION "public".new_old_not_equals(
            new_enum_val "public"."empty", old_enum_val "public"."empty_old"
        );

DROP OPERATOR IF EXISTS "public".= (
                "public"."empty",
                "public"."empty_old"
            );

DROP FUNCTION "public".new_old_equals(
            new_enum_val "public"."empty", old_enum_val "public"."empty_old"
        );

DROP TYPE "public"."empty_old";

