-- Deposits from the DeCoin chain, their sweeps into custody wallets, and payouts of withdrawals. One writer: the settlement
-- thread of the ledger-adapter (deposit_addresses: also its internal endpoint). What the books say of them is in the tables
-- deposits and withdrawals, which follow from the journal; these say what happened on chain. No foreign keys to the
-- journal's tables, whose rows can come later. Amounts are bigint base units of 10^-8 DEC. docs/withdrawals.md explains it.

CREATE TABLE deposit_addresses (
  account_id bigint      PRIMARY KEY CHECK (account_id > 0),
  address    text        NOT NULL UNIQUE,
  wallet_id  integer     NOT NULL UNIQUE CHECK (wallet_id = -account_id),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE deposit_addresses IS 'Addresses handed out. The key is the master seed''s, purpose 0, index account_id';
COMMENT ON COLUMN deposit_addresses.wallet_id IS 'Its row in settlement_wallets once something was credited';

CREATE TABLE chain_scan (
  chain       integer     PRIMARY KEY,
  next_height bigint      NOT NULL CHECK (next_height >= 0),
  last_hash   text,
  updated_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE chain_scan IS 'How far blocks have been looked through for deposits; moved with what was found';
COMMENT ON COLUMN chain_scan.last_hash IS 'Hash of the block before: the next one must name it; null: not checked';

CREATE TABLE chain_deposits (
  tx_id             text        PRIMARY KEY,
  chain             integer     NOT NULL,
  account_id        bigint      NOT NULL,
  address           text        NOT NULL,
  sender            text        NOT NULL,
  amount            bigint      NOT NULL CHECK (amount > 0),
  block_height      bigint      NOT NULL,
  state             text        NOT NULL CHECK (state IN ('pending', 'credited', 'unclaimed')),
  reason            text,
  seen_at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  credited_sequence bigint,
  credited_at       timestamptz
);
COMMENT ON TABLE chain_deposits IS 'Transfers to deposit addresses, found in blocks; the id on chain is the deposit''s id';
COMMENT ON COLUMN chain_deposits.state IS
  'pending: not in the books yet; credited: in the books, counted as the custody wallet''s; unclaimed: nobody can be credited, see reason. Set it back to pending to have it tried again';
COMMENT ON COLUMN chain_deposits.credited_sequence IS 'Journal sequence that booked it';
CREATE INDEX chain_deposits_account ON chain_deposits (account_id, seen_at, tx_id);
CREATE INDEX chain_deposits_pending ON chain_deposits (block_height) WHERE state = 'pending';

ALTER TABLE settlement_wallets DROP CONSTRAINT settlement_wallets_kind_check;
ALTER TABLE settlement_wallets ADD CONSTRAINT settlement_wallets_kind_check
  CHECK (kind IN ('custody', 'clearing', 'deposit'));
COMMENT ON TABLE settlement_wallets IS
  'The exchange''s wallets on chain. Customers'' DEC is in those of kind custody, and until it is swept in those of kind deposit';
COMMENT ON COLUMN settlement_wallets.kind_index IS
  'custody: account ids with this remainder modulo the number of custody wallets; deposit: the account id';
COMMENT ON COLUMN settlement_wallets.confirmed IS
  'Base units in blocks, by these records; deposit: those credited in the books and not swept yet';
CREATE INDEX settlement_wallets_unswept ON settlement_wallets (confirmed) WHERE kind = 'deposit' AND confirmed > 0;

ALTER TABLE settlement_transfers ALTER COLUMN batch_id DROP NOT NULL;
ALTER TABLE settlement_transfers ALTER COLUMN recipient_wallet DROP NOT NULL;
ALTER TABLE settlement_transfers ADD COLUMN kind text NOT NULL DEFAULT 'settlement'
  CHECK (kind IN ('settlement', 'sweep', 'payout'));
ALTER TABLE settlement_transfers ADD COLUMN network_fee bigint NOT NULL DEFAULT 0 CHECK (network_fee >= 0);
ALTER TABLE settlement_transfers ADD COLUMN withdrawal_id bigint;
ALTER TABLE settlement_transfers ADD COLUMN recipient_address text;
ALTER TABLE settlement_transfers ADD CHECK ((kind = 'settlement') = (batch_id IS NOT NULL));
ALTER TABLE settlement_transfers ADD CHECK ((kind = 'payout') = (withdrawal_id IS NOT NULL));
ALTER TABLE settlement_transfers ADD CHECK ((kind = 'payout') = (recipient_wallet IS NULL));
ALTER TABLE settlement_transfers ADD CHECK ((kind = 'payout') = (recipient_address IS NOT NULL));
COMMENT ON COLUMN settlement_transfers.kind IS
  'settlement: of a netting window; sweep: from a deposit address into its custody wallet; payout: of a withdrawal';
COMMENT ON COLUMN settlement_transfers.network_fee IS 'Burned by the chain beside the amount';
COMMENT ON COLUMN settlement_transfers.recipient_wallet IS 'Null: a payout, which goes to recipient_address';
-- The database itself refuses a second transfer for a withdrawal while one may still be paid.
CREATE UNIQUE INDEX settlement_transfers_payout ON settlement_transfers (withdrawal_id)
  WHERE withdrawal_id IS NOT NULL AND state <> 'failed';

CREATE TABLE withdrawal_payouts (
  withdrawal_id bigint      PRIMARY KEY,
  transfer_id   bigint      NOT NULL REFERENCES settlement_transfers,
  attempts      integer     NOT NULL DEFAULT 1,
  state         text        NOT NULL CHECK (state IN ('open', 'ended')),
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at      timestamptz
);
COMMENT ON TABLE withdrawal_payouts IS 'Withdrawals for which a transfer was made; the newest one. Older ones have failed';
COMMENT ON COLUMN withdrawal_payouts.state IS 'ended: the books say that the withdrawal has ended';
CREATE INDEX withdrawal_payouts_open ON withdrawal_payouts (withdrawal_id) WHERE state = 'open';

DROP VIEW settlement_transfers_decimal;
CREATE VIEW settlement_transfers_decimal AS
SELECT transfer_id, t.kind, batch_id, withdrawal_id, coalesce(s.kind || ' ' || s.kind_index, 'system') AS sender,
  coalesce(r.kind || ' ' || r.kind_index, recipient_address) AS recipient, decimal8(amount) AS amount,
  decimal8(network_fee) AS network_fee, nonce, state, tx_id, block_height, detail, t.created_at, accepted_at, stuck_at,
  confirmed_at, failed_at
FROM settlement_transfers t
LEFT JOIN settlement_wallets s ON s.wallet_id = sender_wallet
LEFT JOIN settlement_wallets r ON r.wallet_id = recipient_wallet;

CREATE VIEW chain_deposits_decimal AS
SELECT d.tx_id, d.account_id, d.address, d.sender, decimal8(d.amount) AS amount, d.block_height,
  greatest(0, s.next_height - d.block_height) AS confirmations, d.state, d.reason, d.seen_at, d.credited_sequence,
  d.credited_at
FROM chain_deposits d LEFT JOIN chain_scan s USING (chain);
