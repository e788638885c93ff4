-- What members own and owe is written once; and no line on a control account goes without a member's record.
-- A welfare fund keeps none of it: its members' money is never theirs to take back.

CREATE TRIGGER control_accounts_insert BEFORE INSERT ON control_accounts BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'a control account is kept once') WHERE EXISTS (SELECT 1 FROM control_accounts WHERE account = NEW.account);
  SELECT RAISE(ABORT, 'a control account begins with what stands on it') WHERE NEW.from_entry <> (SELECT coalesce(max(id), 0) FROM entries WHERE posted = 1) OR NEW.brought <> (SELECT coalesce(sum(amount), 0) FROM postings WHERE account = NEW.account);
  SELECT RAISE(ABORT, 'a ledger is one of shares, savings, loans or borrowings') WHERE NEW.ledger NOT IN ('share', 'savings', 'loan', 'borrowing');
END;

CREATE TRIGGER control_accounts_update BEFORE UPDATE ON control_accounts BEGIN
  SELECT RAISE(ABORT, 'a control account stays as it was written');
END;

CREATE TRIGGER control_accounts_delete BEFORE DELETE ON control_accounts BEGIN
  SELECT RAISE(ABORT, 'a control account stays as it was written');
END;

CREATE TRIGGER holdings_insert BEFORE INSERT ON holdings BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'a holding is kept once') WHERE EXISTS (SELECT 1 FROM holdings WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a holding is kept once') WHERE EXISTS (SELECT 1 FROM holdings WHERE ledger = NEW.ledger AND number = NEW.number);
  SELECT RAISE(ABORT, 'a ledger is one of shares, savings, loans or borrowings') WHERE NEW.ledger NOT IN ('share', 'savings', 'loan', 'borrowing');
  SELECT RAISE(ABORT, 'shares, savings and loans belong to a member') WHERE NEW.member IS NULL AND NEW.ledger <> 'borrowing' AND NEW.number <> '-';
END;

CREATE TRIGGER holdings_update BEFORE UPDATE ON holdings BEGIN
  SELECT RAISE(ABORT, 'a holding stays as it was written');
END;

CREATE TRIGGER holdings_delete BEFORE DELETE ON holdings BEGIN
  SELECT RAISE(ABORT, 'a holding stays as it was written');
END;

CREATE TRIGGER holding_moves_insert BEFORE INSERT ON holding_moves BEGIN
  SELECT RAISE(ABORT, 'a move is written with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0 AND day = NEW.day);
  SELECT RAISE(ABORT, 'a move is kept once') WHERE EXISTS (SELECT 1 FROM holding_moves WHERE entry_id = NEW.entry_id AND position = NEW.position);
  SELECT RAISE(ABORT, 'a move has an amount') WHERE NEW.amount = 0;
END;

CREATE TRIGGER holding_moves_update BEFORE UPDATE ON holding_moves BEGIN
  SELECT RAISE(ABORT, 'a move stays as it was written');
END;

CREATE TRIGGER holding_moves_delete BEFORE DELETE ON holding_moves BEGIN
  SELECT RAISE(ABORT, 'a move stays as it was written');
END;

CREATE TRIGGER entries_explained BEFORE UPDATE OF posted ON entries WHEN OLD.posted <> 1 AND NEW.posted <> 0 AND EXISTS (SELECT 1 FROM control_accounts) BEGIN
  SELECT RAISE(ABORT, 'the lines of a control account are not those of the members') WHERE EXISTS (
    SELECT 1 FROM (
      SELECT account, amount FROM postings WHERE entry_id = NEW.id AND (account IN (SELECT account FROM control_accounts) OR account IN (SELECT account FROM holding_moves WHERE entry_id = NEW.id))
      UNION ALL SELECT account, -amount FROM holding_moves WHERE entry_id = NEW.id)
    GROUP BY account HAVING sum(amount) <> 0);
END;

CREATE TRIGGER holding_events_insert BEFORE INSERT ON holding_events BEGIN
  SELECT RAISE(ABORT, 'an event is kept once') WHERE EXISTS (SELECT 1 FROM holding_events WHERE holding_id = NEW.holding_id AND position = NEW.position);
END;

CREATE TRIGGER holding_events_update BEFORE UPDATE ON holding_events BEGIN
  SELECT RAISE(ABORT, 'an event stays as it was written');
END;

CREATE TRIGGER holding_events_delete BEFORE DELETE ON holding_events BEGIN
  SELECT RAISE(ABORT, 'an event stays as it was written');
END;

CREATE TRIGGER coop_products_insert BEFORE INSERT ON coop_products BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'a version of a product is kept once') WHERE EXISTS (SELECT 1 FROM coop_products WHERE kind = NEW.kind AND code = NEW.code AND from_day = NEW.from_day);
END;

CREATE TRIGGER coop_products_update BEFORE UPDATE ON coop_products BEGIN
  SELECT RAISE(ABORT, 'a version of a product stays as it was written');
END;

CREATE TRIGGER coop_products_delete BEFORE DELETE ON coop_products BEGIN
  SELECT RAISE(ABORT, 'a version of a product stays as it was written');
END;

CREATE TRIGGER member_classes_insert BEFORE INSERT ON member_classes BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'the class of a member is kept once') WHERE EXISTS (SELECT 1 FROM member_classes WHERE member = NEW.member AND from_day = NEW.from_day AND position = NEW.position);
  SELECT RAISE(ABORT, 'a member is regular or associate') WHERE NEW.class NOT IN ('regular', 'associate');
END;

CREATE TRIGGER member_classes_update BEFORE UPDATE ON member_classes BEGIN
  SELECT RAISE(ABORT, 'the class of a member stays as it was written');
END;

CREATE TRIGGER member_classes_delete BEFORE DELETE ON member_classes BEGIN
  SELECT RAISE(ABORT, 'the class of a member stays as it was written');
END;

CREATE TRIGGER share_plans_insert BEFORE INSERT ON share_plans BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'a share plan is kept once') WHERE EXISTS (SELECT 1 FROM share_plans WHERE member = NEW.member AND from_day = NEW.from_day AND position = NEW.position);
END;

CREATE TRIGGER share_plans_update BEFORE UPDATE ON share_plans BEGIN
  SELECT RAISE(ABORT, 'a share plan stays as it was written');
END;

CREATE TRIGGER share_plans_delete BEFORE DELETE ON share_plans BEGIN
  SELECT RAISE(ABORT, 'a share plan stays as it was written');
END;

CREATE TRIGGER loan_applications_insert BEFORE INSERT ON loan_applications BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'an application is kept once') WHERE EXISTS (SELECT 1 FROM loan_applications WHERE id = NEW.id);
END;

CREATE TRIGGER loan_applications_update BEFORE UPDATE ON loan_applications BEGIN
  SELECT RAISE(ABORT, 'an application stays as it was written');
END;

CREATE TRIGGER loan_applications_delete BEFORE DELETE ON loan_applications BEGIN
  SELECT RAISE(ABORT, 'an application stays as it was written');
END;

CREATE TRIGGER application_events_insert BEFORE INSERT ON application_events BEGIN
  SELECT RAISE(ABORT, 'a step of an application is kept once') WHERE EXISTS (SELECT 1 FROM application_events WHERE application_id = NEW.application_id AND position = NEW.position);
END;

CREATE TRIGGER application_events_update BEFORE UPDATE ON application_events BEGIN
  SELECT RAISE(ABORT, 'a step of an application stays as it was written');
END;

CREATE TRIGGER application_events_delete BEFORE DELETE ON application_events BEGIN
  SELECT RAISE(ABORT, 'a step of an application stays as it was written');
END;

CREATE TRIGGER loan_schedules_insert BEFORE INSERT ON loan_schedules BEGIN
  SELECT RAISE(ABORT, 'a schedule is kept once') WHERE EXISTS (SELECT 1 FROM loan_schedules WHERE holding_id = NEW.holding_id AND version = NEW.version);
  SELECT RAISE(ABORT, 'a schedule follows the one before') WHERE EXISTS (SELECT 1 FROM loan_schedules WHERE holding_id = NEW.holding_id AND version >= NEW.version);
END;

CREATE TRIGGER loan_schedules_update BEFORE UPDATE ON loan_schedules BEGIN
  SELECT RAISE(ABORT, 'a schedule stays as it was written');
END;

CREATE TRIGGER loan_schedules_delete BEFORE DELETE ON loan_schedules BEGIN
  SELECT RAISE(ABORT, 'a schedule stays as it was written');
END;

CREATE TRIGGER loan_instalments_insert BEFORE INSERT ON loan_instalments BEGIN
  SELECT RAISE(ABORT, 'an instalment is kept once') WHERE EXISTS (SELECT 1 FROM loan_instalments WHERE holding_id = NEW.holding_id AND version = NEW.version AND number = NEW.number);
END;

CREATE TRIGGER loan_instalments_update BEFORE UPDATE ON loan_instalments BEGIN
  SELECT RAISE(ABORT, 'an instalment stays as it was written');
END;

CREATE TRIGGER loan_instalments_delete BEFORE DELETE ON loan_instalments BEGIN
  SELECT RAISE(ABORT, 'an instalment stays as it was written');
END;

CREATE TRIGGER loan_guarantors_insert BEFORE INSERT ON loan_guarantors BEGIN
  SELECT RAISE(ABORT, 'a guarantor is kept once') WHERE EXISTS (SELECT 1 FROM loan_guarantors WHERE holding_id = NEW.holding_id AND position = NEW.position);
END;

CREATE TRIGGER loan_guarantors_update BEFORE UPDATE ON loan_guarantors BEGIN
  SELECT RAISE(ABORT, 'a guarantor stays as it was written');
END;

CREATE TRIGGER loan_guarantors_delete BEFORE DELETE ON loan_guarantors BEGIN
  SELECT RAISE(ABORT, 'a guarantor stays as it was written');
END;

CREATE TRIGGER loan_guarantors_ended_insert BEFORE INSERT ON loan_guarantors_ended BEGIN
  SELECT RAISE(ABORT, 'the end of a guarantee is kept once') WHERE EXISTS (SELECT 1 FROM loan_guarantors_ended WHERE holding_id = NEW.holding_id AND position = NEW.position);
END;

CREATE TRIGGER loan_guarantors_ended_update BEFORE UPDATE ON loan_guarantors_ended BEGIN
  SELECT RAISE(ABORT, 'the end of a guarantee stays as it was written');
END;

CREATE TRIGGER loan_guarantors_ended_delete BEFORE DELETE ON loan_guarantors_ended BEGIN
  SELECT RAISE(ABORT, 'the end of a guarantee stays as it was written');
END;

CREATE TRIGGER provisions_insert BEFORE INSERT ON provisions BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'a judgement of loans is kept once') WHERE EXISTS (SELECT 1 FROM provisions WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'a judgement of loans is kept once') WHERE NEW.entry_id IS NOT NULL AND EXISTS (SELECT 1 FROM provisions WHERE entry_id = NEW.entry_id);
END;

CREATE TRIGGER provisions_update BEFORE UPDATE ON provisions BEGIN
  SELECT RAISE(ABORT, 'a judgement of loans stays as it was written');
END;

CREATE TRIGGER provisions_delete BEFORE DELETE ON provisions BEGIN
  SELECT RAISE(ABORT, 'a judgement of loans stays as it was written');
END;

CREATE TRIGGER provision_lines_insert BEFORE INSERT ON provision_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a judgement is kept once') WHERE EXISTS (SELECT 1 FROM provision_lines WHERE provision_id = NEW.provision_id AND holding_id = NEW.holding_id);
END;

CREATE TRIGGER provision_lines_update BEFORE UPDATE ON provision_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a judgement stays as it was written');
END;

CREATE TRIGGER provision_lines_delete BEFORE DELETE ON provision_lines BEGIN
  SELECT RAISE(ABORT, 'a line of a judgement stays as it was written');
END;

CREATE TRIGGER surpluses_insert BEFORE INSERT ON surpluses BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'the sharing of a surplus is kept once') WHERE EXISTS (SELECT 1 FROM surpluses WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a document is kept with its entry, before it is posted') WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND posted = 0);
  SELECT RAISE(ABORT, 'the sharing of a surplus is kept once') WHERE EXISTS (SELECT 1 FROM surpluses WHERE entry_id = NEW.entry_id);
END;

CREATE TRIGGER surpluses_update BEFORE UPDATE ON surpluses BEGIN
  SELECT RAISE(ABORT, 'the sharing of a surplus stays as it was written');
END;

CREATE TRIGGER surpluses_delete BEFORE DELETE ON surpluses BEGIN
  SELECT RAISE(ABORT, 'the sharing of a surplus stays as it was written');
END;

CREATE TRIGGER surplus_lines_insert BEFORE INSERT ON surplus_lines BEGIN
  SELECT RAISE(ABORT, 'a line of the surplus is kept once') WHERE EXISTS (SELECT 1 FROM surplus_lines WHERE surplus_id = NEW.surplus_id AND member = NEW.member AND kind = NEW.kind);
  SELECT RAISE(ABORT, 'a line is a dividend or a patronage refund') WHERE NEW.kind NOT IN ('dividend', 'patronage');
END;

CREATE TRIGGER surplus_lines_update BEFORE UPDATE ON surplus_lines BEGIN
  SELECT RAISE(ABORT, 'a line of the surplus stays as it was written');
END;

CREATE TRIGGER surplus_lines_delete BEFORE DELETE ON surplus_lines BEGIN
  SELECT RAISE(ABORT, 'a line of the surplus stays as it was written');
END;

CREATE TRIGGER payroll_sheets_insert BEFORE INSERT ON payroll_sheets BEGIN
  SELECT RAISE(ABORT, 'a welfare fund keeps no shares, savings or loans') WHERE (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1) NOT IN ('cooperative', 'savings-group', 'village-fund');
  SELECT RAISE(ABORT, 'a sheet of deductions is kept once') WHERE EXISTS (SELECT 1 FROM payroll_sheets WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'a sheet is asked or posted') WHERE NEW.status NOT IN ('asked', 'posted');
END;

CREATE TRIGGER payroll_sheets_update BEFORE UPDATE ON payroll_sheets BEGIN
  SELECT RAISE(ABORT, 'a sheet of deductions stays as it was written');
END;

CREATE TRIGGER payroll_sheets_delete BEFORE DELETE ON payroll_sheets BEGIN
  SELECT RAISE(ABORT, 'a sheet of deductions stays as it was written');
END;
