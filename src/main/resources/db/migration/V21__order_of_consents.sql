-- When the grant of the user's last consent to the account was stored, by the database's clock: of two consents, the later one counts. Null where a
-- replica of before has stored it.
ALTER TABLE calendar_connections ADD COLUMN consented_at timestamptz;
