CREATE TRIGGER a_stamp BEFORE INSERT ON public.exchange_outboxevent
    FOR EACH ROW EXECUTE FUNCTION acl.stamp_outbox();
