ALTER TYPE "public"."status" RENAME TO "status_old";

CREATE TYPE "public"."status" AS ENUM('a NULL');

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

