-- Rows that are locked for what they stand for (ADR 18): a hash of an event's address, or, behind those, of a user. A row's lock takes no
-- room in PostgreSQL's lock table, which all who use the server share. Nothing is ever written to them.
CREATE TABLE meeting_lock_rows (place integer NOT NULL);
INSERT INTO meeting_lock_rows SELECT generate_series(0, 262144 + 65536 - 1);
ALTER TABLE meeting_lock_rows ADD PRIMARY KEY (place);
ANALYZE meeting_lock_rows;

-- A row that is missing would lock nothing.
CREATE FUNCTION meeting_lock_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'every row of meeting_lock_rows is needed';
END
$$;

CREATE TRIGGER meeting_lock_rows_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON meeting_lock_rows
  FOR EACH STATEMENT EXECUTE FUNCTION meeting_lock_rows_stay();
