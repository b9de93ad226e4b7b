-- The two actors without an organisation, before the tables are forced: somebody refused before
-- sign-in, and the owner's own data moves. History is written here because no trigger stands yet.
INSERT INTO public.accounts_user (id, version, kind, username, display_name, email, job_title,
    is_active, password)
VALUES ('00000000-0000-4000-8000-000000000001', 1, 'system', 'anonymous', 'Nobody signed in', '', '',
        true, '!'),
       ('00000000-0000-4000-8000-000000000002', 1, 'system', 'migration', 'Data moves', '', '', true, '!');
INSERT INTO public.accounts_historicaluser (history_id, id, version, kind, username, display_name,
    email, job_title, is_active, history_date, history_type, history_user_id)
SELECT gen_random_uuid(), u.id, u.version, u.kind, u.username, u.display_name, u.email, u.job_title,
    u.is_active, transaction_timestamp(), '+', '00000000-0000-4000-8000-000000000002'
FROM public.accounts_user u;
INSERT INTO public.accounts_session (id, user_id, started_at, last_seen_at, ends_at)
VALUES ('00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000001',
        transaction_timestamp(), transaction_timestamp(), '2200-01-01 00:00:00+00'),
       ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000002',
        transaction_timestamp(), transaction_timestamp(), '2200-01-01 00:00:00+00');
