-- Takes the words out of every earlier version of an intake and its parts, with the salts that bound
-- them, once acl.cut_intake has emptied the rows themselves in this transaction. Each row that lost
-- words has a line in audit.erasure: that it was, up to which versions, on whose clock; never what.
CREATE FUNCTION audit.forget_intake(wanted uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine bigint := pg_current_xact_id()::text::bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM public.referrals_intake i
                    WHERE i.id = wanted AND i.organisation_id = ctx.organisation('wide')
                      AND i.cut_at = ctx.now()) THEN
        RETURN;
    END IF;
    WITH gone AS (
        UPDATE public.referrals_historicalintake h
           SET referrer_name = '', referrer_role = '', referrer_contact = '', on_behalf = '',
               immediate_concern = '', question = '', decision_note = '', knock_on = NULL,
               knock_precision = '', police_reference_hash = NULL, children_in_household = NULL,
               signposts = '{}', history_salt = NULL
         WHERE h.id = wanted AND h.history_tx <> mine AND h.history_salt IS NOT NULL
        RETURNING 'referrals_intake' AS what, h.id, h.version
    ), people AS (
        UPDATE public.referrals_historicalintakeperson h
           SET given_names = '', family_name = '', known_as = '', born_on = NULL, born_precision = '',
               postcode = '', language = '', told_by = '', history_salt = NULL
         WHERE h.intake_id = wanted AND h.history_tx <> mine AND h.history_salt IS NOT NULL
        RETURNING 'referrals_intakeperson' AS what, h.id, h.version
    ), routes AS (
        UPDATE public.referrals_historicalintakeroute h
           SET label = '', value = '', conditions = '', safe_hours = '[]', referrer_window = NULL,
               ask_for = '', shared_with = '', told_by = '', history_salt = NULL
         WHERE h.intake_id = wanted AND h.history_tx <> mine AND h.history_salt IS NOT NULL
        RETURNING 'referrals_intakeroute' AS what, h.id, h.version
    ), attempts AS (
        UPDATE public.referrals_historicalintakeattempt h
           SET headline = '', detail = '', history_salt = NULL
         WHERE h.intake_id = wanted AND h.history_tx <> mine AND h.history_salt IS NOT NULL
        RETURNING 'referrals_intakeattempt' AS what, h.id, h.version
    ), messages AS (
        UPDATE public.referrals_historicalintakemessage h
           SET body = '', on_behalf = '', history_salt = NULL
         WHERE h.intake_id = wanted AND h.history_tx <> mine AND h.history_salt IS NOT NULL
        RETURNING 'referrals_intakemessage' AS what, h.id, h.version
    ), matches AS (
        UPDATE public.referrals_historicalintakematch h
           SET note = '', people = '{}', cases = '{}', history_salt = NULL
         WHERE h.intake_id = wanted AND h.history_tx <> mine AND h.history_salt IS NOT NULL
        RETURNING 'referrals_intakematch' AS what, h.id, h.version
    ), lost AS (
        SELECT * FROM gone UNION ALL SELECT * FROM people UNION ALL SELECT * FROM routes
        UNION ALL SELECT * FROM attempts UNION ALL SELECT * FROM messages
        UNION ALL SELECT * FROM matches
    )
    INSERT INTO audit.erasure (at, tx, organisation_id, actor_id, request_id, basis, table_name, row_id,
        versions, salt)
    SELECT ctx.now(), mine, ctx.organisation('wide'), ctx.who(), ctx.request(), 'opt_out_cut', l.what,
        l.id, array_agg(l.version ORDER BY l.version), audit.new_salt()
      FROM lost l GROUP BY l.what, l.id;
END $$;
REVOKE ALL ON FUNCTION audit.forget_intake(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.forget_intake(uuid) TO caseload_policy;
