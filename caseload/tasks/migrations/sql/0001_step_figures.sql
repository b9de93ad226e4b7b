-- What a case's summary says of its steps. Counted over those that the whole case team may
-- read, whoever asks: a task hidden from somebody may move no figure that they see. Numbers only.
CREATE FUNCTION audit.step_figures(wanted uuid[])
RETURNS TABLE (case_id uuid, next_step_due_on date, open_steps integer)
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id, min(t.due_on), count(t.id)::integer
      FROM acl.cases_in_sight(wanted) AS c(id)
      LEFT JOIN public.tasks_task t ON t.case_id = c.id AND t.state = 'open'
            AND t.sensitivity IN ('standard', 'third_party_confidential')
     GROUP BY c.id
$$;
REVOKE ALL ON FUNCTION audit.step_figures(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.step_figures(uuid[]) TO caseload_own, caseload_wide;
