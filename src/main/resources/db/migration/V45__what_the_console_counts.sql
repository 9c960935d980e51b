-- Which key has encrypted what, without reading whole tables: of each column that holds ciphertext, the id of its key as `SealedRows` reads it.
-- There are few ids, so these are small. Building them keeps rows from being written; where there are hundreds of thousands, build them
-- CONCURRENTLY under these names before.
-- All of them first, in the order in which the service mostly writes to them, so that hardly anybody waits for another in a circle while
-- they are built; where the database ends this for one that does, it can be repeated.
LOCK TABLE calendly_webhook_subscriptions, oauth_states, retired_tokens, destinations, erasure_keys, calendar_connections IN SHARE MODE;

CREATE INDEX IF NOT EXISTS calendar_connections_access_key ON calendar_connections (split_part(access_token, '.', 2));
CREATE INDEX IF NOT EXISTS calendar_connections_refresh_key ON calendar_connections (split_part(refresh_token, '.', 2));
CREATE INDEX IF NOT EXISTS calendly_webhook_subscriptions_key ON calendly_webhook_subscriptions (split_part(webhook_signing_key, '.', 2));
CREATE INDEX IF NOT EXISTS retired_tokens_key ON retired_tokens (split_part(token, '.', 2));
CREATE INDEX IF NOT EXISTS oauth_states_key ON oauth_states (split_part(pkce_verifier, '.', 2));
CREATE INDEX IF NOT EXISTS destinations_key ON destinations (split_part(secret, '.', 2));
CREATE INDEX IF NOT EXISTS destinations_previous_key ON destinations (split_part(previous_secret, '.', 2));
CREATE INDEX IF NOT EXISTS erasure_keys_key ON erasure_keys (split_part(sealed_key, '.', 2));

-- How many subscriptions there are by state, which the page Now asks for.
CREATE INDEX IF NOT EXISTS calendly_webhook_subscriptions_of_state ON calendly_webhook_subscriptions (state) WHERE state <> 'DELETED';
