-- The trail (access-and-audit.md §7, §8). Owned by caseload_audit; written only by definer functions,
-- which take actor, session, request and time from the signed context and not from the caller.

CREATE SCHEMA audit;
REVOKE ALL ON SCHEMA audit FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE caseload_audit REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE audit.read_event (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    tx bigint NOT NULL,
    organisation_id uuid,
    actor_id uuid NOT NULL,
    session_id uuid NOT NULL,
    request_id uuid NOT NULL,
    scope text NOT NULL,
    route text NOT NULL,
    action text NOT NULL CHECK (action IN ('C', 'R', 'U', 'E')),
    purpose text,
    on_behalf text,
    kind text NOT NULL,
    case_ids uuid[] NOT NULL CHECK (cardinality(case_ids) <= 10000),
    n integer NOT NULL CHECK (n >= 0),
    field_class text NOT NULL,
    break_glass_id uuid,
    terms bytea,
    salt bytea NOT NULL
);
CREATE INDEX read_event_cases ON audit.read_event USING gin (case_ids);
CREATE INDEX read_event_actor ON audit.read_event (actor_id, at);
CREATE INDEX read_event_request ON audit.read_event (request_id);

CREATE TABLE audit.refusal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    tx bigint NOT NULL,
    organisation_id uuid,
    actor_id uuid NOT NULL,
    session_id uuid NOT NULL,
    request_id uuid NOT NULL,
    address_hash bytea,
    verb text NOT NULL,
    route text NOT NULL,
    object_kind text NOT NULL,
    object_id text NOT NULL,
    reason text NOT NULL,
    minute timestamptz NOT NULL,
    repeats integer NOT NULL DEFAULT 1,
    salt bytea NOT NULL
);
CREATE INDEX refusal_actor ON audit.refusal (actor_id, route, minute);

CREATE TABLE audit.security_event (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    tx bigint NOT NULL,
    organisation_id uuid,
    actor_id uuid,
    subject_id uuid,
    kind text NOT NULL,
    outcome text NOT NULL,
    request_id uuid,
    address_hash bytea,
    salt bytea NOT NULL
);
CREATE INDEX security_event_subject ON audit.security_event (subject_id, at);

CREATE FUNCTION audit.new_salt() RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
$$;

-- One read event; law 3. Raises where there is no valid context, and the response dies with it.
CREATE FUNCTION audit.saw(route text, action text, kind text, case_ids uuid[], n integer,
                          field_class text, terms bytea) RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO audit.read_event (at, tx, organisation_id, actor_id, session_id, request_id, scope,
        route, action, purpose, on_behalf, kind, case_ids, n, field_class, break_glass_id, terms, salt)
    SELECT ctx.now(), pg_current_xact_id()::text::bigint, ctx.organisation(), ctx.who(),
        (r->>'session')::uuid, (r->>'id')::uuid, ctx.scope(), route, action, r->>'purpose',
        r->>'on_behalf', kind, case_ids, n, field_class, (r->>'break_glass')::uuid, terms, audit.new_salt()
    FROM ctx.request_line() AS r
    RETURNING id
$$;

-- A refusal, written in a unit of its own after the refused one was rolled back. Repeats of the
-- same actor, route and reason within a minute become a count beyond twenty rows.
CREATE FUNCTION audit.refuse(verb text, route text, object_kind text, object_id text, reason text,
                             address_hash bytea) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    this_minute timestamptz := date_trunc('minute', ctx.now());
    full_row uuid;
BEGIN
    SELECT f.id INTO full_row FROM audit.refusal f
     WHERE f.actor_id = ctx.who() AND f.route = refuse.route AND f.minute = this_minute
     ORDER BY f.at, f.id OFFSET 19 LIMIT 1;
    IF full_row IS NOT NULL THEN
        UPDATE audit.refusal f SET repeats = f.repeats + 1 WHERE f.id = full_row;
        RETURN;
    END IF;
    INSERT INTO audit.refusal (at, tx, organisation_id, actor_id, session_id, request_id, address_hash,
        verb, route, object_kind, object_id, reason, minute, salt)
    SELECT ctx.now(), pg_current_xact_id()::text::bigint, ctx.organisation(), ctx.who(),
        (r->>'session')::uuid, (r->>'id')::uuid, address_hash, verb, route, object_kind, object_id,
        reason, this_minute, audit.new_salt()
    FROM ctx.request_line() AS r;
END $$;

-- Sign-in, token and key use. Called by the login role, before anybody is signed in; the row says
-- whom it is about and never who it was on anybody's word.
CREATE FUNCTION audit.security(kind text, outcome text, subject_id uuid, organisation_id uuid,
                               request_id uuid, address_hash bytea) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO audit.security_event (at, tx, organisation_id, actor_id, subject_id, kind, outcome,
        request_id, address_hash, salt)
    VALUES (transaction_timestamp(), pg_current_xact_id()::text::bigint, organisation_id, NULL,
        subject_id, kind, outcome, request_id, address_hash, audit.new_salt())
$$;

-- Live rows of a tracked table: versions rise by one, the columns named never change, and who and
-- when of the first version are the actor and the time that the database verified.
CREATE FUNCTION audit.guard_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old_row jsonb;
    new_row jsonb := to_jsonb(NEW);
    fixed text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.version <> 1 THEN
            RAISE EXCEPTION 'a first version is 1' USING ERRCODE = '23H01';
        END IF;
        IF new_row ? 'recorded_by_id' THEN
            IF (new_row->>'recorded_by_id')::uuid IS DISTINCT FROM ctx.who()
               OR NEW.recorded_at IS DISTINCT FROM ctx.now() THEN
                RAISE EXCEPTION 'recorded by somebody else or at another time' USING ERRCODE = '23H02';
            END IF;
        END IF;
        RETURN NEW;
    END IF;
    old_row := to_jsonb(OLD);
    FOREACH fixed IN ARRAY TG_ARGV LOOP
        IF old_row->fixed IS DISTINCT FROM new_row->fixed THEN
            RAISE EXCEPTION 'this column never changes' USING ERRCODE = '23H03';
        END IF;
    END LOOP;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'stale version' USING ERRCODE = '40001';
    END IF;
    RETURN NEW;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO caseload_owner, caseload_app, caseload_own, caseload_wide, caseload_partner;
GRANT EXECUTE ON FUNCTION audit.saw(text, text, text, uuid[], integer, text, bytea)
    TO caseload_own, caseload_wide, caseload_partner;
GRANT EXECUTE ON FUNCTION audit.refuse(text, text, text, text, text, bytea),
    audit.security(text, text, uuid, uuid, uuid, bytea) TO caseload_app;
GRANT EXECUTE ON FUNCTION audit.guard_row() TO caseload_owner;
