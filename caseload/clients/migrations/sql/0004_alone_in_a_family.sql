-- Does nobody else belong, or ever belonged, to the family of this case? For the one who keeps the sides,
-- who moves such a case to the family it turned out to be of. An exclusion hides people from them too,
-- so that a look of their own would not do; what is answered is of their own case and no more.
CREATE FUNCTION acl.is_alone_in_its_family(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (SELECT 1 FROM public.clients_case o
                        WHERE o.family_id = c.family_id AND o.id <> c.id)
       AND NOT EXISTS (SELECT 1 FROM public.clients_familymember m
                        WHERE m.family_id = c.family_id AND m.person_id <> c.client_id)
      FROM public.clients_case c
     WHERE c.id = wanted AND c.family_id IS NOT NULL AND acl.holds('manage_sides')
       AND c.id IN (SELECT acl.cases_in_sight(ARRAY[wanted]))
$$;

GRANT EXECUTE ON FUNCTION acl.is_alone_in_its_family(uuid) TO caseload_own, caseload_wide;
