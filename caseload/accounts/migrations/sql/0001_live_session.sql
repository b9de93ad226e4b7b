-- What ctx.enter asks: is this session alive, whose is it, and which scopes do the roles held allow?
-- Session times are the machine's; roles are judged at `at`, which is told time where time is told.
CREATE TABLE acl.second_person_role (role text PRIMARY KEY);
CREATE TABLE acl.wide_role (role text PRIMARY KEY);
CREATE TABLE acl.case_role (role text PRIMARY KEY, every_source boolean NOT NULL);

CREATE FUNCTION ctx.live_roles(holder uuid, at timestamptz) RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 3 SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.role FROM public.accounts_roleholding h
     WHERE h.user_id = holder AND h.starts_at <= at AND h.ends_at > at
       AND EXISTS (SELECT 1 FROM public.accounts_user u WHERE u.id = holder AND u.is_active)
       AND (h.approved_by_id IS NOT NULL OR h.role NOT IN (SELECT role FROM acl.second_person_role))
    UNION ALL
    SELECT 'system.' || split_part(u.username, '.', 2) FROM public.accounts_user u
     WHERE u.id = holder AND u.is_active AND u.kind = 'system' AND u.username LIKE 'system.%'
$$;

CREATE FUNCTION ctx.live_session(session uuid, actor uuid, at timestamptz)
RETURNS TABLE (organisation_id uuid, agency_id uuid, scopes text[])
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
    SELECT u.organisation_id, NULL::uuid,
           CASE WHEN u.username = 'anonymous' THEN ARRAY['refusal']
                WHEN u.username = 'migration' THEN ARRAY['migration']
                WHEN u.kind = 'system' THEN ARRAY['wide', 'refusal']
                WHEN u.kind = 'service' THEN ARRAY['partner', 'refusal']
                WHEN EXISTS (SELECT 1 FROM ctx.live_roles(u.id, at) held(role)
                              WHERE held.role IN (SELECT role FROM acl.wide_role))
                    THEN ARRAY['wide', 'refusal']
                ELSE ARRAY['own', 'refusal'] END
      FROM public.accounts_session s JOIN public.accounts_user u ON u.id = s.user_id
     WHERE s.id = session AND s.user_id = actor AND u.is_active
       AND s.ended_at IS NULL AND s.ends_at > statement_timestamp()
$$;

-- Does the actor hold this right by role, without any grant?
CREATE FUNCTION acl.holds(permission text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM ctx.live_roles(ctx.who(), ctx.instant()) held(role)
                     JOIN acl.role_permission p ON p.role = held.role
                    WHERE p.permission = holds.permission)
$$;

CREATE FUNCTION acl.managed_team_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.team_id FROM public.accounts_roleholding h
     WHERE h.user_id = ctx.who() AND h.role = 'team_manager' AND h.team_id IS NOT NULL
       AND h.starts_at <= ctx.instant() AND h.ends_at > ctx.instant()
$$;

-- An approval is the approver's own act: nobody writes somebody else's name into it.
CREATE FUNCTION acl.check_role_approval() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF ctx.scope() <> 'migration' AND (NEW.approved_by_id IS DISTINCT FROM ctx.who()
                                       OR NOT acl.holds('approve_roles')) THEN
        RAISE EXCEPTION 'not the approver' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION acl.check_role_approval() TO caseload_owner;

-- A holding stays within its own organisation, and carries the group of its own team or none: the
-- group is what opens a team's cases.
CREATE FUNCTION acl.check_role_holding() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.accounts_user u
                    WHERE u.id = NEW.user_id AND u.organisation_id = NEW.organisation_id)
       OR (NEW.team_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM public.accounts_team t
                WHERE t.id = NEW.team_id AND t.organisation_id = NEW.organisation_id))
       OR (NEW.group_id IS NOT NULL AND NOT EXISTS (
               SELECT 1 FROM public.accounts_team t
                WHERE t.id = NEW.team_id AND t.group_id = NEW.group_id)) THEN
        RAISE EXCEPTION 'not of this organisation' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION acl.check_role_holding() TO caseload_owner;

-- What ends may end earlier and never later: a role or grant goes on as a new one, which is asked
-- about anew. Moving the end would keep an old approval or an old check alive.
CREATE FUNCTION acl.never_later() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'an end is never moved later' USING ERRCODE = '42501';
END $$;
GRANT EXECUTE ON FUNCTION acl.never_later() TO caseload_owner;

-- A session that ended stays ended, whoever writes.
CREATE FUNCTION acl.stay_ended() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'this session has ended' USING ERRCODE = '42501';
END $$;
GRANT EXECUTE ON FUNCTION acl.stay_ended() TO caseload_owner;
GRANT EXECUTE ON FUNCTION acl.holds(text), acl.managed_team_ids()
    TO caseload_owner, caseload_own, caseload_wide, caseload_partner;

-- Is the role table that the policies read the one in access/roles.py? `manage.py doctor` compares.
CREATE FUNCTION ctx.role_table_fingerprint() RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(
               coalesce(string_agg(t.line, E'\n' ORDER BY t.line COLLATE "C"), ''), 'UTF8')), 'hex')
      FROM (SELECT concat_ws(' ', 'holds', p.role, p.permission) FROM acl.role_permission p
            UNION ALL SELECT concat_ws(' ', 'wide', w.role) FROM acl.wide_role w
            UNION ALL SELECT concat_ws(' ', 'second', s.role) FROM acl.second_person_role s
            UNION ALL SELECT concat_ws(' ', 'case', c.role, c.every_source) FROM acl.case_role c
           ) AS t(line)
$$;
GRANT EXECUTE ON FUNCTION ctx.role_table_fingerprint() TO caseload_app, caseload_owner;
