-- Matching money: terms, rounds and what became of them only ever grow; the list of a round is frozen by its first event.

CREATE TRIGGER match_programmes_insert BEFORE INSERT ON match_programmes WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM match_programmes WHERE code = NEW.code) BEGIN
  SELECT RAISE(ABORT, 'terms of matching money follow those before');
END;

CREATE TRIGGER match_programmes_update BEFORE UPDATE ON match_programmes BEGIN
  SELECT RAISE(ABORT, 'terms of matching money stay as they were');
END;

CREATE TRIGGER match_programmes_delete BEFORE DELETE ON match_programmes BEGIN
  SELECT RAISE(ABORT, 'terms of matching money stay as they were');
END;

CREATE TRIGGER match_rounds_insert BEFORE INSERT ON match_rounds WHEN EXISTS (SELECT 1 FROM match_rounds WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a round of matching money is opened once');
END;

CREATE TRIGGER match_rounds_update BEFORE UPDATE ON match_rounds BEGIN
  SELECT RAISE(ABORT, 'a round of matching money stays as it was opened');
END;

CREATE TRIGGER match_rounds_delete BEFORE DELETE ON match_rounds BEGIN
  SELECT RAISE(ABORT, 'a round of matching money stays as it was opened');
END;

CREATE TRIGGER match_members_insert BEFORE INSERT ON match_members WHEN EXISTS (SELECT 1 FROM match_events WHERE round_id = NEW.round_id) OR EXISTS (SELECT 1 FROM match_members WHERE round_id = NEW.round_id AND member = NEW.member) BEGIN
  SELECT RAISE(ABORT, 'the list of a round is frozen');
END;

CREATE TRIGGER match_members_update BEFORE UPDATE ON match_members BEGIN
  SELECT RAISE(ABORT, 'the list of a round is frozen');
END;

CREATE TRIGGER match_members_delete BEFORE DELETE ON match_members BEGIN
  SELECT RAISE(ABORT, 'the list of a round is frozen');
END;

CREATE TRIGGER match_events_insert BEFORE INSERT ON match_events BEGIN
  SELECT RAISE(ABORT, 'what became of a round follows what came before') WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM match_events WHERE round_id = NEW.round_id);
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
END;

CREATE TRIGGER match_events_update BEFORE UPDATE ON match_events BEGIN
  SELECT RAISE(ABORT, 'what became of a round stays as it is');
END;

CREATE TRIGGER match_events_delete BEFORE DELETE ON match_events BEGIN
  SELECT RAISE(ABORT, 'what became of a round stays as it is');
END;

CREATE TRIGGER grants_insert BEFORE INSERT ON grants WHEN EXISTS (SELECT 1 FROM grants WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a grant stays as it was approved');
END;

CREATE TRIGGER grants_update BEFORE UPDATE ON grants BEGIN
  SELECT RAISE(ABORT, 'a grant stays as it was approved');
END;

CREATE TRIGGER grants_delete BEFORE DELETE ON grants BEGIN
  SELECT RAISE(ABORT, 'a grant stays as it was approved');
END;

CREATE TRIGGER grant_events_insert BEFORE INSERT ON grant_events BEGIN
  SELECT RAISE(ABORT, 'what became of a grant follows what came before') WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM grant_events WHERE grant_id = NEW.grant_id);
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
END;

CREATE TRIGGER grant_events_update BEFORE UPDATE ON grant_events BEGIN
  SELECT RAISE(ABORT, 'what became of a grant stays as it is');
END;

CREATE TRIGGER grant_events_delete BEFORE DELETE ON grant_events BEGIN
  SELECT RAISE(ABORT, 'what became of a grant stays as it is');
END;
