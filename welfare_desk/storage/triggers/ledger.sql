-- What no program may do to posted entries, whatever its connection's settings.
-- REPLACE slips past delete triggers unless a connection asks otherwise, so whatever collides with a posted row
-- is refused before it is written. Each statement ends with END; on a line of its own.

CREATE TRIGGER entries_insert BEFORE INSERT ON entries BEGIN
  SELECT RAISE(ABORT, 'an entry is posted after its lines are written') WHERE NEW.posted <> 0;
  SELECT RAISE(ABORT, 'a posted entry stays as it is') WHERE EXISTS (SELECT 1 FROM entries WHERE id = NEW.id AND posted = 1);
  SELECT RAISE(ABORT, 'a posted entry stays as it is') WHERE EXISTS (SELECT 1 FROM entries WHERE voucher = NEW.voucher AND posted = 1);
  SELECT RAISE(ABORT, 'a posted entry stays as it is') WHERE EXISTS (SELECT 1 FROM entries WHERE series = NEW.series AND month = NEW.month AND number = NEW.number AND posted = 1);
  SELECT RAISE(ABORT, 'an entry is reversed once') WHERE NEW.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM entries WHERE reverses = NEW.reverses AND posted = 1);
END;

CREATE TRIGGER entries_post BEFORE UPDATE OF posted ON entries WHEN OLD.posted = 0 AND NEW.posted = 1 BEGIN
  SELECT RAISE(ABORT, 'an entry needs at least two lines') WHERE (SELECT count(*) FROM postings WHERE entry_id = NEW.id) < 2;
  SELECT RAISE(ABORT, 'the entry does not balance in each fund') WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id GROUP BY fund HAVING sum(amount) <> 0);
  SELECT RAISE(ABORT, 'a line has another day than its entry') WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id AND day <> NEW.day);
  SELECT RAISE(ABORT, 'the period is not open') WHERE NOT EXISTS (SELECT 1 FROM periods WHERE id = NEW.period AND status = 'open' AND NEW.day BETWEEN first_day AND last_day);
  SELECT RAISE(ABORT, 'a header or closed account takes no postings') WHERE EXISTS (SELECT 1 FROM postings JOIN accounts ON accounts.code = postings.account WHERE entry_id = NEW.id AND (accounts.type = 'H' OR accounts.is_active = 0));
  SELECT RAISE(ABORT, 'the number is not the next one') WHERE NEW.number <> 1 AND NOT EXISTS (SELECT 1 FROM entries WHERE series = NEW.series AND month = NEW.month AND number = NEW.number - 1);
  SELECT RAISE(ABORT, 'the day lies outside the month of its number') WHERE NEW.month <> substr(NEW.day, 1, 7);
  SELECT RAISE(ABORT, 'the approver is not the maker') WHERE NEW.approved_by = NEW.made_by;
END;

CREATE TRIGGER entries_update BEFORE UPDATE ON entries BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is') WHERE OLD.posted = 1 AND NOT (
    NEW.id IS OLD.id AND NEW.series IS OLD.series AND NEW.month IS OLD.month AND NEW.number IS OLD.number
    AND NEW.voucher IS OLD.voucher AND NEW.day IS OLD.day AND NEW.period IS OLD.period AND NEW.kind IS OLD.kind
    AND NEW.posted_at IS OLD.posted_at AND NEW.made_by IS OLD.made_by AND NEW.approved_by IS OLD.approved_by
    AND NEW.reverses IS OLD.reverses AND NEW.documents IS OLD.documents
    AND NEW.memo_commitment IS OLD.memo_commitment AND NEW.payee_commitment IS OLD.payee_commitment
    AND NEW.seal IS OLD.seal AND NEW.posted IS OLD.posted
    AND ((NEW.memo IS OLD.memo AND NEW.memo_salt IS OLD.memo_salt) OR (NEW.memo IS NULL AND NEW.memo_salt IS NULL))
    AND ((NEW.payee IS OLD.payee AND NEW.payee_salt IS OLD.payee_salt) OR (NEW.payee IS NULL AND NEW.payee_salt IS NULL)));
  SELECT RAISE(ABORT, 'a posted entry stays as it is') WHERE OLD.posted = 0 AND EXISTS (
    SELECT 1 FROM entries WHERE posted = 1 AND id <> OLD.id AND (id = NEW.id OR voucher = NEW.voucher
    OR (series = NEW.series AND month = NEW.month AND number = NEW.number) OR reverses = NEW.reverses));
END;

CREATE TRIGGER entries_delete BEFORE DELETE ON entries WHEN OLD.posted = 1 BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER postings_insert BEFORE INSERT ON postings WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER postings_update BEFORE UPDATE ON postings WHEN EXISTS (SELECT 1 FROM entries WHERE id IN (OLD.entry_id, NEW.entry_id) AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER postings_delete BEFORE DELETE ON postings WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted entry stays as it is');
END;

CREATE TRIGGER movements_insert BEFORE INSERT ON movements WHEN NOT EXISTS (SELECT 1 FROM periods WHERE id = NEW.period AND status = 'open') BEGIN
  SELECT RAISE(ABORT, 'the balances of a closed period are frozen');
END;

CREATE TRIGGER movements_update BEFORE UPDATE ON movements WHEN EXISTS (SELECT 1 FROM periods WHERE id IN (OLD.period, NEW.period) AND status <> 'open') BEGIN
  SELECT RAISE(ABORT, 'the balances of a closed period are frozen');
END;

CREATE TRIGGER movements_delete BEFORE DELETE ON movements BEGIN
  SELECT RAISE(ABORT, 'kept balances are never deleted');
END;

CREATE TRIGGER periods_insert BEFORE INSERT ON periods BEGIN
  SELECT RAISE(ABORT, 'a period is kept once') WHERE EXISTS (SELECT 1 FROM periods WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a later period is closed') WHERE EXISTS (SELECT 1 FROM periods WHERE id > NEW.id AND status <> 'open');
  SELECT RAISE(ABORT, 'a period starts open') WHERE NEW.status <> 'open' OR NEW.reopened <> 0;
END;

CREATE TRIGGER periods_update BEFORE UPDATE ON periods BEGIN
  SELECT RAISE(ABORT, 'a period keeps its days') WHERE NEW.id <> OLD.id OR NEW.first_day <> OLD.first_day OR NEW.last_day <> OLD.last_day;
  SELECT RAISE(ABORT, 'a locked period stays locked') WHERE OLD.status = 'locked';
  SELECT RAISE(ABORT, 'a period closes with its signed statement') WHERE OLD.status = 'open' AND NEW.status = 'closed' AND NOT EXISTS (SELECT 1 FROM statements WHERE period = NEW.id AND reopened = NEW.reopened);
  SELECT RAISE(ABORT, 'only a closed period is locked') WHERE NEW.status = 'locked' AND OLD.status <> 'closed';
  SELECT RAISE(ABORT, 'reopening is counted') WHERE NEW.reopened <> OLD.reopened + (OLD.status = 'closed' AND NEW.status = 'open');
END;

CREATE TRIGGER periods_delete BEFORE DELETE ON periods BEGIN
  SELECT RAISE(ABORT, 'a period is never deleted');
END;

CREATE TRIGGER accounts_update BEFORE UPDATE ON accounts BEGIN
  SELECT RAISE(ABORT, 'an account with postings keeps its code and class') WHERE (NEW.code <> OLD.code OR NEW.type <> OLD.type) AND EXISTS (SELECT 1 FROM postings WHERE account = OLD.code);
  SELECT RAISE(ABORT, 'an account is kept once') WHERE NEW.code <> OLD.code AND EXISTS (SELECT 1 FROM accounts WHERE code = NEW.code);
END;

CREATE TRIGGER accounts_insert BEFORE INSERT ON accounts WHEN EXISTS (SELECT 1 FROM accounts WHERE code = NEW.code) BEGIN
  SELECT RAISE(ABORT, 'an account is kept once');
END;

CREATE TRIGGER accounts_delete BEFORE DELETE ON accounts BEGIN
  SELECT RAISE(ABORT, 'an account is deactivated, never deleted');
END;

CREATE TRIGGER funds_insert BEFORE INSERT ON funds WHEN EXISTS (SELECT 1 FROM funds WHERE code = NEW.code) BEGIN
  SELECT RAISE(ABORT, 'a fund is kept once');
END;

CREATE TRIGGER funds_update BEFORE UPDATE ON funds WHEN NEW.code <> OLD.code BEGIN
  SELECT RAISE(ABORT, 'a fund keeps its code');
END;

CREATE TRIGGER funds_delete BEFORE DELETE ON funds BEGIN
  SELECT RAISE(ABORT, 'a fund is deactivated, never deleted');
END;
