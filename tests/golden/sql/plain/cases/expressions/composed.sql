-- [composed_01]
ALTER TABLE t ADD CHECK (CASE WHEN ((jb @> jb)) THEN CAST((jb ->> 'k') AS INTEGER) + count(*) ELSE 4 * lc END + -(count(*) - n));

ALTER TABLE t ADD CHECK (CASE WHEN lb THEN coalesce(b, 'z') ELSE 'it''s' END);

ALTER TABLE t ADD CHECK (CASE WHEN z THEN 'q%' ELSE (pj ->> 'k') END > (lower(b) || CASE WHEN z THEN b ELSE 'e' END));

ALTER TABLE t ADD CHECK (concat(lower(b)) || CASE WHEN z THEN b ELSE 'e' END || (b COLLATE "C"));

ALTER TABLE t ADD CHECK (-(CASE WHEN ((pj #>> '{a, b}') < (hs -> 'k')) THEN -3 / CAST(coalesce(a, 0) AS NUMERIC) ELSE coalesce(a, 0) # (d - d) END * foo()));

ALTER TABLE t ADD CHECK (array_agg(a) != 1.5 OR (jb <@ jb));

-- [composed_02]
ALTER TABLE t ADD CHECK ((pj ->> 'k') || CAST(a AS VARCHAR) || lower(b) || 'it''s');

ALTER TABLE t ADD CHECK ('x' LIKE (pj ->> 'k') || (trim((pj #>> '{a, b}')) COLLATE "C") || '%');

ALTER TABLE t ADD CHECK ((CASE WHEN NOT CAST(a AS BOOLEAN) THEN greatest(3, length(b)) ELSE id - 4 END NOT IN (count(a) FILTER (WHERE z), count(*))));

ALTER TABLE t ADD CHECK ((id << (d - d)) % (FLOOR((coalesce(a, 0) / CAST(2.5 AS FLOAT)) / 1.5)) <= zar[1]);

ALTER TABLE t ADD CHECK (false);

ALTER TABLE t ADD CHECK ((-lc) / sum(EXTRACT(year FROM d), lc * 1));

-- [composed_03]
ALTER TABLE t ADD CHECK (zar[1] % 3 BETWEEN max(a) - (count(a) FILTER (WHERE z)) AND 2.5 <-> id);

ALTER TABLE t ADD CHECK (coalesce(b, 'z') || (pj #>> '{a, b}') || 'x' || concat((jb ->> 'k')));

ALTER TABLE t ADD CHECK ((CAST(a AS BOOLEAN) OR tx) AND (b COLLATE "C") < es);

ALTER TABLE t ADD CHECK (NOT ('q%' || trim('q%' || 'q%')));

ALTER TABLE t ADD CHECK ((CAST(a AS VARCHAR) LIKE '%' || ((pj #>> '{a, b}'))) AND a BETWEEN count(*) AND CAST(b AS INTEGER));

ALTER TABLE t ADD CHECK ((hs -> 'k') || coalesce(CASE WHEN lb THEN es ELSE 'q%' END || lower('q%')));

-- [composed_04]
ALTER TABLE t ADD CHECK (2.5 BETWEEN CASE WHEN false THEN coalesce(a, 0) ELSE length(b) END AND n * lc);

ALTER TABLE t ADD CHECK (max(-(-4), (id - zar[1]) | coalesce(a, 0) * (d - d)));

ALTER TABLE t ADD CHECK (((jb ->> 'k') || coalesce(b, 'z') || (pj #>> '{a, b}') COLLATE "C") || (pj ->> 'k'));

ALTER TABLE t ADD CHECK (CAST(jb ->> 'k' AS INTEGER) % max(a));

ALTER TABLE t ADD CHECK (CASE WHEN defined(hs, 'x') THEN id ELSE 3 END + (1.5 - a) / CAST(max(a) AS NUMERIC));

ALTER TABLE t ADD CHECK ((jb ->> 'k') || 'x' || lower(b) || lower(b) || CASE WHEN z THEN b ELSE 'e' END);

-- [composed_05]
ALTER TABLE t ADD CHECK (FLOOR(CAST(b AS INTEGER) / ((1 / lc) * (-2.5))));

ALTER TABLE t ADD CHECK (CASE WHEN z THEN b ELSE 'e' END || CASE WHEN true THEN name ELSE (jb ->> 'k') END || (REGEXP_REPLACE(CAST(a AS VARCHAR), 'a', 'b')));

ALTER TABLE t ADD CHECK ((hs -> 'k') || es || lower(b) || 'it''s' || es || (jb ->> 'k') || CASE WHEN true THEN coalesce(b, 'z') ELSE (pj #>> '{a, b}') END);

ALTER TABLE t ADD CHECK (NOT z OR ((hs -> 'k') || CAST(a AS VARCHAR) || CASE WHEN false THEN name ELSE coalesce(b, 'z') END) = (es || es || coalesce(b COLLATE "C")));

ALTER TABLE t ADD CHECK (FLOOR((length(b) / CAST(max(a) AS NUMERIC)) / (a + 1)) ## 1.5);

ALTER TABLE t ADD CHECK (a = ANY (ARRAY[1, 2]) OR (REGEXP_REPLACE(CASE WHEN z THEN b ELSE 'e' END, 'a', 'b')) != lower(b) OR b = ANY (ARRAY[1, 2]));

-- [composed_06]
ALTER TABLE t ADD CHECK ((pj #>> '{a, b}') NOT ILIKE '%' || lower((pj #>> '{a, b}')) || '%');

ALTER TABLE t ADD CHECK (foo() BETWEEN a AND CASE WHEN (par[1] >= count(a) FILTER (WHERE z)) THEN id ELSE CASE WHEN CAST(a AS BOOLEAN) THEN -3 ELSE CAST(b AS INTEGER) END END);

ALTER TABLE t ADD CHECK (EXTRACT(year FROM d) != lc / (d - d));

ALTER TABLE t ADD CHECK (CASE WHEN (defined(hs, 'x') OR CAST(a AS BOOLEAN)) THEN CAST(a AS VARCHAR) || (hs -> 'k') ELSE (hs -> 'k') || (hs -> 'k') || name END);

ALTER TABLE t ADD CHECK ('q%' LIKE CASE WHEN lb THEN b COLLATE "C" ELSE name END || '%');

ALTER TABLE t ADD CHECK (coalesce(lc / coalesce(a, 0), count(*) % CAST(b AS INTEGER)));

-- [composed_07]
ALTER TABLE t ADD CHECK (CASE WHEN lb THEN 1.5 ELSE 1.5 END);

ALTER TABLE t ADD CHECK (CASE WHEN (par = ANY (par)) THEN a ELSE a + 1.5 END >= lc);

ALTER TABLE t ADD CHECK ((-max(a)) / (CASE WHEN (CAST((jb ->> 'k') AS BOOLEAN)) THEN id ELSE a END / (max(a) / lc) |/ CAST(b AS INTEGER)));

ALTER TABLE t ADD CHECK (-3 <= CASE WHEN true THEN CASE WHEN (CAST((jb ->> 'k') AS BOOLEAN)) THEN CAST((jb ->> 'k') AS INTEGER) ELSE 2.5 END ELSE zar[1] END);

ALTER TABLE t ADD CHECK (CASE WHEN (CAST((jb ->> 'k') AS BOOLEAN) != 1.5) THEN coalesce(a, 0) + n ELSE par[1] * -3 END % (2.5 | (d - d)));

ALTER TABLE t ADD CHECK (lc | sum(a) OVER (ORDER BY b));

-- [composed_08]
ALTER TABLE t ADD CHECK (-3 / ((d - d &* id) <-> (a &* CAST((jb ->> 'k') AS INTEGER))));

ALTER TABLE t ADD CHECK (NOT lb OR par && ARRAY[1]);

ALTER TABLE t ADD CHECK (((count(a) FILTER (WHERE z)) - CAST(b AS INTEGER)) * ((count(a) FILTER (WHERE z)) + foo()) - -3);

ALTER TABLE t ADD CHECK (-foo() <= a |/ CAST(b AS INTEGER));

ALTER TABLE t ADD CHECK (abs(3 - zar[1], count(a) FILTER (WHERE z)) % ((coalesce(a, 0) |/ 3) + 1 * length(b)) |/ 4);

ALTER TABLE t ADD CHECK (('it''s' || 'q%' || (b COLLATE "C") || b COLLATE "C") || trim((hs -> 'k') || b) || ((pj ->> 'k') COLLATE "C") || (b COLLATE "C"));

-- [composed_09]
ALTER TABLE t ADD CHECK (par[1] >= coalesce(a, 0) # coalesce(a, 0));

ALTER TABLE t ADD CHECK ((lc / -3) % max(n, count(a) FILTER (WHERE z)));

ALTER TABLE t ADD CHECK (foo() + 1.5 >= lc * 1.5);

ALTER TABLE t ADD CHECK ((CAST(b AS INTEGER) - sum(a) OVER (ORDER BY b)) / CAST((sum(a) OVER (ORDER BY b) / EXTRACT(year FROM d)) AS NUMERIC) IN (f));

ALTER TABLE t ADD CHECK (CAST(b AS INTEGER) + (FLOOR(n / 3) # a) = coalesce(a, 0));

ALTER TABLE t ADD CHECK (coalesce(b, 'z') || (hs -> 'k') || (jb ->> 'k'));

-- [composed_10]
ALTER TABLE t ADD CHECK (CASE WHEN true THEN EXTRACT(year FROM d) / lc ELSE par[1] * CAST((jb ->> 'k') AS INTEGER) END);

ALTER TABLE t ADD CHECK (CASE WHEN defined(hs, 'x') THEN a ELSE CAST((jb ->> 'k') AS INTEGER) END * EXTRACT(year FROM d));

ALTER TABLE t ADD CHECK (((pj #>> '{a, b}') || CASE WHEN CAST(a AS BOOLEAN) THEN name ELSE CAST(a AS VARCHAR) END) NOT LIKE '%' || concat(b) || b);

ALTER TABLE t ADD CHECK ('it''s' = (CAST(a AS VARCHAR) || lower(b) || name));

ALTER TABLE t ADD CHECK ((length(b) / CAST(zar[1] AS NUMERIC)) / CAST((3 * -3) AS NUMERIC) = -(max(a) * 4));

ALTER TABLE t ADD CHECK ((b COLLATE "C") != (jb ->> 'k') OR a = ANY (array_agg(a)) OR 5 = ALL (par));

-- [composed_11]
ALTER TABLE t ADD CHECK ((-((par[1] - zar[1]) - (par[1] &* sum(a) OVER (ORDER BY b)))) * sum(a) OVER (ORDER BY b));

ALTER TABLE t ADD CHECK (max(a) / CAST((jb ->> 'k') AS INTEGER) |/ -length(b));

ALTER TABLE t ADD CHECK (coalesce(trim((pj #>> '{a, b}'))) || CASE WHEN true THEN name ELSE lower(b) END || trim((pj ->> 'k')));

ALTER TABLE t ADD CHECK ((name || (pj #>> '{a, b}') || name) < (hs -> 'k'));

ALTER TABLE t ADD CHECK (((pj #>> '{a, b}') || lower(b)) COLLATE "C");

ALTER TABLE t ADD CHECK (CASE WHEN ((pj #>> '{a, b}') > CASE WHEN false THEN 'x' ELSE (pj ->> 'k') END) THEN es || lower(b) ELSE 'it''s' || (hs -> 'k') END || es);

-- [composed_12]
ALTER TABLE t ADD CHECK ((b COLLATE "C") || CASE WHEN true THEN (pj ->> 'k') ELSE coalesce(b, 'z') END || coalesce(b, 'z'));

ALTER TABLE t ADD CHECK (CASE WHEN (bar() != (REGEXP_REPLACE('x', 'a', 'b'))) THEN zar[1] / CAST((CAST(jb ->> 'k' AS INTEGER) / CAST(max(a) AS NUMERIC)) AS NUMERIC) ELSE CAST(b AS INTEGER) END);

ALTER TABLE t ADD CHECK (CASE WHEN ((pj #>> '{a, b}') = b) THEN 'q%' || (hs -> 'k') ELSE es || coalesce(b, 'z') END || b || b || CASE WHEN z THEN b ELSE 'e' END);

ALTER TABLE t ADD CHECK ((-((n + sum(a) OVER (ORDER BY b)) / CAST(((d - d) % n) AS NUMERIC))) / CAST(((-3 / CAST(b AS INTEGER) ## a) - foo()) AS NUMERIC));

ALTER TABLE t ADD CHECK (foo() < zar[1] / max(a));

ALTER TABLE t ADD CHECK (n BETWEEN -zar[1] AND FLOOR((f % 4) / (EXTRACT(year FROM d) / CAST(b AS INTEGER))));

-- [composed_13]
ALTER TABLE t ADD CHECK (NOT CASE WHEN lb THEN 1 ELSE lc END);

ALTER TABLE t ADD CHECK (zar[1] < (-(-(count(a) FILTER (WHERE z)))) / CAST(((coalesce(a, 0) # -3) / CAST((jb ->> 'k') AS INTEGER)) AS NUMERIC));

ALTER TABLE t ADD CHECK ((count(a) FILTER (WHERE z)) + 3 + foo());

ALTER TABLE t ADD CHECK (greatest(1.5 % n, greatest(id, coalesce(a, 0))));

ALTER TABLE t ADD CHECK ((CASE WHEN z THEN b ELSE 'e' END || (b COLLATE "C") || CAST(a AS VARCHAR) COLLATE "C") || (pj #>> '{a, b}'));

ALTER TABLE t ADD CHECK ('x' || (jb ->> 'k') || 'it''s' || CAST(a AS VARCHAR) || CAST(a AS VARCHAR));

-- [composed_14]
ALTER TABLE t ADD CHECK ((lc NOT IN (1.5, 2.5)));

ALTER TABLE t ADD CHECK (4 # 1 <-> coalesce(a, 0) / foo());

ALTER TABLE t ADD CHECK (CASE WHEN defined(hs, 'x') THEN b COLLATE "C" || CAST(a AS VARCHAR) ELSE concat(pj ->> 'k') END);

ALTER TABLE t ADD CHECK (NOT ((3 # CAST(b AS INTEGER)) % (CAST(b AS INTEGER) - a)));

ALTER TABLE t ADD CHECK (CASE WHEN (foo() <= length(b)) THEN coalesce(id, length(b)) ELSE -coalesce(a, 0) END IN (2.5, -3));

ALTER TABLE t ADD CHECK (CASE WHEN lb THEN foo() * length(b) ELSE 3 END);

-- [composed_15]
ALTER TABLE t ADD CHECK ((hs -> 'k') || b || 'it''s' || (hs -> 'k') || name || (pj ->> 'k'));

ALTER TABLE t ADD CHECK ('x' || lower(b) || lower(b) || concat(CASE WHEN lb THEN b ELSE 'it''s' END));

ALTER TABLE t ADD CHECK (('q%' || coalesce(b, 'z') || (jb ->> 'k')) != (b COLLATE "C"));

ALTER TABLE t ADD CHECK (name || 'q%' || (pj #>> '{a, b}') || (jb ->> 'k'));

ALTER TABLE t ADD CHECK (CASE WHEN defined(hs, 'x') THEN CAST(a AS VARCHAR) || coalesce(b, 'z') ELSE REGEXP_REPLACE(b, 'a', 'b') END);

ALTER TABLE t ADD CHECK (CAST((jb ->> 'k') AS INTEGER) != ((CAST(b AS INTEGER) + -3) / -3 > CAST(b AS INTEGER)));

-- [composed_16]
ALTER TABLE t ADD CHECK (lb OR lb);

ALTER TABLE t ADD CHECK (1 = -(count(*) % lc - (coalesce(a, 0) ## f)));

ALTER TABLE t ADD CHECK (count(*) <= 3 AND sum(a) OVER (ORDER BY b) = 4);

ALTER TABLE t ADD CHECK (id < -abs(foo(), EXTRACT(year FROM d)) + 1);

ALTER TABLE t ADD CHECK ((b || 'x' || lower(es)) < trim((pj ->> 'k') || CAST(a AS VARCHAR)));

ALTER TABLE t ADD CHECK ((concat((pj #>> '{a, b}')) || b || 'it''s') > CASE WHEN (NOT lx) THEN 'q%' || (hs -> 'k') || es ELSE es END);

-- [composed_17]
ALTER TABLE t ADD CHECK (zar[1] + f <-> zar[1] - foo());

ALTER TABLE t ADD CHECK (sum(max(a), CAST(b AS INTEGER)) <= FLOOR(3 / length(b)));

ALTER TABLE t ADD CHECK (par[1] > CASE WHEN tx THEN f &* zar[1] ELSE CASE WHEN CAST(a AS BOOLEAN) THEN CAST(b AS INTEGER) ELSE length(b) END END);

ALTER TABLE t ADD CHECK ((EXTRACT(year FROM d) * CAST((jb ->> 'k') AS INTEGER)) / CAST((CAST((jb ->> 'k') AS INTEGER) * (d - d)) AS NUMERIC) IN (1.5, sum(a) OVER (ORDER BY b)));

ALTER TABLE t ADD CHECK (coalesce((-length(b)) % (3 * count(*)), length(b) % 1.5 ## 4 * -3));

ALTER TABLE t ADD CHECK (es || (jb ->> 'k') || (jb ->> 'k') || (pj #>> '{a, b}') || coalesce(b, 'z') || CASE WHEN z THEN 'x' ELSE 'q%' END);

-- [composed_18]
ALTER TABLE t ADD CHECK (((jb ->> 'k') || CASE WHEN z THEN b ELSE 'e' END) > coalesce((jb ->> 'k')) AND coalesce(b, 'z') = lower(b) AND tx);

ALTER TABLE t ADD CHECK (lower(b) || coalesce(b, 'z') || lower(b) || CAST(a AS VARCHAR) || 'it''s' || lower(b));

ALTER TABLE t ADD CHECK (CASE WHEN NOT (CAST(jb ->> 'k' AS BOOLEAN)) THEN CAST((jb ->> 'k') AS INTEGER) * lc ELSE 3 END);

ALTER TABLE t ADD CHECK (lc + 3 != -(-a));

ALTER TABLE t ADD CHECK (-coalesce(a, 0) = max(a) % length(b) OR ARRAY[1] = ALL (par) OR defined(hs, 'x'));

ALTER TABLE t ADD CHECK (sum(a) OVER (ORDER BY b) % lc + (par[1] | length(b)) = array_agg(a));

-- [composed_19]
ALTER TABLE t ADD CHECK (-(length(b) & CAST(b AS INTEGER)) - ((n & f) << -3));

ALTER TABLE t ADD CHECK (concat(coalesce(b, 'z')) || CASE WHEN defined(hs, 'x') THEN CAST(a AS VARCHAR) ELSE 'q%' END || (hs -> 'k'));

ALTER TABLE t ADD CHECK (1.5 << 1 * lc != lc - n);

ALTER TABLE t ADD CHECK (a != abs(CASE WHEN z THEN 1.5 ELSE CAST((jb ->> 'k') AS INTEGER) END, foo()));

ALTER TABLE t ADD CHECK ((hs -> 'k') || (jb ->> 'k') || name || (pj ->> 'k') || CASE WHEN true THEN CASE WHEN z THEN b ELSE 'e' END ELSE 'x' END || lower(b) || coalesce(b, 'z'));

ALTER TABLE t ADD CHECK ('it''s' || CASE WHEN defined(hs, 'x') THEN 'x' ELSE lower(b) END);

-- [composed_20]
ALTER TABLE t ADD CHECK (CAST((jb ->> 'k') AS INTEGER) >= EXTRACT(year FROM d) OR (pj #>> '{a, b}') = (pj ->> 'k'));

ALTER TABLE t ADD CHECK (lower(concat((pj ->> 'k'))) || ((hs -> 'k') || b) || (jb ->> 'k'));

ALTER TABLE t ADD CHECK (CASE WHEN (z AND CAST((jb ->> 'k') AS BOOLEAN)) THEN coalesce(b, 'z') || b ELSE (jb ->> 'k') || 'q%' END);

ALTER TABLE t ADD CHECK (trim(CAST(a AS VARCHAR)) = ((b COLLATE "C") || 'q%'));

ALTER TABLE t ADD CHECK (CAST(a AS BOOLEAN) AND lb);

ALTER TABLE t ADD CHECK (abs(par[1], max(a)) % CASE WHEN z THEN max(a) ELSE d - d END);

