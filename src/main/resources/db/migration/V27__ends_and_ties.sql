-- A sync measures in what is new how it comes on, goes on from the start time reached where a page token is refused, and looks up in the end what was
-- not listed.

ALTER TABLE sync_jobs
  -- The earliest start time asked for, once that is not the window's.
  ADD COLUMN resume_from timestamptz,
  -- When the last event of the last page that was read starts.
  ADD COLUMN reached timestamptz,
  -- Whether Calendly refuses the account to name its organization.
  ADD COLUMN by_user boolean NOT NULL DEFAULT false,
  -- Whether the last page has been read.
  ADD COLUMN listed boolean NOT NULL DEFAULT false,
  -- How many turns in a row have come to nothing new.
  ADD COLUMN fruitless integer NOT NULL DEFAULT 0;

-- What a pending sync has seen since it began, or began anew: events, and pages without any.
CREATE TABLE sync_seen (
  job_id uuid NOT NULL REFERENCES sync_jobs (id) ON DELETE CASCADE,
  began_at timestamptz NOT NULL,
  what varchar NOT NULL,
  PRIMARY KEY (job_id, began_at, what)
);

-- What decides between two states with one updated_at (ADR 24). Null in rows from before, and in what a replica of before writes.

ALTER TABLE meetings
  -- Whether it was asked for, and not delivered.
  ADD COLUMN fetched boolean NOT NULL DEFAULT false,
  -- When it was said.
  ADD COLUMN told_at timestamptz,
  -- When it was said last whether it takes place.
  ADD COLUMN status_at timestamptz;

ALTER TABLE meeting_invitees
  ADD COLUMN fetched boolean NOT NULL DEFAULT false,
  ADD COLUMN told_at timestamptz,
  -- Since when it is known whether it is a no-show.
  ADD COLUMN no_show_at timestamptz;
