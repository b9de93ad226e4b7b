-- Drafts are their author's alone, so the job that blanks old ones may not read them. It asks this
-- function, which takes nothing, shows nothing and answers how many.
CREATE FUNCTION acl.expire_drafts() RETURNS integer
LANGUAGE sql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        UPDATE public.contacts_contactdraft d
           SET body = '{}'::jsonb, ended_at = ctx.now(), ending = 'expired', version = d.version + 1
         WHERE d.ended_at IS NULL AND d.saved_at <= ctx.now() - interval '14 days'
           AND d.organisation_id = ctx.organisation('wide')
           AND EXISTS (SELECT 1 FROM ctx.live_roles(ctx.who(), ctx.instant()) held(role)
                        WHERE held.role = 'system.drafts')
        RETURNING 1)
    SELECT count(*)::integer FROM gone
$$;
GRANT EXECUTE ON FUNCTION acl.expire_drafts() TO caseload_wide;
