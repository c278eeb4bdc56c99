-- Reconciliation: sums that were found right, so that each run adds up only what came after. docs/reconciliation.md.

CREATE TABLE reconciliation_checkpoints (
  account_id bigint  NOT NULL,
  asset_id   integer NOT NULL,
  sequence   bigint  NOT NULL,
  amount     numeric NOT NULL,
  PRIMARY KEY (account_id, asset_id)
) WITH (fillfactor = 70);
COMMENT ON TABLE reconciliation_checkpoints IS
  'Sum of an account''s ledger entries up to an event, compared with the state machine''s balance and found equal. May be emptied at any time: the next run adds up everything';
COMMENT ON COLUMN reconciliation_checkpoints.amount IS '10^-8; of counter accounts: as summed, they are in no state';

CREATE TABLE reconciliation_runs (
  run_id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  started_at        timestamptz NOT NULL,
  finished_at       timestamptz NOT NULL,
  complete_history  boolean     NOT NULL,
  sequence          bigint      NOT NULL,
  balances          bigint      NOT NULL,
  differences       bigint      NOT NULL,
  problem           text,
  report            text        NOT NULL
);
COMMENT ON TABLE reconciliation_runs IS 'What the adapter''s scheduled runs found; newest last';
COMMENT ON COLUMN reconciliation_runs.complete_history IS 'False: only what came after the checkpoints was added up';
COMMENT ON COLUMN reconciliation_runs.sequence IS 'Event up to which the books'' own sums were looked at';
COMMENT ON COLUMN reconciliation_runs.problem IS 'Why it could not be finished; null: it was';
