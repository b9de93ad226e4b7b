-- The signed context (access-and-audit.md §3). Owned by caseload_policy; nobody else reads the key.
-- Core PostgreSQL has no HMAC: the key table holds both pads and HMAC-SHA-256 is two sha256() calls.

CREATE SCHEMA ctx;
CREATE SCHEMA acl;
REVOKE ALL ON SCHEMA ctx, acl FROM PUBLIC;

CREATE TABLE ctx.key (
    kid smallint PRIMARY KEY,
    ipad bytea NOT NULL CHECK (length(ipad) = 64),
    opad bytea NOT NULL CHECK (length(opad) = 64),
    not_after timestamptz
);

-- One row, written only when a demo or test database is made: may time be told?
CREATE TABLE ctx.setting (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    told_time boolean NOT NULL DEFAULT false,
    demo boolean NOT NULL DEFAULT false
);
INSERT INTO ctx.setting DEFAULT VALUES;
GRANT SELECT, UPDATE (told_time, demo) ON ctx.setting TO caseload_owner;
GRANT SELECT ON ctx.setting TO caseload_app;

CREATE FUNCTION ctx.hmac(k smallint, msg bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(opad || sha256(ipad || msg)) FROM ctx.key
    WHERE kid = k AND (not_after IS NULL OR not_after > statement_timestamp())
$$;

CREATE FUNCTION ctx.enter(actor uuid, scope text, request text, expiry bigint, mac bytea)
RETURNS timestamptz
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    r jsonb;
    live record;
    body text;
BEGIN
    r := request::jsonb;
    IF (sha256(mac) = sha256(ctx.hmac((r->>'kid')::smallint, convert_to(concat_ws(E'\n',
            'enter', actor, scope, request, expiry, pg_backend_pid()), 'UTF8')))) IS NOT TRUE
       OR (expiry > extract(epoch FROM clock_timestamp())) IS NOT TRUE
       OR position(E'\n' IN request) > 0
       OR (r->>'at' IS NOT NULL AND (SELECT told_time FROM ctx.setting) IS NOT TRUE) THEN
        RAISE EXCEPTION 'context refused' USING ERRCODE = '28000';
    END IF;
    SELECT * INTO live FROM ctx.live_session(
        (r->>'session')::uuid, actor, coalesce((r->>'at')::timestamptz, statement_timestamp()));
    IF NOT FOUND OR (scope = ANY (live.scopes)) IS NOT TRUE THEN
        RAISE EXCEPTION 'context refused' USING ERRCODE = '28000';
    END IF;
    body := concat_ws(E'\n', actor, scope, coalesce(live.organisation_id::text, '-'),
                      coalesce(live.agency_id::text, '-'), request, pg_backend_pid(),
                      extract(epoch FROM transaction_timestamp())::numeric(20, 6));
    PERFORM set_config('ctx.token', concat_ws(E'\n', r->>'kid',
        encode(ctx.hmac((r->>'kid')::smallint, convert_to(E'token\n' || body, 'UTF8')), 'hex'),
        body), true);
    RETURN ctx.now();
EXCEPTION WHEN data_exception THEN
    RAISE EXCEPTION 'context refused' USING ERRCODE = '28000';
END $$;

-- The verified token: {actor, scope, organisation, agency, request}. Anything wrong or absent: 28000.
CREATE FUNCTION ctx.verified() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part text[] := string_to_array(current_setting('ctx.token', true), E'\n');
BEGIN
    IF cardinality(part) = 9 AND part[1] ~ '^[0-9]{1,4}$'
       AND part[8] = pg_backend_pid()::text
       AND part[9] = extract(epoch FROM transaction_timestamp())::numeric(20, 6)::text
       AND part[2] = encode(ctx.hmac(part[1]::smallint,
               convert_to(E'token\n' || array_to_string(part[3:9], E'\n'), 'UTF8')), 'hex') THEN
        RETURN part[3:7];
    END IF;
    RAISE EXCEPTION 'no valid context' USING ERRCODE = '28000';
END $$;

CREATE FUNCTION ctx.who() RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (ctx.verified())[1]::uuid
$$;

CREATE FUNCTION ctx.scope() RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (ctx.verified())[2]
$$;

-- The actor's organisation, and NULL unless the signed scope is the wanted one.
CREATE FUNCTION ctx.organisation(wanted text) RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN v[2] = wanted AND v[3] <> '-' THEN v[3]::uuid END FROM ctx.verified() AS v
$$;

CREATE FUNCTION ctx.organisation() RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN v[3] <> '-' THEN v[3]::uuid END FROM ctx.verified() AS v
$$;

CREATE FUNCTION ctx.agency() RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN v[2] = 'partner' AND v[4] <> '-' THEN v[4]::uuid END FROM ctx.verified() AS v
$$;

CREATE FUNCTION ctx.request_line() RETURNS jsonb
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (ctx.verified())[5]::jsonb
$$;

CREATE FUNCTION ctx.request() RETURNS uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (ctx.request_line()->>'id')::uuid
$$;

-- The transaction's time, and the statement's; both are told time where time is told.
CREATE FUNCTION ctx.now() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((ctx.request_line()->>'at')::timestamptz, transaction_timestamp())
$$;

CREATE FUNCTION ctx.instant() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((ctx.request_line()->>'at')::timestamptz, statement_timestamp())
$$;

-- Data moves and founding: the owner's own named actor, and only under its own scope.
CREATE FUNCTION ctx.is_migration() RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (ctx.verified())[2] = 'migration'
$$;

-- What each role holds by itself; copied from access/roles.py by `manage.py rights`.
CREATE TABLE acl.role_permission (
    role text NOT NULL,
    permission text NOT NULL,
    PRIMARY KEY (role, permission)
);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ctx FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE caseload_policy REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA ctx TO caseload_owner, caseload_app, caseload_audit,
    caseload_own, caseload_wide, caseload_partner;
GRANT USAGE ON SCHEMA acl TO caseload_owner, caseload_audit,
    caseload_own, caseload_wide, caseload_partner;
GRANT EXECUTE ON FUNCTION ctx.enter(uuid, text, text, bigint, bytea) TO caseload_app, caseload_owner;
GRANT EXECUTE ON FUNCTION ctx.who(), ctx.scope(), ctx.organisation(text), ctx.organisation(),
    ctx.agency(), ctx.request_line(), ctx.request(), ctx.now(), ctx.instant()
    TO caseload_owner, caseload_audit, caseload_app, caseload_own, caseload_wide, caseload_partner;
GRANT EXECUTE ON FUNCTION ctx.is_migration() TO caseload_owner, caseload_audit;
