-- What people agreed to, asked for and were told: it only ever grows; an answer is given once.

CREATE TRIGGER consents_insert BEFORE INSERT ON consents WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM consents WHERE member = NEW.member AND purpose = NEW.purpose) BEGIN
  SELECT RAISE(ABORT, 'a consent follows the one before');
END;

CREATE TRIGGER consents_update BEFORE UPDATE ON consents BEGIN
  SELECT RAISE(ABORT, 'a consent stays as it was given');
END;

CREATE TRIGGER consents_delete BEFORE DELETE ON consents BEGIN
  SELECT RAISE(ABORT, 'a consent stays as it was given');
END;

CREATE TRIGGER data_requests_insert BEFORE INSERT ON data_requests WHEN EXISTS (SELECT 1 FROM data_requests WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a request is kept once');
END;

CREATE TRIGGER data_requests_update BEFORE UPDATE ON data_requests BEGIN
  SELECT RAISE(ABORT, 'a request stays as it was received') WHERE NEW.id <> OLD.id OR NEW.member <> OLD.member OR NEW.kind <> OLD.kind
    OR NEW.received_day <> OLD.received_day OR (NEW.wish <> OLD.wish AND NEW.wish <> '');
  SELECT RAISE(ABORT, 'a request is answered once') WHERE OLD.status <> 'open' AND (NEW.status <> OLD.status OR NEW.answered_day IS NOT OLD.answered_day OR (NEW.answer <> OLD.answer AND NEW.answer <> ''));
END;

CREATE TRIGGER data_requests_delete BEFORE DELETE ON data_requests BEGIN
  SELECT RAISE(ABORT, 'a request stays as it was received');
END;

CREATE TRIGGER erasures_insert BEFORE INSERT ON erasures WHEN EXISTS (SELECT 1 FROM erasures WHERE member = NEW.member AND scope = NEW.scope) BEGIN
  SELECT RAISE(ABORT, 'what was erased stays erased');
END;

CREATE TRIGGER erasures_update BEFORE UPDATE ON erasures BEGIN
  SELECT RAISE(ABORT, 'what was erased stays erased');
END;

CREATE TRIGGER erasures_delete BEFORE DELETE ON erasures BEGIN
  SELECT RAISE(ABORT, 'what was erased stays erased');
END;

CREATE TRIGGER breaches_insert BEFORE INSERT ON breaches WHEN EXISTS (SELECT 1 FROM breaches WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a breach is kept once');
END;

CREATE TRIGGER breaches_update BEFORE UPDATE ON breaches WHEN NEW.id <> OLD.id OR NEW.found_at <> OLD.found_at
  OR (OLD.office_told_at IS NOT NULL AND NEW.office_told_at IS NOT OLD.office_told_at)
  OR (OLD.people_told_at IS NOT NULL AND NEW.people_told_at IS NOT OLD.people_told_at) BEGIN
  SELECT RAISE(ABORT, 'a breach keeps the moment it was found and told');
END;

CREATE TRIGGER breaches_delete BEFORE DELETE ON breaches BEGIN
  SELECT RAISE(ABORT, 'a breach is never deleted');
END;
