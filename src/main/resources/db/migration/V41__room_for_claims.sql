-- A claim changes no column that an index has, so PostgreSQL writes to none as long as the row's page has room for another version of it. Whole
-- pages are claimed together, and 15 % was room for one row in seven; each of the others cost an entry in every index. Rows without their bodies,
-- which are kept beside the table, are small. What is stored already stays as it is.

ALTER TABLE calendly_webhook_deliveries SET (fillfactor = 45);
