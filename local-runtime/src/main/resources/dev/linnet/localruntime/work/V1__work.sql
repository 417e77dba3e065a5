-- Background work: what is to run, what ran, and what became of it.

CREATE SCHEMA IF NOT EXISTS work;

-- The layout is db-scheduler's. A row of "invoke:<function>" is an occurrence that still has to
-- run, a row of "tick:<schedule>" is the next time of a schedule.
CREATE TABLE work.task (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX task_execution_time ON work.task (execution_time);
CREATE INDEX task_last_heartbeat ON work.task (last_heartbeat);

CREATE TABLE work.schedule (
    name       text        PRIMARY KEY,
    expression text        NOT NULL,
    anchor     timestamptz NOT NULL,
    paused     boolean     NOT NULL DEFAULT false
);

COMMENT ON COLUMN work.schedule.anchor IS 'When the expression was set; a rate counts from here.';

CREATE TABLE work.occurrence (
    id            text        PRIMARY KEY,
    function_name text        NOT NULL,
    origin        text        NOT NULL,
    cause         text        NOT NULL CHECK (cause IN ('schedule', 'event', 'operator')),
    event         text        NOT NULL,
    state         text        NOT NULL DEFAULT 'waiting'
                  CHECK (state IN ('waiting', 'running', 'retrying', 'done', 'dead')),
    tries         integer     NOT NULL DEFAULT 0,
    tries_before  integer     NOT NULL DEFAULT 0,
    recorded_at   timestamptz NOT NULL,
    since         timestamptz NOT NULL,
    ended_at      timestamptz,
    last_error    text
);

COMMENT ON TABLE work.occurrence IS 'One event for one function: recorded before it runs.';
COMMENT ON COLUMN work.occurrence.origin IS 'The name of the schedule or the rule.';
COMMENT ON COLUMN work.occurrence.since IS 'When it was recorded or, later, redriven; its age counts from here.';
COMMENT ON COLUMN work.occurrence.tries_before IS 'Tries before it was last redriven.';

CREATE INDEX occurrence_state ON work.occurrence (state, ended_at);
CREATE INDEX occurrence_recorded_at ON work.occurrence (recorded_at);
CREATE INDEX occurrence_origin ON work.occurrence (origin, recorded_at);

CREATE TABLE work.attempt (
    occurrence_id text        NOT NULL REFERENCES work.occurrence ON DELETE CASCADE,
    number        integer     NOT NULL,
    worker        text        NOT NULL,
    started_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    outcome       text        CHECK (outcome IN ('done', 'failed', 'lost')),
    detail        text,
    PRIMARY KEY (occurrence_id, number)
);

COMMENT ON COLUMN work.attempt.outcome IS 'Empty while it runs; lost: the worker ended in the middle.';
COMMENT ON COLUMN work.attempt.detail IS 'What the function reported, or why it failed.';

CREATE INDEX attempt_started_at ON work.attempt (started_at);
