-- When its user left, or consented anew, before its grant was stored: that grant is revoked instead.
ALTER TABLE oauth_states ADD COLUMN withdrawn_at timestamptz;

CREATE INDEX oauth_states_user ON oauth_states (tenant_id, user_id);

-- How often the organization had been marked when everything that was learned of it was forgotten.
ALTER TABLE calendly_organizations ADD COLUMN anew_marks bigint NOT NULL DEFAULT 0;
