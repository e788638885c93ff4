-- Regulations and claims only ever grow: what was decided stays explained as it was.

CREATE TRIGGER regulations_insert BEFORE INSERT ON regulations WHEN EXISTS (SELECT 1 FROM regulations WHERE id = NEW.id OR from_day >= NEW.from_day) BEGIN
  SELECT RAISE(ABORT, 'a regulation follows the one before');
END;

CREATE TRIGGER regulations_update BEFORE UPDATE ON regulations BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER regulations_delete BEFORE DELETE ON regulations BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_types_insert BEFORE INSERT ON benefit_types WHEN NEW.regulation_id <> (SELECT max(id) FROM regulations) OR EXISTS (SELECT 1 FROM benefit_types WHERE regulation_id = NEW.regulation_id AND code = NEW.code) OR EXISTS (SELECT 1 FROM claim_events WHERE regulation_id = NEW.regulation_id) BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_types_update BEFORE UPDATE ON benefit_types BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_types_delete BEFORE DELETE ON benefit_types BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_rules_insert BEFORE INSERT ON benefit_rules WHEN NEW.regulation_id <> (SELECT max(id) FROM regulations) OR EXISTS (SELECT 1 FROM benefit_rules WHERE regulation_id = NEW.regulation_id AND type = NEW.type AND position = NEW.position) OR EXISTS (SELECT 1 FROM claim_events WHERE regulation_id = NEW.regulation_id) BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_rules_update BEFORE UPDATE ON benefit_rules BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_rules_delete BEFORE DELETE ON benefit_rules BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER claims_insert BEFORE INSERT ON claims WHEN EXISTS (SELECT 1 FROM claims WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a claim is kept once');
END;

CREATE TRIGGER claims_update BEFORE UPDATE ON claims WHEN NEW.id <> OLD.id OR NEW.type <> OLD.type OR NEW.member IS NOT OLD.member OR NEW.event_day <> OLD.event_day
  OR NEW.claim_day <> OLD.claim_day OR NEW.quantity <> OLD.quantity OR NEW.relation <> OLD.relation OR NEW.asked IS NOT OLD.asked OR NEW.made_by <> OLD.made_by
  OR NEW.made_at <> OLD.made_at OR (NEW.subject <> OLD.subject AND NEW.subject <> '') OR (NEW.details <> OLD.details AND NEW.details <> '') BEGIN
  SELECT RAISE(ABORT, 'a claim stays as it was made');
END;

CREATE TRIGGER claims_delete BEFORE DELETE ON claims BEGIN
  SELECT RAISE(ABORT, 'a claim stays as it was made');
END;

CREATE TRIGGER claim_events_insert BEFORE INSERT ON claim_events BEGIN
  SELECT RAISE(ABORT, 'what became of a claim follows what came before') WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM claim_events WHERE claim_id = NEW.claim_id);
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'money moves with its entry') WHERE NEW.status IN ('approved', 'paid') AND NEW.entry_id IS NULL;
END;

CREATE TRIGGER claim_events_update BEFORE UPDATE ON claim_events BEGIN
  SELECT RAISE(ABORT, 'what became of a claim stays as it is');
END;

CREATE TRIGGER claim_events_delete BEFORE DELETE ON claim_events WHEN OLD.entry_id IS NULL OR EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND posted = 1) BEGIN
  SELECT RAISE(ABORT, 'what became of a claim stays as it is');
END;

CREATE TRIGGER benefit_funds_insert BEFORE INSERT ON benefit_funds WHEN NEW.regulation_id <> (SELECT max(id) FROM regulations) OR EXISTS (SELECT 1 FROM benefit_funds WHERE regulation_id = NEW.regulation_id AND type = NEW.type) OR EXISTS (SELECT 1 FROM claim_events WHERE regulation_id = NEW.regulation_id) BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_funds_update BEFORE UPDATE ON benefit_funds BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER benefit_funds_delete BEFORE DELETE ON benefit_funds BEGIN
  SELECT RAISE(ABORT, 'a regulation is superseded, never changed');
END;

CREATE TRIGGER claim_checks_insert BEFORE INSERT ON claim_checks WHEN EXISTS (SELECT 1 FROM claim_checks WHERE claim_id = NEW.claim_id AND kind = NEW.kind AND name = NEW.name) BEGIN
  SELECT RAISE(ABORT, 'a paper is ticked once');
END;

CREATE TRIGGER claim_checks_update BEFORE UPDATE ON claim_checks WHEN NEW.claim_id <> OLD.claim_id OR NEW.kind <> OLD.kind OR NEW.day <> OLD.day OR NEW.made_by <> OLD.made_by OR NEW.name <> OLD.name BEGIN
  SELECT RAISE(ABORT, 'what a committee approved stays as it was seen');
END;

CREATE TRIGGER claim_checks_delete BEFORE DELETE ON claim_checks WHEN EXISTS (SELECT 1 FROM claim_events WHERE claim_id = OLD.claim_id AND status = 'approved') BEGIN
  SELECT RAISE(ABORT, 'what a committee approved stays as it was seen');
END;

CREATE TRIGGER claim_lists_insert BEFORE INSERT ON claim_lists WHEN EXISTS (SELECT 1 FROM claim_lists WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a list of claims stays as it was made');
END;

CREATE TRIGGER claim_lists_update BEFORE UPDATE ON claim_lists BEGIN
  SELECT RAISE(ABORT, 'a list of claims stays as it was made');
END;

CREATE TRIGGER claim_lists_delete BEFORE DELETE ON claim_lists BEGIN
  SELECT RAISE(ABORT, 'a list of claims stays as it was made');
END;

CREATE TRIGGER claim_list_rows_insert BEFORE INSERT ON claim_list_rows WHEN EXISTS (SELECT 1 FROM claim_list_rows WHERE claim_id = NEW.claim_id) BEGIN
  SELECT RAISE(ABORT, 'a list of claims stays as it was made');
END;

CREATE TRIGGER claim_list_rows_update BEFORE UPDATE ON claim_list_rows BEGIN
  SELECT RAISE(ABORT, 'a list of claims stays as it was made');
END;

CREATE TRIGGER claim_list_rows_delete BEFORE DELETE ON claim_list_rows BEGIN
  SELECT RAISE(ABORT, 'a list of claims stays as it was made');
END;

CREATE TRIGGER payment_slips_insert BEFORE INSERT ON payment_slips WHEN NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0) OR EXISTS (SELECT 1 FROM payment_slips WHERE entry_id = NEW.entry_id) BEGIN
  SELECT RAISE(ABORT, 'a payment slip is kept with its entry, before it is posted');
END;

CREATE TRIGGER payment_slips_update BEFORE UPDATE ON payment_slips WHEN NEW.entry_id <> OLD.entry_id OR NEW.commitment <> OLD.commitment
  OR NEW.payer IS NOT NULL OR NEW.witness IS NOT NULL OR NEW.note IS NOT NULL OR NEW.salt IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a payment slip is kept with its entry, before it is posted');
END;

CREATE TRIGGER payment_slips_delete BEFORE DELETE ON payment_slips BEGIN
  SELECT RAISE(ABORT, 'a payment slip is kept with its entry, before it is posted');
END;

CREATE TRIGGER past_benefits_insert BEFORE INSERT ON past_benefits WHEN EXISTS (SELECT 1 FROM past_benefits WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a benefit given before the book stays as it was taken in');
END;

CREATE TRIGGER past_benefits_update BEFORE UPDATE ON past_benefits WHEN NEW.id <> OLD.id OR NEW.source_hash <> OLD.source_hash OR NEW.source <> OLD.source OR NEW.type <> OLD.type
  OR NEW.member IS NOT OLD.member OR NEW.event_day <> OLD.event_day OR NEW.claim_day <> OLD.claim_day OR NEW.paid_day <> OLD.paid_day OR NEW.quantity <> OLD.quantity
  OR NEW.relation <> OLD.relation OR NEW.amount <> OLD.amount OR NEW.right <> OLD.right OR NEW.voucher <> OLD.voucher OR NEW.reasons <> OLD.reasons OR NEW.words <> OLD.words
  OR NEW.is_override <> OLD.is_override OR NEW.made_by <> OLD.made_by OR NEW.made_at <> OLD.made_at OR (NEW.name <> OLD.name AND NEW.name <> '')
  OR (NEW.subject <> OLD.subject AND NEW.subject <> '') BEGIN
  SELECT RAISE(ABORT, 'a benefit given before the book stays as it was taken in');
END;

CREATE TRIGGER past_benefits_delete BEFORE DELETE ON past_benefits BEGIN
  SELECT RAISE(ABORT, 'a benefit given before the book stays as it was taken in');
END;

CREATE TRIGGER past_benefits_undone_insert BEFORE INSERT ON past_benefits_undone WHEN EXISTS (SELECT 1 FROM past_benefits_undone WHERE past_id = NEW.past_id) BEGIN
  SELECT RAISE(ABORT, 'a benefit given before the book stays as it was taken in');
END;

CREATE TRIGGER past_benefits_undone_update BEFORE UPDATE ON past_benefits_undone BEGIN
  SELECT RAISE(ABORT, 'a benefit given before the book stays as it was taken in');
END;

CREATE TRIGGER past_benefits_undone_delete BEFORE DELETE ON past_benefits_undone BEGIN
  SELECT RAISE(ABORT, 'a benefit given before the book stays as it was taken in');
END;
