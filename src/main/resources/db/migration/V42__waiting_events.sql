-- What comes next for a reader of the feed, of one tenant or ('*') of all: at most so many, in their order. Said to a planner that thinks a
-- tenant has few events, it would read and sort all that wait to show the first of them.
CREATE FUNCTION waiting_events(whose varchar, after bigint, most integer) RETURNS TABLE (created_at timestamptz, type varchar)
LANGUAGE plpgsql STABLE
SET enable_bitmapscan = off SET enable_sort = off SET search_path FROM CURRENT AS $$
BEGIN
  IF whose = '*' THEN
    RETURN QUERY SELECT e.created_at, e.type FROM events e WHERE e.position > after ORDER BY e.position LIMIT most;
  ELSE
    RETURN QUERY SELECT e.created_at, e.type FROM events e WHERE e.tenant_id = whose AND e.position > after ORDER BY e.position LIMIT most;
  END IF;
END
$$;
