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

INSERT INTO signing_wraps (fingerprint, user, salt, nonce, wrapped, made_at)
SELECT fingerprint, coalesce((SELECT actor FROM audit WHERE action = 'key.made' AND subject = fingerprint ORDER BY id LIMIT 1), 1), salt, nonce, wrapped, made_at FROM signing_keys;

ALTER TABLE signing_keys DROP COLUMN salt;

ALTER TABLE signing_keys DROP COLUMN nonce;

ALTER TABLE signing_keys DROP COLUMN wrapped;
