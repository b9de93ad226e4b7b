-- Is somebody who is being registered known already, where the registrar may not see (BR-07)? What is
-- found goes to the safeguarding lead alone. The function answers nothing, and writes one row with its
-- history whatever it found: neither an answer nor the time it takes can tell the registrar anything.
--
-- Likely: the same number or address of mail, or two of name, date of birth and postcode.
CREATE FUNCTION acl.look_for_hidden_match(registered uuid, kinds text[], tokens bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found uuid;
    made uuid := gen_random_uuid();
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.clients_person p WHERE p.id = registered
                      AND p.opened_request = ctx.request() AND p.recorded_by_id = ctx.who()
                      AND p.recorded_at = ctx.now()) THEN
        RETURN;
    END IF;
    SELECT c.id INTO found FROM public.clients_searchtoken t
      JOIN public.clients_case c ON c.client_id = t.person_id
     WHERE t.organisation_id = ctx.organisation() AND t.is_live AND t.person_id <> registered
       AND (t.kind, t.token) IN (SELECT w.kind, w.token FROM unnest(kinds, tokens) AS w(kind, token))
       AND (c.id IN (SELECT acl.barred_case_ids())
            OR (ctx.scope() = 'own' AND c.id <> ALL (ARRAY(SELECT acl.visible_case_ids()))))
     GROUP BY c.id
    HAVING count(DISTINCT (t.kind, t.token))
         + count(DISTINCT (t.kind, t.token)) FILTER (WHERE t.kind IN ('phone', 'email')) >= 2
     ORDER BY count(DISTINCT (t.kind, t.token)) DESC, c.id LIMIT 1;
    INSERT INTO public.clients_protectedmatch (id, version, organisation_id, person_id, case_id, state,
        outcome, note, recorded_by_id, recorded_at)
    VALUES (made, 1, ctx.organisation(), registered, found,
        CASE WHEN found IS NULL THEN 'none' ELSE 'open' END, '', '', ctx.who(), ctx.now());
    INSERT INTO public.clients_historicalprotectedmatch (history_id, history_type, history_date, id,
        version, organisation_id, person_id, case_id, state, outcome, note, recorded_by_id, recorded_at)
    VALUES (gen_random_uuid(), '+', ctx.now(), made, 1, ctx.organisation(), registered, found,
        CASE WHEN found IS NULL THEN 'none' ELSE 'open' END, '', '', ctx.who(), ctx.now());
END $$;

GRANT EXECUTE ON FUNCTION acl.look_for_hidden_match(uuid, text[], bigint[])
    TO caseload_own, caseload_wide;
