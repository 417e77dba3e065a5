-- The key pool. A number is made once (key_space.next_number only grows), stands in at most one
-- block, and leaves with it when the block is claimed.

CREATE TABLE key_space (
    key_length         integer PRIMARY KEY CHECK (key_length BETWEEN 5 AND 12),
    next_number        bigint  NOT NULL CHECK (next_number >= 0),
    secret_fingerprint bytea   NOT NULL
);

COMMENT ON TABLE key_space IS 'How far the keys of each length have been made, and with which secret.';

-- Rows are inserted and deleted, never updated, so pages are filled to the top (fillfactor 100).
-- Claims walk the primary key from its low end, where the dead rows are: vacuum after a fixed
-- number of them, without pauses. No truncation, because it locks claims out.
CREATE TABLE key_block (
    key_length   integer NOT NULL,
    first_number bigint  NOT NULL CHECK (first_number >= 0),
    size         integer NOT NULL CHECK (size > 0),
    PRIMARY KEY (key_length, first_number)
) WITH (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0,
    autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 5000,
    vacuum_truncate = false
);

COMMENT ON TABLE key_block IS 'Free keys: size consecutive numbers from first_number on.';

CREATE TABLE key_sample (
    key_length integer     NOT NULL,
    at         timestamptz NOT NULL,
    made       bigint      NOT NULL,
    free       bigint      NOT NULL,
    PRIMARY KEY (key_length, at)
);

COMMENT ON TABLE key_sample IS 'The pool after a fill, at most once a minute, for seven days.';
