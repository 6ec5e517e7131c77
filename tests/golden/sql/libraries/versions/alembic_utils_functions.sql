CREATE FUNCTION "public"."to_upper"(some_text text default 'a', b int) returns text as
$$
declare x text := ':a';
begin
  return upper(some_text)::text || '100%';
end
$$ language plpgsql;

CREATE OR REPLACE FUNCTION "public"."to_upper"(some_text text default 'a', b int) returns text as
$$
declare x text := ':a';
begin
  return upper(some_text)::text || '100%';
end
$$ language plpgsql;

DROP FUNCTION "public"."to_upper"(some_text text, b int);

DROP FUNCTION "public"."to_upper"(some_text text, b int) cascade;

CREATE FUNCTION "My Schema"."aFunction"( ) RETURNS int AS $$ SELECT 1::int + :x := 2 $$ LANGUAGE sql;

DROP FUNCTION "My Schema"."aFunction"();

CREATE FUNCTION "public"."f"(a int) returns int AS $$ select a $$ language sql;

CREATE TRIGGER "update_trigger" BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE PROCEDURE public.f();

DROP TRIGGER IF EXISTS "update_trigger" ON public.t;;

CREATE TRIGGER "update_trigger" BEFORE INSERT OR UPDATE ON public.t FOR EACH ROW EXECUTE PROCEDURE public.f();

DROP TRIGGER "update_trigger" ON public.t;

CREATE CONSTRAINT TRIGGER "checks" AFTER INSERT ON s.t deferrable initially deferred for each row execute function f('a:b');

DROP TRIGGER "checks" ON public.t cascade;

