-- What a case's summary says of its contacts, recounted: over those that the whole case team may read,
-- because a note that is hidden from somebody may move no figure that they see (law 1). The same for
-- every caller, whatever they may read themselves.
-- Which outcomes and directions count is the caller's to say (contacts/counting.py). Numbers only.
CREATE FUNCTION audit.contact_figures(wanted uuid[], reaches text[], tries text[], ways text[])
RETURNS TABLE (case_id uuid, contacts integer, last_successful_at timestamptz,
               last_attempt_at timestamptz, attempts_since_success integer)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
    WITH kept AS (
        SELECT c.id AS case_id, k.id, k.happened_at,
               k.direction = ANY (ways) AND k.outcome = ANY (reaches) AS reached,
               k.direction = ANY (ways) AND k.outcome = ANY (tries) AS tried
          FROM acl.cases_in_sight(wanted) AS c(id)
          LEFT JOIN public.contacts_contact k ON k.case_id = c.id AND k.struck_out_at IS NULL
            AND k.sensitivity IN ('standard', 'third_party_confidential')
    ), latest AS (
        SELECT k.case_id, count(k.id)::integer AS contacts,
               max(k.happened_at) FILTER (WHERE k.reached) AS reached_at,
               max(k.happened_at) FILTER (WHERE k.tried) AS tried_at
          FROM kept k GROUP BY k.case_id
    )
    SELECT l.case_id, l.contacts, l.reached_at, l.tried_at,
           (SELECT count(*)::integer FROM kept k
             WHERE k.case_id = l.case_id AND k.tried AND NOT k.reached
               AND (l.reached_at IS NULL OR k.happened_at > l.reached_at))
      FROM latest l
$$;
REVOKE ALL ON FUNCTION audit.contact_figures(uuid[], text[], text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.contact_figures(uuid[], text[], text[], text[]) TO caseload_own, caseload_wide;
