-- Settlement of DEC on the DeCoin chain. One writer: the settlement agent of the ledger-adapter. A transfer with its
-- nonce, id and signed body is committed here before it is posted, so that after any crash the records say what may be
-- on chain. Amounts are bigint base units of 10^-8 DEC. docs/settlement.md explains it for operators.

CREATE TABLE settlement_control (
  only_row         boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  chain            integer     NOT NULL,
  custody_wallets  integer     NOT NULL,
  clearing_wallets integer     NOT NULL,
  node_height      bigint      NOT NULL,
  last_trade_id    bigint      NOT NULL,
  stopped_at       timestamptz,
  stop_reason      text,
  resume           text        CHECK (resume IN ('CONTINUE', 'NEW_CHAIN'))
);
COMMENT ON TABLE settlement_control IS 'One row: what settlement is bound to, whether it is stopped, and the operator''s word to resume';
COMMENT ON COLUMN settlement_control.chain IS 'Counts up when an operator resumes on a NEW_CHAIN';
COMMENT ON COLUMN settlement_control.custody_wallets IS 'Accounts are spread over this many wallets; fixed';
COMMENT ON COLUMN settlement_control.node_height IS 'Highest height seen on this chain: a node below it has lost blocks';
COMMENT ON COLUMN settlement_control.last_trade_id IS 'Trades up to this one are covered by a batch';
COMMENT ON COLUMN settlement_control.stopped_at IS 'Null while settlement may run';
COMMENT ON COLUMN settlement_control.resume IS
  'Set by an operator once settlement has stopped: CONTINUE on the same chain, NEW_CHAIN to begin again on an empty one';

CREATE TABLE settlement_wallets (
  wallet_id   integer     PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('custody', 'clearing')),
  kind_index  integer     NOT NULL,
  key_path    text        NOT NULL UNIQUE,
  address     text        NOT NULL UNIQUE,
  next_nonce  bigint      NOT NULL CHECK (next_nonce >= 0),
  confirmed   bigint      NOT NULL CHECK (confirmed >= 0),
  target      bigint      NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (kind, kind_index)
);
COMMENT ON TABLE settlement_wallets IS 'The exchange''s wallets on chain. Customers'' DEC is in those of kind custody';
COMMENT ON COLUMN settlement_wallets.kind_index IS 'custody: account ids with this remainder modulo the number of custody wallets';
COMMENT ON COLUMN settlement_wallets.key_path IS 'BIP44 path below the master seed, which is not in this database';
COMMENT ON COLUMN settlement_wallets.next_nonce IS 'Nonce of the next transfer; the node cannot be asked for it';
COMMENT ON COLUMN settlement_wallets.confirmed IS 'Base units in blocks, by these records';
COMMENT ON COLUMN settlement_wallets.target IS 'Base units that it should hold by the ledger, as of the last window';

CREATE SEQUENCE settlement_batch_ids;

CREATE TABLE settlement_batches (
  batch_id         bigint      PRIMARY KEY,
  chain            integer     NOT NULL,
  journal_sequence bigint      NOT NULL,
  after_trade_id   bigint      NOT NULL,
  last_trade_id    bigint      NOT NULL,
  trades           bigint      NOT NULL,
  merkle_root      bytea,
  transfers        integer     NOT NULL,
  amount           bigint      NOT NULL,
  state            text        NOT NULL CHECK (state IN ('prepared', 'pending', 'confirmed', 'failed')),
  created_at       timestamptz NOT NULL,
  accepted_at      timestamptz,
  finished_at      timestamptz
);
COMMENT ON TABLE settlement_batches IS 'One netting window: the trades it covers and the transfers that moved the difference';
COMMENT ON COLUMN settlement_batches.journal_sequence IS 'The ledger''s state that the wallets are brought to';
COMMENT ON COLUMN settlement_batches.after_trade_id IS 'It covers the trades with DEC from above this one';
COMMENT ON COLUMN settlement_batches.last_trade_id IS '... up to this one';
COMMENT ON COLUMN settlement_batches.trades IS 'How many those are';
COMMENT ON COLUMN settlement_batches.merkle_root IS 'RFC 6962 tree over them, see docs/settlement.md; null without trades';
COMMENT ON COLUMN settlement_batches.transfers IS '0: everything netted out';
COMMENT ON COLUMN settlement_batches.amount IS 'Base units moved in all';
COMMENT ON COLUMN settlement_batches.state IS
  'prepared: not all transfers are known to the node; failed: some transfer failed, which a later window makes good';
CREATE INDEX settlement_batches_trades ON settlement_batches (last_trade_id);
CREATE INDEX settlement_batches_open ON settlement_batches (batch_id) WHERE state IN ('prepared', 'pending');

CREATE TABLE settlement_transfers (
  transfer_id      bigint      PRIMARY KEY,
  batch_id         bigint      NOT NULL REFERENCES settlement_batches,
  chain            integer     NOT NULL,
  sender_wallet    integer     REFERENCES settlement_wallets,
  recipient_wallet integer     NOT NULL REFERENCES settlement_wallets,
  amount           bigint      NOT NULL CHECK (amount > 0),
  nonce            bigint      NOT NULL,
  tx_id            text        NOT NULL UNIQUE,
  body             text        NOT NULL,
  state            text        NOT NULL CHECK (state IN ('prepared', 'pending', 'stuck', 'confirmed', 'failed')),
  block_height     bigint,
  detail           text,
  created_at       timestamptz NOT NULL,
  accepted_at      timestamptz,
  stuck_at         timestamptz,
  confirmed_at     timestamptz,
  failed_at        timestamptz,
  UNIQUE (sender_wallet, nonce)
);
COMMENT ON TABLE settlement_transfers IS 'Every transfer that was ever signed, before it was posted';
COMMENT ON COLUMN settlement_transfers.sender_wallet IS 'Null: development funding from the chain''s "system"';
COMMENT ON COLUMN settlement_transfers.tx_id IS 'Its id on chain, computed before posting';
COMMENT ON COLUMN settlement_transfers.body IS 'What is posted, byte for byte';
COMMENT ON COLUMN settlement_transfers.state IS
  'prepared: may or may not have been posted; pending: the node has it; stuck: pending for too long; failed: the node refused or lost it, it is never posted again';
COMMENT ON COLUMN settlement_transfers.detail IS 'Why it failed';
CREATE INDEX settlement_transfers_open ON settlement_transfers (transfer_id)
  WHERE state IN ('prepared', 'pending', 'stuck');
CREATE INDEX settlement_transfers_batch ON settlement_transfers (batch_id);
CREATE INDEX settlement_transfers_height ON settlement_transfers (chain, block_height) WHERE state = 'confirmed';
CREATE SEQUENCE settlement_transfer_ids;

CREATE TABLE settlement_external_flows (
  chain        integer     NOT NULL,
  tx_id        text        NOT NULL,
  wallet_id    integer     NOT NULL REFERENCES settlement_wallets,
  sender       text        NOT NULL,
  amount       bigint      NOT NULL,
  block_height bigint      NOT NULL,
  seen_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (chain, tx_id)
);
COMMENT ON TABLE settlement_external_flows IS 'Transfers of others into the exchange''s wallets, found on chain: each counts once';

CREATE VIEW settlement_wallets_decimal AS
SELECT wallet_id, kind, kind_index, address, decimal8(target) AS target, decimal8(confirmed) AS confirmed,
  decimal8(confirmed - target) AS difference, next_nonce, updated_at
FROM settlement_wallets ORDER BY wallet_id;

CREATE VIEW settlement_transfers_decimal AS
SELECT transfer_id, batch_id, coalesce(s.kind || ' ' || s.kind_index, 'system') AS sender,
  r.kind || ' ' || r.kind_index AS recipient, decimal8(amount) AS amount, nonce, state, tx_id, block_height, detail,
  t.created_at, accepted_at, stuck_at, confirmed_at, failed_at
FROM settlement_transfers t
LEFT JOIN settlement_wallets s ON s.wallet_id = sender_wallet
JOIN settlement_wallets r ON r.wallet_id = recipient_wallet;
