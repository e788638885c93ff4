CREATE TABLE coop_products (
	kind TEXT NOT NULL, 
	code TEXT NOT NULL, 
	from_day TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (kind, code, from_day)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE control_accounts (
	account TEXT NOT NULL, 
	ledger TEXT NOT NULL, 
	from_entry INTEGER NOT NULL, 
	brought INTEGER NOT NULL, 
	PRIMARY KEY (account), 
	CONSTRAINT ledger CHECK (ledger IN ('share', 'savings', 'loan', 'borrowing')), 
	FOREIGN KEY(account) REFERENCES accounts (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE holdings (
	id INTEGER NOT NULL, 
	ledger TEXT NOT NULL, 
	number TEXT NOT NULL, 
	member TEXT, 
	product TEXT NOT NULL, 
	opened_day TEXT NOT NULL, 
	terms TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT holdings_number UNIQUE (ledger, number), 
	CONSTRAINT ledger CHECK (ledger IN ('share', 'savings', 'loan', 'borrowing')), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 STRICT;

CREATE INDEX holdings_member ON holdings (member, ledger);

CREATE TABLE loan_applications (
	id INTEGER NOT NULL, 
	member TEXT NOT NULL, 
	product TEXT NOT NULL, 
	day TEXT NOT NULL, 
	content TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member) REFERENCES members (number), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX loan_applications_member ON loan_applications (member);

CREATE TABLE member_classes (
	member TEXT NOT NULL, 
	from_day TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	class TEXT NOT NULL, 
	PRIMARY KEY (member, from_day, position), 
	CONSTRAINT class CHECK (class IN ('regular', 'associate')), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE payroll_sheets (
	id INTEGER NOT NULL, 
	month TEXT NOT NULL, 
	employer TEXT NOT NULL, 
	status TEXT NOT NULL, 
	content TEXT NOT NULL, 
	hash BLOB NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT status CHECK (status IN ('asked', 'posted')), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX payroll_sheets_month ON payroll_sheets (month, employer);

CREATE TABLE share_plans (
	member TEXT NOT NULL, 
	from_day TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (member, from_day, position), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE application_events (
	application_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	status TEXT NOT NULL, 
	words TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (application_id, position), 
	FOREIGN KEY(application_id) REFERENCES loan_applications (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE holding_events (
	holding_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	content TEXT NOT NULL, 
	words TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (holding_id, position), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE holding_moves (
	entry_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	holding_id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	act TEXT NOT NULL, 
	day TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (entry_id, position), 
	CONSTRAINT amount CHECK (amount <> 0), 
	FOREIGN KEY(entry_id) REFERENCES entries (id), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id), 
	FOREIGN KEY(account) REFERENCES accounts (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX holding_moves_account ON holding_moves (account, holding_id, amount);

CREATE INDEX holding_moves_holding ON holding_moves (holding_id, account, day, entry_id, act, amount);

CREATE TABLE loan_guarantors (
	holding_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	member TEXT NOT NULL, 
	amount INTEGER, 
	from_day TEXT NOT NULL, 
	PRIMARY KEY (holding_id, position), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX loan_guarantors_member ON loan_guarantors (member);

CREATE TABLE loan_guarantors_ended (
	holding_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (holding_id, position), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE loan_instalments (
	holding_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	due_day TEXT NOT NULL, 
	principal INTEGER NOT NULL, 
	interest INTEGER NOT NULL, 
	PRIMARY KEY (holding_id, version, number), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE loan_schedules (
	holding_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	from_day TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (holding_id, version), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE provisions (
	id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	ruleset TEXT NOT NULL, 
	content TEXT NOT NULL, 
	loans INTEGER NOT NULL, 
	interest INTEGER NOT NULL, 
	entry_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT provisions_entry UNIQUE (entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE INDEX provisions_day ON provisions (day);

CREATE TABLE surpluses (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	resolution TEXT NOT NULL, 
	day TEXT NOT NULL, 
	entry_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT surpluses_entry UNIQUE (entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE TABLE provision_lines (
	provision_id INTEGER NOT NULL, 
	holding_id INTEGER NOT NULL, 
	class TEXT NOT NULL, 
	principal INTEGER NOT NULL, 
	interest INTEGER NOT NULL, 
	collateral INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	rate INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (provision_id, holding_id), 
	FOREIGN KEY(provision_id) REFERENCES provisions (id), 
	FOREIGN KEY(holding_id) REFERENCES holdings (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE surplus_lines (
	surplus_id INTEGER NOT NULL, 
	member TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	base INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (surplus_id, member, kind), 
	CONSTRAINT kind CHECK (kind IN ('dividend', 'patronage')), 
	FOREIGN KEY(surplus_id) REFERENCES surpluses (id), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

INSERT INTO control_accounts (account, ledger, from_entry, brought)
SELECT a.code, c.ledger, (SELECT coalesce(max(id), 0) FROM entries),
	(SELECT coalesce(sum(amount), 0) FROM postings WHERE account = a.code)
FROM accounts a JOIN (
	SELECT 'cooperative' AS kind, '11531' AS code, 'loan' AS ledger
	UNION ALL SELECT 'cooperative', '11533', 'loan'
	UNION ALL SELECT 'cooperative', '11535', 'loan'
	UNION ALL SELECT 'cooperative', '11536', 'loan'
	UNION ALL SELECT 'cooperative', '11541', 'loan'
	UNION ALL SELECT 'cooperative', '11580', 'loan'
	UNION ALL SELECT 'cooperative', '21100', 'borrowing'
	UNION ALL SELECT 'cooperative', '21410', 'savings'
	UNION ALL SELECT 'cooperative', '21414', 'savings'
	UNION ALL SELECT 'cooperative', '21420', 'savings'
	UNION ALL SELECT 'cooperative', '21510', 'savings'
	UNION ALL SELECT 'cooperative', '21620', 'share'
	UNION ALL SELECT 'cooperative', '21630', 'share'
	UNION ALL SELECT 'cooperative', '22110', 'borrowing'
	UNION ALL SELECT 'cooperative', '31000', 'share'
	UNION ALL SELECT 'savings-group', '13010', 'loan'
	UNION ALL SELECT 'savings-group', '13020', 'loan'
	UNION ALL SELECT 'savings-group', '13030', 'loan'
	UNION ALL SELECT 'savings-group', '14010', 'loan'
	UNION ALL SELECT 'savings-group', '21010', 'savings'
	UNION ALL SELECT 'savings-group', '21020', 'savings'
	UNION ALL SELECT 'savings-group', '21030', 'savings'
	UNION ALL SELECT 'savings-group', '22010', 'savings'
	UNION ALL SELECT 'savings-group', '22030', 'share'
	UNION ALL SELECT 'savings-group', '22040', 'share'
	UNION ALL SELECT 'savings-group', '23010', 'borrowing'
	UNION ALL SELECT 'savings-group', '23020', 'borrowing'
	UNION ALL SELECT 'savings-group', '31010', 'share'
	UNION ALL SELECT 'savings-group', '31020', 'savings'
	UNION ALL SELECT 'village-fund', '13010', 'loan'
	UNION ALL SELECT 'village-fund', '13020', 'loan'
	UNION ALL SELECT 'village-fund', '13030', 'loan'
	UNION ALL SELECT 'village-fund', '14010', 'loan'
	UNION ALL SELECT 'village-fund', '21010', 'savings'
	UNION ALL SELECT 'village-fund', '21020', 'savings'
	UNION ALL SELECT 'village-fund', '21030', 'savings'
	UNION ALL SELECT 'village-fund', '22010', 'savings'
	UNION ALL SELECT 'village-fund', '22030', 'share'
	UNION ALL SELECT 'village-fund', '22040', 'share'
	UNION ALL SELECT 'village-fund', '23010', 'borrowing'
	UNION ALL SELECT 'village-fund', '23020', 'borrowing'
	UNION ALL SELECT 'village-fund', '31010', 'share'
	UNION ALL SELECT 'village-fund', '31020', 'savings'
) c ON c.code = a.code
WHERE c.kind = (SELECT value FROM settings WHERE key = 'kind' ORDER BY from_day DESC LIMIT 1);
