ALTER TYPE "public"."status" RENAME TO "status_old";

CREATE TYPE "public"."status" AS ENUM('a', 'c');

CREATE FUNCTION "public".new_old_not_equals(
                new_enum_val "public"."status", old_enum_val "public"."status_old"
            )
            RETURNS boolean AS $$
                SELECT new_enum_val::text != CASE
                    WHEN old_enum_val::text = 'b' THEN 'c'

                    ELSE old_enum_val::text
                END;
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
                SELECT new_enum_val::text = CASE
                    WHEN old_enum_val::text = 'b' THEN 'c'

                    ELSE old_enum_val::text
                END;
            $$ LANGUAGE SQL IMMUTABLE;

CREATE OPERATOR "public".= (
            leftarg = "public"."status",
            rightarg = "public"."status_old",
            procedure = "public".new_old_equals
        );

DROP INDEX IF EXISTS "public"."ix_t";

DROP INDEX IF EXISTS "ix_u";

DROP INDEX IF EXISTS "S"."Ix";

ALTER TABLE "public"."t" 
                ALTER COLUMN "status" TYPE "public"."status" 
                USING CASE 
                WHEN "status"::text = 'b' THEN 'c'::"public"."status"

                ELSE "status"::text::"public"."status"
                END;

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

CREATE INDEX ix_t ON public.t USING btree (id) WHERE (status = 'c'::status AND x <> 'c'::public.status);

CREATE INDEX ix_u ON public.t (id);

CREATE INDEX;

ALTER TYPE "public"."status" RENAME TO "status_old";

CREATE TYPE "public"."status" AS ENUM('a');

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

DROP INDEX IF EXISTS "ix_u";

DROP INDEX IF EXISTS "S"."Ix";

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

CREATE INDEX ix_u ON public.t (id);

CREATE INDEX;

ALTER TYPE "public"."status" ADD VALUE 'd';

ALTER TYPE "s"."status" ADD VALUE 'd' AFTER 'a';

