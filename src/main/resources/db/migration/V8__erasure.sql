-- Invitees' e-mail addresses that were erased, so that nothing brings them back. Of an address only a keyed hash is kept.

-- The hashes' key, as ciphertext. It is not one of the configured encryption keys: when those change, this row is encrypted
-- anew and the hashes stay good, which nobody could compute again without the addresses.
CREATE TABLE erasure_keys (
  id uuid PRIMARY KEY,
  sealed_key varchar NOT NULL,
  created_at timestamptz NOT NULL,
  only_one boolean NOT NULL DEFAULT true UNIQUE CHECK (only_one)
);

CREATE TABLE erased_addresses (
  tenant_id varchar NOT NULL,
  -- HMAC-SHA256 in hex.
  address_hash varchar NOT NULL CHECK (length(address_hash) = 64),
  key_id uuid NOT NULL REFERENCES erasure_keys (id) ON DELETE CASCADE,
  -- What was booked until then is anonymous.
  erased_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, address_hash)
);

CREATE INDEX erased_addresses_hash ON erased_addresses (address_hash);
CREATE INDEX erased_addresses_key ON erased_addresses (key_id);

-- The key of the hashes; null while nothing was ever erased. Volatile, so that a statement which has waited for a lock sees
-- what was committed meanwhile.
CREATE FUNCTION calendly_erasure_key() RETURNS uuid LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN (SELECT key_id FROM erased_addresses LIMIT 1);
END
$$;

-- Whether a text may hold an address: as it is, or as it stands in URLs. Both in lower case.
CREATE FUNCTION calendly_mentions(content text, plain text, encoded text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN strpos(lower(content), plain) > 0 OR strpos(lower(content), encoded) > 0;

-- Who disconnects with purge: what is theirs is erased when Calendly has been told, now or by the sweep, and then the row itself.
ALTER TABLE calendar_connections ADD COLUMN purge_requested_at timestamptz;
