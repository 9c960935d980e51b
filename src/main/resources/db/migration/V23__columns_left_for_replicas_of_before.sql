-- Nothing writes or reads the organization's gap since V20. The columns stay nevertheless: a replica of before V20 reads and writes them, and
-- may run beside this version while it is being replaced. They may go with the first release after one that holds V20.

COMMENT ON COLUMN calendly_organizations.gap_since IS 'Empty since V20: see delivery_gaps.';
COMMENT ON COLUMN calendly_organizations.served_since IS 'Empty since V20: see delivery_gaps.';
