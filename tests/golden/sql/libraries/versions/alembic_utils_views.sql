CREATE VIEW "public"."v" AS SELECT a::text, '10:30' AS b FROM t;;

do $$
            begin
                CREATE OR REPLACE VIEW "public"."v" AS SELECT a::text, '10:30' AS b FROM t;

            exception when others then
                DROP VIEW IF EXISTS "public"."v";

                CREATE VIEW "public"."v" AS SELECT a::text, '10:30' AS b FROM t;
            end;
        $$ language 'plpgsql';

DROP VIEW "public"."v";

DROP VIEW "public"."v" cascade;

CREATE MATERIALIZED VIEW "s"."m" AS SELECT 1 AS one WITH  DATA;;

DROP MATERIALIZED VIEW IF EXISTS "s"."m";;

CREATE MATERIALIZED VIEW "s"."m" AS SELECT 1 AS one WITH  DATA;

DROP MATERIALIZED VIEW "s"."m";

CREATE MATERIALIZED VIEW "s"."m" AS SELECT 1 AS one WITH NO DATA;;

DROP MATERIALIZED VIEW IF EXISTS "s"."m";;

CREATE MATERIALIZED VIEW "s"."m" AS SELECT 1 AS one WITH NO DATA;

DROP MATERIALIZED VIEW "s"."m";

CREATE EXTENSION "uuid-ossp" WITH SCHEMA "public";;

DROP EXTENSION "uuid-ossp";

DROP EXTENSION "uuid-ossp" CASCADE;

CREATE POLICY p on public.t as permissive for select to public using (owner = current_user);

DROP POLICY IF EXISTS p on public.t;;

CREATE POLICY p on public.t as permissive for select to public using (owner = current_user);;

DROP POLICY p on public.t;

GRANT SELECT ( a, b ) ON "public"."t" TO "reader";

REVOKE SELECT ON "public"."t" FROM "reader";

GRANT SELECT ( a, b ) ON "public"."t" TO "reader";

REVOKE SELECT ON "public"."t" FROM "reader";

GRANT UPDATE ( id ) ON "public"."t" TO "anon user"  WITH GRANT OPTION;

REVOKE UPDATE ON "public"."t" FROM "anon user";

GRANT UPDATE ( id ) ON "public"."t" TO "anon user"  WITH GRANT OPTION;

REVOKE UPDATE ON "public"."t" FROM "anon user";

GRANT DELETE  ON "S"."t" TO "writer";

REVOKE DELETE ON "S"."t" FROM "writer";

GRANT DELETE  ON "S"."t" TO "writer";

REVOKE DELETE ON "S"."t" FROM "writer";

CREATE VIEW "public"."w" AS select 1, 2;;

