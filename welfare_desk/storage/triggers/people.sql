-- Who may post what alone, and what waits for a second person: what is kept here is never taken back.

CREATE TRIGGER approval_rules_insert BEFORE INSERT ON approval_rules BEGIN
  SELECT RAISE(ABORT, 'a rule of approval counts from its moment on') WHERE EXISTS (SELECT 1 FROM approval_rules WHERE kind = NEW.kind AND from_at >= NEW.from_at);
  SELECT RAISE(ABORT, 'a limit is an amount, or nothing') WHERE NEW.amount < 0;
END;

CREATE TRIGGER approval_rules_update BEFORE UPDATE ON approval_rules BEGIN
  SELECT RAISE(ABORT, 'a rule of approval is followed by another, never changed');
END;

CREATE TRIGGER approval_rules_delete BEFORE DELETE ON approval_rules BEGIN
  SELECT RAISE(ABORT, 'a rule of approval is followed by another, never changed');
END;

CREATE TRIGGER entries_approved BEFORE UPDATE OF posted ON entries WHEN OLD.posted <> 1 AND NEW.posted <> 0 AND NEW.approved_by IS NULL BEGIN
  SELECT RAISE(ABORT, 'a second person approves this entry first') WHERE (
    SELECT amount FROM approval_rules
    WHERE kind = CASE WHEN NEW.kind = 'reversal' THEN 'reversal' WHEN NEW.series = 'RV' THEN 'receipt' WHEN NEW.series = 'PV' THEN 'payment' ELSE 'general' END
      AND from_at <= NEW.posted_at
    ORDER BY from_at DESC LIMIT 1
  ) < (SELECT sum(amount) FROM postings WHERE entry_id = NEW.id AND amount > 0);
END;

CREATE TRIGGER pending_insert BEFORE INSERT ON pending BEGIN
  SELECT RAISE(ABORT, 'work for approval is kept once') WHERE EXISTS (SELECT 1 FROM pending WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'work for approval begins by waiting') WHERE NEW.status <> 'waiting' OR NEW.decided_by IS NOT NULL OR NEW.content IS NULL OR NEW.preview IS NULL;
END;

CREATE TRIGGER pending_update BEFORE UPDATE ON pending BEGIN
  SELECT RAISE(ABORT, 'work for approval stays as it was sent') WHERE NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.amount <> OLD.amount
    OR NEW.act <> OLD.act OR NEW.hash <> OLD.hash OR NEW.day <> OLD.day OR NEW.made_by <> OLD.made_by OR NEW.made_at <> OLD.made_at
    OR ((NEW.content IS NOT OLD.content OR NEW.preview IS NOT OLD.preview) AND NOT (NEW.content IS NULL AND NEW.preview IS NULL AND NEW.status = 'approved'));
  SELECT RAISE(ABORT, 'work for approval is decided once') WHERE OLD.status <> 'waiting' AND (NEW.status <> OLD.status OR NEW.decided_by IS NOT OLD.decided_by
    OR NEW.decided_at IS NOT OLD.decided_at OR NEW.reason <> OLD.reason OR NEW.vouchers <> OLD.vouchers);
  SELECT RAISE(ABORT, 'somebody decides at some moment') WHERE OLD.status = 'waiting' AND NEW.status <> 'waiting' AND (NEW.decided_by IS NULL OR NEW.decided_at IS NULL);
  SELECT RAISE(ABORT, 'the approver is not the maker') WHERE NEW.status = 'approved' AND NEW.decided_by = OLD.made_by;
END;

CREATE TRIGGER pending_delete BEFORE DELETE ON pending BEGIN
  SELECT RAISE(ABORT, 'work for approval stays as it was sent');
END;
