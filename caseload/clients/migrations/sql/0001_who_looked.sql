-- Who looked at a case, and what was revealed to whom and why (access-and-audit.md §8). Owned by caseload_audit.

-- A code word or a confidential address that was opened, with the words given as the reason.
CREATE TABLE audit.reveal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    tx bigint NOT NULL,
    organisation_id uuid NOT NULL,
    actor_id uuid NOT NULL,
    session_id uuid NOT NULL,
    request_id uuid NOT NULL,
    case_id uuid NOT NULL,
    record_id uuid NOT NULL,
    what text NOT NULL,
    purpose text,
    reason text NOT NULL CHECK (reason <> ''),
    salt bytea NOT NULL
);
CREATE INDEX reveal_case ON audit.reveal (case_id, at);

CREATE FUNCTION audit.revealed(wanted uuid, record uuid, what text, reason text) RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO audit.reveal (at, tx, organisation_id, actor_id, session_id, request_id, case_id,
        record_id, what, purpose, reason, salt)
    SELECT ctx.now(), pg_current_xact_id()::text::bigint, ctx.organisation(), ctx.who(),
        (r->>'session')::uuid, (r->>'id')::uuid, wanted, record, what, r->>'purpose', reason,
        audit.new_salt()
    FROM ctx.request_line() AS r
    WHERE wanted IN (SELECT acl.cases_in_sight(ARRAY[wanted]))
    RETURNING id
$$;

-- Read events of one case, newest first, for those who may ask; of other cases in the same answer
-- nothing is said.
CREATE FUNCTION audit.reads_of(wanted uuid, before_at timestamptz, before_id uuid, most integer)
RETURNS TABLE (id uuid, at timestamptz, actor_id uuid, route text, action text, kind text,
               purpose text, on_behalf text, field_class text, break_glass_id uuid, request_id uuid,
               reason text)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 50 SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.id, e.at, e.actor_id, e.route, e.action, e.kind, e.purpose, e.on_behalf, e.field_class,
           e.break_glass_id, e.request_id,
           (SELECT string_agg(v.reason, '; ' ORDER BY v.at) FROM audit.reveal v
             WHERE v.case_id = wanted AND v.request_id = e.request_id AND v.at = e.at)
      FROM audit.read_event e
     WHERE e.case_ids @> ARRAY[wanted] AND e.organisation_id = ctx.organisation()
       AND (before_at IS NULL OR (e.at, e.id) < (before_at, before_id))
       AND wanted NOT IN (SELECT acl.barred_case_ids())
       AND (wanted IN (SELECT acl.case_ids_with('view_read_log'))
            OR (ctx.scope() = 'wide' AND acl.holds('view_read_log'))
            OR acl.holds('view_audit'))
     ORDER BY e.at DESC, e.id DESC LIMIT least(greatest(most, 0), 201)
$$;

-- What a case's summary says of the ways to reach the client: those that the whole case team may read.
CREATE FUNCTION audit.route_figures(wanted uuid[])
RETURNS TABLE (case_id uuid, routes integer, routes_suspended integer)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id, count(r.id)::integer, (count(r.id) FILTER (WHERE r.suspended_reason <> ''))::integer
      FROM acl.cases_in_sight(wanted) AS c(id)
      LEFT JOIN public.clients_safecontactroute r ON r.case_id = c.id
            AND r.sensitivity IN ('standard', 'third_party_confidential')
     GROUP BY c.id
$$;

GRANT EXECUTE ON FUNCTION audit.route_figures(uuid[]), audit.revealed(uuid, uuid, text, text),
    audit.reads_of(uuid, timestamptz, uuid, integer) TO caseload_own, caseload_wide;
