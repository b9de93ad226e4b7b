CREATE TRIGGER b_check_partner_client BEFORE INSERT ON public.accounts_partnerclient
    FOR EACH ROW EXECUTE FUNCTION acl.check_partner_client();
CREATE TRIGGER b_check_client_secret BEFORE INSERT ON public.accounts_clientsecret
    FOR EACH ROW EXECUTE FUNCTION acl.check_client_secret();
-- What was agreed or shown until a day may end earlier and never later.
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.accounts_sharingagreement
    FOR EACH ROW WHEN (NEW.ends_at > OLD.ends_at) EXECUTE FUNCTION acl.never_later();
CREATE TRIGGER b_never_later BEFORE UPDATE ON public.accounts_clientsecret
    FOR EACH ROW WHEN (NEW.ends_at > OLD.ends_at) EXECUTE FUNCTION acl.never_later();
