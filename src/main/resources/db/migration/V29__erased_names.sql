-- Invitees of a meeting are read a page at a time, in the order in which they were invited: a meeting may have thousands of them.
-- Building it keeps meetings from being written; where there are millions of invitees, build it CONCURRENTLY under this name before.
CREATE INDEX IF NOT EXISTS meeting_invitees_in_order
  ON meeting_invitees (meeting_id, created_at, calendly_invitee_uri);

COMMENT ON COLUMN erased_addresses.address_hash IS
  'of an address; or of an event''s URI and an erased invitee''s name, which is not to stand in that event''s name again';
