help-usage = Usage:
help-commands = Commands
help-command = COMMAND
help-arguments = Arguments
help-options = Options
help-help = Prints help; -h the short, --help the long one
help-help-command = Prints this, or the help of a command
help-version = Prints the version
help-lang = The language of what is printed: vi (if nothing is said) or en
help-notes = Exit codes: 0 done, 1 failed, 2 bad input. `camket --help` and `camket COMMAND --help` say more.
help-manual =
    SETTINGS
      Built-in values (in brackets), then the file named by CAMKET_CONFIG (or camket.toml), then the environment; the last one that speaks is right. In the file they are called database_url, listen, public_url, proxy, var, tsa, today and log.
      `camket check` prints each with its source, secrets masked.

      CAMKET_VAR            the folder of data (var)
      DATABASE_URL          sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME (sqlite://var/camket.db)
      CAMKET_LISTEN         the address and port to serve at (127.0.0.1:3000)
      CAMKET_PUBLIC_URL     the address under which people reach the site: for QR codes and secure cookies
      CAMKET_PROXY          the address of the reverse proxy whose X-Forwarded-For is believed (none)
      CAMKET_TSA            the http:// address of the timestamp authority (none: signed files bear no timestamp)
      CAMKET_TODAY          the day of a demo, YYYY-MM-DD (2023-08-08); refused outside a demo
      CAMKET_DEMO_PASSWORD  one password for everybody in a new demo (a random one for each)
      CAMKET_LOG            what is logged, as info or server=debug,info (info)

    EXIT CODES
      0  done
      1  failed: a file that cannot be opened, a database that does not answer
      2  bad input: a package with errors, a wrong option, something that a rule refuses

    EXAMPLES
      camket demo && camket serve
          a demo district, then the site at http://127.0.0.1:3000
      camket assess cam-giang-2022.package.json > receipt.json
          recomputes a year's results: no database, no network
      camket import cam-giang-2022.package.json --dry-run --authority 'Huyện Cẩm Giàng'
          says what a package would change
      camket document minutes --campaign cchc-2022 --unit 10924 -o minutes.pdf
          the minutes of a review meeting
      camket user add quan.tri --name 'Phạm Văn Kỹ' --role admin --unit 'Huyện Cẩm Giàng'
          the first technician of an empty installation
help-camket = Commitments to administrative-reform targets: the whole year of a district, from signing to self-criticism.
help-camket-long =
    Cam Kết keeps what the head of every unit signs at the start of a year, the figures of every month with who verified them, the assessment by exactly the rules that were signed, and the self-criticism review of who fell short, with its papers.
help-serve = Serves the site; brings the database's schema up to date first.
help-serve-long =
    Prints the address when it listens, and logs on standard error. It ends on Ctrl+C or SIGTERM once the requests under way are answered; killed at any moment it leaves every act whole or undone. A demo that listens beyond this machine says so on every page.
help-migrate = Brings the database's schema up to date and ends.
help-migrate-long = All steps that are missing are taken, or none. Where nothing is missing, nothing is changed.
help-demo = Fills an empty database with the demo district and prints its people with their passwords; refuses another database.
help-demo-long =
    Cẩm Giàng with its seventeen communes: the finished year 2022 (campaign cchc-2022) and the running year 2023. People and figures are made up. The accounts are kept in demo-accounts.txt in the folder of data, readable by its owner only. What a killed filling left behind is cleared away by the next one.
help-demo-if-empty = Does nothing where the database holds something already
help-document = Writes a paper of a campaign as PDF or for Word.
help-document-long = The same paper as the site hands out. Papers are Vietnamese. Reading a personal review leaves its line in the log.
help-document-kind =
    Which paper:
    commitment – the commitment sheet of a unit;
    self-criticism – the collective self-criticism report of a unit;
    personal-review – the personal self-criticism of a unit's head;
    minutes – the minutes of a unit's review meeting (Mẫu 1.9);
    ranking – the ranking of a peer group;
    result – the result sheet of a unit;
    programme – the programme of the campaign's newest conference;
    remedies – the remedies of a campaign that are still open
help-document-campaign = The campaign's code, such as cchc-2022
help-document-unit =
    The unit's code, such as 10924. A ranking is that of its peer group, or without a unit of the first one; programme and remedies need none
help-document-output = The file to write; `-` is standard output, a folder takes the file under the paper's own name
help-document-form = pdf (as it is printed, the default) or docx (for Word, to be edited)
help-document-header = The head of self-criticism and personal-review: state or party
help-import = Takes a campaign package in: campaign, units, rule set, and figures as verified ones; everything or nothing.
help-import-long =
    Says first what will change. A package with errors tells all of them, one a line on standard error, ends with 2 and changes nothing. A package of a further peer group of the same campaign adds that group. Units are known by their codes; new ones are added.
help-package = The package: a file of the format camket-package/1 or camket-package/2
help-import-dry-run = Says what would change, and imports nothing
help-import-authority =
    The unit whose chair decides, by code or full name, where the campaign is new. Left out, it is the unit above the package's units, or the topmost one. In a database without units it is added under this name
help-import-title = The title of a peer group, once for each group in the order of the file; left out, its code
help-import-legal-basis = The legal basis of the rule set, where it is new
help-assess = Computes the receipt of a campaign package and prints it; needs no database and no network.
help-assess-long =
    Exact, by the ten steps of the format. A package with errors tells all of them, PATH: reason, one a line on standard error in the language of --lang, ends with 2 and prints nothing else; a file that cannot be opened ends with 1.
help-receipt = Proves receipts; needs no database and no network.
help-receipt-verify = Computes a package again and names every place where a receipt says something else.
help-receipt-verify-long =
    Without --digest: proves that receipt and package belong together. Whoever writes a false package can compute a receipt of it, so this proves consistency alone, and the command says so.
    With --digest of the package: also that this is, to the letter, the package that was sealed, with all of its figures and rules.
    With --digest of the rule set: also that these are the rules that were sealed on signing day; it says nothing of the figures.
    Take the digest from paper that you trust, not from the files.
    {""}
    Output: one line for each place that differs, in the order of the receipt; only the keys that the format names are compared. Then both digests, and what is proved.
    Exit codes: 0 they agree; 1 something differs, or a file cannot be opened; 2 a package with errors, a file that is no receipt, a digest that is none.
help-receipt-file = The receipt: a file of the format camket-receipt
help-receipt-digest = The digest printed on a signed sheet or on the public page: 64 hexadecimal digits
help-verify = Judges the digital signatures of a PDF; needs no database and no network.
help-verify-long =
    Never fetches anything: --trust gives the roots, revocation data come from the file and from --crl.
    {""}
    Exit codes: 0 valid, 3 untrusted, 1 altered, 4 unsigned, 2 unreadable.
help-verify-file = The PDF to judge
help-verify-trust = A file of trusted root certificates (PEM or DER); may be given again
help-verify-crl = A revocation list (PEM or DER); may be given again
help-verify-require-revocation = Missing revocation data count as untrusted
help-verify-json = Print the result as JSON
help-timestamp = Asks now for the timestamps that commitments in force and numbered papers still lack.
help-timestamp-long =
    While it serves, the program asks by itself and tries again; this command does not wait for the turn. Twenty files at most each time. The timestamp is put beside the signature that is there and changes nothing that was signed; the file before and the file after are both kept. Needs CAMKET_TSA.
    {""}
    Exit codes: 0 nothing failed, 1 some files got none, 2 CAMKET_TSA is not set.
help-seal-key = Confirms papers with a key of the office's own, in place of the one that the program made.
help-seal-key-long =
    Takes a PKCS#12 file (.p12, .pfx; its password comes from standard input) or PEM with a P-256 key, or RSA of 2048 bits or more, and its certificates. The files of commitments in force and of numbered papers are kept first; the former root stays trusted, and the former folder is put aside. Restart the program afterwards. It is an electronic confirmation in the system and replaces no official-duty signature.
    {""}
    For example: camket seal-key key.p12 --password-stdin < password.txt
    {""}
    Exit codes: 0 replaced, 1 failed, 2 the file cannot be used.
help-seal-key-file = PKCS#12 or PEM file with the key and its certificates
help-seal-key-revoked = The issuer's list of revoked certificates (PEM or DER), embedded into each confirmation
help-seal-key-password-stdin = Reads the password of the PKCS#12 file from standard input
help-user = Accounts: list, add, password, lock, unlock, grant.
help-user-long = For a first technician, and for whoever has lost every password. The log names the command line of the server.
help-user-list = Lists the accounts, by login name.
help-user-add = Adds a person and an account for them; prints the password, which is shown this once.
help-user-password = Gives an account another password; prints it, this once. Its sessions end.
help-user-lock = Closes an account; its sessions end.
help-user-unlock = Opens an account again.
help-user-grant = Gives an account a role at a unit.
help-user-search = Only those whose login name or person's name holds this
help-user-login = The login name: small letters, digits, dots, hyphens, underscores
help-user-name = The person's name
help-user-honorific = How the person is addressed: ông (if nothing is said) or bà
help-user-category = cadre, civil_servant (if nothing is said) or public_employee
help-user-role =
    A role: authority, unit_head, deputy_head, focal_officer, par_office, indicator_owner, inspector, appraiser, meeting_secretary, records_clerk, party_committee, viewer or admin
help-user-unit = Where: a unit's code or full name. In a database without units it is added under this name
help-user-password-stdin = Reads the password from standard input instead of making one
help-user-area = For an indicator owner: the one area whose indicators are its own
help-check = Prints the settings with their sources and says what is wrong.
help-check-long =
    Looks at the settings, the folder of data, the database and its schema, the fonts of the papers and the site's files. Changes nothing. Ends with 1 where something is wrong.
help-wrong-argument = There is no option “{ $it }” here.
help-wrong-command = There is no command “{ $it }”.
help-wrong-missing = Missing: { $it }.
help-wrong-empty = { $it } needs a value.
help-wrong-value = { $it } cannot be “{ $value }”; it is one of { $allowed }.
help-wrong-twice = { $it } stands there twice.
help-wrong-more = `camket --help` and `camket COMMAND --help` say what there is.
