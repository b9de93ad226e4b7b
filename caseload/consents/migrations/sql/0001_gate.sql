-- Whether something may be told, decided in the database as well (law 4). The application decides the
-- same from the same facts in consents/rules.py; a test lays both side by side.

CREATE FUNCTION acl.visible_disclosure_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.id FROM public.consents_disclosure d
     WHERE d.case_id = ANY (ARRAY(SELECT acl.visible_case_ids()))
$$;

CREATE FUNCTION acl.barred_disclosure_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.id FROM public.consents_disclosure d WHERE d.case_id IN (SELECT acl.barred_case_ids())
$$;

-- Whatever the acting program's agency was ever told: lines of the ledger, not what was in them.
CREATE FUNCTION acl.my_disclosure_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.id FROM public.consents_disclosure d WHERE d.recipient_agency_id = acl.my_agency()
$$;

-- The day somebody is 18; who was born on 29 February is so on 1 March.
CREATE FUNCTION acl.adult_on(born date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT (born + interval '18 years')::date
         + CASE WHEN extract(day FROM born + interval '18 years') <> extract(day FROM born) THEN 1 ELSE 0 END
$$;

-- The consent that routine sharing with an agency of this kind needs.
CREATE FUNCTION acl.sharing_scope(kind text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE kind WHEN 'police' THEN 'share_police'
                     WHEN 'childrens_services' THEN 'share_childrens_services'
                     WHEN 'nhs' THEN 'share_gp_nhs'
                     WHEN 'school' THEN 'share_school'
                     ELSE 'share_named_professional' END
$$;

-- The scope that allows it first, then those in which a "no" forbids it; nothing for a purpose that
-- no agreement of the person can serve.
CREATE FUNCTION acl.scopes_asked(kind text, purpose text, categories text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN purpose = 'referral_out' THEN ARRAY['refer_onward', acl.sharing_scope(kind)]
        WHEN purpose = 'referral_feedback' AND categories <@ ARRAY['status']
            THEN ARRAY['feedback_to_referrer_status']
        WHEN purpose = 'referral_feedback'
            THEN ARRAY['feedback_to_referrer_progress', 'feedback_to_referrer_status']
        WHEN purpose = 'routine_sharing' THEN ARRAY[acl.sharing_scope(kind)]
        ELSE '{}'::text[] END
$$;

CREATE FUNCTION acl.basis_allows(of_case uuid, agency uuid, categories text[], at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM public.consents_lawfulbasis b
                    WHERE b.case_id = of_case AND b.recipient_agency_id = agency
                      AND basis_allows.categories <@ b.categories::text[]
                      AND b.starts_at <= at AND (b.ends_at IS NULL OR b.ends_at > at)
                      AND (NOT b.needs_second OR b.approved_at <= at))
$$;

-- A given answer that is still the newest about these kinds of data, and no "no" beside it. A stricter
-- answer beats a broader one, whichever came later, until the same question is answered anew.
CREATE FUNCTION acl.consent_allows(of_case uuid, agency uuid, asked text[], purpose text, at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH scopes AS (
        SELECT acl.scopes_asked(a.kind, purpose, asked) AS names
          FROM public.accounts_partneragency a WHERE a.id = agency
    ), told AS (
        SELECT c.id, c.scope, c.recipient_agency_id, c.recipient_name, c.categories::text[] AS categories,
               c.answer, c.answered_at, c.recorded_at, c.withdrawn_at,
               c.valid_from, c.valid_until,
               c.giver IN ('parent_pr', 'local_authority_pr')
                   AND acl.adult_on(p.born_on) <= (at AT TIME ZONE 'Europe/London')::date AS lapsed
          FROM public.consents_consent c
          JOIN public.clients_case k ON k.id = c.case_id
          JOIN public.clients_person p ON p.id = k.client_id
          CROSS JOIN scopes s
         WHERE c.case_id = of_case AND c.scope = ANY (s.names) AND c.answered_at <= at
           AND (c.recipient_agency_id = agency
                OR (c.recipient_agency_id IS NULL AND c.recipient_name = ''))
    )
    SELECT EXISTS (
        SELECT 1 FROM told g CROSS JOIN scopes s
         WHERE g.scope = s.names[1] AND g.answer = 'given' AND g.recipient_agency_id = agency
           AND asked <@ g.categories AND (g.withdrawn_at IS NULL OR g.withdrawn_at > at)
           AND g.valid_from <= at AND (g.valid_until IS NULL OR g.valid_until > at)
           AND g.lapsed IS NOT TRUE
           AND NOT EXISTS (SELECT 1 FROM told n
                            WHERE n.scope = g.scope AND n.recipient_agency_id = g.recipient_agency_id
                              AND (n.categories = '{}' OR n.categories && asked)
                              AND (n.answered_at, n.recorded_at, n.id)
                                > (g.answered_at, g.recorded_at, g.id)))
       AND NOT EXISTS (
        SELECT 1 FROM told x
         WHERE (x.answer = 'refused' OR x.withdrawn_at <= at)
           AND (x.categories = '{}' OR x.categories && asked)
           AND NOT EXISTS (
               SELECT 1 FROM told n
                WHERE n.scope = x.scope
                  AND n.recipient_agency_id IS NOT DISTINCT FROM x.recipient_agency_id
                  AND (n.answered_at, n.recorded_at, n.id) > (x.answered_at, x.recorded_at, x.id)
                  AND (n.categories = '{}' OR ARRAY(SELECT e FROM unnest(asked) AS e
                        WHERE x.categories = '{}' OR e = ANY (x.categories)) <@ n.categories)))
$$;

CREATE FUNCTION acl.may_disclose(of_case uuid, agency uuid, categories text[], purpose text, at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (purpose IN ('safeguarding', 'legal_request')
            OR acl.agreement_covers(agency, purpose, categories, at))
       AND (acl.basis_allows(of_case, agency, categories, at)
            OR acl.consent_allows(of_case, agency, categories, purpose, at))
$$;

-- What the acting program may read of what its agency was sent, at this statement.
CREATE FUNCTION acl.readable_disclosure_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.id FROM public.consents_disclosure d
     WHERE d.recipient_agency_id = acl.my_agency() AND d.channel = 'partner_api'
       AND d.access_ended_at IS NULL AND (d.expires_at IS NULL OR d.expires_at > ctx.instant())
       AND acl.may_disclose(d.case_id, d.recipient_agency_id, d.categories::text[], d.purpose,
                            ctx.instant())
$$;

-- The facts on which the application decides, whoever asks: every answer and every basis of the case,
-- those above the asker's own sight too, and none of their words.
CREATE FUNCTION acl.facts_of_case(of_case uuid, agency uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object(
        'born_on', p.born_on,
        'agency', (SELECT jsonb_build_object('kind', a.kind, 'suspended_at', a.suspended_at,
                      'agreements', coalesce((SELECT jsonb_agg(jsonb_build_object(
                          'purposes', g.purposes, 'categories', g.categories,
                          'starts_at', g.starts_at, 'ends_at', g.ends_at))
                        FROM public.accounts_sharingagreement g WHERE g.agency_id = a.id), '[]'))
                    FROM public.accounts_partneragency a
                   WHERE a.id = agency AND a.organisation_id = k.organisation_id),
        'consents', coalesce((SELECT jsonb_agg(jsonb_build_object(
                'id', c.id, 'scope', c.scope, 'agency_id', c.recipient_agency_id,
                'recipient_name', c.recipient_name, 'categories', c.categories, 'answer', c.answer,
                'giver', c.giver, 'answered_at', c.answered_at, 'recorded_at', c.recorded_at,
                'valid_from', c.valid_from, 'valid_until', c.valid_until,
                'withdrawn_at', c.withdrawn_at))
            FROM public.consents_consent c WHERE c.case_id = k.id), '[]'),
        'bases', coalesce((SELECT jsonb_agg(jsonb_build_object(
                'id', b.id, 'ground', b.ground, 'agency_id', b.recipient_agency_id,
                'recipient_name', b.recipient_name, 'categories', b.categories,
                'starts_at', b.starts_at, 'ends_at', b.ends_at, 'needs_second', b.needs_second,
                'approved_at', b.approved_at))
            FROM public.consents_lawfulbasis b WHERE b.case_id = k.id), '[]'))
      FROM public.clients_case k JOIN public.clients_person p ON p.id = k.client_id
     WHERE k.id = of_case
$$;

CREATE FUNCTION acl.disclosure_facts(of_case uuid, agency uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT acl.facts_of_case(c, agency) FROM acl.cases_in_sight(ARRAY[of_case]) AS c
$$;

-- The same about something disclosed before, for the agency that has it and for who sees the case.
CREATE FUNCTION acl.disclosed_facts(disclosure uuid) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT acl.facts_of_case(d.case_id, d.recipient_agency_id) || jsonb_build_object(
               'access_ended_at', d.access_ended_at, 'expires_at', d.expires_at)
      FROM public.consents_disclosure d
     WHERE d.id = disclosure
       AND (d.recipient_agency_id = acl.my_agency()
            OR d.case_id IN (SELECT acl.cases_in_sight(ARRAY[d.case_id])))
$$;

GRANT EXECUTE ON FUNCTION acl.visible_disclosure_ids(), acl.barred_disclosure_ids(),
    acl.disclosure_facts(uuid, uuid) TO caseload_own, caseload_wide;
GRANT EXECUTE ON FUNCTION acl.readable_disclosure_ids(), acl.my_disclosure_ids() TO caseload_partner;
GRANT EXECUTE ON FUNCTION acl.disclosed_facts(uuid) TO caseload_own, caseload_wide, caseload_partner;
