-- Schema version 1 of the events: order types beyond limit and market, icebergs, OCO, market states and auctions, limits,
-- positions. Units and codes as in V1. Every column added to a table that has rows is nullable or has a constant default,
-- so that no table is rewritten.

CREATE OR REPLACE FUNCTION cancel_reason_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'user' WHEN 2 THEN 'ioc_remainder' WHEN 3 THEN 'no_liquidity'
    WHEN 4 THEN 'protection_price' WHEN 5 THEN 'self_trade' WHEN 6 THEN 'operator' WHEN 7 THEN 'expired'
    WHEN 8 THEN 'disconnect' WHEN 9 THEN 'fill_or_kill' WHEN 10 THEN 'post_only' WHEN 11 THEN 'reduce_only'
    WHEN 12 THEN 'price_collar' WHEN 13 THEN 'oco' WHEN 14 THEN 'kill_switch' WHEN 15 THEN 'dead_man'
    WHEN 16 THEN 'mass_quote' WHEN 17 THEN 'mass_cancel' ELSE code::text END $$;

CREATE FUNCTION instrument_status_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'open' WHEN 2 THEN 'halted' WHEN 3 THEN 'post_only' WHEN 4 THEN 'cancel_only'
    WHEN 5 THEN 'auction' ELSE code::text END $$;

CREATE FUNCTION trade_kind_name(code smallint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE code WHEN 1 THEN 'continuous' WHEN 2 THEN 'auction' ELSE code::text END $$;

-- Orders and trades ------------------------------------------------------------------------------------------------

ALTER TABLE orders
  ADD COLUMN stop_price       bigint,
  ADD COLUMN display_quantity bigint,
  ADD COLUMN quote_amount     bigint,
  ADD COLUMN trailing_offset  bigint,
  ADD COLUMN linked_order_id  bigint,
  ADD COLUMN expire_time      timestamptz,
  ADD COLUMN triggered_at     timestamptz,
  ADD COLUMN reduced_quantity bigint NOT NULL DEFAULT 0,
  ADD COLUMN trailing_rate    integer;
COMMENT ON COLUMN orders.stop_price IS
  'Trigger price, quote units per base unit, 10^-8; a trailing stop''s first one, once triggered where it had come to;
   null: not an order that waits';
COMMENT ON COLUMN orders.display_quantity IS 'Iceberg: base units, 10^-8, displayed at a time; null: all';
COMMENT ON COLUMN orders.quote_amount IS 'Market buy by amount: quote units, 10^-8, fees included; null: by quantity';
COMMENT ON COLUMN orders.trailing_offset IS 'Trailing stop: distance as a price, 10^-8; null: none, or by rate';
COMMENT ON COLUMN orders.trailing_rate IS 'Trailing stop: distance in parts per million; null: none, or by amount';
COMMENT ON COLUMN orders.linked_order_id IS 'One-cancels-the-other: the other leg; null: none';
COMMENT ON COLUMN orders.expire_time IS 'GTD and DAY: when it expires; null: when cancelled';
COMMENT ON COLUMN orders.triggered_at IS 'When a stop or take-profit order entered the market; null: it has not';
COMMENT ON COLUMN orders.reduced_quantity IS
  'Base units, 10^-8: what the exchange took off it (order_reductions); quantity is less that';
COMMENT ON COLUMN orders.quantity IS
  'Base units, 10^-8: total, filled part included, as amended and less what the exchange took off it';
COMMENT ON COLUMN orders.price IS
  'Quote units per base unit, 10^-8: limit price; the protection price of what is or becomes a market order';
COMMENT ON COLUMN orders.flags IS 'SBE OrderFlags bits: 1 post only, 2 reduce only, 4 of a mass quote';
COMMENT ON COLUMN orders.order_type IS
  'SBE OrderType: 1 limit, 2 market, 3 stop, 4 stop limit, 5 take profit, 6 take profit limit, 7 trailing stop';
COMMENT ON COLUMN orders.time_in_force IS 'SBE TimeInForce: 1 GTC, 2 IOC, 3 FOK, 4 GTD, 5 DAY';
COMMENT ON COLUMN orders.self_trade_prevention IS
  'SBE SelfTradePrevention: 1 cancel newest, 2 cancel oldest, 3 cancel both, 4 decrement and cancel';
COMMENT ON COLUMN orders.cancel_reason IS
  'SBE CancelReason, cancel_reason_name(cancel_reason) in words; null unless cancelled or expired';

ALTER TABLE order_amendments ADD COLUMN new_stop_price bigint;
COMMENT ON COLUMN order_amendments.new_stop_price IS
  'Of an order that waits for its trigger: the trigger price after; null: the order was in the book';

CREATE TABLE order_reductions (
  sequence   bigint      PRIMARY KEY,
  order_id   bigint      NOT NULL,
  account_id bigint      NOT NULL,
  quantity   bigint      NOT NULL,
  leaves     bigint      NOT NULL,
  reduced_at timestamptz NOT NULL,
  reason     smallint    NOT NULL
);
COMMENT ON TABLE order_reductions IS
  'What the exchange took off orders that stay open: self-trade prevention (decrement), reduce-only; append-only';
COMMENT ON COLUMN order_reductions.quantity IS 'Base units, 10^-8: taken off; leaves: open after';
COMMENT ON COLUMN order_reductions.reason IS 'SBE CancelReason: 5 self trade, 11 reduce only';
CREATE INDEX order_reductions_order ON order_reductions (order_id, sequence);

ALTER TABLE trades ADD COLUMN kind smallint NOT NULL DEFAULT 1;
COMMENT ON COLUMN trades.kind IS
  'SBE TradeKind: 1 continuous; 2 of a call auction: both had rested and paid their maker rate, maker is the older';
COMMENT ON COLUMN trades.price IS 'Quote units per base unit, 10^-8: the maker''s price; in an auction, the auction''s';

-- Markets ----------------------------------------------------------------------------------------------------------

ALTER TABLE instruments
  ADD COLUMN status_until        timestamptz,
  ADD COLUMN halt_duration_ns    bigint  NOT NULL DEFAULT 0,
  ADD COLUMN auction_duration_ns bigint  NOT NULL DEFAULT 0,
  ADD COLUMN collar              integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN instruments.status IS 'SBE InstrumentStatus: 1 open, 2 halted, 3 post only, 4 cancel only, 5 auction';
COMMENT ON COLUMN instruments.status_until IS 'When the status changes by itself; null: when an operator says so';
COMMENT ON COLUMN instruments.halt_duration_ns IS 'Of a halt by the collar, ns; 0: until told';
COMMENT ON COLUMN instruments.auction_duration_ns IS 'Of the auction after a timed halt, ns; 0: opens without one';
COMMENT ON COLUMN instruments.collar IS
  'A trade further than this from the last price halts the instrument, parts per million; 0: none';

CREATE TABLE auctions (
  sequence            bigint      PRIMARY KEY,
  instrument_id       bigint      NOT NULL,
  instrument_sequence bigint      NOT NULL,
  price               bigint      NOT NULL,
  volume              bigint      NOT NULL,
  surplus             bigint      NOT NULL,
  uncrossed_at        timestamptz NOT NULL
);
COMMENT ON TABLE auctions IS 'Results of call auctions, append-only; the trades follow in the journal';
COMMENT ON COLUMN auctions.price IS 'Quote units per base unit, 10^-8; 0: nothing crossed';
COMMENT ON COLUMN auctions.volume IS 'Base units, 10^-8: what could trade at that price';
COMMENT ON COLUMN auctions.surplus IS 'Base units, 10^-8: buy less sell quantity at that price';
CREATE INDEX auctions_instrument ON auctions (instrument_id, sequence);

-- Accounts ---------------------------------------------------------------------------------------------------------

ALTER TABLE accounts
  ADD COLUMN dead_man_timeout_ns bigint NOT NULL DEFAULT 0,
  ADD COLUMN dead_man_deadline   timestamptz;
COMMENT ON COLUMN accounts.dead_man_timeout_ns IS
  'Open orders are cancelled when the account''s client has not spoken for so long, ns; 0: off';
COMMENT ON COLUMN accounts.dead_man_deadline IS 'When that will be; null: off';

CREATE TABLE account_limits (
  account_id         bigint      NOT NULL,
  instrument_id      bigint      NOT NULL,
  max_order_quantity bigint      NOT NULL,
  max_order_notional bigint      NOT NULL,
  max_position       bigint      NOT NULL,
  sequence           bigint      NOT NULL,
  updated_at         timestamptz NOT NULL,
  PRIMARY KEY (account_id, instrument_id)
);
COMMENT ON TABLE account_limits IS
  'Risk limits of accounts. Those of an instrument hold there alone; if all of them are 0, they were taken away again';
COMMENT ON COLUMN account_limits.instrument_id IS '0: wherever the account has none of its own';
COMMENT ON COLUMN account_limits.max_order_quantity IS 'Base units, 10^-8; 0: no limit';
COMMENT ON COLUMN account_limits.max_order_notional IS 'Quote units, 10^-8; 0: no limit';
COMMENT ON COLUMN account_limits.max_position IS 'Base units, 10^-8, long or short; 0: no limit';
COMMENT ON COLUMN account_limits.sequence IS 'Journal sequence of the last change';

CREATE TABLE positions (
  account_id    bigint NOT NULL,
  instrument_id bigint NOT NULL,
  quantity      bigint NOT NULL,
  cost          bigint NOT NULL,
  realised      bigint NOT NULL,
  sequence      bigint NOT NULL,
  PRIMARY KEY (account_id, instrument_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE positions IS
  'What each account has bought less sold in each instrument since encoding version 2 was switched on. Rows, not a view:
   average cost depends on the order of all fills';
COMMENT ON COLUMN positions.quantity IS 'Base units, 10^-8: above 0 long, below 0 short';
COMMENT ON COLUMN positions.cost IS 'Quote units, 10^-8: paid for what is long, received for what is short; 0 or more';
COMMENT ON COLUMN positions.realised IS 'Quote units, 10^-8: gained or lost on what was closed, fees apart';
COMMENT ON COLUMN positions.sequence IS 'Journal sequence of the last fill';

CREATE INDEX admin_audit_event ON admin_audit (event, sequence);
COMMENT ON TABLE admin_audit IS
  'Every administrative change, append-only; those that the exchange made by itself have actor and request id 0';

-- Rows of before: an adapter of the version before this one may have passed the switch to encoding version 2 and written
-- trades behind it; their fills are counted here as io.unidatum.exchange.protocol.Position counts them.
CREATE FUNCTION encoding_2_sequence() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT min(sequence) FROM admin_audit
  WHERE event = 'EncodingVersionChanged' AND (details ->> 'encodingVersion')::integer >= 2 $$;
COMMENT ON FUNCTION encoding_2_sequence IS 'Journal sequence of the switch to encoding version 2; null: not switched on';

DO $$
DECLARE
  since bigint := encoding_2_sequence();
  fill record;
  held record;
  opened numeric;
  closed numeric;
  closed_cost numeric;
  closed_notional numeric;
BEGIN
  FOR fill IN
    SELECT trade_id, leg, account_id, instrument_id, amount, notional, sequence FROM (
      SELECT trade_id, 1 AS leg, maker_account AS account_id, instrument_id,
        CASE taker_side WHEN 1 THEN -quantity ELSE quantity END AS amount, notional, sequence FROM trades
      UNION ALL
      SELECT trade_id, 2, taker_account, instrument_id,
        CASE taker_side WHEN 1 THEN quantity ELSE -quantity END, notional, sequence FROM trades) legs
    WHERE sequence > since
    ORDER BY trade_id, leg
  LOOP
    INSERT INTO positions VALUES (fill.account_id, fill.instrument_id, 0, 0, 0, fill.sequence) ON CONFLICT DO NOTHING;
    SELECT quantity::numeric AS quantity, cost::numeric AS cost, realised::numeric AS realised INTO held FROM positions
      WHERE account_id = fill.account_id AND instrument_id = fill.instrument_id;
    opened := abs(held.quantity);
    IF held.quantity * fill.amount >= 0 THEN
      held.cost := held.cost + fill.notional;
    ELSE
      closed := least(opened, abs(fill.amount));
      closed_cost := div(held.cost * closed, opened);
      closed_notional := div(fill.notional::numeric * closed, abs(fill.amount));
      held.realised := held.realised
        + CASE WHEN held.quantity > 0 THEN closed_notional - closed_cost ELSE closed_cost - closed_notional END;
      held.cost := CASE WHEN abs(fill.amount) > opened THEN fill.notional - closed_notional
        ELSE held.cost - closed_cost END;
    END IF;
    UPDATE positions SET quantity = held.quantity + fill.amount, cost = held.cost, realised = held.realised,
      sequence = fill.sequence
      WHERE account_id = fill.account_id AND instrument_id = fill.instrument_id;
  END LOOP;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_reductions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON auctions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- For people -------------------------------------------------------------------------------------------------------

CREATE OR REPLACE VIEW orders_decimal AS
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

CREATE OR REPLACE VIEW trades_decimal AS
SELECT t.trade_id, i.symbol, decimal8(t.price) AS price, decimal8(t.quantity) AS quantity,
  decimal8(t.notional) AS notional, side_name(t.taker_side) AS taker_side, t.maker_order_id, t.taker_order_id,
  t.maker_account, t.taker_account, decimal8(t.maker_fee) AS maker_fee, decimal8(t.taker_fee) AS taker_fee,
  t.sequence, t.traded_at, trade_kind_name(t.kind) AS kind
FROM trades t JOIN instruments i USING (instrument_id);

CREATE VIEW positions_decimal AS
SELECT p.account_id, i.symbol, decimal8(p.quantity) AS quantity,
  CASE WHEN p.quantity <> 0 THEN trunc(p.cost::numeric / abs(p.quantity), 8) END AS average_price,
  decimal8(p.cost) AS cost, decimal8(p.realised) AS realised, p.sequence
FROM positions p JOIN instruments i USING (instrument_id);
COMMENT ON VIEW positions_decimal IS
  'Positions. Not yet realised at a price: quantity x price - cost if long, cost + quantity x price if short';

CREATE VIEW account_limits_decimal AS
SELECT l.account_id, i.symbol, decimal8(l.max_order_quantity) AS max_order_quantity,
  decimal8(l.max_order_notional) AS max_order_notional, decimal8(l.max_position) AS max_position, l.updated_at
FROM account_limits l LEFT JOIN instruments i USING (instrument_id)
WHERE l.instrument_id = 0 OR l.max_order_quantity > 0 OR l.max_order_notional > 0 OR l.max_position > 0;
COMMENT ON VIEW account_limits_decimal IS 'Limits in force; symbol null: wherever the account has none of its own';

CREATE VIEW auctions_decimal AS
SELECT a.sequence, i.symbol, decimal8(a.price) AS price, decimal8(a.volume) AS volume, decimal8(a.surplus) AS surplus,
  a.uncrossed_at
FROM auctions a JOIN instruments i USING (instrument_id);

CREATE VIEW instrument_history AS
SELECT a.sequence, a.occurred_at, i.symbol, a.event, a.actor, a.request_id, a.details
FROM admin_audit a JOIN instruments i ON i.instrument_id = (a.details ->> 'instrumentId')::bigint
WHERE a.event IN ('InstrumentCreated', 'InstrumentStatusChanged', 'InstrumentRulesChanged');
COMMENT ON VIEW instrument_history IS 'Every change of an instrument''s status and rules';

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
