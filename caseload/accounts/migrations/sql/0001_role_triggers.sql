CREATE TRIGGER b_check_role_approval BEFORE UPDATE ON public.accounts_roleholding
    FOR EACH ROW WHEN (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
    EXECUTE FUNCTION acl.check_role_approval();
