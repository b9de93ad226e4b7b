-- The clock of the opt-out route (features.md 2.6, BR-02): what of an intake is somebody's data goes,
-- the codes and times stay for counting. Also of intakes that are held or kept from somebody.

-- Due and not cut yet; or cut, and words stand in it again: an agency is never told that it ended, and
-- what it sends is kept. Asked by the words and not by their time, which is that of a request's beginning.
CREATE FUNCTION acl.intakes_to_cut() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.id FROM public.referrals_intake i
     WHERE i.organisation_id = ctx.organisation('wide') AND acl.holds('cut_intake')
       AND i.cut_due_at <= ctx.now()
       AND (i.cut_at IS NULL
            OR EXISTS (SELECT 1 FROM public.referrals_intakeroute r
                        WHERE r.intake_id = i.id
                          AND (r.label, r.value, r.conditions, r.ask_for, r.shared_with, r.told_by)
                              <> ('', '', '', '', '', ''))
            OR EXISTS (SELECT 1 FROM public.referrals_intakemessage m
                        WHERE m.intake_id = i.id AND (m.body, m.on_behalf) <> ('', '')))
     ORDER BY i.cut_due_at, i.id
$$;

CREATE FUNCTION acl.cut_intake(wanted uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last_cut timestamptz;
    stamp jsonb := jsonb_build_object('history_type', '~', 'history_date', ctx.now(),
                                      'history_change_reason', 'cut by its clock');
BEGIN
    PERFORM 1 FROM public.referrals_intake i WHERE i.id = wanted FOR UPDATE;
    IF wanted NOT IN (SELECT acl.intakes_to_cut()) THEN
        RETURN false;
    END IF;
    -- What began before the last cut and waited for it is later than it; no request lasts an hour.
    SELECT coalesce(i.cut_at - interval '1 hour', '-infinity') INTO last_cut
      FROM public.referrals_intake i WHERE i.id = wanted;
    UPDATE public.referrals_intake i
       SET version = i.version + 1, cut_at = ctx.now(), referrer_name = '', referrer_role = '',
           referrer_contact = '', on_behalf = '', immediate_concern = '', question = '',
           decision_note = '', knock_on = NULL, knock_precision = '', police_reference_hash = NULL,
           children_in_household = NULL, signposts = '{}'
     WHERE i.id = wanted;
    UPDATE public.referrals_intakeperson p
       SET version = p.version + 1, given_names = '', family_name = '', known_as = '', born_on = NULL,
           born_precision = '', postcode = '', language = '', told_by = ''
     WHERE p.intake_id = wanted AND p.recorded_at > last_cut;
    UPDATE public.referrals_intakeroute r
       SET version = r.version + 1, label = '', value = '', conditions = '', safe_hours = '[]',
           referrer_window = NULL, ask_for = '', shared_with = '', told_by = ''
     WHERE r.intake_id = wanted AND r.recorded_at > last_cut;
    UPDATE public.referrals_intakeattempt a SET version = a.version + 1, headline = '', detail = ''
     WHERE a.intake_id = wanted AND a.recorded_at > last_cut;
    UPDATE public.referrals_intakemessage m SET version = m.version + 1, body = '', on_behalf = ''
     WHERE m.intake_id = wanted AND m.recorded_at > last_cut;
    UPDATE public.referrals_intakematch x SET version = x.version + 1, note = '', people = '{}', cases = '{}'
     WHERE x.intake_id = wanted AND x.recorded_at > last_cut;
    INSERT INTO public.referrals_historicalintake
    SELECT r.* FROM public.referrals_intake t CROSS JOIN LATERAL jsonb_populate_record(
        NULL::public.referrals_historicalintake,
        to_jsonb(t) || stamp || jsonb_build_object('history_id', gen_random_uuid())) r
     WHERE t.id = wanted;
    INSERT INTO public.referrals_historicalintakeperson
    SELECT r.* FROM public.referrals_intakeperson t CROSS JOIN LATERAL jsonb_populate_record(
        NULL::public.referrals_historicalintakeperson,
        to_jsonb(t) || stamp || jsonb_build_object('history_id', gen_random_uuid())) r
     WHERE t.intake_id = wanted AND t.recorded_at > last_cut;
    INSERT INTO public.referrals_historicalintakeroute
    SELECT r.* FROM public.referrals_intakeroute t CROSS JOIN LATERAL jsonb_populate_record(
        NULL::public.referrals_historicalintakeroute,
        to_jsonb(t) || stamp || jsonb_build_object('history_id', gen_random_uuid())) r
     WHERE t.intake_id = wanted AND t.recorded_at > last_cut;
    INSERT INTO public.referrals_historicalintakeattempt
    SELECT r.* FROM public.referrals_intakeattempt t CROSS JOIN LATERAL jsonb_populate_record(
        NULL::public.referrals_historicalintakeattempt,
        to_jsonb(t) || stamp || jsonb_build_object('history_id', gen_random_uuid())) r
     WHERE t.intake_id = wanted AND t.recorded_at > last_cut;
    INSERT INTO public.referrals_historicalintakemessage
    SELECT r.* FROM public.referrals_intakemessage t CROSS JOIN LATERAL jsonb_populate_record(
        NULL::public.referrals_historicalintakemessage,
        to_jsonb(t) || stamp || jsonb_build_object('history_id', gen_random_uuid())) r
     WHERE t.intake_id = wanted AND t.recorded_at > last_cut;
    INSERT INTO public.referrals_historicalintakematch
    SELECT r.* FROM public.referrals_intakematch t CROSS JOIN LATERAL jsonb_populate_record(
        NULL::public.referrals_historicalintakematch,
        to_jsonb(t) || stamp || jsonb_build_object('history_id', gen_random_uuid())) r
     WHERE t.intake_id = wanted AND t.recorded_at > last_cut;
    PERFORM audit.forget_intake(wanted);
    RETURN true;
END $$;

GRANT EXECUTE ON FUNCTION acl.intakes_to_cut(), acl.cut_intake(uuid) TO caseload_wide;
