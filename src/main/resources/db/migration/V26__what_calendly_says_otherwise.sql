-- How many records a sync could not read: they are left out, and everything around them is read.
ALTER TABLE sync_jobs ADD COLUMN unreadable integer NOT NULL DEFAULT 0;

-- A status of Calendly's that is not known, as it came; the row's own status is active then.
ALTER TABLE meetings ADD COLUMN status_raw varchar;
ALTER TABLE meeting_invitees ADD COLUMN status_raw varchar;
