-- Documents of contributions beside receipts and releases: refunds and assignments of posted entries.

CREATE TRIGGER refunds_insert BEFORE INSERT ON refunds BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE EXISTS (SELECT 1 FROM refunds WHERE id = NEW.id OR entry_id = NEW.entry_id);
END;

CREATE TRIGGER refunds_update BEFORE UPDATE ON refunds BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NOT EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 0);
END;

CREATE TRIGGER refunds_delete BEFORE DELETE ON refunds WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER assignments_insert BEFORE INSERT ON assignments BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE EXISTS (SELECT 1 FROM assignments WHERE id = NEW.id OR entry_id = NEW.entry_id);
END;

CREATE TRIGGER assignments_update BEFORE UPDATE ON assignments BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NOT EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 0);
END;

CREATE TRIGGER assignments_delete BEFORE DELETE ON assignments WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;
