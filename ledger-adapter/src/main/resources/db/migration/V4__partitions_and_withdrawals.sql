-- Schema version 2 of the events: withdrawals, retention of the journal, disk space; candles; and partitions by time of the
-- tables that grow with trading. Units and codes as in V1.

-- Partitions -------------------------------------------------------------------------------------------------------
-- A partition covers a month (partition_plan.unit says otherwise), in UTC. The writer has them made ahead, and whenever the
-- cluster's time comes to where there is none. Primary keys are the partitions' own: so they need not contain the time, and
-- the rows of before become a partition as they lie, without being written again. That an id is in one partition only
-- follows from the journal, in which it occurs once.

CREATE TABLE partition_plan (
  table_name  text     PRIMARY KEY,
  time_column text     NOT NULL,
  key_columns text     NOT NULL,
  options     text     NOT NULL DEFAULT '',
  append_only boolean  NOT NULL,
  unit        text     NOT NULL DEFAULT 'month' CHECK (unit IN ('day', 'week', 'month')),
  ahead       smallint NOT NULL DEFAULT 2 CHECK (ahead BETWEEN 0 AND 400)
);
COMMENT ON TABLE partition_plan IS 'How tables are cut by time. Change unit and ahead at will: partitions there are stay';
COMMENT ON COLUMN partition_plan.key_columns IS 'Primary key of each partition';
COMMENT ON COLUMN partition_plan.unit IS 'What a partition covers, UTC';
COMMENT ON COLUMN partition_plan.ahead IS 'So many partitions beyond the present one are kept ready';

CREATE TABLE partitions (
  table_name text        NOT NULL REFERENCES partition_plan,
  from_time  timestamptz NOT NULL,
  to_time    timestamptz NOT NULL,
  name       text        NOT NULL UNIQUE,
  PRIMARY KEY (table_name, from_time),
  CHECK (from_time < to_time)
);
COMMENT ON TABLE partitions IS 'The partitions there are; before detaching one by hand delete its row here';
COMMENT ON COLUMN partitions.from_time IS 'First time in it; -infinity: the rows of before there were partitions';
COMMENT ON COLUMN partitions.to_time IS 'First time behind it';

CREATE FUNCTION ensure_partition(plan partition_plan, moment timestamptz) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  first timestamptz;
  past timestamptz;
  leaf text;
BEGIN
  SELECT p.to_time INTO past FROM partitions p
    WHERE p.table_name = plan.table_name AND moment >= p.from_time AND moment < p.to_time;
  IF FOUND THEN
    RETURN past;
  END IF;
  first := date_trunc(plan.unit, moment AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  past := (date_trunc(plan.unit, moment AT TIME ZONE 'UTC') + ('1 ' || plan.unit)::interval) AT TIME ZONE 'UTC';
  SELECT greatest(first, max(p.to_time)) INTO first FROM partitions p
    WHERE p.table_name = plan.table_name AND p.to_time <= moment;
  SELECT least(past, min(p.from_time)) INTO past FROM partitions p
    WHERE p.table_name = plan.table_name AND p.from_time > moment;
  leaf := plan.table_name || to_char(first AT TIME ZONE 'UTC', '_YYYY_MM_DD');
  -- Attached, not created in place: that would lock out whoever reads the table.
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL, PRIMARY KEY (%s)) %s', leaf, plan.table_name, plan.key_columns,
    plan.options);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', plan.table_name, leaf, first, past);
  IF plan.append_only THEN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
      EXECUTE FUNCTION refuse_change()', leaf);
  END IF;
  INSERT INTO partitions VALUES (plan.table_name, first, past, leaf);
  RETURN past;
END $$;

CREATE FUNCTION ensure_partitions(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  plan partition_plan;
  next timestamptz;
BEGIN
  FOR plan IN SELECT * FROM partition_plan ORDER BY table_name LOOP
    next := moment;
    FOR i IN 0..plan.ahead LOOP
      next := ensure_partition(plan, next);
    END LOOP;
  END LOOP;
END $$;
COMMENT ON FUNCTION ensure_partitions IS 'Makes the partitions for rows of a time and the next ones, where they are missing';

DROP VIEW orders_decimal, trades_decimal, ledger_entries_decimal, ledger_imbalances, balance_differences,
  position_differences;

ALTER TABLE orders RENAME TO orders_before;
ALTER TABLE trades RENAME TO trades_before;
ALTER TABLE ledger_entries RENAME TO ledger_entries_before;
ALTER TABLE order_amendments RENAME TO order_amendments_before;
ALTER TABLE order_reductions RENAME TO order_reductions_before;
DO $$
DECLARE
  old record;
BEGIN
  FOR old IN SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN
    ('orders_before', 'trades_before', 'ledger_entries_before', 'order_amendments_before', 'order_reductions_before')
  LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', old.indexname, old.indexname || '_before');
  END LOOP;
END $$;

CREATE TABLE orders (LIKE orders_before INCLUDING DEFAULTS INCLUDING COMMENTS) PARTITION BY RANGE (created_at);
COMMENT ON TABLE orders IS 'Every accepted order, its latest state. order_amendments and trades have its history';
CREATE INDEX orders_account ON orders (account_id, order_id);
CREATE INDEX orders_client_order_id ON orders (account_id, client_order_id) WHERE client_order_id IS NOT NULL;

CREATE TABLE trades (LIKE trades_before INCLUDING DEFAULTS INCLUDING COMMENTS) PARTITION BY RANGE (traded_at);
COMMENT ON TABLE trades IS 'Every match, append-only. Trade ids grow with the journal sequence';
CREATE INDEX trades_maker_order ON trades (maker_order_id, trade_id);
CREATE INDEX trades_taker_order ON trades (taker_order_id, trade_id);
CREATE INDEX trades_maker_account ON trades (maker_account, trade_id);
CREATE INDEX trades_taker_account ON trades (taker_account, trade_id);
CREATE INDEX trades_sequence ON trades USING brin (sequence) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX trades_time ON trades USING brin (traded_at) WITH (pages_per_range = 16, autosummarize = on);

CREATE TABLE ledger_entries (LIKE ledger_entries_before INCLUDING DEFAULTS INCLUDING COMMENTS)
  PARTITION BY RANGE (booked_at);
COMMENT ON TABLE ledger_entries IS
  'Double entry, append-only: the entries of an event sum to zero for each asset; those of an account sum to its balance';
CREATE INDEX ledger_entries_account ON ledger_entries (account_id, asset_id, sequence);

CREATE TABLE order_amendments (LIKE order_amendments_before INCLUDING DEFAULTS INCLUDING COMMENTS)
  PARTITION BY RANGE (amended_at);
COMMENT ON TABLE order_amendments IS 'Every change of an open order''s price, quantity or trigger price; append-only';
CREATE INDEX order_amendments_order ON order_amendments (order_id, sequence);

CREATE TABLE order_reductions (LIKE order_reductions_before INCLUDING DEFAULTS INCLUDING COMMENTS)
  PARTITION BY RANGE (reduced_at);
COMMENT ON TABLE order_reductions IS
  'What the exchange took off orders that stay open: self-trade prevention (decrement), reduce-only; append-only';
CREATE INDEX order_reductions_order ON order_reductions (order_id, sequence);

INSERT INTO partition_plan (table_name, time_column, key_columns, options, append_only) VALUES
  ('orders', 'created_at', 'order_id', 'WITH (fillfactor = 80)', false),
  ('trades', 'traded_at', 'trade_id', '', true),
  ('ledger_entries', 'booked_at', 'sequence, entry', '', true),
  ('order_amendments', 'amended_at', 'sequence', '', true),
  ('order_reductions', 'reduced_at', 'sequence', '', true);

-- The rows of before: a partition each, up to the end of the month in which the last of them lies.
DO $$
DECLARE
  plan partition_plan;
  leaf text;
  last timestamptz;
BEGIN
  FOR plan IN SELECT * FROM partition_plan LOOP
    leaf := plan.table_name || '_before';
    EXECUTE format('SELECT max(%I) FROM %I', plan.time_column, leaf) INTO last;
    IF last IS NULL THEN
      EXECUTE format('DROP TABLE %I', leaf);
    ELSE
      last := (date_trunc('month', last AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', plan.table_name, leaf, last);
      INSERT INTO partitions VALUES (plan.table_name, '-infinity', last, leaf);
    END IF;
    IF plan.append_only THEN
      EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_change()', plan.table_name);
    END IF;
  END LOOP;
END $$;

-- Candles ----------------------------------------------------------------------------------------------------------

CREATE TABLE candles (
  instrument_id bigint      NOT NULL,
  minute        timestamptz NOT NULL,
  open          bigint      NOT NULL,
  high          bigint      NOT NULL,
  low           bigint      NOT NULL,
  close         bigint      NOT NULL,
  volume        numeric     NOT NULL,
  notional      numeric     NOT NULL,
  trades        bigint      NOT NULL,
  last_trade_id bigint      NOT NULL,
  PRIMARY KEY (instrument_id, minute)
) WITH (fillfactor = 80);
COMMENT ON TABLE candles IS 'Prices and volume of each minute with a trade; the views candles_* have larger ones';
COMMENT ON COLUMN candles.minute IS 'Begin of the minute';
COMMENT ON COLUMN candles.open IS 'Quote units per base unit, 10^-8; high, low and close likewise';
COMMENT ON COLUMN candles.volume IS 'Base units, 10^-8: sum of the trades'' quantities';
COMMENT ON COLUMN candles.notional IS 'Quote units, 10^-8: sum of the trades'' notionals';

INSERT INTO candles
SELECT instrument_id, date_trunc('minute', traded_at), (array_agg(price ORDER BY trade_id))[1], max(price), min(price),
  (array_agg(price ORDER BY trade_id DESC))[1], sum(quantity), sum(notional), count(*), max(trade_id)
FROM trades GROUP BY 1, 2;

CREATE FUNCTION candles_of(width interval, since timestamptz, until timestamptz)
RETURNS TABLE (instrument_id bigint, start timestamptz, open bigint, high bigint, low bigint, close bigint,
  volume numeric, notional numeric, trades bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT instrument_id, date_bin(width, minute, timestamptz '2000-01-03 00:00:00Z'),
    (array_agg(open ORDER BY minute))[1], max(high), min(low), (array_agg(close ORDER BY minute DESC))[1],
    sum(volume), sum(notional), sum(trades)::bigint
  FROM candles WHERE minute >= since AND minute < until GROUP BY 1, 2 $$;
COMMENT ON FUNCTION candles_of IS 'Candles of any width between two times; weeks begin on Monday';

CREATE VIEW candles_5m AS SELECT * FROM candles_of('5 minutes', '-infinity', 'infinity');
CREATE VIEW candles_15m AS SELECT * FROM candles_of('15 minutes', '-infinity', 'infinity');
CREATE VIEW candles_1h AS SELECT * FROM candles_of('1 hour', '-infinity', 'infinity');
CREATE VIEW candles_4h AS SELECT * FROM candles_of('4 hours', '-infinity', 'infinity');
CREATE VIEW candles_1d AS SELECT * FROM candles_of('1 day', '-infinity', 'infinity');

-- Withdrawals ------------------------------------------------------------------------------------------------------

CREATE FUNCTION withdrawal_state_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'held' WHEN 2 THEN 'completed' WHEN 3 THEN 'failed' ELSE code::text END $$;

CREATE TABLE withdrawals (
  withdrawal_id      bigint      PRIMARY KEY,
  account_id         bigint      NOT NULL,
  asset_id           integer     NOT NULL,
  amount             bigint      NOT NULL,
  fee                bigint      NOT NULL,
  network_fee        bigint,
  address            text        NOT NULL,
  state              smallint    NOT NULL DEFAULT 1,
  transaction_id     bytea,
  reason             text,
  requested_sequence bigint      NOT NULL,
  requested_at       timestamptz NOT NULL,
  ended_sequence     bigint,
  ended_at           timestamptz,
  request_id         uuid        NOT NULL,
  actor              bigint      NOT NULL
);
COMMENT ON TABLE withdrawals IS 'Every withdrawal that was accepted, its latest state; written from the events alone';
COMMENT ON COLUMN withdrawals.amount IS 'Asset units, 10^-8: what is to arrive at the address';
COMMENT ON COLUMN withdrawals.fee IS 'Asset units, 10^-8: held beside the amount until the end';
COMMENT ON COLUMN withdrawals.network_fee IS 'Asset units, 10^-8: what the chain took of the fee; null until completed';
COMMENT ON COLUMN withdrawals.state IS 'SBE WithdrawalState: 1 held, 2 completed, 3 failed';
COMMENT ON COLUMN withdrawals.transaction_id IS 'On chain; null unless completed';
COMMENT ON COLUMN withdrawals.reason IS 'Why it failed; null unless it did';
COMMENT ON COLUMN withdrawals.request_id IS 'The 128-bit id of the command that asked for it; actor likewise: API key';
CREATE INDEX withdrawals_account ON withdrawals (account_id, withdrawal_id);
CREATE INDEX withdrawals_open ON withdrawals (asset_id, withdrawal_id) WHERE state = 1;
CREATE INDEX withdrawals_ended ON withdrawals (ended_sequence) WHERE ended_sequence IS NOT NULL;

CREATE TABLE withdrawal_rules (
  asset_id    integer     PRIMARY KEY,
  fee         bigint      NOT NULL,
  minimum     bigint      NOT NULL,
  daily_limit bigint      NOT NULL,
  enabled     boolean     NOT NULL,
  sequence    bigint      NOT NULL,
  updated_at  timestamptz NOT NULL
);
COMMENT ON TABLE withdrawal_rules IS 'Rules of withdrawals of each asset; without a row there are none and no withdrawals';
COMMENT ON COLUMN withdrawal_rules.fee IS 'Asset units, 10^-8: charged for each; minimum: the smallest amount';
COMMENT ON COLUMN withdrawal_rules.daily_limit IS 'Asset units, 10^-8: of an account in a UTC day, fees apart; 0: none';

-- The journal itself -----------------------------------------------------------------------------------------------

CREATE TABLE journal_consumers (
  consumer   text        PRIMARY KEY,
  enabled    boolean     NOT NULL,
  sequence   bigint      NOT NULL,
  position   bigint      NOT NULL,
  changed_sequence bigint NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE journal_consumers IS 'Who holds the retention floor back, and how far each has acknowledged the journal';
COMMENT ON COLUMN journal_consumers.enabled IS 'False: forgotten again';

CREATE TABLE journal_retention (
  one                   boolean     PRIMARY KEY DEFAULT true CHECK (one),
  floor_sequence        bigint      NOT NULL,
  floor_position        bigint      NOT NULL,
  margin_ns             bigint      NOT NULL,
  scarce_members        smallint    NOT NULL,
  order_entry_suspended boolean     NOT NULL,
  sequence              bigint      NOT NULL,
  updated_at            timestamptz
);
COMMENT ON TABLE journal_retention IS 'One row: what is kept of the journal, and whether scarce disks suspend order entry';
COMMENT ON COLUMN journal_retention.floor_sequence IS 'Nobody needs this event or any before it';
INSERT INTO journal_retention VALUES (true, 0, 0, 172800000000000, 2, false, 0, NULL);

CREATE TABLE journal_space (
  member_id  smallint    PRIMARY KEY,
  state      smallint    NOT NULL,
  free_bytes bigint      NOT NULL,
  sequence   bigint      NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE journal_space IS 'What cluster members said of their disks: SBE SpaceState 1 ample, 2 scarce';

COMMENT ON COLUMN principals.role IS 'SBE Role: 1 operator, 2 gateway, 3 adapter, 4 node';

-- For people -------------------------------------------------------------------------------------------------------

CREATE VIEW orders_decimal AS
SELECT o.order_id, o.account_id, o.client_order_id, i.symbol, side_name(o.side) AS side,
  order_type_name(o.order_type) AS order_type, time_in_force_name(o.time_in_force) AS time_in_force,
  decimal8(o.price) AS price, decimal8(o.quantity) AS quantity, decimal8(o.filled_quantity) AS filled_quantity,
  decimal8(o.filled_notional) AS filled_notional,
  CASE WHEN o.filled_quantity > 0 THEN round(o.filled_notional::numeric / o.filled_quantity, 8) END AS average_price,
  decimal8(o.fee) AS fee, order_status_name(o.status) AS status, cancel_reason_name(o.cancel_reason) AS cancel_reason,
  o.accepted_sequence, o.last_sequence, o.created_at, o.updated_at,
  decimal8(o.stop_price) AS stop_price, decimal8(o.display_quantity) AS display_quantity,
  decimal8(o.quote_amount) AS quote_amount, decimal8(o.trailing_offset) AS trailing_offset, o.trailing_rate,
  o.linked_order_id, o.expire_time, o.triggered_at, decimal8(o.reduced_quantity) AS reduced_quantity,
  o.flags & 1 > 0 AS post_only, o.flags & 2 > 0 AS reduce_only, o.flags & 4 > 0 AS mass_quote,
  CASE WHEN o.status NOT IN (1, 2) THEN NULL WHEN o.order_type > 2 AND o.triggered_at IS NULL THEN 'trigger'
    ELSE 'book' END AS waits_in
FROM orders o JOIN instruments i USING (instrument_id);
COMMENT ON COLUMN orders_decimal.waits_in IS 'Of an open order: book, or trigger while its stop price has not been seen';

CREATE VIEW trades_decimal AS
SELECT t.trade_id, i.symbol, decimal8(t.price) AS price, decimal8(t.quantity) AS quantity,
  decimal8(t.notional) AS notional, side_name(t.taker_side) AS taker_side, t.maker_order_id, t.taker_order_id,
  t.maker_account, t.taker_account, decimal8(t.maker_fee) AS maker_fee, decimal8(t.taker_fee) AS taker_fee,
  t.sequence, t.traded_at, trade_kind_name(t.kind) AS kind
FROM trades t JOIN instruments i USING (instrument_id);

CREATE VIEW ledger_entries_decimal AS
SELECT e.sequence, e.entry, e.account_id, c.name AS counter_account, a.name AS asset, decimal8(e.amount) AS amount,
  entry_kind_name(e.kind) AS kind, e.booked_at
FROM ledger_entries e JOIN assets a USING (asset_id) LEFT JOIN counter_accounts c USING (account_id);

CREATE VIEW candles_decimal AS
SELECT i.symbol, c.minute, decimal8(c.open) AS open, decimal8(c.high) AS high, decimal8(c.low) AS low,
  decimal8(c.close) AS close, c.volume / 100000000 AS volume, c.notional / 100000000 AS notional, c.trades
FROM candles c JOIN instruments i USING (instrument_id);

CREATE VIEW withdrawals_decimal AS
SELECT w.withdrawal_id, w.account_id, a.name AS asset, decimal8(w.amount) AS amount, decimal8(w.fee) AS fee,
  decimal8(w.network_fee) AS network_fee, w.address, withdrawal_state_name(w.state) AS state,
  encode(w.transaction_id, 'hex') AS transaction_id, w.reason, w.requested_at, w.ended_at
FROM withdrawals w JOIN assets a USING (asset_id);

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

CREATE VIEW position_differences AS
SELECT account_id, instrument_id, coalesce(p.quantity, 0) AS position, coalesce(t.quantity, 0) AS traded
FROM positions p FULL JOIN (
  SELECT account_id, instrument_id, sum(amount) AS quantity FROM (
    SELECT maker_account AS account_id, instrument_id,
      CASE taker_side WHEN 1 THEN -quantity ELSE quantity END AS amount
    FROM trades WHERE sequence > (SELECT encoding_2_sequence())
    UNION ALL
    SELECT taker_account, instrument_id, CASE taker_side WHEN 1 THEN quantity ELSE -quantity END
    FROM trades WHERE sequence > (SELECT encoding_2_sequence())) legs
  GROUP BY account_id, instrument_id) t USING (account_id, instrument_id)
WHERE coalesce(p.quantity, 0) <> coalesce(t.quantity, 0);
COMMENT ON VIEW position_differences IS 'Positions that are not the sum of their trades, 10^-8; must be empty';

CREATE VIEW withdrawal_differences AS
SELECT account_id, asset_id, coalesce(b.held, 0) AS held, w.held AS withdrawals
FROM (SELECT account_id, asset_id, sum(amount::numeric + fee) AS held FROM withdrawals WHERE state = 1
  GROUP BY account_id, asset_id) w LEFT JOIN balances b USING (account_id, asset_id)
WHERE coalesce(b.held, 0) < w.held;
COMMENT ON VIEW withdrawal_differences IS 'Open withdrawals that what is held does not cover, 10^-8; must be empty';
