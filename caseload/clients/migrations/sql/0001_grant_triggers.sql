-- No path to a grant goes round exclusions, sides and standing.
CREATE TRIGGER b_check_grant BEFORE INSERT ON public.clients_caseusergrant
    FOR EACH ROW EXECUTE FUNCTION acl.check_user_grant();
CREATE TRIGGER b_stand_managers AFTER INSERT ON public.clients_casegroupgrant
    FOR EACH ROW EXECUTE FUNCTION acl.stand_managers();
CREATE TRIGGER b_stand_new_manager AFTER INSERT OR UPDATE ON public.accounts_roleholding
    FOR EACH ROW WHEN (NEW.group_id IS NOT NULL) EXECUTE FUNCTION acl.stand_new_manager();
CREATE TRIGGER b_stand_linked_family AFTER UPDATE ON public.clients_case
    FOR EACH ROW WHEN (NEW.family_id IS NOT NULL AND NEW.family_id IS DISTINCT FROM OLD.family_id)
    EXECUTE FUNCTION acl.stand_linked_family();
CREATE TRIGGER b_check_group_grant BEFORE INSERT ON public.clients_casegroupgrant
    FOR EACH ROW EXECUTE FUNCTION acl.check_group_grant();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.clients_caseusergrant
    FOR EACH ROW WHEN (OLD.expires_at IS NOT NULL
                       AND (NEW.expires_at IS NULL OR NEW.expires_at > OLD.expires_at))
    EXECUTE FUNCTION acl.never_later();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.clients_casegroupgrant
    FOR EACH ROW WHEN (OLD.expires_at IS NOT NULL
                       AND (NEW.expires_at IS NULL OR NEW.expires_at > OLD.expires_at))
    EXECUTE FUNCTION acl.never_later();
