-- The connections of accounts that were moved elsewhere whose grants the last run has left something to do for here: those are let go once it is done.
-- Null where that is not known: no run has come to an end since the organization was marked.
ALTER TABLE calendly_organizations ADD COLUMN needed_grants uuid[];
