-- Papers of the day: slips, printed receipts, cheques, handovers and merges only ever grow.

CREATE TRIGGER hand_ins_insert BEFORE INSERT ON hand_ins BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE EXISTS (SELECT 1 FROM hand_ins WHERE id = NEW.id OR entry_id = NEW.entry_id);
END;

CREATE TRIGGER hand_ins_update BEFORE UPDATE ON hand_ins BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NOT EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 0);
END;

CREATE TRIGGER hand_ins_delete BEFORE DELETE ON hand_ins WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER hand_in_sheets_insert BEFORE INSERT ON hand_in_sheets WHEN NOT EXISTS (SELECT 1 FROM hand_ins JOIN entries ON entries.id = hand_ins.entry_id WHERE hand_ins.id = NEW.hand_in_id AND posted = 0) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER hand_in_sheets_update BEFORE UPDATE ON hand_in_sheets BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER hand_in_sheets_delete BEFORE DELETE ON hand_in_sheets WHEN EXISTS (SELECT 1 FROM hand_ins JOIN entries ON entries.id = hand_ins.entry_id WHERE hand_ins.id = OLD.hand_in_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER receipt_books_insert BEFORE INSERT ON receipt_books WHEN EXISTS (SELECT 1 FROM receipt_books WHERE book = NEW.book) BEGIN
  SELECT RAISE(ABORT, 'a receipt book is kept once');
END;

CREATE TRIGGER receipt_books_update BEFORE UPDATE ON receipt_books WHEN NEW.book <> OLD.book OR NEW.first <> OLD.first OR NEW.last <> OLD.last BEGIN
  SELECT RAISE(ABORT, 'a receipt book keeps its numbers');
END;

CREATE TRIGGER receipt_books_delete BEFORE DELETE ON receipt_books BEGIN
  SELECT RAISE(ABORT, 'a receipt book is never deleted');
END;

CREATE TRIGGER receipt_marks_insert BEFORE INSERT ON receipt_marks WHEN EXISTS (SELECT 1 FROM receipt_marks WHERE book = NEW.book AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'a printed receipt is marked once');
END;

CREATE TRIGGER receipt_marks_update BEFORE UPDATE ON receipt_marks BEGIN
  SELECT RAISE(ABORT, 'a printed receipt is marked once');
END;

CREATE TRIGGER receipt_marks_delete BEFORE DELETE ON receipt_marks BEGIN
  SELECT RAISE(ABORT, 'a printed receipt is marked once');
END;

CREATE TRIGGER cheques_insert BEFORE INSERT ON cheques WHEN EXISTS (SELECT 1 FROM cheques WHERE id = NEW.id OR (account = NEW.account AND number = NEW.number)) BEGIN
  SELECT RAISE(ABORT, 'a cheque is kept once');
END;

CREATE TRIGGER cheques_update BEFORE UPDATE ON cheques BEGIN
  SELECT RAISE(ABORT, 'a cheque stays as it was drawn');
END;

CREATE TRIGGER cheques_delete BEFORE DELETE ON cheques BEGIN
  SELECT RAISE(ABORT, 'a cheque stays as it was drawn');
END;

CREATE TRIGGER cheque_events_insert BEFORE INSERT ON cheque_events WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM cheque_events WHERE cheque_id = NEW.cheque_id) BEGIN
  SELECT RAISE(ABORT, 'what became of a cheque follows what came before');
END;

CREATE TRIGGER cheque_events_update BEFORE UPDATE ON cheque_events BEGIN
  SELECT RAISE(ABORT, 'what became of a cheque stays as it is');
END;

CREATE TRIGGER cheque_events_delete BEFORE DELETE ON cheque_events BEGIN
  SELECT RAISE(ABORT, 'what became of a cheque stays as it is');
END;

CREATE TRIGGER handovers_insert BEFORE INSERT ON handovers WHEN EXISTS (SELECT 1 FROM handovers WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a handover stays as it was signed');
END;

CREATE TRIGGER handovers_update BEFORE UPDATE ON handovers BEGIN
  SELECT RAISE(ABORT, 'a handover stays as it was signed');
END;

CREATE TRIGGER handovers_delete BEFORE DELETE ON handovers BEGIN
  SELECT RAISE(ABORT, 'a handover stays as it was signed');
END;

CREATE TRIGGER member_merges_insert BEFORE INSERT ON member_merges WHEN NEW.member = NEW.into_member OR EXISTS (SELECT 1 FROM member_merges WHERE member = NEW.member OR member = NEW.into_member OR into_member = NEW.member) BEGIN
  SELECT RAISE(ABORT, 'a member is merged once, into one who stays');
END;

CREATE TRIGGER member_merges_update BEFORE UPDATE ON member_merges BEGIN
  SELECT RAISE(ABORT, 'a merge stays as it is');
END;

CREATE TRIGGER member_merges_delete BEFORE DELETE ON member_merges BEGIN
  SELECT RAISE(ABORT, 'a merge stays as it is');
END;
