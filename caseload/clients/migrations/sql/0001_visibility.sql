-- Who sees which case, decided from the grants (access-and-audit.md §4, §6, §18). Every function takes
-- its actor from the signed context alone, and says nothing to a scope that is not its own.

-- Knowledge outlives a grant: the first access on a side writes where the user stands in a family.
CREATE TABLE acl.standing (
    user_id uuid NOT NULL,
    family_id uuid NOT NULL,
    side text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (user_id, family_id)
);

CREATE FUNCTION acl.side_of(wanted uuid) RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(s.side, CASE WHEN c.strand = 'suspect_support' THEN 'investigated' ELSE 'relatives' END)
      FROM public.clients_case c LEFT JOIN public.clients_caseside s ON s.case_id = c.id
     WHERE c.id = wanted
$$;

-- Cases opened in this very request: the opener may finish opening them, and no more. The request's
-- id may come from the caller, so the transaction's own time has to be the same too: sending an old id
-- again reopens nothing.
CREATE FUNCTION acl.opened_here() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id FROM public.clients_case c
     WHERE c.opened_request = ctx.request() AND c.recorded_by_id = ctx.who()
       AND c.recorded_at = ctx.now() AND ctx.scope() IN ('own', 'wide')
$$;

-- A grant works only while its holder has a role that works with cases; the data protection lead's
-- works for open rights requests alone (access-and-audit.md §3, §5.1).
CREATE FUNCTION acl.granted_case_ids(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    WITH works AS (
        SELECT bool_or(r.every_source) AS every_source FROM acl.case_role r
         WHERE r.role IN (SELECT ctx.live_roles(ctx.who(), ctx.instant()))
    )
    SELECT g.case_id FROM works CROSS JOIN public.clients_caseusergrant g
      JOIN public.auth_permission p ON p.id = g.permission_id AND p.codename = wanted
     WHERE g.user_id = ctx.who() AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())
       AND (works.every_source OR (NOT works.every_source AND g.source = 'rights_request'))
    UNION
    SELECT g.case_id FROM works CROSS JOIN public.accounts_roleholding h
      JOIN public.clients_casegroupgrant g ON g.group_id = h.group_id
      JOIN public.auth_permission p ON p.id = g.permission_id AND p.codename = wanted
     WHERE works.every_source AND h.user_id = ctx.who() AND h.role = 'team_manager'
       AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
       AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())
$$;

-- Every right needs sight: a grant to do something without a grant to see opens nothing.
CREATE FUNCTION acl.case_ids_with(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT granted FROM acl.granted_case_ids(wanted) AS granted WHERE ctx.scope() IN ('own', 'wide')
    INTERSECT
    SELECT seen FROM acl.granted_case_ids('view_case') AS seen
$$;

CREATE FUNCTION acl.visible_case_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT granted FROM acl.granted_case_ids('view_case') AS granted WHERE ctx.scope() = 'own'
    UNION SELECT opened FROM acl.opened_here() AS opened WHERE ctx.scope() = 'own'
$$;

CREATE FUNCTION acl.excluded_person_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.person_id FROM public.clients_exclusion x
     WHERE x.user_id = ctx.who() AND x.starts_at <= ctx.instant()
       AND (x.ends_at IS NULL OR x.ends_at > ctx.instant())
$$;

-- Every family the person ever belonged to: leaving one does not reopen it to the excluded.
CREATE FUNCTION acl.excluded_family_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.family_id FROM public.clients_familymember m
     WHERE m.person_id IN (SELECT acl.excluded_person_ids())
$$;

-- The safeguarding lead answers for all sides; system actors are not people. Nobody else stands on two.
CREATE FUNCTION acl.is_above_sides() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT ctx.scope() = 'wide' AND EXISTS (
        SELECT 1 FROM ctx.live_roles(ctx.who(), ctx.instant()) held(role)
         WHERE held.role = 'safeguarding_lead' OR held.role LIKE 'system.%')
$$;

-- A wide role below the safeguarding lead: nothing outside the strands it holds, and nothing of a
-- family that is divided within them until it has been given a side.
CREATE FUNCTION acl.strand_barred_case_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    WITH held AS (
        SELECT h.strands FROM public.accounts_roleholding h
         WHERE h.user_id = ctx.who() AND h.role = 'service_manager'
           AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
           AND h.approved_by_id IS NOT NULL
           AND h.role IN (SELECT ctx.live_roles(ctx.who(), ctx.instant()))
    ), within AS (
        SELECT c.id, c.family_id,
               EXISTS (SELECT 1 FROM held WHERE cardinality(held.strands) = 0
                                             OR c.strand = ANY (held.strands)) AS held_here
          FROM public.clients_case c WHERE c.organisation_id = ctx.organisation()
    ), divided AS (
        SELECT w.family_id FROM within w
         WHERE w.held_here AND w.family_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM acl.standing s
                            WHERE s.user_id = ctx.who() AND s.family_id = w.family_id)
         GROUP BY w.family_id HAVING count(DISTINCT acl.side_of(w.id)) > 1
    )
    SELECT w.id FROM within w
     WHERE NOT w.held_here OR w.family_id IN (SELECT d.family_id FROM divided d)
$$;

CREATE FUNCTION acl.barred_case_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id FROM acl.excluded_person_ids() AS x JOIN public.clients_case c ON c.client_id = x
    UNION ALL
    SELECT c.id FROM acl.excluded_family_ids() AS f JOIN public.clients_case c ON c.family_id = f
    UNION ALL
    SELECT c.id FROM acl.standing s
      JOIN public.clients_case c ON c.family_id = s.family_id
     WHERE s.user_id = ctx.who() AND NOT (SELECT acl.is_above_sides())
       AND acl.side_of(c.id) <> s.side
    UNION ALL
    SELECT barred FROM acl.strand_barred_case_ids() AS barred
     WHERE ctx.scope() = 'wide' AND NOT (SELECT acl.is_above_sides())
$$;

-- Who is kept out of a case gives nobody a part in it, and does not learn who has one.
CREATE FUNCTION acl.allocatable_case_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    (SELECT granted FROM acl.case_ids_with('allocate') AS granted
     UNION SELECT opened FROM acl.opened_here() AS opened)
    EXCEPT SELECT barred FROM acl.barred_case_ids() AS barred
$$;

CREATE FUNCTION acl.unbarred_case_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT v FROM acl.visible_case_ids() AS v WHERE v NOT IN (SELECT acl.barred_case_ids())
$$;

CREATE FUNCTION acl.visible_person_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.client_id FROM public.clients_case c
     WHERE c.id = ANY (ARRAY(SELECT acl.unbarred_case_ids()))
    UNION
    SELECT p.id FROM public.clients_person p
     WHERE p.opened_request = ctx.request() AND p.recorded_by_id = ctx.who()
       AND p.recorded_at = ctx.now()
$$;

CREATE FUNCTION acl.person_ids_with(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.client_id FROM public.clients_case c
     WHERE c.id = ANY (ARRAY(SELECT acl.case_ids_with(wanted)))
       AND c.id NOT IN (SELECT acl.barred_case_ids())
    UNION
    SELECT p.id FROM public.clients_person p
     WHERE p.opened_request = ctx.request() AND p.recorded_by_id = ctx.who()
       AND p.recorded_at = ctx.now()
$$;

-- Hidden with everything of theirs: the excluded, and those of whom every case is barred.
CREATE FUNCTION acl.barred_person_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT x FROM acl.excluded_person_ids() AS x
    UNION
    SELECT c.client_id FROM public.clients_case c
     WHERE c.id IN (SELECT acl.barred_case_ids())
       AND NOT EXISTS (SELECT 1 FROM public.clients_case o
                        WHERE o.client_id = c.client_id
                          AND o.id NOT IN (SELECT acl.barred_case_ids()))
    UNION
    SELECT m.person_id FROM public.clients_familymember m
     WHERE m.family_id IN (SELECT acl.excluded_family_ids())
       AND NOT EXISTS (SELECT 1 FROM public.clients_case o
                        WHERE o.client_id = m.person_id
                          AND o.id NOT IN (SELECT acl.barred_case_ids()))
$$;

CREATE FUNCTION acl.visible_family_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.family_id FROM public.clients_case c
     WHERE ctx.scope() = 'own' AND c.id = ANY (ARRAY(SELECT acl.unbarred_case_ids()))
       AND c.family_id IS NOT NULL
    UNION
    SELECT c.family_id FROM public.clients_case c
     WHERE c.organisation_id = ctx.organisation('wide') AND c.family_id IS NOT NULL
       AND c.id NOT IN (SELECT acl.barred_case_ids())
    UNION
    SELECT f.id FROM public.clients_family f
     WHERE f.opened_request = ctx.request() AND f.recorded_by_id = ctx.who()
       AND f.recorded_at = ctx.now()
$$;

CREATE FUNCTION acl.family_ids_with(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.family_id FROM public.clients_case c
     WHERE c.id = ANY (ARRAY(SELECT acl.case_ids_with(wanted)))
       AND c.id NOT IN (SELECT acl.barred_case_ids()) AND c.family_id IS NOT NULL
    UNION
    SELECT c.family_id FROM public.clients_case c
     WHERE c.id = ANY (ARRAY(SELECT acl.opened_here())) AND c.family_id IS NOT NULL
    UNION
    SELECT f.id FROM public.clients_family f
     WHERE f.opened_request = ctx.request() AND f.recorded_by_id = ctx.who()
       AND f.recorded_at = ctx.now()
$$;

CREATE FUNCTION acl.barred_family_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT x FROM acl.excluded_family_ids() AS x
    UNION
    SELECT c.family_id FROM public.clients_case c
     WHERE c.id IN (SELECT acl.barred_case_ids()) AND c.family_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM public.clients_case o
                        WHERE o.family_id = c.family_id
                          AND o.id NOT IN (SELECT acl.barred_case_ids()))
$$;

CREATE FUNCTION acl.named_record_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 5 SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.record_id FROM public.clients_recordreader r
     WHERE r.user_id = ctx.who() AND (r.ends_at IS NULL OR r.ends_at > ctx.instant())
$$;

CREATE FUNCTION acl.my_group_ids() RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.group_id FROM public.accounts_roleholding h
     WHERE h.user_id = ctx.who() AND h.group_id IS NOT NULL
       AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
$$;

-- Whatever the path: a grant to one user keeps exclusions, sides and organisations. One neutral
-- error for every cause, so that no barrier shows (BR-31).
CREATE FUNCTION acl.check_user_grant() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fam uuid;
    client uuid;
    side text;
    stands text;
BEGIN
    SELECT c.family_id, c.client_id INTO fam, client FROM public.clients_case c WHERE c.id = NEW.case_id;
    IF NOT EXISTS (SELECT 1 FROM public.accounts_user u WHERE u.id = NEW.user_id AND u.is_active
                      AND u.organisation_id = NEW.organisation_id AND u.kind = 'staff')
       OR EXISTS (SELECT 1 FROM public.clients_exclusion x
                   WHERE x.user_id = NEW.user_id AND x.starts_at <= ctx.instant()
                     AND (x.ends_at IS NULL OR x.ends_at > ctx.instant())
                     AND (x.person_id = client OR x.person_id IN (
                          SELECT m.person_id FROM public.clients_familymember m
                           WHERE m.family_id = fam))) THEN
        RAISE EXCEPTION 'allocation refused' USING ERRCODE = '23H04';
    END IF;
    IF fam IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM ctx.live_roles(NEW.user_id, ctx.instant()) held(role)
            WHERE held.role = 'safeguarding_lead') THEN
        side := acl.side_of(NEW.case_id);
        INSERT INTO acl.standing (user_id, family_id, side, since)
        VALUES (NEW.user_id, fam, side, ctx.now()) ON CONFLICT DO NOTHING;
        SELECT s.side INTO stands FROM acl.standing s WHERE s.user_id = NEW.user_id AND s.family_id = fam;
        IF stands <> side THEN
            RAISE EXCEPTION 'allocation refused' USING ERRCODE = '23H04';
        END IF;
    END IF;
    RETURN NEW;
END $$;

-- The managers of a team of this organisation, and of no other.
CREATE FUNCTION acl.check_group_grant() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.accounts_team t
                    WHERE t.group_id = NEW.group_id AND t.organisation_id = NEW.organisation_id) THEN
        RAISE EXCEPTION 'allocation refused' USING ERRCODE = '23H04';
    END IF;
    RETURN NEW;
END $$;

-- A team's grant refuses nobody: each manager without a standing gets one, the others stay barred.
CREATE FUNCTION acl.stand_managers() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO acl.standing (user_id, family_id, side, since)
    SELECT h.user_id, c.family_id, acl.side_of(c.id), ctx.now()
      FROM public.clients_case c, public.accounts_roleholding h
     WHERE c.id = NEW.case_id AND c.family_id IS NOT NULL AND h.group_id = NEW.group_id
       AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION acl.stand_new_manager() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO acl.standing (user_id, family_id, side, since)
    SELECT DISTINCT ON (c.family_id) NEW.user_id, c.family_id, acl.side_of(c.id), ctx.now()
      FROM public.clients_casegroupgrant g JOIN public.clients_case c ON c.id = g.case_id
     WHERE g.group_id = NEW.group_id AND c.family_id IS NOT NULL
       AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())
     ORDER BY c.family_id, c.recorded_at
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

-- A case that joins a family brings everybody who can see it to stand there; whoever stands on
-- another side already keeps it out, with the same neutral error.
CREATE FUNCTION acl.stand_linked_family() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here text := acl.side_of(NEW.id);
BEGIN
    INSERT INTO acl.standing (user_id, family_id, side, since)
    SELECT DISTINCT g.user_id, NEW.family_id, here, ctx.now() FROM public.clients_caseusergrant g
     WHERE g.case_id = NEW.id  -- those whose grant has ended too: what they learned they still know
       AND NOT EXISTS (SELECT 1 FROM ctx.live_roles(g.user_id, ctx.instant()) held(role)
                        WHERE held.role = 'safeguarding_lead')
    ON CONFLICT DO NOTHING;
    IF EXISTS (SELECT 1 FROM public.clients_caseusergrant g
                 JOIN acl.standing s ON s.user_id = g.user_id AND s.family_id = NEW.family_id
                WHERE g.case_id = NEW.id AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())
                  AND s.side <> here
                  AND NOT EXISTS (SELECT 1 FROM ctx.live_roles(g.user_id, ctx.instant()) held(role)
                                   WHERE held.role = 'safeguarding_lead')) THEN
        RAISE EXCEPTION 'allocation refused' USING ERRCODE = '23H04';
    END IF;
    INSERT INTO acl.standing (user_id, family_id, side, since)
    SELECT DISTINCT h.user_id, NEW.family_id, here, ctx.now() FROM public.clients_casegroupgrant g
      JOIN public.accounts_roleholding h ON h.group_id = g.group_id
     WHERE g.case_id = NEW.id AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())
       AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

-- What explain_access tells those who may ask about another user: the fence's own answer.
CREATE FUNCTION acl.explain(asked uuid, wanted uuid) RETURNS TABLE (
    granted boolean, excluded boolean, other_side boolean, outside_strands boolean, wide boolean,
    active boolean)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
    WITH held AS (
        SELECT ARRAY(SELECT ctx.live_roles(asked, ctx.instant())) AS roles
    ), works AS (
        SELECT bool_or(r.every_source) AS every_source
          FROM acl.case_role r CROSS JOIN held WHERE r.role = ANY (held.roles)
    ), strands AS (
        SELECT h.strands FROM public.accounts_roleholding h
         WHERE h.user_id = asked AND h.role = 'service_manager' AND h.approved_by_id IS NOT NULL
           AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
    ), above AS (
        SELECT 'safeguarding_lead' = ANY (held.roles) AS sides FROM held
    )
    SELECT EXISTS (SELECT 1 FROM works CROSS JOIN public.clients_caseusergrant g
                     JOIN public.auth_permission p ON p.id = g.permission_id AND p.codename = 'view_case'
                    WHERE g.user_id = asked AND g.case_id = c.id
                      AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())
                      AND (works.every_source OR (NOT works.every_source AND g.source = 'rights_request')))
        OR EXISTS (SELECT 1 FROM public.accounts_roleholding h
                     JOIN public.clients_casegroupgrant g ON g.group_id = h.group_id AND g.case_id = c.id
                     JOIN public.auth_permission p ON p.id = g.permission_id AND p.codename = 'view_case'
                    WHERE h.user_id = asked AND h.role = 'team_manager' AND h.starts_at <= ctx.instant()
                      AND h.ends_at > ctx.instant()
                      AND (g.expires_at IS NULL OR g.expires_at > ctx.instant())),
        EXISTS (SELECT 1 FROM public.clients_exclusion x
                 WHERE x.user_id = asked AND x.starts_at <= ctx.instant()
                   AND (x.ends_at IS NULL OR x.ends_at > ctx.instant())
                   AND (x.person_id = c.client_id OR x.person_id IN (
                        SELECT m.person_id FROM public.clients_familymember m
                         WHERE m.family_id = c.family_id))),
        NOT above.sides AND EXISTS (SELECT 1 FROM acl.standing s
                 WHERE s.user_id = asked AND s.family_id = c.family_id AND s.side <> acl.side_of(c.id)),
        NOT above.sides AND 'service_manager' = ANY (held.roles) AND (
            NOT EXISTS (SELECT 1 FROM strands t
                         WHERE cardinality(t.strands) = 0 OR c.strand = ANY (t.strands))
            OR (NOT EXISTS (SELECT 1 FROM acl.standing s
                             WHERE s.user_id = asked AND s.family_id = c.family_id)
                AND 1 < (SELECT count(DISTINCT acl.side_of(o.id)) FROM public.clients_case o
                          WHERE o.family_id = c.family_id AND EXISTS (
                                SELECT 1 FROM strands t WHERE cardinality(t.strands) = 0
                                                           OR o.strand = ANY (t.strands))))),
        EXISTS (SELECT 1 FROM acl.wide_role w WHERE w.role = ANY (held.roles)),
        EXISTS (SELECT 1 FROM public.accounts_user u WHERE u.id = asked AND u.is_active
                   AND u.organisation_id = c.organisation_id)
      FROM public.clients_case c CROSS JOIN held CROSS JOIN above
     WHERE c.id = wanted AND c.organisation_id = ctx.organisation()
       AND (acl.holds('manage_sides') OR acl.holds('view_audit'))
       AND c.id NOT IN (SELECT acl.barred_case_ids())
$$;

-- Those of the wanted cases that the caller may see: for definer functions that count over a case.
CREATE FUNCTION acl.cases_in_sight(wanted uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id FROM public.clients_case c
     WHERE c.id = ANY (wanted)
       AND (c.organisation_id = ctx.organisation('wide')
            OR c.id = ANY (ARRAY(SELECT acl.visible_case_ids())))
       AND c.id NOT IN (SELECT acl.barred_case_ids())
$$;

GRANT EXECUTE ON FUNCTION acl.opened_here(), acl.case_ids_with(text), acl.visible_case_ids(),
    acl.allocatable_case_ids(), acl.barred_case_ids(), acl.visible_person_ids(),
    acl.person_ids_with(text), acl.barred_person_ids(), acl.visible_family_ids(),
    acl.family_ids_with(text), acl.barred_family_ids(), acl.named_record_ids(), acl.my_group_ids(), acl.excluded_person_ids(),
    acl.explain(uuid, uuid)
    TO caseload_own, caseload_wide;
GRANT EXECUTE ON FUNCTION acl.check_user_grant(), acl.check_group_grant(), acl.stand_managers(), acl.stand_new_manager(),
    acl.stand_linked_family(), acl.side_of(uuid) TO caseload_owner;
GRANT EXECUTE ON FUNCTION acl.cases_in_sight(uuid[]) TO caseload_audit;
