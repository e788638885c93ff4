CREATE TABLE audit_opinions (
	fiscal_year INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	auditor TEXT NOT NULL, 
	opinion TEXT NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (fiscal_year, position), 
	CONSTRAINT opinion CHECK (opinion IN ('clean', 'qualified', 'adverse', 'none'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE form_figures (
	line TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	people INTEGER NOT NULL, 
	PRIMARY KEY (line)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE layouts (
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (kind, name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE meetings (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day TEXT NOT NULL, 
	name TEXT NOT NULL, 
	place TEXT NOT NULL, 
	people INTEGER NOT NULL, 
	minutes TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('committee', 'general', 'members'))
)
 STRICT;

CREATE INDEX meetings_day ON meetings (day);

CREATE TABLE note_texts (
	fiscal_year INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	text_th TEXT NOT NULL, 
	text_en TEXT NOT NULL, 
	PRIMARY KEY (fiscal_year, code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE recurring (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	content TEXT NOT NULL, 
	months INTEGER NOT NULL, 
	next_day TEXT NOT NULL, 
	last_day TEXT, 
	is_active INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT recurring_name UNIQUE (name)
)
 STRICT;

CREATE TABLE adjustments (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	proposed_by TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	content TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE assessments (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day TEXT NOT NULL, 
	content TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('status_form', 'virtue')), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE bank_accounts (
	account TEXT NOT NULL, 
	bank TEXT NOT NULL, 
	number TEXT NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (account), 
	FOREIGN KEY(account) REFERENCES accounts (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE bank_habits (
	account TEXT NOT NULL, 
	words TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (account, words), 
	FOREIGN KEY(account) REFERENCES accounts (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE bank_statements (
	id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	source TEXT NOT NULL, 
	source_hash TEXT NOT NULL, 
	first_day TEXT NOT NULL, 
	last_day TEXT NOT NULL, 
	opening INTEGER NOT NULL, 
	closing INTEGER NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX bank_statements_account ON bank_statements (account, last_day);

CREATE TABLE budgets (
	id INTEGER NOT NULL, 
	fiscal_year INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	day TEXT NOT NULL, 
	resolution TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX budgets_year ON budgets (fiscal_year);

CREATE TABLE officers (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	post TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	community_post TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	member TEXT, 
	from_day TEXT NOT NULL, 
	to_day TEXT, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 STRICT;

CREATE TABLE prior_figures (
	fiscal_year INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	fund TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (fiscal_year, account, fund), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(fund) REFERENCES funds (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE reconciliations (
	id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	day TEXT NOT NULL, 
	bank INTEGER NOT NULL, 
	book INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	hash BLOB NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX reconciliations_account ON reconciliations (account, day);

CREATE TABLE resolutions (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT resolutions_number UNIQUE (meeting_id, number), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id)
)
 STRICT;

CREATE TABLE submissions (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day TEXT NOT NULL, 
	as_of TEXT NOT NULL, 
	to_whom TEXT NOT NULL, 
	hash BLOB, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE year_locks (
	fiscal_year INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	resolution TEXT NOT NULL, 
	meeting_id INTEGER, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (fiscal_year), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE adjustment_decisions (
	adjustment_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	decision TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	entry_id INTEGER, 
	PRIMARY KEY (adjustment_id), 
	CONSTRAINT decision CHECK (decision IN ('accepted', 'declined')), 
	FOREIGN KEY(adjustment_id) REFERENCES adjustments (id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE advances (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	due_day TEXT NOT NULL, 
	fund TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT advances_entry UNIQUE (entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id), 
	FOREIGN KEY(fund) REFERENCES funds (code)
)
 STRICT;

CREATE TABLE assets (
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	account TEXT NOT NULL, 
	accumulated TEXT, 
	expense TEXT, 
	fund TEXT NOT NULL, 
	day TEXT NOT NULL, 
	cost INTEGER NOT NULL, 
	residual INTEGER NOT NULL, 
	months INTEGER NOT NULL, 
	depreciated INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	entry_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT assets_code UNIQUE (code), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(accumulated) REFERENCES accounts (code), 
	FOREIGN KEY(expense) REFERENCES accounts (code), 
	FOREIGN KEY(fund) REFERENCES funds (code), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE TABLE attendance (
	meeting_id INTEGER NOT NULL, 
	officer_id INTEGER NOT NULL, 
	presence TEXT NOT NULL, 
	PRIMARY KEY (meeting_id, officer_id), 
	CONSTRAINT presence CHECK (presence IN ('present', 'excused', 'absent')), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(officer_id) REFERENCES officers (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE bank_lines (
	id INTEGER NOT NULL, 
	statement_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	time TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	balance INTEGER, 
	words TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT bank_lines_position UNIQUE (statement_id, position), 
	FOREIGN KEY(statement_id) REFERENCES bank_statements (id)
)
 STRICT;

CREATE INDEX bank_lines_day ON bank_lines (day);

CREATE TABLE bank_matches (
	id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	words TEXT NOT NULL, 
	day TEXT NOT NULL, 
	reconciliation_id INTEGER, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('entries', 'opening', 'bank_error')), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(reconciliation_id) REFERENCES reconciliations (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE bank_statements_undone (
	statement_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (statement_id), 
	FOREIGN KEY(statement_id) REFERENCES bank_statements (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE budget_lines (
	budget_id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	fund TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	PRIMARY KEY (budget_id, account, fund, number), 
	FOREIGN KEY(budget_id) REFERENCES budgets (id), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(fund) REFERENCES funds (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE cash_counts (
	id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	day TEXT NOT NULL, 
	pieces TEXT NOT NULL, 
	counted INTEGER NOT NULL, 
	expected INTEGER NOT NULL, 
	counted_by TEXT NOT NULL, 
	witness TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	entry_id INTEGER, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(entry_id) REFERENCES entries (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX cash_counts_account ON cash_counts (account, day);

CREATE TABLE kept_reports (
	statement_id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	content TEXT NOT NULL, 
	hash BLOB NOT NULL, 
	PRIMARY KEY (statement_id, name), 
	FOREIGN KEY(statement_id) REFERENCES statements (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE reconciliations_undone (
	reconciliation_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (reconciliation_id), 
	FOREIGN KEY(reconciliation_id) REFERENCES reconciliations (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE recurring_posts (
	entry_id INTEGER NOT NULL, 
	recurring_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	PRIMARY KEY (entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id), 
	FOREIGN KEY(recurring_id) REFERENCES recurring (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE withholdings (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	day TEXT NOT NULL, 
	payee TEXT, 
	tax_id TEXT, 
	address TEXT, 
	kind TEXT NOT NULL, 
	base INTEGER NOT NULL, 
	rate INTEGER NOT NULL, 
	tax INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT withholdings_entry UNIQUE (entry_id), 
	CONSTRAINT withholdings_number UNIQUE (number), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE TABLE advance_clearings (
	entry_id INTEGER NOT NULL, 
	advance_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	spent INTEGER NOT NULL, 
	returned INTEGER NOT NULL, 
	PRIMARY KEY (entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id), 
	FOREIGN KEY(advance_id) REFERENCES advances (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE asset_events (
	asset_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	entry_id INTEGER, 
	PRIMARY KEY (asset_id, position), 
	CONSTRAINT kind CHECK (kind IN ('depreciated', 'disposed', 'seen')), 
	FOREIGN KEY(asset_id) REFERENCES assets (id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX asset_events_entry ON asset_events (entry_id);

CREATE TABLE bank_match_entries (
	entry_id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	match_id INTEGER NOT NULL, 
	PRIMARY KEY (entry_id, account), 
	FOREIGN KEY(entry_id) REFERENCES entries (id), 
	FOREIGN KEY(account) REFERENCES accounts (code), 
	FOREIGN KEY(match_id) REFERENCES bank_matches (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX bank_match_entries_match ON bank_match_entries (match_id);

CREATE TABLE bank_match_lines (
	line_id INTEGER NOT NULL, 
	match_id INTEGER NOT NULL, 
	PRIMARY KEY (line_id), 
	FOREIGN KEY(line_id) REFERENCES bank_lines (id), 
	FOREIGN KEY(match_id) REFERENCES bank_matches (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX bank_match_lines_match ON bank_match_lines (match_id);
