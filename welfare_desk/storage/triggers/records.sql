-- Rows that only ever grow: the audit trail, signed statements, and the documents of posted entries.

CREATE TRIGGER audit_insert BEFORE INSERT ON audit WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit) BEGIN
  SELECT RAISE(ABORT, 'a row of audit follows the last one');
END;

CREATE TRIGGER statements_insert BEFORE INSERT ON statements WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM statements) BEGIN
  SELECT RAISE(ABORT, 'a row of statements follows the last one');
END;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'a row of audit stays as it is');
END;

CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'a row of audit stays as it is');
END;

CREATE TRIGGER statements_update BEFORE UPDATE ON statements BEGIN
  SELECT RAISE(ABORT, 'a row of statements stays as it is');
END;

CREATE TRIGGER statements_delete BEFORE DELETE ON statements BEGIN
  SELECT RAISE(ABORT, 'a row of statements stays as it is');
END;

CREATE TRIGGER signing_keys_update BEFORE UPDATE ON signing_keys BEGIN
  SELECT RAISE(ABORT, 'a row of signing_keys stays as it is');
END;

CREATE TRIGGER signing_keys_delete BEFORE DELETE ON signing_keys BEGIN
  SELECT RAISE(ABORT, 'a row of signing_keys stays as it is');
END;

CREATE TRIGGER signing_keys_insert BEFORE INSERT ON signing_keys WHEN EXISTS (SELECT 1 FROM signing_keys WHERE fingerprint = NEW.fingerprint OR rowid = NEW.rowid) BEGIN
  SELECT RAISE(ABORT, 'a row of signing_keys stays as it is');
END;

CREATE TRIGGER signing_renewals_update BEFORE UPDATE ON signing_renewals BEGIN
  SELECT RAISE(ABORT, 'a row of signing_renewals stays as it is');
END;

CREATE TRIGGER signing_renewals_delete BEFORE DELETE ON signing_renewals BEGIN
  SELECT RAISE(ABORT, 'a row of signing_renewals stays as it is');
END;

CREATE TRIGGER signing_renewals_insert BEFORE INSERT ON signing_renewals WHEN NEW.fingerprint = NEW.previous OR EXISTS (SELECT 1 FROM signing_renewals WHERE fingerprint = NEW.fingerprint) BEGIN
  SELECT RAISE(ABORT, 'a row of signing_renewals stays as it is');
END;

CREATE TRIGGER receipts_insert BEFORE INSERT ON receipts BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE EXISTS (SELECT 1 FROM receipts WHERE id = NEW.id);
END;

CREATE TRIGGER receipts_update BEFORE UPDATE ON receipts BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NOT EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 0);
END;

CREATE TRIGGER receipts_delete BEFORE DELETE ON receipts WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER releases_insert BEFORE INSERT ON releases BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE EXISTS (SELECT 1 FROM releases WHERE id = NEW.id);
END;

CREATE TRIGGER releases_update BEFORE UPDATE ON releases BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is') WHERE NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NOT EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 0);
END;

CREATE TRIGGER releases_delete BEFORE DELETE ON releases WHEN EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER receipt_lines_insert BEFORE INSERT ON receipt_lines WHEN NOT EXISTS (SELECT 1 FROM receipts JOIN entries ON entries.id = receipts.entry_id WHERE receipts.id = NEW.receipt_id AND posted = 0) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER receipt_lines_update BEFORE UPDATE ON receipt_lines WHEN NEW.receipt_id <> OLD.receipt_id OR NOT EXISTS (SELECT 1 FROM receipts JOIN entries ON entries.id = receipts.entry_id WHERE receipts.id = OLD.receipt_id AND posted = 0) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER receipt_lines_delete BEFORE DELETE ON receipt_lines WHEN EXISTS (SELECT 1 FROM receipts JOIN entries ON entries.id = receipts.entry_id WHERE receipts.id = OLD.receipt_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'a posted document stays as it is');
END;

CREATE TRIGGER members_insert BEFORE INSERT ON members BEGIN
  SELECT RAISE(ABORT, 'a member is kept once') WHERE EXISTS (SELECT 1 FROM members WHERE number = NEW.number OR national_id = NEW.national_id OR rowid = NEW.rowid);
END;

CREATE TRIGGER members_update BEFORE UPDATE ON members BEGIN
  SELECT RAISE(ABORT, 'a member keeps the number') WHERE NEW.number <> OLD.number OR NEW.rowid <> OLD.rowid;
  SELECT RAISE(ABORT, 'a member is kept once') WHERE NEW.national_id IS NOT OLD.national_id AND EXISTS (SELECT 1 FROM members WHERE national_id = NEW.national_id);
END;

CREATE TRIGGER members_delete BEFORE DELETE ON members BEGIN
  SELECT RAISE(ABORT, 'a member is never deleted');
END;

CREATE TRIGGER users_insert BEFORE INSERT ON users WHEN EXISTS (SELECT 1 FROM users WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a user is kept once');
END;

CREATE TRIGGER users_update BEFORE UPDATE ON users WHEN NEW.id <> OLD.id BEGIN
  SELECT RAISE(ABORT, 'a user keeps the number');
END;

CREATE TRIGGER users_delete BEFORE DELETE ON users BEGIN
  SELECT RAISE(ABORT, 'a user is deactivated, never deleted');
END;

CREATE TRIGGER attachments_update BEFORE UPDATE ON attachments BEGIN
  SELECT RAISE(ABORT, 'an attached file stays as it is, or is erased') WHERE NEW.hash IS NOT OLD.hash OR NEW.name IS NOT OLD.name OR NEW.media_type IS NOT OLD.media_type;
  SELECT RAISE(ABORT, 'an attached file stays as it is, or is erased') WHERE OLD.content IS NOT NULL AND NEW.content IS NOT NULL AND NEW.content IS NOT OLD.content;
END;

CREATE TRIGGER attachments_insert BEFORE INSERT ON attachments WHEN EXISTS (SELECT 1 FROM attachments WHERE hash = NEW.hash AND content IS NOT NULL AND content IS NOT NEW.content) BEGIN
  SELECT RAISE(ABORT, 'an attached file stays as it is, or is erased');
END;

CREATE TRIGGER attachments_delete BEFORE DELETE ON attachments BEGIN
  SELECT RAISE(ABORT, 'an attached file stays as it is, or is erased');
END;

CREATE TRIGGER attachment_links_update BEFORE UPDATE ON attachment_links BEGIN
  SELECT RAISE(ABORT, 'an attached file stays with its subject');
END;

CREATE TRIGGER attachment_links_delete BEFORE DELETE ON attachment_links BEGIN
  SELECT RAISE(ABORT, 'an attached file stays with its subject');
END;
