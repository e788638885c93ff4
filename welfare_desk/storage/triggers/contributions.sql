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

CREATE TRIGGER exemptions_insert BEFORE INSERT ON exemptions BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'an exemption is kept once') WHERE EXISTS (SELECT 1 FROM exemptions WHERE id = NEW.id);
END;

CREATE TRIGGER exemptions_update BEFORE UPDATE ON exemptions WHEN NEW.id <> OLD.id OR NEW.entry_id IS NOT OLD.entry_id OR EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER exemptions_delete BEFORE DELETE ON exemptions WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER collections_insert BEFORE INSERT ON collections WHEN EXISTS (SELECT 1 FROM collections WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a collection is kept once');
END;

CREATE TRIGGER collections_update BEFORE UPDATE ON collections WHEN NEW.id <> OLD.id OR EXISTS (SELECT 1 FROM receipts JOIN entries ON entries.id = receipts.entry_id WHERE collection_id = OLD.id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER collections_delete BEFORE DELETE ON collections WHEN EXISTS (SELECT 1 FROM receipts JOIN entries ON entries.id = receipts.entry_id WHERE collection_id = OLD.id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;
