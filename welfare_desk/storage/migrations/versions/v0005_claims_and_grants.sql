CREATE TABLE benefit_funds (
	regulation_id INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	fund TEXT NOT NULL, 
	PRIMARY KEY (regulation_id, type), 
	FOREIGN KEY(regulation_id, type) REFERENCES benefit_types (regulation_id, code), 
	FOREIGN KEY(fund) REFERENCES funds (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_checks (
	claim_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	day TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	PRIMARY KEY (claim_id, kind, name), 
	CONSTRAINT kind CHECK (kind IN ('document', 'signature')), 
	FOREIGN KEY(claim_id) REFERENCES claims (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_lists (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	type TEXT NOT NULL, 
	day TEXT NOT NULL, 
	name TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('disaster', 'yearly')), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE claim_list_rows (
	claim_id INTEGER NOT NULL, 
	list_id INTEGER NOT NULL, 
	PRIMARY KEY (claim_id), 
	FOREIGN KEY(claim_id) REFERENCES claims (id), 
	FOREIGN KEY(list_id) REFERENCES claim_lists (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE payment_slips (
	entry_id INTEGER NOT NULL, 
	payer TEXT, 
	witness TEXT, 
	note TEXT, 
	salt BLOB, 
	commitment BLOB NOT NULL, 
	PRIMARY KEY (entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE past_benefits (
	id INTEGER NOT NULL, 
	source_hash TEXT NOT NULL, 
	source TEXT NOT NULL, 
	type TEXT NOT NULL, 
	member TEXT, 
	name TEXT NOT NULL, 
	event_day TEXT NOT NULL, 
	claim_day TEXT NOT NULL, 
	paid_day TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	relation TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	"right" INTEGER NOT NULL, 
	voucher TEXT NOT NULL, 
	reasons TEXT NOT NULL, 
	words TEXT NOT NULL, 
	is_override INTEGER NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT is_override CHECK (is_override IN (0, 1)), 
	FOREIGN KEY(member) REFERENCES members (number), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX past_benefits_member ON past_benefits (member);

CREATE TABLE past_benefits_undone (
	past_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (past_id), 
	FOREIGN KEY(past_id) REFERENCES past_benefits (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE grants (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	giver TEXT NOT NULL, 
	income TEXT NOT NULL, 
	day TEXT NOT NULL, 
	approved INTEGER NOT NULL, 
	letter TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(income) REFERENCES accounts (code), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE grant_events (
	grant_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	step TEXT NOT NULL, 
	day TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	entry_id INTEGER, 
	PRIMARY KEY (grant_id, position), 
	CONSTRAINT step CHECK (step IN ('received', 'spent', 'returned', 'closed')), 
	FOREIGN KEY(grant_id) REFERENCES grants (id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX grant_events_entry ON grant_events (entry_id);

CREATE TABLE activities (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	day TEXT NOT NULL, 
	name TEXT NOT NULL, 
	people INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('committee_meeting', 'member_meeting', 'welfare')), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;
