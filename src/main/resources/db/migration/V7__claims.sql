-- How often a worker took a delivery, apart from how often it tried: one that is killed, or has no time left, has not tried it.
ALTER TABLE calendly_webhook_deliveries ADD COLUMN claims integer NOT NULL DEFAULT 0;
