-- A "no" gives way to another answer alone, never to "we did not ask"; and of two answers of one moment
-- the stricter counts as the later one. The rest is as it was (0001_gate.sql).
CREATE OR REPLACE FUNCTION acl.consent_allows(of_case uuid, agency uuid, asked text[], purpose text, at timestamptz)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH scopes AS (
        SELECT acl.scopes_asked(a.kind, purpose, asked) AS names
          FROM public.accounts_partneragency a WHERE a.id = agency
    ), told AS (
        SELECT c.scope, c.recipient_agency_id, c.categories::text[] AS categories, c.answer,
               c.withdrawn_at, c.valid_from, c.valid_until,
               (c.answered_at, c.recorded_at, c.answer = 'refused', c.id) AS age,
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
                              AND n.age > g.age))
       AND NOT EXISTS (
        SELECT 1 FROM told x
         WHERE (x.answer = 'refused' OR x.withdrawn_at <= at)
           AND (x.categories = '{}' OR x.categories && asked)
           AND NOT EXISTS (
               SELECT 1 FROM told n
                WHERE n.scope = x.scope AND n.answer IN ('given', 'refused')
                  AND n.recipient_agency_id IS NOT DISTINCT FROM x.recipient_agency_id
                  AND n.age > x.age
                  AND (n.categories = '{}' OR ARRAY(SELECT e FROM unnest(asked) AS e
                        WHERE x.categories = '{}' OR e = ANY (x.categories)) <@ n.categories)))
$$;
