-- Whoever opens a case writes down, in the same request, what is known on that day: ways to reach the
-- client, what was tried before, what the client agreed to. With the request this ends.
CREATE OR REPLACE FUNCTION acl.case_ids_with(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 300 SET search_path = pg_catalog, pg_temp AS $$
    SELECT granted FROM acl.granted_case_ids(wanted) AS granted WHERE ctx.scope() IN ('own', 'wide')
    INTERSECT
    SELECT seen FROM acl.granted_case_ids('view_case') AS seen
    UNION
    SELECT opened FROM acl.opened_here() AS opened
     WHERE wanted IN ('log_contact', 'manage_tasks', 'record', 'record_consent', 'record_safe_contact')
$$;
