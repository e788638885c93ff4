-- What no program may do to posted entries, whatever its connection's settings.
-- REPLACE slips past delete triggers unless a connection asks otherwise, so whatever collides with a kept row is
-- refused before it is written, a hidden rowid too; CHECK constraints can be switched off, so what they say is said
-- again here.
-- Each statement ends with END; on a line of its own.

CREATE TRIGGER entries_insert BEFORE INSERT ON entries BEGIN
  SELECT RAISE(ABORT, 'an entry is posted after its lines are written') WHERE NEW.posted <> 0;
  SELECT RAISE(ABORT, 'an entry is kept once') WHERE EXISTS (SELECT 1 FROM entries WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'an entry is kept once') WHERE EXISTS (SELECT 1 FROM entries WHERE voucher = NEW.voucher);
  SELECT RAISE(ABORT, 'an entry is kept once') WHERE EXISTS (SELECT 1 FROM entries WHERE series = NEW.series AND month = NEW.month AND number = NEW.number);
  SELECT RAISE(ABORT, 'an entry is reversed once') WHERE NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM entries WHERE reverses = NEW.reverses);
END;

CREATE TRIGGER entries_post BEFORE UPDATE OF posted ON entries WHEN OLD.posted <> 1 AND NEW.posted <> 0 BEGIN
  SELECT RAISE(ABORT, 'an entry needs at least two lines') WHERE (SELECT count(*) FROM postings WHERE entry_id = NEW.id) < 2;
  SELECT RAISE(ABORT, 'the entry does not balance in each fund') WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id GROUP BY fund HAVING sum(amount) <> 0);
  SELECT RAISE(ABORT, 'a line has no amount, or another day than its entry') WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id AND (amount = 0 OR day <> NEW.day));
  SELECT RAISE(ABORT, 'the period is not open') WHERE NOT EXISTS (SELECT 1 FROM periods WHERE id = NEW.period AND status = 'open' AND NEW.day BETWEEN first_day AND last_day);
  SELECT RAISE(ABORT, 'the period is one of another kind') WHERE (NEW.period % 100 = 0) <> (NEW.kind = 'opening') OR (NEW.period % 100 = 13) <> (NEW.kind = 'closing');
  SELECT RAISE(ABORT, 'the day lies before the book') WHERE NEW.day < (SELECT value FROM settings WHERE key = 'first_day' ORDER BY from_day DESC LIMIT 1);
  SELECT RAISE(ABORT, 'a header, closed or unknown account takes no postings') WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id AND NOT EXISTS (SELECT 1 FROM accounts WHERE code = account AND type <> 'H' AND is_active = 1));
  SELECT RAISE(ABORT, 'a closed or unknown fund takes no postings') WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id AND NOT EXISTS (SELECT 1 FROM funds WHERE code = fund AND is_active = 1));
  SELECT RAISE(ABORT, 'the entry does not follow the last one') WHERE NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.id - 1 AND posted = 1);
  SELECT RAISE(ABORT, 'the number is not the next one') WHERE NEW.number <> 1 AND NOT EXISTS (SELECT 1 FROM entries WHERE series = NEW.series AND month = NEW.month AND number = NEW.number - 1 AND posted = 1);
  SELECT RAISE(ABORT, 'the day lies outside the month of its number') WHERE NEW.month <> substr(NEW.day, 1, 7) OR NEW.day IS NOT date(NEW.day);
  SELECT RAISE(ABORT, 'the voucher is not its number') WHERE NEW.voucher <> printf('%s%02d%s-%04d', NEW.series, (substr(NEW.month, 1, 4) + 543) % 100, substr(NEW.month, 6, 2), NEW.number);
  SELECT RAISE(ABORT, 'a reversal undoes a posted entry, all of it') WHERE (NEW.kind = 'reversal') <> (NEW.reverses IS NOT NULL) OR (NEW.reverses IS NOT NULL AND (
    NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.reverses AND id < NEW.id AND posted = 1)
    OR EXISTS (SELECT 1 FROM postings WHERE entry_id IN (NEW.id, NEW.reverses) GROUP BY account, fund, member HAVING sum(amount) <> 0)));
  SELECT RAISE(ABORT, 'the approver is not the maker') WHERE NEW.approved_by = NEW.made_by;
END;

CREATE TRIGGER entries_update BEFORE UPDATE ON entries BEGIN
  SELECT RAISE(ABORT, 'an entry is posted or not') WHERE NEW.posted NOT IN (0, 1);
  SELECT RAISE(ABORT, 'a posted entry stays as it is') WHERE OLD.posted = 1 AND NOT (
    NEW.id IS OLD.id AND NEW.series IS OLD.series AND NEW.month IS OLD.month AND NEW.number IS OLD.number
    AND NEW.voucher IS OLD.voucher AND NEW.day IS OLD.day AND NEW.period IS OLD.period AND NEW.kind IS OLD.kind
    AND NEW.posted_at IS OLD.posted_at AND NEW.made_by IS OLD.made_by AND NEW.approved_by IS OLD.approved_by
    AND NEW.reverses IS OLD.reverses AND NEW.documents IS OLD.documents
    AND NEW.memo_commitment IS OLD.memo_commitment AND NEW.payee_commitment IS OLD.payee_commitment
    AND NEW.seal IS OLD.seal AND NEW.posted IS OLD.posted
    AND ((NEW.memo IS OLD.memo AND NEW.memo_salt IS OLD.memo_salt) OR (NEW.memo IS NULL AND NEW.memo_salt IS NULL))
    AND ((NEW.payee IS OLD.payee AND NEW.payee_salt IS OLD.payee_salt) OR (NEW.payee IS NULL AND NEW.payee_salt IS NULL)));
  SELECT RAISE(ABORT, 'an entry keeps its place and number') WHERE NEW.id <> OLD.id OR NEW.voucher <> OLD.voucher
    OR NEW.series <> OLD.series OR NEW.month <> OLD.month OR NEW.number <> OLD.number OR NEW.reverses IS NOT OLD.reverses;
END;

CREATE TRIGGER entries_delete BEFORE DELETE ON entries WHEN OLD.posted = 1 OR EXISTS (SELECT 1 FROM postings WHERE entry_id = OLD.id) BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER postings_insert BEFORE INSERT ON postings WHEN NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0) BEGIN
  SELECT RAISE(ABORT, 'a line is written with its entry, before it is posted');
END;

CREATE TRIGGER postings_update BEFORE UPDATE ON postings WHEN NEW.entry_id <> OLD.entry_id OR NOT EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 0) BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER postings_delete BEFORE DELETE ON postings WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER movements_insert BEFORE INSERT ON movements WHEN NOT EXISTS (SELECT 1 FROM periods WHERE id = NEW.period AND status = 'open') BEGIN
  SELECT RAISE(ABORT, 'the balances of a closed period are frozen');
END;

CREATE TRIGGER movements_update BEFORE UPDATE ON movements WHEN NEW.period <> OLD.period OR NEW.account <> OLD.account OR NEW.fund <> OLD.fund OR NOT EXISTS (SELECT 1 FROM periods WHERE id = OLD.period AND status = 'open') BEGIN
  SELECT RAISE(ABORT, 'the balances of a closed period are frozen');
END;

CREATE TRIGGER movements_delete BEFORE DELETE ON movements BEGIN
  SELECT RAISE(ABORT, 'kept balances are never deleted');
END;

CREATE TRIGGER periods_insert BEFORE INSERT ON periods BEGIN
  SELECT RAISE(ABORT, 'a period is kept once') WHERE EXISTS (SELECT 1 FROM periods WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a later period is closed') WHERE EXISTS (SELECT 1 FROM periods WHERE id > NEW.id AND status <> 'open');
  SELECT RAISE(ABORT, 'a period starts open') WHERE NEW.status <> 'open' OR NEW.reopened <> 0;
  SELECT RAISE(ABORT, 'a period has the days of its number') WHERE NOT EXISTS (
    SELECT 1 FROM (
      SELECT (SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'fiscal_year_start' ORDER BY from_day DESC LIMIT 1) AS start,
        (SELECT value FROM settings WHERE key = 'first_day' ORDER BY from_day DESC LIMIT 1) AS opening)
    WHERE CASE NEW.id % 100
      WHEN 0 THEN NEW.first_day = opening AND NEW.last_day = opening
      WHEN 13 THEN NEW.first_day = NEW.last_day
        AND NEW.last_day = date(printf('%04d-%02d-01', NEW.id / 100 - (start > 1), start), '+1 year', '-1 day')
      ELSE NEW.id % 100 <= 12
        AND NEW.first_day = date(printf('%04d-%02d-01', NEW.id / 100 - (start > 1), start), (NEW.id % 100 - 1) || ' months')
        AND NEW.last_day = date(NEW.first_day, '+1 month', '-1 day')
      END);
END;

CREATE TRIGGER periods_update BEFORE UPDATE ON periods BEGIN
  SELECT RAISE(ABORT, 'a period is open, closed or locked') WHERE NEW.status NOT IN ('open', 'closed', 'locked');
  SELECT RAISE(ABORT, 'a period keeps its days') WHERE NEW.id <> OLD.id OR NEW.first_day <> OLD.first_day OR NEW.last_day <> OLD.last_day;
  SELECT RAISE(ABORT, 'a locked period stays locked') WHERE OLD.status = 'locked';
  SELECT RAISE(ABORT, 'a period closes with its signed statement') WHERE OLD.status = 'open' AND NEW.status = 'closed' AND NOT EXISTS (SELECT 1 FROM statements WHERE period = NEW.id AND reopened = NEW.reopened);
  SELECT RAISE(ABORT, 'months close in order') WHERE OLD.status = 'open' AND NEW.status = 'closed' AND EXISTS (SELECT 1 FROM periods WHERE id < NEW.id AND status = 'open');
  SELECT RAISE(ABORT, 'a year closes before the next one does') WHERE OLD.status = 'open' AND NEW.status = 'closed' AND NEW.id % 100 = 1
    AND EXISTS (SELECT 1 FROM periods WHERE id / 100 = NEW.id / 100 - 1) AND NOT EXISTS (SELECT 1 FROM periods WHERE id = NEW.id - 88 AND status <> 'open');
  SELECT RAISE(ABORT, 'only a closed period is locked') WHERE NEW.status = 'locked' AND OLD.status <> 'closed';
  SELECT RAISE(ABORT, 'a year is locked by its annual meeting') WHERE NEW.status = 'locked' AND NOT EXISTS (SELECT 1 FROM year_locks WHERE fiscal_year = NEW.id / 100);
  SELECT RAISE(ABORT, 'reopening is counted') WHERE NEW.reopened <> OLD.reopened + (OLD.status = 'closed' AND NEW.status = 'open');
  SELECT RAISE(ABORT, 'reopening leaves its trace first') WHERE NEW.reopened > (SELECT count(*) FROM audit WHERE action = 'period.reopened' AND subject = CAST(NEW.id AS TEXT));
  SELECT RAISE(ABORT, 'months reopen from the last one back') WHERE OLD.status = 'closed' AND NEW.status = 'open' AND EXISTS (SELECT 1 FROM periods WHERE id > NEW.id AND status <> 'open');
END;

CREATE TRIGGER periods_delete BEFORE DELETE ON periods BEGIN
  SELECT RAISE(ABORT, 'a period is never deleted');
END;

CREATE TRIGGER accounts_update BEFORE UPDATE ON accounts BEGIN
  SELECT RAISE(ABORT, 'an account with postings keeps its code and class') WHERE (NEW.code <> OLD.code OR NEW.type <> OLD.type) AND EXISTS (SELECT 1 FROM postings WHERE account = OLD.code);
  SELECT RAISE(ABORT, 'an account is kept once') WHERE NEW.rowid <> OLD.rowid OR (NEW.code <> OLD.code AND EXISTS (SELECT 1 FROM accounts WHERE code = NEW.code));
END;

CREATE TRIGGER accounts_insert BEFORE INSERT ON accounts WHEN EXISTS (SELECT 1 FROM accounts WHERE code = NEW.code OR rowid = NEW.rowid) BEGIN
  SELECT RAISE(ABORT, 'an account is kept once');
END;

CREATE TRIGGER accounts_delete BEFORE DELETE ON accounts BEGIN
  SELECT RAISE(ABORT, 'an account is deactivated, never deleted');
END;

CREATE TRIGGER funds_insert BEFORE INSERT ON funds WHEN EXISTS (SELECT 1 FROM funds WHERE code = NEW.code OR rowid = NEW.rowid) BEGIN
  SELECT RAISE(ABORT, 'a fund is kept once');
END;

CREATE TRIGGER funds_update BEFORE UPDATE ON funds WHEN NEW.code <> OLD.code OR NEW.rowid <> OLD.rowid BEGIN
  SELECT RAISE(ABORT, 'a fund keeps its code');
END;

CREATE TRIGGER funds_delete BEFORE DELETE ON funds BEGIN
  SELECT RAISE(ABORT, 'a fund is deactivated, never deleted');
END;

CREATE TRIGGER settings_insert BEFORE INSERT ON settings WHEN NEW.key IN ('id', 'kind', 'first_day', 'fiscal_year_start') AND EXISTS (SELECT 1 FROM entries) BEGIN
  SELECT RAISE(ABORT, 'a book with entries keeps its identity, kind and calendar');
END;

CREATE TRIGGER settings_update BEFORE UPDATE ON settings WHEN (OLD.key IN ('id', 'kind', 'first_day', 'fiscal_year_start') OR NEW.key IN ('id', 'kind', 'first_day', 'fiscal_year_start')) AND EXISTS (SELECT 1 FROM entries) BEGIN
  SELECT RAISE(ABORT, 'a book with entries keeps its identity, kind and calendar');
END;

CREATE TRIGGER settings_delete BEFORE DELETE ON settings WHEN OLD.key IN ('id', 'kind', 'first_day', 'fiscal_year_start') BEGIN
  SELECT RAISE(ABORT, 'a book with entries keeps its identity, kind and calendar');
END;
