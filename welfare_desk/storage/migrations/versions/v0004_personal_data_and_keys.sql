CREATE TABLE signing_wraps (
	fingerprint TEXT NOT NULL, 
	user INTEGER NOT NULL, 
	salt BLOB NOT NULL, 
	nonce BLOB NOT NULL, 
	wrapped BLOB NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (fingerprint, user), 
	FOREIGN KEY(fingerprint) REFERENCES signing_keys (fingerprint), 
	FOREIGN KEY(user) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE signing_renewals (
	fingerprint TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	signature BLOB, 
	PRIMARY KEY (fingerprint), 
	FOREIGN KEY(fingerprint) REFERENCES signing_keys (fingerprint), 
	FOREIGN KEY(previous) REFERENCES signing_keys (fingerprint)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE consents (
	member TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	given INTEGER NOT NULL, 
	how TEXT NOT NULL, 
	PRIMARY KEY (member, purpose, position), 
	CONSTRAINT given CHECK (given IN (0, 1)), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE data_requests (
	id INTEGER NOT NULL, 
	member TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	received_day TEXT NOT NULL, 
	wish TEXT NOT NULL, 
	status TEXT NOT NULL, 
	answered_day TEXT, 
	answer TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('show', 'correct', 'export', 'erase', 'object')), 
	CONSTRAINT status CHECK (status IN ('open', 'done', 'refused')), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 STRICT;

CREATE INDEX data_requests_member ON data_requests (member);

CREATE TABLE erasures (
	member TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	day TEXT NOT NULL, 
	PRIMARY KEY (member, scope), 
	CONSTRAINT scope CHECK (scope IN ('contact', 'identity')), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE breaches (
	id INTEGER NOT NULL, 
	found_at TEXT NOT NULL, 
	what TEXT NOT NULL, 
	whose TEXT NOT NULL, 
	risk TEXT NOT NULL, 
	measures TEXT NOT NULL, 
	office_told_at TEXT, 
	people_told_at TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT risk CHECK (risk IN ('none', 'some', 'high'))
)
 STRICT;

CREATE TABLE regulations (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	from_day TEXT NOT NULL, 
	adopted_day TEXT NOT NULL, 
	resolution TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT regulations_from_day UNIQUE (from_day)
)
 STRICT;

CREATE TABLE benefit_types (
	regulation_id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	name_th TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	account TEXT NOT NULL, 
	class TEXT NOT NULL, 
	documents TEXT NOT NULL, 
	PRIMARY KEY (regulation_id, code), 
	CONSTRAINT class CHECK (class IN ('member', 'community')), 
	FOREIGN KEY(regulation_id) REFERENCES regulations (id), 
	FOREIGN KEY(account) REFERENCES accounts (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE benefit_rules (
	regulation_id INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (regulation_id, type, position), 
	FOREIGN KEY(regulation_id, type) REFERENCES benefit_types (regulation_id, code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claims (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	type TEXT NOT NULL, 
	member TEXT, 
	event_day TEXT NOT NULL, 
	claim_day TEXT NOT NULL, 
	quantity INTEGER NOT NULL, 
	subject TEXT NOT NULL, 
	relation TEXT NOT NULL, 
	details TEXT NOT NULL, 
	asked INTEGER, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	FOREIGN KEY(member) REFERENCES members (number), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX claims_member ON claims (member);

CREATE TABLE claim_causes (
	claim_id INTEGER NOT NULL, 
	cause TEXT NOT NULL, 
	PRIMARY KEY (claim_id), 
	FOREIGN KEY(claim_id) REFERENCES claims (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE claim_events (
	claim_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	status TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	is_override INTEGER NOT NULL, 
	reasons TEXT NOT NULL, 
	words TEXT NOT NULL, 
	regulation_id INTEGER, 
	entry_id INTEGER, 
	PRIMARY KEY (claim_id, position), 
	CONSTRAINT status CHECK (status IN ('decided', 'approved', 'paid', 'rejected', 'withdrawn')), 
	CONSTRAINT is_override CHECK (is_override IN (0, 1)), 
	FOREIGN KEY(claim_id) REFERENCES claims (id), 
	FOREIGN KEY(regulation_id) REFERENCES regulations (id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX claim_events_entry ON claim_events (entry_id);

CREATE TABLE match_programmes (
	code TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	from_day TEXT NOT NULL, 
	name_th TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	giver TEXT NOT NULL, 
	income TEXT NOT NULL, 
	receivable TEXT, 
	rate INTEGER, 
	cap INTEGER, 
	cutoff_day INTEGER, 
	cutoff_month INTEGER, 
	full_years INTEGER, 
	paid_up INTEGER, 
	most_rounds INTEGER, 
	returns_excess INTEGER, 
	basis TEXT, 
	PRIMARY KEY (code, position), 
	FOREIGN KEY(income) REFERENCES accounts (code), 
	FOREIGN KEY(receivable) REFERENCES accounts (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE match_rounds (
	id INTEGER NOT NULL, 
	programme TEXT NOT NULL, 
	terms INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	cutoff TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(programme, terms) REFERENCES match_programmes (code, position)
)
 STRICT;

CREATE INDEX match_rounds_programme ON match_rounds (programme, year);

CREATE TABLE match_members (
	round_id INTEGER NOT NULL, 
	member TEXT NOT NULL, 
	paid INTEGER NOT NULL, 
	counted INTEGER NOT NULL, 
	reasons TEXT NOT NULL, 
	PRIMARY KEY (round_id, member), 
	FOREIGN KEY(round_id) REFERENCES match_rounds (id), 
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX match_members_member ON match_members (member);

CREATE TABLE match_events (
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	step TEXT NOT NULL, 
	day TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	letter TEXT NOT NULL, 
	entry_id INTEGER, 
	PRIMARY KEY (round_id, position), 
	CONSTRAINT step CHECK (step IN ('opened', 'asked', 'approved', 'lapsed', 'received', 'excess', 'returned', 'closed')), 
	FOREIGN KEY(round_id) REFERENCES match_rounds (id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX match_events_entry ON match_events (entry_id);

INSERT INTO signing_wraps (fingerprint, user, salt, nonce, wrapped, made_at)
SELECT fingerprint, coalesce((SELECT actor FROM audit WHERE action = 'key.made' AND subject = fingerprint ORDER BY id LIMIT 1), 1), salt, nonce, wrapped, made_at FROM signing_keys;

ALTER TABLE signing_keys DROP COLUMN salt;

ALTER TABLE signing_keys DROP COLUMN nonce;

ALTER TABLE signing_keys DROP COLUMN wrapped;
