-- The outbox's own clock: who wrote a row cannot say when, or in which transaction. Outside public,
-- because nobody but this function may draw a number: a gap says nothing, a volume would.
CREATE SEQUENCE acl.outbox_seq;

CREATE FUNCTION acl.stamp_outbox() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.tx := pg_current_xact_id()::text::bigint;
    NEW.seq := nextval('acl.outbox_seq');
    NEW.occurred_at := ctx.now();
    NEW.written_at := transaction_timestamp();
    RETURN NEW;
END $$;

-- May this agency be told of more than recalls? Asked anew at each attempt (api.md §7).
CREATE FUNCTION acl.agency_is_live(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM public.accounts_partneragency a
                     JOIN public.accounts_sharingagreement g ON g.agency_id = a.id
                    WHERE a.id = wanted AND a.organisation_id = ctx.organisation('relay')
                      AND (a.suspended_at IS NULL OR a.suspended_at > ctx.instant())
                      AND g.starts_at <= ctx.instant() AND g.ends_at > ctx.instant())
$$;

-- After 90 days nobody reads an event any more; the reference of the agency's own goes. Nothing else
-- in a row is anybody's, and no row is ever deleted.
CREATE FUNCTION acl.blank_old_events() RETURNS integer
LANGUAGE sql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        UPDATE public.exchange_outboxevent e SET external_reference = ''
         WHERE e.organisation_id = ctx.organisation('relay') AND e.external_reference <> ''
           AND e.written_at < statement_timestamp() - interval '90 days'
        RETURNING 1)
    SELECT count(*)::integer FROM gone
$$;

GRANT EXECUTE ON FUNCTION acl.stamp_outbox() TO caseload_owner;
GRANT EXECUTE ON FUNCTION acl.agency_is_live(uuid), acl.blank_old_events() TO caseload_relay;
