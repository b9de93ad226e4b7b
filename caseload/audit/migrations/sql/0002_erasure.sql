-- What was emptied, in which row and up to which version, on whose word: the tombstone of words that a
-- clock or two people have cut (access-and-audit.md §10, BR-100). It holds nothing of what was there.
CREATE TABLE audit.erasure (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    tx bigint NOT NULL,
    organisation_id uuid NOT NULL,
    actor_id uuid NOT NULL,
    approved_by uuid,
    request_id uuid NOT NULL,
    basis text NOT NULL,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    versions integer[] NOT NULL CHECK (cardinality(versions) > 0),
    salt bytea NOT NULL
);
CREATE INDEX erasure_of_row ON audit.erasure (table_name, row_id);
REVOKE ALL ON audit.erasure FROM PUBLIC;
-- The policies' functions that empty rows ask the trail's functions to empty their versions.
GRANT USAGE ON SCHEMA audit TO caseload_policy;

-- As before, but that a column named with a question mark may be emptied, and nothing else.
CREATE OR REPLACE FUNCTION audit.guard_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old_row jsonb;
    new_row jsonb := to_jsonb(NEW);
    fixed text;
    told jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.version <> 1 THEN
            RAISE EXCEPTION 'a first version is 1' USING ERRCODE = '23H01';
        END IF;
        IF new_row ? 'recorded_by_id' THEN
            IF (new_row->>'recorded_by_id')::uuid IS DISTINCT FROM ctx.who()
               OR NEW.recorded_at IS DISTINCT FROM ctx.now() THEN
                RAISE EXCEPTION 'recorded by somebody else or at another time' USING ERRCODE = '23H02';
            END IF;
        END IF;
        RETURN NEW;
    END IF;
    old_row := to_jsonb(OLD);
    FOREACH fixed IN ARRAY TG_ARGV LOOP
        told := new_row->rtrim(fixed, '?');
        IF old_row->rtrim(fixed, '?') IS DISTINCT FROM told
           AND NOT (right(fixed, 1) = '?' AND told IN ('null', '""', '[]', '{}')) THEN
            RAISE EXCEPTION 'this column never changes' USING ERRCODE = '23H03';
        END IF;
    END LOOP;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'stale version' USING ERRCODE = '40001';
    END IF;
    RETURN NEW;
END $$;
