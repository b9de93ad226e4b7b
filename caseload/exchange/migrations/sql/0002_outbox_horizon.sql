-- The transaction below which nothing can be committed any more in this database. Transaction ids
-- are the whole server's: without a look at where each one runs, a long transaction of any other
-- database would hold every agency's feed back. Only who is seen to run elsewhere is left out; who
-- cannot be placed counts. Asked within the statement that reads the rows, so both see one snapshot.
CREATE FUNCTION acl.outbox_horizon() RETURNS bigint
LANGUAGE sql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp AS $$
    WITH elsewhere AS MATERIALIZED (
        SELECT l.transactionid AS id
          FROM pg_locks l
          JOIN pg_stat_activity a ON a.pid = l.pid
         WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
           AND a.datname <> current_database())
    SELECT coalesce(min(running.id::text::bigint),
                    pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
      FROM pg_snapshot_xip(pg_current_snapshot()) AS running (id)
     WHERE NOT EXISTS (SELECT 1 FROM elsewhere e WHERE e.id = running.id::xid)
$$;

GRANT EXECUTE ON FUNCTION acl.outbox_horizon() TO caseload_partner;
