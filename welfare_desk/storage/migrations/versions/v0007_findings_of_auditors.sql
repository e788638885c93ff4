CREATE TABLE review_files (
	id INTEGER NOT NULL, 
	review TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	auditor TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	content TEXT NOT NULL, 
	hash BLOB NOT NULL, 
	day TEXT NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT review_files_version UNIQUE (review, version), 
	CONSTRAINT review_files_hash UNIQUE (hash), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE findings (
	id INTEGER NOT NULL, 
	review TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT findings_number UNIQUE (review, number)
)
 STRICT;

CREATE TABLE finding_versions (
	finding_id INTEGER NOT NULL, 
	file_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	found TEXT NOT NULL, 
	effect TEXT NOT NULL, 
	amount INTEGER, 
	recommendation TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	due_day TEXT, 
	verdict TEXT NOT NULL, 
	resolution TEXT NOT NULL, 
	followed_day TEXT, 
	PRIMARY KEY (finding_id, file_id), 
	CONSTRAINT kind CHECK (kind IN ('voucher', 'account', 'line', 'member', 'whole')), 
	CONSTRAINT severity CHECK (severity IN ('high', 'medium', 'low')), 
	CONSTRAINT verdict CHECK (verdict IN ('open', 'mended', 'accepted')), 
	FOREIGN KEY(finding_id) REFERENCES findings (id), 
	FOREIGN KEY(file_id) REFERENCES review_files (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX finding_versions_file ON finding_versions (file_id);

CREATE INDEX finding_versions_subject ON finding_versions (kind, subject);

CREATE TABLE finding_replies (
	finding_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	file_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	words TEXT NOT NULL, 
	done INTEGER NOT NULL, 
	made_by INTEGER NOT NULL, 
	made_at TEXT NOT NULL, 
	PRIMARY KEY (finding_id, position), 
	CONSTRAINT done CHECK (done IN (0, 1)), 
	FOREIGN KEY(finding_id) REFERENCES findings (id), 
	FOREIGN KEY(file_id) REFERENCES review_files (id), 
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 WITHOUT ROWID,
 STRICT;
