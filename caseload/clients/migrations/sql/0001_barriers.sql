-- Moving people across a barrier, and explaining one (access-and-audit.md §5.3, §6). Standing is readable by
-- nobody; these functions answer and act for those who answer for all sides, and for nobody else.

-- Standing that was released, by whom and why. Nobody changes or removes a line.
CREATE TABLE acl.standing_release (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    family_id uuid NOT NULL,
    side text NOT NULL,
    since timestamptz NOT NULL,
    released_by uuid NOT NULL,
    released_at timestamptz NOT NULL,
    request_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason <> '')
);

-- May the actor look at and move the sides of this family?
CREATE FUNCTION acl.may_side(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM public.clients_family f
                    WHERE f.id = wanted AND f.organisation_id = ctx.organisation('wide')
                      AND f.id NOT IN (SELECT acl.barred_family_ids()))
       AND acl.holds('manage_sides')
$$;

CREATE FUNCTION acl.family_standings(wanted uuid) RETURNS TABLE (user_id uuid, side text, since timestamptz)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.user_id, s.side, s.since FROM acl.standing s
     WHERE s.family_id = wanted AND acl.may_side(wanted)
     ORDER BY s.since, s.user_id
$$;

-- After a case changed its side: these users stand where it stands now.
CREATE FUNCTION acl.restand(moved uuid, holders uuid[]) RETURNS integer
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fam uuid;
    touched integer;
BEGIN
    SELECT c.family_id INTO fam FROM public.clients_case c
     WHERE c.id = moved AND c.family_id IS NOT NULL AND acl.may_side(c.family_id);
    IF fam IS NULL THEN
        RETURN 0;
    END IF;
    INSERT INTO acl.standing AS s (user_id, family_id, side, since)
    SELECT u.id, fam, acl.side_of(moved), ctx.now() FROM public.accounts_user u
     WHERE u.id = ANY (holders) AND u.organisation_id = ctx.organisation()
    ON CONFLICT (user_id, family_id) DO UPDATE SET side = excluded.side, since = excluded.since;
    GET DIAGNOSTICS touched = ROW_COUNT;
    RETURN touched;
END $$;

-- What somebody knew of a side does not bind them any more: a decision with a name and a reason.
CREATE FUNCTION acl.release_standing(holder uuid, family uuid, reason text) RETURNS boolean
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT acl.may_side(family) OR holder = ctx.who() THEN
        RETURN false;
    END IF;
    INSERT INTO acl.standing_release (user_id, family_id, side, since, released_by, released_at,
                                      request_id, reason)
    SELECT s.user_id, s.family_id, s.side, s.since, ctx.who(), ctx.now(), ctx.request(),
           release_standing.reason
      FROM acl.standing s WHERE s.user_id = holder AND s.family_id = family;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM acl.standing s WHERE s.user_id = holder AND s.family_id = family;
    RETURN true;
END $$;

-- The bare facts about one user and one case, for the application's own judgement. ``acl.explain``
-- judges the same facts on its own; the two must agree.
CREATE FUNCTION acl.access_facts(asked uuid, wanted uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'active', (SELECT u.is_active FROM public.accounts_user u
                    WHERE u.id = asked AND u.organisation_id = c.organisation_id),
        'strand', c.strand,
        'side', acl.side_of(c.id),
        'in_family', c.family_id IS NOT NULL,
        'stands', (SELECT s.side FROM acl.standing s
                    WHERE s.user_id = asked AND s.family_id = c.family_id),
        'grants', coalesce((SELECT jsonb_agg(jsonb_build_object('source', g.source,
                      'permission', p.codename, 'expires_at', g.expires_at))
                    FROM public.clients_caseusergrant g
                    JOIN public.auth_permission p ON p.id = g.permission_id
                   WHERE g.case_id = c.id AND g.user_id = asked), '[]'),
        'team_grants', coalesce((SELECT jsonb_agg(jsonb_build_object('source', g.source,
                      'permission', p.codename, 'expires_at', g.expires_at,
                      'starts_at', h.starts_at, 'ends_at', h.ends_at))
                    FROM public.clients_casegroupgrant g
                    JOIN public.auth_permission p ON p.id = g.permission_id
                    JOIN public.accounts_roleholding h ON h.group_id = g.group_id
                   WHERE g.case_id = c.id AND h.user_id = asked AND h.role = 'team_manager'), '[]'),
        'roles', coalesce((SELECT jsonb_agg(jsonb_build_object('role', h.role, 'strands', h.strands,
                      'starts_at', h.starts_at, 'ends_at', h.ends_at,
                      'approved', h.approved_by_id IS NOT NULL))
                    FROM public.accounts_roleholding h
                   WHERE h.user_id = asked AND h.organisation_id = c.organisation_id), '[]'),
        'exclusions', coalesce((SELECT jsonb_agg(jsonb_build_object('starts_at', x.starts_at,
                      'ends_at', x.ends_at))
                    FROM public.clients_exclusion x
                   WHERE x.user_id = asked AND (x.person_id = c.client_id OR x.person_id IN (
                         SELECT m.person_id FROM public.clients_familymember m
                          WHERE m.family_id = c.family_id))), '[]'),
        'sides_held', coalesce((SELECT jsonb_agg(jsonb_build_object('strand', o.strand,
                      'side', acl.side_of(o.id)))
                    FROM public.clients_case o WHERE o.family_id = c.family_id), '[]'))
      FROM public.clients_case c
     WHERE c.id = wanted AND c.organisation_id = ctx.organisation()
       AND (acl.holds('manage_sides') OR acl.holds('view_audit'))
       AND c.id NOT IN (SELECT acl.barred_case_ids())
$$;

GRANT EXECUTE ON FUNCTION acl.family_standings(uuid), acl.restand(uuid, uuid[]),
    acl.release_standing(uuid, uuid, text), acl.access_facts(uuid, uuid) TO caseload_own, caseload_wide;
GRANT EXECUTE ON FUNCTION acl.case_ids_with(text), acl.barred_case_ids(), acl.holds(text) TO caseload_audit;
