CREATE TABLE receipt_books (
	book TEXT NOT NULL,
	first INTEGER NOT NULL,
	last INTEGER NOT NULL,
	holder TEXT NOT NULL,
	given_day TEXT NOT NULL,
	returned_day TEXT,
	PRIMARY KEY (book)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE receipt_marks (
	book TEXT NOT NULL,
	number INTEGER NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	day TEXT NOT NULL,
	PRIMARY KEY (book, number),
	CONSTRAINT kind CHECK (kind IN ('spoiled', 'cancelled'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE templates (
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	content TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT templates_name UNIQUE (kind, name)
)
 STRICT;

CREATE TABLE handovers (
	id INTEGER NOT NULL,
	day TEXT NOT NULL,
	content TEXT NOT NULL,
	made_by INTEGER NOT NULL,
	made_at TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE member_merges (
	member TEXT NOT NULL,
	into_member TEXT NOT NULL,
	day TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (member),
	FOREIGN KEY(member) REFERENCES members (number),
	FOREIGN KEY(into_member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE unfinished (
	page TEXT NOT NULL,
	content TEXT NOT NULL,
	made_by INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	PRIMARY KEY (page),
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE cheques (
	id INTEGER NOT NULL,
	account TEXT NOT NULL,
	number TEXT NOT NULL,
	day TEXT NOT NULL,
	payee TEXT NOT NULL,
	amount INTEGER NOT NULL,
	entry_id INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT cheques_number UNIQUE (account, number),
	FOREIGN KEY(account) REFERENCES accounts (code),
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE TABLE hand_ins (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	day TEXT NOT NULL,
	village TEXT NOT NULL,
	handed_by TEXT NOT NULL,
	received_by TEXT NOT NULL,
	total INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT hand_ins_entry UNIQUE (entry_id),
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE TABLE cheque_events (
	cheque_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	day TEXT NOT NULL,
	status TEXT NOT NULL,
	reason TEXT NOT NULL,
	entry_id INTEGER,
	PRIMARY KEY (cheque_id, position),
	CONSTRAINT status CHECK (status IN ('drawn', 'presented', 'stale', 'void')),
	FOREIGN KEY(cheque_id) REFERENCES cheques (id),
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE hand_in_sheets (
	hand_in_id INTEGER NOT NULL,
	collection_id INTEGER NOT NULL,
	PRIMARY KEY (hand_in_id, collection_id),
	FOREIGN KEY(hand_in_id) REFERENCES hand_ins (id),
	FOREIGN KEY(collection_id) REFERENCES collections (id)
)
 WITHOUT ROWID,
 STRICT;
