CREATE TRIGGER b_check_role_approval BEFORE UPDATE ON public.accounts_roleholding
    FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
    EXECUTE FUNCTION acl.check_role_approval();
CREATE TRIGGER b_stay_ended BEFORE UPDATE ON public.accounts_session
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION acl.stay_ended();
CREATE TRIGGER b_check_role_holding BEFORE INSERT ON public.accounts_roleholding
    FOR EACH ROW EXECUTE FUNCTION acl.check_role_holding();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.accounts_roleholding
    FOR EACH ROW WHEN (NEW.ends_at > OLD.ends_at) EXECUTE FUNCTION acl.never_later();
