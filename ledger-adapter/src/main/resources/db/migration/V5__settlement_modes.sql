-- Segregated custody: a wallet for each account beside pooled wallets. Which of the two it is was never asked before
-- this version: all records are of pooled wallets.

ALTER TABLE settlement_control
  ADD COLUMN custody_mode text NOT NULL DEFAULT 'pooled' CHECK (custody_mode IN ('pooled', 'segregated'));
COMMENT ON COLUMN settlement_control.custody_mode IS
  'pooled: accounts are spread over custody_wallets wallets; segregated: each account has its own. Fixed';
COMMENT ON COLUMN settlement_wallets.kind_index IS
  'custody: pooled, account ids with this remainder modulo the number of custody wallets; segregated, the account id';

ALTER TABLE settlement_batches ADD COLUMN oldest_trade_at timestamptz;
COMMENT ON COLUMN settlement_batches.oldest_trade_at IS
  'Time of the first trade that it covers: how long that waited is accepted_at less this';
