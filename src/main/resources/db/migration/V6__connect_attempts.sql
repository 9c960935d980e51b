-- How often a user has asked to connect lately, whichever replica was asked. Users are known by a hash only.
CREATE TABLE connect_attempts (
  caller_hash bytea PRIMARY KEY CHECK (length(caller_hash) = 32),
  window_started_at timestamptz NOT NULL,
  attempts integer NOT NULL CHECK (attempts > 0)
);

CREATE INDEX connect_attempts_age ON connect_attempts (window_started_at);
