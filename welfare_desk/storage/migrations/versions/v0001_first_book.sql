CREATE TABLE accounts (
	code TEXT NOT NULL,
	name_th TEXT NOT NULL,
	name_en TEXT NOT NULL,
	type TEXT NOT NULL,
	normal TEXT NOT NULL,
	parent TEXT,
	closes_to TEXT,
	cash_flow TEXT NOT NULL,
	form10_line TEXT NOT NULL,
	is_active INTEGER NOT NULL,
	PRIMARY KEY (code),
	FOREIGN KEY(parent) REFERENCES accounts (code),
	FOREIGN KEY(closes_to) REFERENCES accounts (code)
)
 STRICT;

CREATE TABLE attachments (
	hash TEXT NOT NULL,
	name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	content BLOB,
	PRIMARY KEY (hash)
)
 STRICT;

CREATE TABLE collections (
	id INTEGER NOT NULL,
	village TEXT NOT NULL,
	month TEXT NOT NULL,
	source TEXT NOT NULL,
	source_hash TEXT NOT NULL,
	total INTEGER NOT NULL,
	counted INTEGER,
	made_at TEXT NOT NULL,
	PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE funds (
	code TEXT NOT NULL,
	position INTEGER NOT NULL,
	name_th TEXT NOT NULL,
	name_en TEXT NOT NULL,
	is_active INTEGER NOT NULL,
	PRIMARY KEY (code)
)
 STRICT;

CREATE TABLE import_mappings (
	kind TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	mapping TEXT NOT NULL,
	PRIMARY KEY (kind, fingerprint)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE imports (
	hash TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	at TEXT NOT NULL,
	content TEXT NOT NULL,
	PRIMARY KEY (hash)
)
 STRICT;

CREATE TABLE members (
	number TEXT NOT NULL,
	title TEXT NOT NULL,
	first_name TEXT NOT NULL,
	last_name TEXT NOT NULL,
	national_id TEXT,
	no_id_reason TEXT NOT NULL,
	birth_day TEXT,
	birth_year INTEGER,
	house TEXT NOT NULL,
	village TEXT NOT NULL,
	tambon TEXT NOT NULL,
	phone TEXT NOT NULL,
	household TEXT NOT NULL,
	centre TEXT NOT NULL,
	vulnerable TEXT NOT NULL,
	entry_day TEXT,
	entry_resolution TEXT NOT NULL,
	paid_to TEXT NOT NULL,
	"plan" TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (number),
	CONSTRAINT members_national_id UNIQUE (national_id)
)
 STRICT;

CREATE INDEX members_village ON members (village, number);

CREATE TABLE periods (
	id INTEGER NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	status TEXT NOT NULL,
	reopened INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT status CHECK (status IN ('open', 'closed', 'locked'))
)
 STRICT;

CREATE TABLE plans (
	code TEXT NOT NULL,
	name_th TEXT NOT NULL,
	name_en TEXT NOT NULL,
	period TEXT NOT NULL,
	amount INTEGER NOT NULL,
	entrance_fee INTEGER NOT NULL,
	passbook_fee INTEGER NOT NULL,
	months INTEGER NOT NULL,
	is_active INTEGER NOT NULL,
	PRIMARY KEY (code)
)
 STRICT;

CREATE TABLE policies (
	from_day TEXT NOT NULL,
	weights TEXT NOT NULL,
	accounts TEXT NOT NULL,
	PRIMARY KEY (from_day)
)
 STRICT;

CREATE TABLE settings (
	"key" TEXT NOT NULL,
	from_day TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY ("key", from_day)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE signing_keys (
	fingerprint TEXT NOT NULL,
	public BLOB NOT NULL,
	salt BLOB NOT NULL,
	nonce BLOB NOT NULL,
	wrapped BLOB NOT NULL,
	made_at TEXT NOT NULL,
	PRIMARY KEY (fingerprint)
)
 STRICT;

CREATE TABLE users (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	is_active INTEGER NOT NULL,
	PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE villages (
	code TEXT NOT NULL,
	name_th TEXT NOT NULL,
	name_en TEXT NOT NULL,
	PRIMARY KEY (code)
)
 STRICT;

CREATE TABLE attachment_links (
	hash TEXT NOT NULL,
	subject_kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	PRIMARY KEY (hash, subject_kind, subject),
	FOREIGN KEY(hash) REFERENCES attachments (hash)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE audit (
	id INTEGER NOT NULL,
	at TEXT NOT NULL,
	actor INTEGER NOT NULL,
	action TEXT NOT NULL,
	subject TEXT NOT NULL,
	details TEXT NOT NULL,
	seal BLOB NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(actor) REFERENCES users (id)
)
 STRICT;

CREATE INDEX audit_subject ON audit (subject, action);

CREATE TABLE beneficiaries (
	member TEXT NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	relation TEXT NOT NULL,
	national_id TEXT,
	share INTEGER,
	PRIMARY KEY (member, position),
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE drafts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	content TEXT NOT NULL,
	made_by INTEGER NOT NULL,
	changed_at TEXT NOT NULL,
	FOREIGN KEY(made_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE entries (
	id INTEGER NOT NULL,
	series TEXT NOT NULL,
	month TEXT NOT NULL,
	number INTEGER NOT NULL,
	voucher TEXT NOT NULL,
	day TEXT NOT NULL,
	period INTEGER NOT NULL,
	kind TEXT NOT NULL,
	posted_at TEXT NOT NULL,
	made_by INTEGER NOT NULL,
	approved_by INTEGER,
	reverses INTEGER,
	documents BLOB NOT NULL,
	memo TEXT,
	memo_salt BLOB,
	memo_commitment BLOB NOT NULL,
	payee TEXT,
	payee_salt BLOB,
	payee_commitment BLOB NOT NULL,
	seal BLOB NOT NULL,
	posted INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT entries_voucher UNIQUE (voucher),
	CONSTRAINT entries_number UNIQUE (series, month, number),
	CONSTRAINT entries_reverses UNIQUE (reverses),
	CONSTRAINT posted CHECK (posted IN (0, 1)),
	FOREIGN KEY(period) REFERENCES periods (id),
	FOREIGN KEY(made_by) REFERENCES users (id),
	FOREIGN KEY(approved_by) REFERENCES users (id),
	FOREIGN KEY(reverses) REFERENCES entries (id)
)
 STRICT;

CREATE INDEX entries_day ON entries (day, id);

CREATE INDEX entries_period ON entries (period, id);

CREATE TABLE member_status (
	member TEXT NOT NULL,
	from_day TEXT NOT NULL,
	position INTEGER NOT NULL,
	status TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (member, from_day, position),
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE movements (
	account TEXT NOT NULL,
	period INTEGER NOT NULL,
	fund TEXT NOT NULL,
	debit INTEGER NOT NULL,
	credit INTEGER NOT NULL,
	PRIMARY KEY (account, period, fund),
	FOREIGN KEY(account) REFERENCES accounts (code),
	FOREIGN KEY(period) REFERENCES periods (id),
	FOREIGN KEY(fund) REFERENCES funds (code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE opening_details (
	id INTEGER NOT NULL,
	account TEXT NOT NULL,
	fund TEXT NOT NULL,
	amount INTEGER NOT NULL,
	member TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(account) REFERENCES accounts (code),
	FOREIGN KEY(fund) REFERENCES funds (code),
	FOREIGN KEY(member) REFERENCES members (number)
)
 STRICT;

CREATE TABLE statements (
	id INTEGER NOT NULL,
	period INTEGER NOT NULL,
	entries INTEGER NOT NULL,
	seals_hash BLOB NOT NULL,
	debit INTEGER NOT NULL,
	balances_hash BLOB NOT NULL,
	entry_head BLOB NOT NULL,
	audit_head BLOB NOT NULL,
	previous BLOB NOT NULL,
	reopened INTEGER NOT NULL,
	hash BLOB NOT NULL,
	signature BLOB NOT NULL,
	fingerprint TEXT NOT NULL,
	closed_at TEXT NOT NULL,
	closed_by INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(period) REFERENCES periods (id),
	FOREIGN KEY(fingerprint) REFERENCES signing_keys (fingerprint),
	FOREIGN KEY(closed_by) REFERENCES users (id)
)
 STRICT;

CREATE TABLE exemptions (
	id INTEGER NOT NULL,
	member TEXT NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	entry_id INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(member) REFERENCES members (number),
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT;

CREATE INDEX exemptions_member ON exemptions (member);

CREATE TABLE member_history (
	id INTEGER NOT NULL,
	audit_id INTEGER NOT NULL,
	member TEXT NOT NULL,
	content TEXT,
	salt BLOB,
	commitment BLOB NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(audit_id) REFERENCES audit (id)
)
 STRICT;

CREATE INDEX member_history_member ON member_history (member, id);

CREATE TABLE postings (
	entry_id INTEGER NOT NULL,
	line INTEGER NOT NULL,
	account TEXT NOT NULL,
	fund TEXT NOT NULL,
	amount INTEGER NOT NULL,
	member TEXT,
	day TEXT NOT NULL,
	PRIMARY KEY (entry_id, line),
	CONSTRAINT amount CHECK (amount <> 0),
	FOREIGN KEY(entry_id) REFERENCES entries (id),
	FOREIGN KEY(account) REFERENCES accounts (code),
	FOREIGN KEY(fund) REFERENCES funds (code),
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX postings_account ON postings (account, fund, day, entry_id, amount);

CREATE INDEX postings_member ON postings (member, day) WHERE member IS NOT NULL;

CREATE TABLE receipts (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	day TEXT NOT NULL,
	book TEXT NOT NULL,
	number TEXT NOT NULL,
	payer_member TEXT,
	money_account TEXT NOT NULL,
	total INTEGER NOT NULL,
	collection_id INTEGER,
	source TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT receipts_entry UNIQUE (entry_id),
	FOREIGN KEY(entry_id) REFERENCES entries (id),
	FOREIGN KEY(payer_member) REFERENCES members (number),
	FOREIGN KEY(money_account) REFERENCES accounts (code),
	FOREIGN KEY(collection_id) REFERENCES collections (id)
)
 STRICT;

CREATE INDEX receipts_collection ON receipts (collection_id);

CREATE INDEX receipts_paper ON receipts (book, number);

CREATE TABLE releases (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	day TEXT NOT NULL,
	member TEXT,
	amount INTEGER NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(entry_id) REFERENCES entries (id),
	FOREIGN KEY(member) REFERENCES members (number)
)
 STRICT;

CREATE INDEX releases_entry ON releases (entry_id);

CREATE INDEX releases_member ON releases (member);

CREATE TABLE receipt_lines (
	receipt_id INTEGER NOT NULL,
	line INTEGER NOT NULL,
	member TEXT,
	kind TEXT NOT NULL,
	amount INTEGER NOT NULL,
	to_dues INTEGER NOT NULL,
	to_advance INTEGER NOT NULL,
	PRIMARY KEY (receipt_id, line),
	FOREIGN KEY(receipt_id) REFERENCES receipts (id),
	FOREIGN KEY(member) REFERENCES members (number)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX receipt_lines_member ON receipt_lines (member);

CREATE TABLE refunds (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	day TEXT NOT NULL,
	receipt_id INTEGER NOT NULL,
	line INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	from_advance INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT refunds_entry UNIQUE (entry_id),
	FOREIGN KEY(entry_id) REFERENCES entries (id),
	FOREIGN KEY(receipt_id) REFERENCES receipts (id)
)
 STRICT;

CREATE INDEX refunds_receipt ON refunds (receipt_id);

CREATE TABLE assignments (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	day TEXT NOT NULL,
	receipt_id INTEGER NOT NULL,
	member TEXT NOT NULL,
	amount INTEGER NOT NULL,
	to_advance INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT assignments_entry UNIQUE (entry_id),
	FOREIGN KEY(entry_id) REFERENCES entries (id),
	FOREIGN KEY(receipt_id) REFERENCES receipts (id),
	FOREIGN KEY(member) REFERENCES members (number)
)
 STRICT;

CREATE INDEX assignments_member ON assignments (member);

CREATE INDEX assignments_receipt ON assignments (receipt_id);
