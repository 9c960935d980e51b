-- The whole meeting: what Calendly says beside what decides anything. Null in rows from before, which are filled in the background, and left as it was
-- by what a replica of before writes.

ALTER TABLE meetings
  -- What it was booked as: searched by.
  ADD COLUMN IF NOT EXISTS event_type varchar,
  -- Guests, notes, the calendar's side, how many are invited, when it was made.
  ADD COLUMN details jsonb,
  -- When each of them was said; under '' when all others were.
  ADD COLUMN details_said jsonb;

ALTER TABLE meeting_invitees
  -- Parts of the name, telephone number, links, payment, routing form, reconfirmation, how and by whom it was booked.
  ADD COLUMN details jsonb,
  ADD COLUMN details_said jsonb,
  -- When the mark of a no-show was made.
  ADD COLUMN no_show_since timestamptz;

-- A replica of before, which erases somebody, knows nothing of these columns.
CREATE FUNCTION meeting_invitees_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.details := NULL;
  NEW.details_said := NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER meeting_invitees_forget BEFORE UPDATE ON meeting_invitees
  FOR EACH ROW WHEN (OLD.email IS NOT NULL AND NEW.email IS NULL)
  EXECUTE FUNCTION meeting_invitees_forget();

-- What a list of meetings is searched by. Building these keeps meetings from being written; where there are millions of them, build
-- them CONCURRENTLY under these names before, and the column event_type for one of them.

CREATE INDEX IF NOT EXISTS meetings_of_event_type ON meetings (tenant_id, event_type, start_time, id) WHERE event_type IS NOT NULL;

-- Most are active: those are found among all.
CREATE INDEX IF NOT EXISTS meetings_canceled ON meetings (tenant_id, user_id, start_time, id) WHERE status = 'canceled';

CREATE INDEX IF NOT EXISTS meetings_changed ON meetings (tenant_id, updated_at);

CREATE INDEX IF NOT EXISTS meetings_of_hosts ON meetings USING gin (hosts jsonb_path_ops);

CREATE INDEX IF NOT EXISTS meeting_invitees_email ON meeting_invitees (lower(email), meeting_id);

-- Filling what is stored. From the bodies of deliveries: how far that has come, in the order in which they were received. To the end of
-- those that a replica of before may have worked off. No row where there is nothing to fill.
CREATE TABLE meeting_filling (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  received_at timestamptz NOT NULL DEFAULT '-infinity',
  delivery_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  until timestamptz NOT NULL,
  finished_at timestamptz
);

INSERT INTO meeting_filling (until) SELECT now() + interval '1 hour' WHERE EXISTS (SELECT FROM meetings);

-- And by one sync of each connection, spread over six hours, once replicas of before are likely to be gone.
ALTER TABLE sync_schedules ADD COLUMN fill_at timestamptz;

UPDATE sync_schedules SET fill_at = now() + interval '30 minutes' + random() * interval '6 hours';

CREATE INDEX sync_schedules_fill ON sync_schedules (fill_at) WHERE fill_at IS NOT NULL;
