-- What backends of all tenants list: everybody's meetings by their start. Those of one tenant have V36's index. Building it keeps meetings from
-- being written; where there are millions of them, build it CONCURRENTLY under this name before.

CREATE INDEX IF NOT EXISTS meetings_by_start ON meetings (start_time, id);
