-- What an organization's last finished run had asked Calendly for: events, and the address they are delivered to. What was refused
-- for that says nothing of what is asked for once it was corrected. Null: not known, as of before this version.
ALTER TABLE calendly_organizations ADD COLUMN asked_for varchar;
-- When the organization was last looked at before its create was sent: it may have served nobody since. Earlier versions kept that
-- in checked_at, which tells when Calendly has last said how a subscription is.
ALTER TABLE calendly_webhook_subscriptions ADD COLUMN looked_at timestamptz;
