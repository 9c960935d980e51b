-- What backends list: a whole tenant's meetings by their start, or everybody's. V31 meant the first, under a name that an index of V17 had: where
-- that was there, it made none. Building these keeps meetings from being written; where there are millions of them, build them CONCURRENTLY under
-- these names before.

CREATE INDEX IF NOT EXISTS meetings_of_tenant_by_start ON meetings (tenant_id, start_time, id);

CREATE INDEX IF NOT EXISTS meetings_by_start ON meetings (start_time, id);
