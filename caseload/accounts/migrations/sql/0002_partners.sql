-- Partner agencies, and the programs they ask with. A program is alive while itself and its agency are
-- not suspended and an agreement is in force; asked anew at each statement, so that suspending it or
-- ending the agreement ends its tokens at once (access-and-audit.md §5.3).
CREATE FUNCTION acl.live_client_agency(principal uuid, at timestamptz) RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.id FROM public.accounts_partnerclient c
      JOIN public.accounts_partneragency a ON a.id = c.agency_id
     WHERE c.user_id = principal
       AND (c.suspended_at IS NULL OR c.suspended_at > at)
       AND (a.suspended_at IS NULL OR a.suspended_at > at)
       AND EXISTS (SELECT 1 FROM public.accounts_sharingagreement g
                    WHERE g.agency_id = a.id AND g.starts_at <= at AND g.ends_at > at)
$$;

-- The agency of the program that acts, while it is alive; NULL under every other scope.
CREATE FUNCTION acl.my_agency() RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT ctx.agency() WHERE ctx.agency() = acl.live_client_agency(ctx.who(), ctx.instant())
$$;

-- Does an agreement in force with this agency name the purpose and all of these kinds of data?
CREATE FUNCTION acl.agreement_covers(wanted uuid, purpose text, categories text[], at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM public.accounts_sharingagreement g
                     JOIN public.accounts_partneragency a ON a.id = g.agency_id
                    WHERE g.agency_id = wanted AND g.starts_at <= at AND g.ends_at > at
                      AND (a.suspended_at IS NULL OR a.suspended_at > at)
                      AND agreement_covers.purpose = ANY (g.purposes::text[])
                      AND agreement_covers.categories <@ (g.categories::text[] || '{status}'::text[]))
$$;

CREATE OR REPLACE FUNCTION ctx.live_roles(holder uuid, at timestamptz) RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 3 SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.role FROM public.accounts_roleholding h
     WHERE h.user_id = holder AND h.starts_at <= at AND h.ends_at > at
       AND EXISTS (SELECT 1 FROM public.accounts_user u WHERE u.id = holder AND u.is_active)
       AND (h.approved_by_id IS NOT NULL OR h.role NOT IN (SELECT role FROM acl.second_person_role))
    UNION ALL
    SELECT 'system.' || split_part(u.username, '.', 2) FROM public.accounts_user u
     WHERE u.id = holder AND u.is_active AND u.kind = 'system' AND u.username LIKE 'system.%'
    UNION ALL
    SELECT 'partner.' || scope FROM public.accounts_partnerclient c, unnest(c.scopes) AS scope
     WHERE c.user_id = holder AND acl.live_client_agency(holder, at) IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION ctx.live_session(session uuid, actor uuid, at timestamptz)
RETURNS TABLE (organisation_id uuid, agency_id uuid, scopes text[])
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
    SELECT u.organisation_id,
           CASE WHEN u.kind = 'service' THEN acl.live_client_agency(u.id, at) END,
           CASE WHEN u.username = 'anonymous' THEN ARRAY['refusal']
                WHEN u.username = 'migration' THEN ARRAY['migration']
                WHEN u.kind = 'system' AND u.username LIKE 'system.relay.%'
                    THEN ARRAY['relay', 'refusal']
                WHEN u.kind = 'system' THEN ARRAY['wide', 'refusal']
                WHEN u.kind = 'service' AND acl.live_client_agency(u.id, at) IS NOT NULL
                    THEN ARRAY['partner', 'refusal']
                WHEN u.kind = 'service' THEN ARRAY['refusal']
                WHEN EXISTS (SELECT 1 FROM ctx.live_roles(u.id, at) held(role)
                              WHERE held.role IN (SELECT role FROM acl.wide_role))
                    THEN ARRAY['wide', 'refusal']
                ELSE ARRAY['own', 'refusal'] END
      FROM public.accounts_session s JOIN public.accounts_user u ON u.id = s.user_id
     WHERE s.id = session AND s.user_id = actor AND u.is_active
       AND s.ended_at IS NULL AND s.ends_at > statement_timestamp()
$$;

-- A program is of its agency's organisation, acts as a service principal of it that nothing else acts
-- as, and is a test program exactly where the organisation is a sandbox.
CREATE FUNCTION acl.check_partner_client() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.accounts_user u
                     JOIN public.accounts_organisation o ON o.id = u.organisation_id
                    WHERE u.id = NEW.user_id AND u.organisation_id = NEW.organisation_id
                      AND u.kind = 'service' AND o.is_test = NEW.is_test) THEN
        RAISE EXCEPTION 'not of this organisation' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- A secret is of its program's organisation.
CREATE FUNCTION acl.check_client_secret() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.accounts_partnerclient c
                    WHERE c.id = NEW.client_id AND c.organisation_id = NEW.organisation_id) THEN
        RAISE EXCEPTION 'not of this organisation' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

GRANT EXECUTE ON FUNCTION acl.check_partner_client(), acl.check_client_secret() TO caseload_owner;
GRANT EXECUTE ON FUNCTION acl.my_agency(), acl.agreement_covers(uuid, text, text[], timestamptz)
    TO caseload_owner, caseload_own, caseload_wide, caseload_partner;
GRANT USAGE ON SCHEMA ctx, acl TO caseload_relay;
GRANT EXECUTE ON FUNCTION ctx.who(), ctx.scope(), ctx.organisation(text), ctx.organisation(),
    ctx.request_line(), ctx.request(), ctx.now(), ctx.instant() TO caseload_relay;
