-- The exchange's books. One writer, the ledger-adapter, turns the event journal into these rows; the rows of a batch and
-- the journal position behind it are one transaction, so a row is here exactly once.
--
-- Prices, quantities and amounts are bigint base units of 10^-8 (100.5 is 10050000000); views *_decimal show decimals.
-- Ids are the exchange's own; a uint64 stands in a bigint by its bits. Codes are the numbers of the SBE enumerations;
-- functions *_name turn them into words. Times are the cluster's, to the microsecond.
--
-- There are no foreign keys: every row follows from a verified, totally ordered journal written by one writer, and each
-- check would lock the parent row of a busy account. The views ledger_imbalances and balance_differences prove more.

CREATE FUNCTION side_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'buy' WHEN 2 THEN 'sell' ELSE code::text END $$;

CREATE FUNCTION order_type_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'limit' WHEN 2 THEN 'market' WHEN 3 THEN 'stop' WHEN 4 THEN 'stop_limit'
    WHEN 5 THEN 'take_profit' WHEN 6 THEN 'take_profit_limit' WHEN 7 THEN 'trailing_stop' ELSE code::text END $$;

CREATE FUNCTION time_in_force_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'gtc' WHEN 2 THEN 'ioc' WHEN 3 THEN 'fok' WHEN 4 THEN 'gtd' WHEN 5 THEN 'day'
    ELSE code::text END $$;

CREATE FUNCTION order_status_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'new' WHEN 2 THEN 'partially_filled' WHEN 3 THEN 'filled' WHEN 4 THEN 'cancelled'
    WHEN 5 THEN 'rejected' WHEN 6 THEN 'expired' ELSE code::text END $$;

CREATE FUNCTION cancel_reason_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'user' WHEN 2 THEN 'ioc_remainder' WHEN 3 THEN 'no_liquidity'
    WHEN 4 THEN 'protection_price' WHEN 5 THEN 'self_trade' WHEN 6 THEN 'operator' WHEN 7 THEN 'expired'
    WHEN 8 THEN 'disconnect' WHEN 9 THEN 'fill_or_kill' ELSE code::text END $$;

CREATE FUNCTION entry_kind_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'trade' WHEN 2 THEN 'fee' WHEN 3 THEN 'deposit' WHEN 4 THEN 'adjustment'
    WHEN 5 THEN 'withdrawal' ELSE code::text END $$;

CREATE FUNCTION time_of_micros(micros bigint) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT timestamptz 'epoch' + micros * interval '1 microsecond' $$;
COMMENT ON FUNCTION time_of_micros IS 'Microseconds since 1970 as a time, exact until the year 2255';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- Where each consumer of the journal stands ------------------------------------------------------------------------

CREATE TABLE journal_position (
  consumer     text        PRIMARY KEY,
  sequence     bigint      NOT NULL,
  position     bigint      NOT NULL,
  chain_hash   bigint      NOT NULL,
  frame_sequence   bigint  NOT NULL,
  frame_position   bigint  NOT NULL,
  frame_chain_hash bigint  NOT NULL,
  journal_time timestamptz,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE journal_position IS 'How far the rows of this database reach; moved in the transaction of the rows';
COMMENT ON COLUMN journal_position.consumer IS 'ledger: the tables of this migration';
COMMENT ON COLUMN journal_position.sequence IS 'Everything up to this event is in the tables; 0: nothing yet';
COMMENT ON COLUMN journal_position.position IS 'Journal position, bytes, of the next frame';
COMMENT ON COLUMN journal_position.chain_hash IS 'Hash over all journal frames so far; tells one journal from another';
COMMENT ON COLUMN journal_position.frame_sequence IS
  'With frame_position and frame_chain_hash the point before the last frame: reading begins there again, which proves
   that the journal is still the one these rows came from';
COMMENT ON COLUMN journal_position.journal_time IS 'Cluster time of the last event written';
COMMENT ON COLUMN journal_position.committed_at IS 'Clock of the database when it was written';

-- Reference data: the latest state; admin_audit has every change ---------------------------------------------------

CREATE TABLE assets (
  asset_id   integer     PRIMARY KEY,
  name       text        NOT NULL UNIQUE,
  sequence   bigint      NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE assets IS 'What can be held';
COMMENT ON COLUMN assets.sequence IS 'Journal sequence of the event that created it';

CREATE TABLE instruments (
  instrument_id      bigint      PRIMARY KEY,
  symbol             text        NOT NULL UNIQUE,
  base_asset         integer     NOT NULL,
  quote_asset        integer     NOT NULL,
  tick_size          bigint      NOT NULL,
  lot_size           bigint      NOT NULL,
  max_order_quantity bigint      NOT NULL,
  protection_band    integer     NOT NULL,
  status             smallint    NOT NULL,
  sequence           bigint      NOT NULL,
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL
);
COMMENT ON TABLE instruments IS 'What can be traded';
COMMENT ON COLUMN instruments.tick_size IS 'Price step, quote units per base unit, 10^-8';
COMMENT ON COLUMN instruments.lot_size IS 'Quantity step, base units, 10^-8';
COMMENT ON COLUMN instruments.max_order_quantity IS 'Largest order, base units, 10^-8';
COMMENT ON COLUMN instruments.protection_band IS 'How far market orders may go beyond the best price, parts per million';
COMMENT ON COLUMN instruments.status IS 'SBE InstrumentStatus: 1 open, 2 halted';
COMMENT ON COLUMN instruments.sequence IS 'Journal sequence of the last change';

CREATE TABLE fee_tiers (
  fee_tier   smallint    PRIMARY KEY,
  maker_rate integer     NOT NULL,
  taker_rate integer     NOT NULL,
  sequence   bigint      NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE fee_tiers IS 'Fee rates of new orders; open orders keep the rates they were accepted with';
COMMENT ON COLUMN fee_tiers.maker_rate IS 'Parts per million of the notional';
COMMENT ON COLUMN fee_tiers.taker_rate IS 'Parts per million of the notional';

CREATE TABLE accounts (
  account_id            bigint      PRIMARY KEY,
  status                smallint    NOT NULL,
  fee_tier              smallint    NOT NULL,
  max_open_orders       bigint      NOT NULL,
  max_orders_per_second bigint      NOT NULL,
  sequence              bigint      NOT NULL,
  created_at            timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL
);
COMMENT ON TABLE accounts IS 'Accounts of the exchange: 1 fees, 2 house, 3 clearing, customers from 1000 on';
COMMENT ON COLUMN accounts.status IS 'SBE AccountStatus: 1 active, 2 blocked';
COMMENT ON COLUMN accounts.max_open_orders IS '0: the exchange''s own limit';
COMMENT ON COLUMN accounts.max_orders_per_second IS '0: no limit';
COMMENT ON COLUMN accounts.sequence IS 'Journal sequence of the last administrative change';

CREATE TABLE counter_accounts (
  account_id bigint PRIMARY KEY CHECK (account_id < 0),
  name       text   NOT NULL UNIQUE
);
COMMENT ON TABLE counter_accounts IS
  'The world outside: the other side of entries that bring money in or take it out. They exist in ledger_entries only';
INSERT INTO counter_accounts VALUES (-1, 'deposits'), (-2, 'adjustments'), (-3, 'withdrawals');

CREATE TABLE api_keys (
  api_key_id  bigint      PRIMARY KEY,
  account_id  bigint      NOT NULL,
  generation  bigint      NOT NULL,
  permissions integer     NOT NULL,
  enabled     boolean     NOT NULL,
  sequence    bigint      NOT NULL,
  updated_at  timestamptz NOT NULL
);
COMMENT ON TABLE api_keys IS 'API keys; their secrets are nowhere in the exchange''s records';
COMMENT ON COLUMN api_keys.generation IS 'Counts up when the secret is rolled';
COMMENT ON COLUMN api_keys.permissions IS 'SBE ApiPermissions bits: 1 read, 2 trade, 4 withdraw';

CREATE TABLE principals (
  public_key bytea       PRIMARY KEY,
  role       smallint    NOT NULL,
  enabled    boolean     NOT NULL,
  sequence   bigint      NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE principals IS 'Ed25519 keys that may open a session with the cluster';
COMMENT ON COLUMN principals.role IS 'SBE Role: 1 operator, 2 gateway, 3 adapter';

-- Orders: one row an order, its latest state -----------------------------------------------------------------------

CREATE TABLE orders (
  order_id          bigint      PRIMARY KEY,
  account_id        bigint      NOT NULL,
  instrument_id     bigint      NOT NULL,
  price             bigint      NOT NULL,
  quantity          bigint      NOT NULL,
  filled_quantity   bigint      NOT NULL,
  filled_notional   bigint      NOT NULL,
  fee               bigint      NOT NULL,
  accepted_sequence bigint      NOT NULL,
  last_sequence     bigint      NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  actor             bigint      NOT NULL,
  maker_rate        integer     NOT NULL,
  taker_rate        integer     NOT NULL,
  flags             integer     NOT NULL,
  side              smallint    NOT NULL,
  order_type        smallint    NOT NULL,
  time_in_force     smallint    NOT NULL,
  self_trade_prevention smallint NOT NULL,
  status            smallint    NOT NULL,
  cancel_reason     smallint,
  request_id        uuid        NOT NULL,
  client_order_id   varchar(36)
) WITH (fillfactor = 80);
COMMENT ON TABLE orders IS 'Every accepted order, its latest state. order_amendments and trades have its history';
COMMENT ON COLUMN orders.price IS 'Quote units per base unit, 10^-8: limit price; a market order''s protection price';
COMMENT ON COLUMN orders.quantity IS 'Base units, 10^-8: total, filled part included';
COMMENT ON COLUMN orders.filled_quantity IS 'Base units, 10^-8. While the order is open, quantity - filled_quantity is';
COMMENT ON COLUMN orders.filled_notional IS 'Quote units, 10^-8: sum over the fills of price x quantity';
COMMENT ON COLUMN orders.fee IS 'Quote units, 10^-8: charged so far';
COMMENT ON COLUMN orders.accepted_sequence IS 'Journal sequence of its first event';
COMMENT ON COLUMN orders.last_sequence IS 'Journal sequence of its latest event';
COMMENT ON COLUMN orders.actor IS 'API key that placed it; 0: a demo request or the operator';
COMMENT ON COLUMN orders.maker_rate IS 'Parts per million, frozen at acceptance';
COMMENT ON COLUMN orders.taker_rate IS 'Parts per million, frozen at acceptance';
COMMENT ON COLUMN orders.flags IS 'SBE OrderFlags bits: 1 post only, 2 reduce only';
COMMENT ON COLUMN orders.side IS 'SBE Side: 1 buy, 2 sell';
COMMENT ON COLUMN orders.order_type IS 'SBE OrderType: 1 limit, 2 market';
COMMENT ON COLUMN orders.time_in_force IS 'SBE TimeInForce: 1 GTC, 2 IOC';
COMMENT ON COLUMN orders.self_trade_prevention IS 'SBE SelfTradePrevention: 1 cancel newest';
COMMENT ON COLUMN orders.status IS
  'SBE OrderStatus: 1 new, 2 partially filled, 3 filled, 4 cancelled, 6 expired; 1 and 2 are open';
COMMENT ON COLUMN orders.cancel_reason IS 'SBE CancelReason; null unless cancelled or expired';
COMMENT ON COLUMN orders.request_id IS 'The 128-bit id of the command that placed it';
-- Order ids only grow, so newest first is this index read backwards.
CREATE INDEX orders_account ON orders (account_id, order_id);
CREATE INDEX orders_client_order_id ON orders (account_id, client_order_id) WHERE client_order_id IS NOT NULL;

CREATE TABLE order_amendments (
  sequence      bigint      PRIMARY KEY,
  order_id      bigint      NOT NULL,
  account_id    bigint      NOT NULL,
  old_price     bigint      NOT NULL,
  new_price     bigint      NOT NULL,
  old_leaves    bigint      NOT NULL,
  new_leaves    bigint      NOT NULL,
  new_quantity  bigint      NOT NULL,
  actor         bigint      NOT NULL,
  amended_at    timestamptz NOT NULL,
  request_id    uuid        NOT NULL,
  priority_kept boolean     NOT NULL
);
COMMENT ON TABLE order_amendments IS 'Every change of an open order''s price or quantity; append-only';
COMMENT ON COLUMN order_amendments.old_price IS 'Quote units per base unit, 10^-8; new_price likewise';
COMMENT ON COLUMN order_amendments.old_leaves IS 'Base units, 10^-8: open before; new_leaves: open after';
COMMENT ON COLUMN order_amendments.new_quantity IS 'Base units, 10^-8: total after, filled part included';
CREATE INDEX order_amendments_order ON order_amendments (order_id, sequence);

-- Trades -----------------------------------------------------------------------------------------------------------

CREATE TABLE trades (
  trade_id            bigint      PRIMARY KEY,
  sequence            bigint      NOT NULL,
  instrument_id       bigint      NOT NULL,
  instrument_sequence bigint      NOT NULL,
  price               bigint      NOT NULL,
  quantity            bigint      NOT NULL,
  notional            bigint      NOT NULL,
  maker_order_id      bigint      NOT NULL,
  taker_order_id      bigint      NOT NULL,
  maker_account       bigint      NOT NULL,
  taker_account       bigint      NOT NULL,
  maker_fee           bigint      NOT NULL,
  taker_fee           bigint      NOT NULL,
  traded_at           timestamptz NOT NULL,
  taker_side          smallint    NOT NULL
);
COMMENT ON TABLE trades IS 'Every match, append-only. Trade ids grow with the journal sequence';
COMMENT ON COLUMN trades.sequence IS 'Journal sequence';
COMMENT ON COLUMN trades.instrument_sequence IS 'Sequence in the instrument''s market data';
COMMENT ON COLUMN trades.price IS 'Quote units per base unit, 10^-8: the maker''s price';
COMMENT ON COLUMN trades.quantity IS 'Base units, 10^-8';
COMMENT ON COLUMN trades.notional IS 'Quote units, 10^-8: price x quantity, exact';
COMMENT ON COLUMN trades.maker_fee IS 'Quote units, 10^-8';
COMMENT ON COLUMN trades.taker_fee IS 'Quote units, 10^-8';
COMMENT ON COLUMN trades.taker_side IS 'SBE Side: 1 buy, 2 sell; the maker has the other';
CREATE INDEX trades_maker_order ON trades (maker_order_id, trade_id);
CREATE INDEX trades_taker_order ON trades (taker_order_id, trade_id);
CREATE INDEX trades_maker_account ON trades (maker_account, trade_id);
CREATE INDEX trades_taker_account ON trades (taker_account, trade_id);
-- Sequence and time grow with the rows' place on disk: block ranges answer "between" at next to no cost.
CREATE INDEX trades_sequence ON trades USING brin (sequence) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX trades_time ON trades USING brin (traded_at) WITH (pages_per_range = 16, autosummarize = on);

-- Money ------------------------------------------------------------------------------------------------------------

CREATE TABLE balances (
  account_id bigint  NOT NULL,
  asset_id   integer NOT NULL,
  available  bigint  NOT NULL,
  held       bigint  NOT NULL,
  sequence   bigint  NOT NULL,
  PRIMARY KEY (account_id, asset_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE balances IS
  'What each account has now, as of journal_position. Read both in one REPEATABLE READ transaction to know when that is';
COMMENT ON COLUMN balances.available IS 'Asset units, 10^-8: free to use';
COMMENT ON COLUMN balances.held IS 'Asset units, 10^-8: reserved for open orders';
COMMENT ON COLUMN balances.sequence IS 'Journal sequence of the last change';

CREATE TABLE ledger_entries (
  sequence   bigint      NOT NULL,
  account_id bigint      NOT NULL,
  amount     bigint      NOT NULL,
  booked_at  timestamptz NOT NULL,
  asset_id   integer     NOT NULL,
  entry      smallint    NOT NULL,
  kind       smallint    NOT NULL,
  PRIMARY KEY (sequence, entry)
);
COMMENT ON TABLE ledger_entries IS
  'Double entry, append-only: the entries of an event sum to zero for each asset; those of an account sum to its balance';
COMMENT ON COLUMN ledger_entries.sequence IS 'Journal sequence of the event';
COMMENT ON COLUMN ledger_entries.entry IS 'Number of the entry within its event, from 1';
COMMENT ON COLUMN ledger_entries.account_id IS 'An account, or below zero one of counter_accounts';
COMMENT ON COLUMN ledger_entries.amount IS 'Asset units, 10^-8, signed: change of the account''s total (available + held)';
COMMENT ON COLUMN ledger_entries.kind IS '1 trade, 2 fee, 3 deposit, 4 adjustment, 5 withdrawal';
CREATE INDEX ledger_entries_account ON ledger_entries (account_id, asset_id, sequence);

CREATE TABLE deposits (
  deposit_id  bytea       PRIMARY KEY,
  account_id  bigint      NOT NULL,
  asset_id    integer     NOT NULL,
  amount      bigint      NOT NULL,
  sequence    bigint      NOT NULL,
  actor       bigint      NOT NULL,
  credited_at timestamptz NOT NULL,
  request_id  uuid        NOT NULL
);
COMMENT ON TABLE deposits IS 'Credits from outside, append-only; the id is credited once, for ever';
COMMENT ON COLUMN deposits.amount IS 'Asset units, 10^-8';
CREATE INDEX deposits_account ON deposits (account_id, sequence);

-- Audit ------------------------------------------------------------------------------------------------------------

CREATE TABLE admin_audit (
  sequence    bigint      PRIMARY KEY,
  occurred_at timestamptz NOT NULL,
  event       text        NOT NULL,
  account_id  bigint,
  actor       bigint      NOT NULL,
  request_id  uuid        NOT NULL,
  details     jsonb       NOT NULL
);
COMMENT ON TABLE admin_audit IS 'Every administrative change, append-only';
COMMENT ON COLUMN admin_audit.event IS 'Name of the event in events.xml';
COMMENT ON COLUMN admin_audit.details IS 'The event''s fields, in the units of events.xml; 64-bit numbers as strings';
CREATE INDEX admin_audit_account ON admin_audit (account_id, sequence) WHERE account_id IS NOT NULL;

CREATE TABLE state_hashes (
  sequence    bigint      PRIMARY KEY,
  state_hash  bigint      NOT NULL,
  algorithm   integer     NOT NULL,
  recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE state_hashes IS 'Hashes of the whole state as the cluster recorded them, append-only';
COMMENT ON COLUMN state_hashes.state_hash IS 'Of the state before the event at this sequence';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_amendments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trades
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deposits
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON state_hashes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- For people -------------------------------------------------------------------------------------------------------

CREATE FUNCTION decimal8(units bigint) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (units * 0.00000001)::numeric(28, 8) $$;
COMMENT ON FUNCTION decimal8 IS 'Base units of 10^-8 as a decimal, exact';

CREATE VIEW orders_decimal AS
SELECT o.order_id, o.account_id, o.client_order_id, i.symbol, side_name(o.side) AS side,
  order_type_name(o.order_type) AS order_type, time_in_force_name(o.time_in_force) AS time_in_force,
  decimal8(o.price) AS price, decimal8(o.quantity) AS quantity, decimal8(o.filled_quantity) AS filled_quantity,
  decimal8(o.filled_notional) AS filled_notional,
  CASE WHEN o.filled_quantity > 0 THEN round(o.filled_notional::numeric / o.filled_quantity, 8) END AS average_price,
  decimal8(o.fee) AS fee, order_status_name(o.status) AS status, cancel_reason_name(o.cancel_reason) AS cancel_reason,
  o.accepted_sequence, o.last_sequence, o.created_at, o.updated_at
FROM orders o JOIN instruments i USING (instrument_id);

CREATE VIEW trades_decimal AS
SELECT t.trade_id, i.symbol, decimal8(t.price) AS price, decimal8(t.quantity) AS quantity,
  decimal8(t.notional) AS notional, side_name(t.taker_side) AS taker_side, t.maker_order_id, t.taker_order_id,
  t.maker_account, t.taker_account, decimal8(t.maker_fee) AS maker_fee, decimal8(t.taker_fee) AS taker_fee,
  t.sequence, t.traded_at
FROM trades t JOIN instruments i USING (instrument_id);

CREATE VIEW balances_decimal AS
SELECT b.account_id, a.name AS asset, decimal8(b.available) AS available, decimal8(b.held) AS held,
  decimal8(b.available) + decimal8(b.held) AS total, b.sequence
FROM balances b JOIN assets a USING (asset_id);

CREATE VIEW ledger_entries_decimal AS
SELECT e.sequence, e.entry, e.account_id, c.name AS counter_account, a.name AS asset, decimal8(e.amount) AS amount,
  entry_kind_name(e.kind) AS kind, e.booked_at
FROM ledger_entries e JOIN assets a USING (asset_id) LEFT JOIN counter_accounts c USING (account_id);

-- For auditors: both are empty in a sound database -----------------------------------------------------------------

CREATE VIEW ledger_imbalances AS
SELECT sequence, asset_id, sum(amount) AS amount FROM ledger_entries GROUP BY sequence, asset_id HAVING sum(amount) <> 0;
COMMENT ON VIEW ledger_imbalances IS 'Events whose entries do not sum to zero, 10^-8; must be empty';

CREATE VIEW balance_differences AS
SELECT account_id, asset_id, coalesce(b.total, 0) AS balance, coalesce(e.total, 0) AS ledger
FROM (SELECT account_id, asset_id, available::numeric + held AS total FROM balances) b
FULL JOIN (SELECT account_id, asset_id, sum(amount) AS total FROM ledger_entries WHERE account_id >= 0
  GROUP BY account_id, asset_id) e USING (account_id, asset_id)
WHERE coalesce(b.total, 0) <> coalesce(e.total, 0);
COMMENT ON VIEW balance_differences IS 'Accounts whose balance is not the sum of their entries, 10^-8; must be empty';
