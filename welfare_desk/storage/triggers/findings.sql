-- What auditors found stays as they signed it, and what the fund answered as it was said.

CREATE TRIGGER review_files_insert BEFORE INSERT ON review_files WHEN EXISTS (SELECT 1 FROM review_files WHERE id = NEW.id OR hash = NEW.hash OR (review = NEW.review AND version >= NEW.version)) BEGIN
  SELECT RAISE(ABORT, 'a version of a review is kept once');
END;

CREATE TRIGGER review_files_update BEFORE UPDATE ON review_files BEGIN
  SELECT RAISE(ABORT, 'the file of an auditor stays as it was signed');
END;

CREATE TRIGGER review_files_delete BEFORE DELETE ON review_files BEGIN
  SELECT RAISE(ABORT, 'the file of an auditor stays as it was signed');
END;

CREATE TRIGGER findings_insert BEFORE INSERT ON findings WHEN EXISTS (SELECT 1 FROM findings WHERE id = NEW.id OR (review = NEW.review AND number = NEW.number)) BEGIN
  SELECT RAISE(ABORT, 'a finding is kept once');
END;

CREATE TRIGGER findings_update BEFORE UPDATE ON findings BEGIN
  SELECT RAISE(ABORT, 'a finding keeps its number');
END;

CREATE TRIGGER findings_delete BEFORE DELETE ON findings BEGIN
  SELECT RAISE(ABORT, 'a finding keeps its number');
END;

CREATE TRIGGER finding_versions_insert BEFORE INSERT ON finding_versions WHEN EXISTS (SELECT 1 FROM finding_versions WHERE finding_id = NEW.finding_id AND file_id >= NEW.file_id) BEGIN
  SELECT RAISE(ABORT, 'what a file says of a finding is kept once');
END;

CREATE TRIGGER finding_versions_update BEFORE UPDATE ON finding_versions BEGIN
  SELECT RAISE(ABORT, 'a finding stays as its auditor signed it');
END;

CREATE TRIGGER finding_versions_delete BEFORE DELETE ON finding_versions BEGIN
  SELECT RAISE(ABORT, 'a finding stays as its auditor signed it');
END;

CREATE TRIGGER finding_replies_insert BEFORE INSERT ON finding_replies WHEN EXISTS (SELECT 1 FROM finding_replies WHERE finding_id = NEW.finding_id AND position >= NEW.position) BEGIN
  SELECT RAISE(ABORT, 'a reply to a finding is kept once');
END;

CREATE TRIGGER finding_replies_update BEFORE UPDATE ON finding_replies BEGIN
  SELECT RAISE(ABORT, 'a reply to a finding stays as it was given');
END;

CREATE TRIGGER finding_replies_delete BEFORE DELETE ON finding_replies BEGIN
  SELECT RAISE(ABORT, 'a reply to a finding stays as it was given');
END;
