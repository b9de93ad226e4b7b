-- Who sees the queue of referrals in, and whom an intake seems to be about. Every function takes its
-- actor from the signed context alone.

-- Intakes that the asking program's agency sent.
CREATE FUNCTION acl.my_intake_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.id FROM public.referrals_intake i
     WHERE i.agency_id = acl.my_agency() AND i.door = 'partner_api'
$$;

-- Intakes that became a case which the actor sees: a consent there changes what the referrer is shown.
CREATE FUNCTION acl.intake_ids_of_my_cases() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.intake_id FROM public.referrals_intakeperson p
     WHERE p.accepted_case_id = ANY (ARRAY(SELECT acl.visible_case_ids()))
$$;

-- The intakes that one case came from, for who sees the case.
CREATE FUNCTION acl.intake_ids_of_case(wanted uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.intake_id FROM public.referrals_intakeperson p
     WHERE p.accepted_case_id IN (SELECT acl.cases_in_sight(ARRAY[wanted]))
$$;

-- Kept from the actor: matched to somebody they must not see; said by themselves to be somebody they
-- know; or held for the safeguarding lead.
CREATE FUNCTION acl.barred_intake_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.intake_id FROM public.referrals_intakematch m
     WHERE m.people && ARRAY(SELECT acl.excluded_person_ids()
                             UNION
                             SELECT f.person_id FROM public.clients_familymember f
                              WHERE f.family_id IN (SELECT acl.excluded_family_ids()))
    UNION ALL
    SELECT p.intake_id FROM public.referrals_intakeperson p
      JOIN public.clients_case c ON c.id = p.accepted_case_id
     WHERE c.client_id IN (SELECT acl.excluded_person_ids())
        OR c.family_id IN (SELECT acl.excluded_family_ids())
    UNION ALL
    SELECT x.intake_id FROM public.referrals_intakeconflict x WHERE x.user_id = ctx.who()
    UNION ALL
    SELECT m.intake_id FROM public.referrals_intakematch m
     WHERE m.held AND m.released_at IS NULL AND NOT (SELECT acl.is_above_sides())
$$;

-- Compares what an intake says of its people with everybody known in the organisation, whoever asks,
-- and answers nothing. One row, whatever was found. Likely: as acl.look_for_hidden_match; or a family of
-- the same police reference.
CREATE FUNCTION acl.match_intake(wanted uuid, kinds text[], tokens bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_people uuid[];
    found_cases uuid[];
    is_held boolean;
    made uuid := gen_random_uuid();
    state text;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.referrals_intake i
                    WHERE i.id = wanted AND i.organisation_id = ctx.organisation()
                      AND (ctx.scope() <> 'partner' OR i.agency_id = acl.my_agency())) THEN
        RETURN;
    END IF;
    WITH likely AS (
        SELECT t.person_id FROM public.clients_searchtoken t
         WHERE t.organisation_id = ctx.organisation() AND t.is_live
           AND (t.kind, t.token) IN (SELECT w.kind, w.token FROM unnest(kinds, tokens) AS w(kind, token))
         GROUP BY t.person_id
        HAVING count(DISTINCT (t.kind, t.token))
             + count(DISTINCT (t.kind, t.token)) FILTER (WHERE t.kind IN ('phone', 'email')) >= 2
        UNION
        SELECT m.person_id FROM public.referrals_intake i
          JOIN public.clients_family f ON f.organisation_id = i.organisation_id
           AND f.police_reference_hash = i.police_reference_hash
          JOIN public.clients_familymember m ON m.family_id = f.id
         WHERE i.id = wanted AND i.police_reference_hash IS NOT NULL
    )
    SELECT coalesce(array_agg(DISTINCT l.person_id), '{}'),
           coalesce(array_agg(DISTINCT c.id) FILTER (WHERE c.id IS NOT NULL), '{}')
      INTO found_people, found_cases
      FROM likely l LEFT JOIN public.clients_case c ON c.client_id = l.person_id;
    is_held := EXISTS (SELECT 1 FROM public.clients_exclusion x
                        WHERE x.starts_at <= ctx.now() AND (x.ends_at IS NULL OR x.ends_at > ctx.now())
                          AND (x.person_id = ANY (found_people) OR x.person_id IN (
                               SELECT o.person_id FROM public.clients_familymember o
                                 JOIN public.clients_familymember m ON m.family_id = o.family_id
                                WHERE m.person_id = ANY (found_people))));
    state := CASE WHEN cardinality(found_people) = 0 THEN 'none' ELSE 'open' END;
    INSERT INTO public.referrals_intakematch (id, version, organisation_id, intake_id, people, cases,
        state, held, outcome, note, recorded_by_id, recorded_at)
    VALUES (made, 1, ctx.organisation(), wanted, found_people, found_cases, state, is_held, '', '',
        ctx.who(), ctx.now());
    INSERT INTO public.referrals_historicalintakematch (history_id, history_type, history_date, id,
        version, organisation_id, intake_id, people, cases, state, held, outcome, note, recorded_by_id,
        recorded_at)
    VALUES (gen_random_uuid(), '+', ctx.now(), made, 1, ctx.organisation(), wanted, found_people,
        found_cases, state, is_held, '', '', ctx.who(), ctx.now());
END $$;

-- Who said of this intake that they know the family: for making exclusions when somebody is accepted.
-- Nobody reads it; the function writes the exclusions itself and answers how many.
CREATE FUNCTION acl.conflicts_become_exclusions(wanted uuid, accepted uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    declared record;
    made uuid;
    written integer := 0;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.referrals_intakeperson p
                     JOIN public.clients_case c ON c.id = p.accepted_case_id
                    WHERE p.intake_id = wanted AND c.client_id = accepted
                      AND p.organisation_id = ctx.organisation()) THEN
        RETURN 0;
    END IF;
    FOR declared IN SELECT x.user_id FROM public.referrals_intakeconflict x
                     WHERE x.intake_id = wanted ORDER BY x.user_id LOOP
        made := gen_random_uuid();
        INSERT INTO public.clients_exclusion (id, version, organisation_id, user_id, person_id,
            reason_code, starts_at, recorded_by_id, recorded_at)
        VALUES (made, 1, ctx.organisation(), declared.user_id, accepted,
            'staff_personal_connection', ctx.now(), ctx.who(), ctx.now());
        INSERT INTO public.clients_historicalexclusion (history_id, history_type, history_date, id,
            version, organisation_id, user_id, person_id, reason_code, starts_at, recorded_by_id,
            recorded_at)
        VALUES (gen_random_uuid(), '+', ctx.now(), made, 1, ctx.organisation(), declared.user_id,
            accepted, 'staff_personal_connection', ctx.now(), ctx.who(), ctx.now());
        written := written + 1;
    END LOOP;
    RETURN written;
END $$;

-- The facts for the gate about telling the agency how its own intake stands: the consents of the case
-- it became, or, before there is one, what the person answered when we asked.
CREATE FUNCTION acl.intake_facts(wanted uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT acl.facts_of_case(p.accepted_case_id, i.agency_id)
           FROM public.referrals_intakeperson p
          WHERE p.intake_id = i.id AND p.accepted_case_id IS NOT NULL
          ORDER BY p.recorded_at, p.id LIMIT 1),
        jsonb_build_object(
            'born_on', NULL,
            'agency', (SELECT jsonb_build_object('kind', a.kind, 'suspended_at', a.suspended_at,
                          'agreements', coalesce((SELECT jsonb_agg(jsonb_build_object(
                              'purposes', g.purposes, 'categories', g.categories,
                              'starts_at', g.starts_at, 'ends_at', g.ends_at))
                            FROM public.accounts_sharingagreement g WHERE g.agency_id = a.id), '[]'))
                        FROM public.accounts_partneragency a WHERE a.id = i.agency_id),
            'consents', CASE WHEN i.feedback_at IS NULL THEN '[]'::jsonb ELSE jsonb_build_array(
                jsonb_build_object('id', i.id, 'scope', 'feedback_to_referrer_status',
                    'agency_id', i.agency_id, 'recipient_name', '', 'categories', ARRAY['status'],
                    'answer', i.feedback_answer, 'giver', 'self', 'answered_at', i.feedback_at,
                    'recorded_at', i.feedback_at, 'valid_from', i.feedback_at, 'valid_until', NULL,
                    'withdrawn_at', NULL)) END,
            'bases', '[]'::jsonb))
      FROM public.referrals_intake i
     WHERE i.id = wanted AND i.agency_id IS NOT NULL
       AND (i.agency_id = acl.my_agency() OR i.organisation_id = ctx.organisation('wide')
            OR (i.organisation_id = ctx.organisation('own')
                AND (acl.holds('triage_intake') OR i.id IN (SELECT acl.intake_ids_of_my_cases()))))
$$;

GRANT EXECUTE ON FUNCTION acl.my_intake_ids() TO caseload_partner;
GRANT EXECUTE ON FUNCTION acl.barred_intake_ids(), acl.intake_ids_of_my_cases(),
    acl.intake_ids_of_case(uuid), acl.conflicts_become_exclusions(uuid, uuid) TO caseload_own, caseload_wide;
GRANT EXECUTE ON FUNCTION acl.match_intake(uuid, text[], bigint[]), acl.intake_facts(uuid)
    TO caseload_own, caseload_wide, caseload_partner;
