-- What comes before a close, the close, and what is handed up: counted, approved and accepted is final.

CREATE TRIGGER cash_counts_insert BEFORE INSERT ON cash_counts BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a cash count is kept once') WHERE EXISTS (SELECT 1 FROM cash_counts WHERE id = NEW.id);
END;

CREATE TRIGGER cash_counts_update BEFORE UPDATE ON cash_counts BEGIN
  SELECT RAISE(ABORT, 'a cash count stays as it was made');
END;

CREATE TRIGGER cash_counts_delete BEFORE DELETE ON cash_counts BEGIN
  SELECT RAISE(ABORT, 'a cash count stays as it was made');
END;

CREATE TRIGGER bank_statements_insert BEFORE INSERT ON bank_statements WHEN EXISTS (SELECT 1 FROM bank_statements WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a statement of a bank is kept once');
END;

CREATE TRIGGER bank_statements_update BEFORE UPDATE ON bank_statements BEGIN
  SELECT RAISE(ABORT, 'a statement of a bank stays as it was read');
END;

CREATE TRIGGER bank_statements_delete BEFORE DELETE ON bank_statements BEGIN
  SELECT RAISE(ABORT, 'a statement of a bank stays as it was read');
END;

CREATE TRIGGER bank_statements_undone_insert BEFORE INSERT ON bank_statements_undone WHEN EXISTS (SELECT 1 FROM bank_statements_undone WHERE statement_id = NEW.statement_id)
  OR EXISTS (SELECT 1 FROM bank_match_lines m JOIN bank_lines l ON l.id = m.line_id WHERE l.statement_id = NEW.statement_id) BEGIN
  SELECT RAISE(ABORT, 'a statement of a bank is taken back once, and matched no more');
END;

CREATE TRIGGER bank_statements_undone_update BEFORE UPDATE ON bank_statements_undone BEGIN
  SELECT RAISE(ABORT, 'a statement of a bank stays as it was read');
END;

CREATE TRIGGER bank_statements_undone_delete BEFORE DELETE ON bank_statements_undone BEGIN
  SELECT RAISE(ABORT, 'a statement of a bank stays as it was read');
END;

CREATE TRIGGER bank_lines_insert BEFORE INSERT ON bank_lines WHEN EXISTS (SELECT 1 FROM bank_lines WHERE id = NEW.id OR (statement_id = NEW.statement_id AND position = NEW.position)) BEGIN
  SELECT RAISE(ABORT, 'a line of a bank is kept once');
END;

CREATE TRIGGER bank_lines_update BEFORE UPDATE ON bank_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a bank stays as it was read');
END;

CREATE TRIGGER bank_lines_delete BEFORE DELETE ON bank_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a bank stays as it was read');
END;

CREATE TRIGGER reconciliations_insert BEFORE INSERT ON reconciliations WHEN EXISTS (SELECT 1 FROM reconciliations WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM reconciliations r WHERE r.account = NEW.account AND r.day >= NEW.day AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = r.id)) BEGIN
  SELECT RAISE(ABORT, 'a reconciliation follows the one before');
END;

CREATE TRIGGER reconciliations_update BEFORE UPDATE ON reconciliations BEGIN
  SELECT RAISE(ABORT, 'a reconciliation stays as it was approved');
END;

CREATE TRIGGER reconciliations_delete BEFORE DELETE ON reconciliations BEGIN
  SELECT RAISE(ABORT, 'a reconciliation stays as it was approved');
END;

CREATE TRIGGER reconciliations_undone_insert BEFORE INSERT ON reconciliations_undone WHEN EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = NEW.reconciliation_id)
  OR EXISTS (SELECT 1 FROM reconciliations o JOIN reconciliations r ON r.account = o.account AND r.id > o.id WHERE o.id = NEW.reconciliation_id AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = r.id)) BEGIN
  SELECT RAISE(ABORT, 'reconciliations are taken back from the last one');
END;

CREATE TRIGGER reconciliations_undone_update BEFORE UPDATE ON reconciliations_undone BEGIN
  SELECT RAISE(ABORT, 'a reconciliation stays as it was approved');
END;

CREATE TRIGGER reconciliations_undone_delete BEFORE DELETE ON reconciliations_undone BEGIN
  SELECT RAISE(ABORT, 'a reconciliation stays as it was approved');
END;

CREATE TRIGGER bank_matches_insert BEFORE INSERT ON bank_matches WHEN NEW.reconciliation_id IS NOT NULL OR EXISTS (SELECT 1 FROM bank_matches WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a match is made before its reconciliation');
END;

CREATE TRIGGER bank_matches_update BEFORE UPDATE ON bank_matches WHEN NEW.id <> OLD.id OR NEW.account <> OLD.account OR NEW.kind <> OLD.kind
  OR NEW.day <> OLD.day OR NEW.made_by <> OLD.made_by OR NEW.made_at <> OLD.made_at OR NEW.reconciliation_id IS NULL OR EXISTS (SELECT 1 FROM bank_matches m WHERE m.id = OLD.id AND m.reconciliation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = m.reconciliation_id)) BEGIN
  SELECT RAISE(ABORT, 'a match stays while its reconciliation stands');
END;

CREATE TRIGGER bank_matches_delete BEFORE DELETE ON bank_matches WHEN EXISTS (SELECT 1 FROM bank_matches m WHERE m.id = OLD.id AND m.reconciliation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = m.reconciliation_id)) BEGIN
  SELECT RAISE(ABORT, 'a match stays while its reconciliation stands');
END;

CREATE TRIGGER bank_match_lines_insert BEFORE INSERT ON bank_match_lines WHEN EXISTS (SELECT 1 FROM bank_matches m WHERE m.id = NEW.match_id AND m.reconciliation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = m.reconciliation_id)) OR EXISTS (SELECT 1 FROM bank_match_lines WHERE line_id = NEW.line_id) BEGIN
  SELECT RAISE(ABORT, 'a match stays while its reconciliation stands');
END;

CREATE TRIGGER bank_match_lines_update BEFORE UPDATE ON bank_match_lines BEGIN
  SELECT RAISE(ABORT, 'a match is taken apart and made anew');
END;

CREATE TRIGGER bank_match_lines_delete BEFORE DELETE ON bank_match_lines WHEN EXISTS (SELECT 1 FROM bank_matches m WHERE m.id = OLD.match_id AND m.reconciliation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = m.reconciliation_id)) BEGIN
  SELECT RAISE(ABORT, 'a match stays while its reconciliation stands');
END;

CREATE TRIGGER bank_match_entries_insert BEFORE INSERT ON bank_match_entries WHEN EXISTS (SELECT 1 FROM bank_matches m WHERE m.id = NEW.match_id AND m.reconciliation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = m.reconciliation_id)) OR EXISTS (SELECT 1 FROM bank_match_entries WHERE entry_id = NEW.entry_id AND account = NEW.account) BEGIN
  SELECT RAISE(ABORT, 'a match stays while its reconciliation stands');
END;

CREATE TRIGGER bank_match_entries_update BEFORE UPDATE ON bank_match_entries BEGIN
  SELECT RAISE(ABORT, 'a match is taken apart and made anew');
END;

CREATE TRIGGER bank_match_entries_delete BEFORE DELETE ON bank_match_entries WHEN EXISTS (SELECT 1 FROM bank_matches m WHERE m.id = OLD.match_id AND m.reconciliation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reconciliations_undone WHERE reconciliation_id = m.reconciliation_id)) BEGIN
  SELECT RAISE(ABORT, 'a match stays while its reconciliation stands');
END;

CREATE TRIGGER recurring_posts_insert BEFORE INSERT ON recurring_posts BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'what came again is kept once') WHERE EXISTS (SELECT 1 FROM recurring_posts WHERE entry_id = NEW.entry_id);
END;

CREATE TRIGGER recurring_posts_update BEFORE UPDATE ON recurring_posts BEGIN
  SELECT RAISE(ABORT, 'what came again stays as it was made');
END;

CREATE TRIGGER recurring_posts_delete BEFORE DELETE ON recurring_posts BEGIN
  SELECT RAISE(ABORT, 'what came again stays as it was made');
END;

CREATE TRIGGER advances_insert BEFORE INSERT ON advances BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'an advance is kept once') WHERE EXISTS (SELECT 1 FROM advances WHERE id = NEW.id OR entry_id = NEW.entry_id);
END;

CREATE TRIGGER advances_update BEFORE UPDATE ON advances BEGIN
  SELECT RAISE(ABORT, 'an advance stays as it was made');
END;

CREATE TRIGGER advances_delete BEFORE DELETE ON advances BEGIN
  SELECT RAISE(ABORT, 'an advance stays as it was made');
END;

CREATE TRIGGER advance_clearings_insert BEFORE INSERT ON advance_clearings BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'the clearing of an advance is kept once') WHERE EXISTS (SELECT 1 FROM advance_clearings WHERE entry_id = NEW.entry_id);
END;

CREATE TRIGGER advance_clearings_update BEFORE UPDATE ON advance_clearings BEGIN
  SELECT RAISE(ABORT, 'the clearing of an advance stays as it was made');
END;

CREATE TRIGGER advance_clearings_delete BEFORE DELETE ON advance_clearings BEGIN
  SELECT RAISE(ABORT, 'the clearing of an advance stays as it was made');
END;

CREATE TRIGGER assets_insert BEFORE INSERT ON assets BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'an asset is kept once') WHERE EXISTS (SELECT 1 FROM assets WHERE id = NEW.id OR code = NEW.code);
END;

CREATE TRIGGER assets_update BEFORE UPDATE ON assets WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.account <> OLD.account OR NEW.accumulated IS NOT OLD.accumulated
  OR NEW.expense IS NOT OLD.expense OR NEW.fund <> OLD.fund OR NEW.day <> OLD.day OR NEW.cost <> OLD.cost OR NEW.residual <> OLD.residual OR NEW.months <> OLD.months
  OR NEW.depreciated <> OLD.depreciated OR NEW.entry_id IS NOT OLD.entry_id BEGIN
  SELECT RAISE(ABORT, 'an asset keeps its figures');
END;

CREATE TRIGGER assets_delete BEFORE DELETE ON assets BEGIN
  SELECT RAISE(ABORT, 'an asset is disposed of, never deleted');
END;

CREATE TRIGGER asset_events_insert BEFORE INSERT ON asset_events BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'what became of an asset follows what came before') WHERE NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM asset_events WHERE asset_id = NEW.asset_id);
END;

CREATE TRIGGER asset_events_update BEFORE UPDATE ON asset_events BEGIN
  SELECT RAISE(ABORT, 'what became of an asset stays as it was made');
END;

CREATE TRIGGER asset_events_delete BEFORE DELETE ON asset_events BEGIN
  SELECT RAISE(ABORT, 'what became of an asset stays as it was made');
END;

CREATE TRIGGER budgets_insert BEFORE INSERT ON budgets WHEN EXISTS (SELECT 1 FROM budgets WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a budget is kept once');
END;

CREATE TRIGGER budgets_update BEFORE UPDATE ON budgets BEGIN
  SELECT RAISE(ABORT, 'a budget stays as it was adopted');
END;

CREATE TRIGGER budgets_delete BEFORE DELETE ON budgets BEGIN
  SELECT RAISE(ABORT, 'a budget stays as it was adopted');
END;

CREATE TRIGGER budget_lines_insert BEFORE INSERT ON budget_lines WHEN NEW.budget_id <> (SELECT max(id) FROM budgets) OR EXISTS (SELECT 1 FROM budget_lines WHERE budget_id = NEW.budget_id AND account = NEW.account AND fund = NEW.fund AND number = NEW.number) BEGIN
  SELECT RAISE(ABORT, 'a line of a budget is kept once');
END;

CREATE TRIGGER budget_lines_update BEFORE UPDATE ON budget_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a budget stays as it was adopted');
END;

CREATE TRIGGER budget_lines_delete BEFORE DELETE ON budget_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a budget stays as it was adopted');
END;

CREATE TRIGGER withholdings_insert BEFORE INSERT ON withholdings BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a certificate is kept once') WHERE EXISTS (SELECT 1 FROM withholdings WHERE id = NEW.id OR entry_id = NEW.entry_id OR number = NEW.number);
END;

CREATE TRIGGER withholdings_update BEFORE UPDATE ON withholdings WHEN NEW.id <> OLD.id OR NEW.entry_id <> OLD.entry_id OR NEW.number <> OLD.number OR NEW.day <> OLD.day
  OR NEW.kind <> OLD.kind OR NEW.base <> OLD.base OR NEW.rate <> OLD.rate OR NEW.tax <> OLD.tax OR (NEW.payee IS NOT OLD.payee AND NEW.payee IS NOT NULL)
  OR (NEW.tax_id IS NOT OLD.tax_id AND NEW.tax_id IS NOT NULL) OR (NEW.address IS NOT OLD.address AND NEW.address IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'a certificate stays as it was given');
END;

CREATE TRIGGER withholdings_delete BEFORE DELETE ON withholdings BEGIN
  SELECT RAISE(ABORT, 'a certificate stays as it was given');
END;

CREATE TRIGGER kept_reports_insert BEFORE INSERT ON kept_reports WHEN NEW.statement_id <> (SELECT max(id) FROM statements) OR EXISTS (SELECT 1 FROM kept_reports WHERE statement_id = NEW.statement_id AND name = NEW.name) BEGIN
  SELECT RAISE(ABORT, 'a kept statement is kept once');
END;

CREATE TRIGGER kept_reports_update BEFORE UPDATE ON kept_reports BEGIN
  SELECT RAISE(ABORT, 'a kept statement stays as it was at the close');
END;

CREATE TRIGGER kept_reports_delete BEFORE DELETE ON kept_reports BEGIN
  SELECT RAISE(ABORT, 'a kept statement stays as it was at the close');
END;

CREATE TRIGGER year_locks_insert BEFORE INSERT ON year_locks WHEN EXISTS (SELECT 1 FROM year_locks WHERE fiscal_year = NEW.fiscal_year) BEGIN
  SELECT RAISE(ABORT, 'the lock of a year is kept once');
END;

CREATE TRIGGER year_locks_update BEFORE UPDATE ON year_locks BEGIN
  SELECT RAISE(ABORT, 'the lock of a year stays as it was made');
END;

CREATE TRIGGER year_locks_delete BEFORE DELETE ON year_locks BEGIN
  SELECT RAISE(ABORT, 'the lock of a year stays as it was made');
END;

CREATE TRIGGER audit_opinions_insert BEFORE INSERT ON audit_opinions WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM audit_opinions WHERE fiscal_year = NEW.fiscal_year) BEGIN
  SELECT RAISE(ABORT, 'an opinion follows the one before');
END;

CREATE TRIGGER audit_opinions_update BEFORE UPDATE ON audit_opinions BEGIN
  SELECT RAISE(ABORT, 'an opinion stays as it was given');
END;

CREATE TRIGGER audit_opinions_delete BEFORE DELETE ON audit_opinions BEGIN
  SELECT RAISE(ABORT, 'an opinion stays as it was given');
END;

CREATE TRIGGER adjustments_insert BEFORE INSERT ON adjustments WHEN EXISTS (SELECT 1 FROM adjustments WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a proposed entry is kept once');
END;

CREATE TRIGGER adjustments_update BEFORE UPDATE ON adjustments BEGIN
  SELECT RAISE(ABORT, 'a proposed entry stays as it was proposed');
END;

CREATE TRIGGER adjustments_delete BEFORE DELETE ON adjustments BEGIN
  SELECT RAISE(ABORT, 'a proposed entry stays as it was proposed');
END;

CREATE TRIGGER adjustment_decisions_insert BEFORE INSERT ON adjustment_decisions BEGIN
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'the decision on a proposed entry is kept once') WHERE EXISTS (SELECT 1 FROM adjustment_decisions WHERE adjustment_id = NEW.adjustment_id);
END;

CREATE TRIGGER adjustment_decisions_update BEFORE UPDATE ON adjustment_decisions BEGIN
  SELECT RAISE(ABORT, 'the decision on a proposed entry stays as it was made');
END;

CREATE TRIGGER adjustment_decisions_delete BEFORE DELETE ON adjustment_decisions BEGIN
  SELECT RAISE(ABORT, 'the decision on a proposed entry stays as it was made');
END;

CREATE TRIGGER prior_figures_insert BEFORE INSERT ON prior_figures WHEN EXISTS (SELECT 1 FROM periods WHERE status = 'locked') BEGIN
  SELECT RAISE(ABORT, 'figures before the book stay once a year is locked');
END;

CREATE TRIGGER prior_figures_update BEFORE UPDATE ON prior_figures WHEN EXISTS (SELECT 1 FROM periods WHERE status = 'locked') BEGIN
  SELECT RAISE(ABORT, 'figures before the book stay once a year is locked');
END;

CREATE TRIGGER prior_figures_delete BEFORE DELETE ON prior_figures WHEN EXISTS (SELECT 1 FROM periods WHERE status = 'locked') BEGIN
  SELECT RAISE(ABORT, 'figures before the book stay once a year is locked');
END;

CREATE TRIGGER form_figures_insert BEFORE INSERT ON form_figures WHEN EXISTS (SELECT 1 FROM periods WHERE status = 'locked') BEGIN
  SELECT RAISE(ABORT, 'figures before the book stay once a year is locked');
END;

CREATE TRIGGER form_figures_update BEFORE UPDATE ON form_figures WHEN EXISTS (SELECT 1 FROM periods WHERE status = 'locked') BEGIN
  SELECT RAISE(ABORT, 'figures before the book stay once a year is locked');
END;

CREATE TRIGGER form_figures_delete BEFORE DELETE ON form_figures WHEN EXISTS (SELECT 1 FROM periods WHERE status = 'locked') BEGIN
  SELECT RAISE(ABORT, 'figures before the book stay once a year is locked');
END;

CREATE TRIGGER note_texts_insert BEFORE INSERT ON note_texts WHEN EXISTS (SELECT 1 FROM year_locks WHERE fiscal_year = NEW.fiscal_year) BEGIN
  SELECT RAISE(ABORT, 'the notes of a locked year stay');
END;

CREATE TRIGGER note_texts_update BEFORE UPDATE ON note_texts WHEN EXISTS (SELECT 1 FROM year_locks WHERE fiscal_year IN (NEW.fiscal_year, OLD.fiscal_year)) BEGIN
  SELECT RAISE(ABORT, 'the notes of a locked year stay');
END;

CREATE TRIGGER note_texts_delete BEFORE DELETE ON note_texts WHEN EXISTS (SELECT 1 FROM year_locks WHERE fiscal_year = OLD.fiscal_year) BEGIN
  SELECT RAISE(ABORT, 'the notes of a locked year stay');
END;

CREATE TRIGGER officers_insert BEFORE INSERT ON officers WHEN EXISTS (SELECT 1 FROM officers WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a post that was held is kept once');
END;

CREATE TRIGGER officers_update BEFORE UPDATE ON officers WHEN NEW.id <> OLD.id BEGIN
  SELECT RAISE(ABORT, 'a post that was held keeps its number');
END;

CREATE TRIGGER officers_delete BEFORE DELETE ON officers BEGIN
  SELECT RAISE(ABORT, 'a post that was held is never deleted');
END;

CREATE TRIGGER meetings_insert BEFORE INSERT ON meetings WHEN EXISTS (SELECT 1 FROM meetings WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a meeting is kept once');
END;

CREATE TRIGGER meetings_update BEFORE UPDATE ON meetings WHEN NEW.id <> OLD.id BEGIN
  SELECT RAISE(ABORT, 'a meeting keeps its number');
END;

CREATE TRIGGER meetings_delete BEFORE DELETE ON meetings BEGIN
  SELECT RAISE(ABORT, 'a meeting is never deleted');
END;

CREATE TRIGGER resolutions_insert BEFORE INSERT ON resolutions WHEN EXISTS (SELECT 1 FROM resolutions WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a resolution is kept once');
END;

CREATE TRIGGER resolutions_update BEFORE UPDATE ON resolutions WHEN NEW.id <> OLD.id BEGIN
  SELECT RAISE(ABORT, 'a resolution keeps its number');
END;

CREATE TRIGGER resolutions_delete BEFORE DELETE ON resolutions BEGIN
  SELECT RAISE(ABORT, 'a resolution is never deleted');
END;

CREATE TRIGGER recurring_insert BEFORE INSERT ON recurring WHEN EXISTS (SELECT 1 FROM recurring WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'an entry that comes again is kept once');
END;

CREATE TRIGGER recurring_update BEFORE UPDATE ON recurring WHEN NEW.id <> OLD.id BEGIN
  SELECT RAISE(ABORT, 'an entry that comes again keeps its number');
END;

CREATE TRIGGER recurring_delete BEFORE DELETE ON recurring BEGIN
  SELECT RAISE(ABORT, 'an entry that comes again is never deleted');
END;

CREATE TRIGGER assessments_insert BEFORE INSERT ON assessments WHEN EXISTS (SELECT 1 FROM assessments WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'a self-assessment is kept once');
END;

CREATE TRIGGER assessments_update BEFORE UPDATE ON assessments BEGIN
  SELECT RAISE(ABORT, 'a self-assessment stays as it was made');
END;

CREATE TRIGGER assessments_delete BEFORE DELETE ON assessments BEGIN
  SELECT RAISE(ABORT, 'a self-assessment stays as it was made');
END;

CREATE TRIGGER submissions_insert BEFORE INSERT ON submissions WHEN EXISTS (SELECT 1 FROM submissions WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'what was handed up is kept once');
END;

CREATE TRIGGER submissions_update BEFORE UPDATE ON submissions BEGIN
  SELECT RAISE(ABORT, 'what was handed up stays as it was');
END;

CREATE TRIGGER submissions_delete BEFORE DELETE ON submissions BEGIN
  SELECT RAISE(ABORT, 'what was handed up stays as it was');
END;
