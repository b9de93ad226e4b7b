-- Whose referrals out are whose: what hangs on a referral carries no case, because the receiving
-- agency reads it.

CREATE FUNCTION acl.visible_referral_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.id FROM public.referrals_referral r
     WHERE r.case_id = ANY (ARRAY(SELECT acl.visible_case_ids()))
$$;

CREATE FUNCTION acl.referral_ids_to_work_on() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.id FROM public.referrals_referral r
     WHERE r.case_id = ANY (ARRAY(SELECT acl.case_ids_with('refer_out')))
$$;

CREATE FUNCTION acl.barred_referral_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.id FROM public.referrals_referral r WHERE r.case_id IN (SELECT acl.barred_case_ids())
$$;

-- What the acting program's agency was sent and may still read, at this statement.
CREATE FUNCTION acl.readable_referral_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
    SELECT f.referral_id FROM public.referrals_referralface f
     WHERE f.agency_id = acl.my_agency()
       AND f.disclosure_id = ANY (ARRAY(SELECT acl.readable_disclosure_ids()))
$$;

GRANT EXECUTE ON FUNCTION acl.visible_referral_ids(), acl.referral_ids_to_work_on(),
    acl.barred_referral_ids() TO caseload_own, caseload_wide;
GRANT EXECUTE ON FUNCTION acl.readable_referral_ids() TO caseload_partner;
