CREATE TABLE approval_rules (
	kind TEXT NOT NULL, 
	from_at TEXT NOT NULL, 
	amount INTEGER, 
	PRIMARY KEY (kind, from_at)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE pending (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	act TEXT NOT NULL, 
	content TEXT, 
	preview TEXT, 
	hash BLOB NOT NULL, 
	day TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	status TEXT NOT NULL, 
	decided_by INTEGER, 
	decided_at TEXT, 
	reason TEXT NOT NULL, 
	vouchers TEXT NOT NULL, 
	CONSTRAINT status CHECK (status IN ('waiting', 'approved', 'rejected', 'withdrawn')), 
	FOREIGN KEY(made_by) REFERENCES users (id), 
	FOREIGN KEY(decided_by) REFERENCES users (id)
)
 STRICT;

CREATE INDEX pending_status ON pending (status, id);

CREATE TABLE user_secrets (
	user INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	changed_at TEXT NOT NULL, 
	PRIMARY KEY (user, kind), 
	CONSTRAINT kind CHECK (kind IN ('password', 'pin')), 
	FOREIGN KEY(user) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE user_tries (
	user INTEGER NOT NULL, 
	failures INTEGER NOT NULL, 
	last_at TEXT NOT NULL, 
	PRIMARY KEY (user), 
	FOREIGN KEY(user) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

UPDATE users SET role = 'administrator treasurer' WHERE role = 'treasurer';
