-- Calendly counts token calls per account, whoever of us is connected with it.
CREATE INDEX calendar_connections_account ON calendar_connections (calendly_user_uri) WHERE calendly_user_uri IS NOT NULL;
