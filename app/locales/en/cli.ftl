cli-import-dry-run = Only looked at: nothing was changed.
cli-import-nothing =
    { $count ->
        [one] The package has { $count } error; nothing was imported.
       *[other] The package has { $count } errors; nothing was imported.
    }
cli-import-authority-name = Cơ quan cấp trên
cli-import-done =
    { $units ->
        [one] Campaign { $code } imported: { $units } unit added, { $figures } verified figures.
       *[other] Campaign { $code } imported: { $units } units added, { $figures } verified figures.
    }
cli-import-campaign-known = The campaign is here; a group of units is added: { $code } – { $title }
cli-import-campaign-new = New campaign: { $code } – { $title }
cli-import-group =
    { $units ->
        [one] Group { $group }: { $units } unit, { $new } of them new
       *[other] Group { $group }: { $units } units, { $new } of them new
    }
cli-import-rule-set-known = Rule set { $code }: version { $version }, which is here, is used
cli-import-rule-set-new =
    { $targets ->
        [one] Rule set { $code }: version { $version } is added, { $targets } target
       *[other] Rule set { $code }: version { $version } is added, { $targets } targets
    }
cli-import-figures = Figures: { $figures } (used by no target: { $unused }); exemptions: { $exemptions }; own targets: { $own }
cli-no-unit = There is no unit of the code or name "{ $name }".
cli-user-not-found = There is no such account or unit.
cli-user-password = The password of { $login }, shown this once: { $password }
cli-user-password-set = The password of { $login } is set.
cli-user-open = open
cli-user-closed = closed
cli-document-no-campaign = There is no campaign with the code { $campaign }.
cli-document-no-unit = Campaign { $campaign } has no unit with the code { $unit }.
cli-document-unit-needed = This paper belongs to one unit; name it with --unit CODE.
cli-document-no-commitment = Unit { $unit } has no commitment sheet in campaign { $campaign } yet.
cli-document-no-case = Unit { $unit } has no self-criticism case in campaign { $campaign }.
cli-document-no-meeting = The review meeting of unit { $unit } in campaign { $campaign } is not called yet, so there are no minutes.
cli-document-no-run = Campaign { $campaign } is not assessed yet, so there is no result to print.
cli-document-no-conference = Campaign { $campaign } has no signing conference yet.
cli-document-not-submitted = The personal self-criticism of the head of unit { $unit } is not submitted yet; until then only its writer reads it.
cli-migrated = The schema is up to date.
cli-check-built-in = built in
cli-check-file = file
cli-check-environment = environment
cli-check-ok = ok
cli-check-wrong = WRONG: { $why }
cli-check-folder = folder of data
cli-check-database = database
cli-check-not-there = not there yet; the next start makes it
cli-check-no-answer = { $where } did not answer within { $seconds } seconds; see whether the database server runs, and whether address and port are right
cli-check-schema = schema
cli-check-behind =
    { $steps ->
        [one] { $steps } step behind; `camket migrate` or the next start takes them
       *[other] { $steps } steps behind; `camket migrate` or the next start takes them
    }
cli-check-content = content
cli-check-demo = a demo; its day is { $day }
cli-check-demo-exposed = a demo; its day is { $day }; it listens beyond this machine, which every page says
cli-check-fonts = fonts
cli-check-site = site files
cli-check-site-missing = missing; run `make site`
cli-check-settings = settings
cli-check-no-address = the address is wrong, see the line of settings above
cli-because = because: { $why }
cli-os-not-found = there is no such file or folder
cli-os-permission-denied = access is not permitted
cli-os-addr-in-use = another program uses this address and port
cli-os-addr-not-available = this machine has no such address
cli-os-already-exists = there is a file of this name already
cli-os-is-a-directory = this is a folder, not a file
cli-os-not-a-directory = the path leads through a file, not a folder
cli-os-storage-full = the disk is full
cli-os-read-only = the disk can only be read
setting-file-unopened = the settings file cannot be opened: { $detail }
setting-file-unread = the settings file is wrong: { $detail }
setting-unknown = there is no setting of this name; `camket --help` names all of them
setting-database = sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME is needed
setting-listen = an address and a port are needed, such as 127.0.0.1:3000
setting-public-url = an address such as https://camket.example.vn is needed
setting-proxy = the address of one machine is needed, such as 127.0.0.1
cli-seal-key-done = The key that confirms papers was replaced; files of { $kept } more papers were kept. Former folder: { $former }. Restart the program.
cli-seal-key-container = the PKCS#12 file cannot be read, or the password is wrong (give it by --password-stdin)
cli-seal-key-protected = the private key has a passphrase; use a PKCS#12 file, or PEM without one
cli-seal-key-unsupported = the kind of key cannot be used: P-256, or RSA of 2048 bits or more
cli-seal-key-mismatch = the private key belongs to none of the certificates in the file
cli-seal-key-expired = the certificate is not valid today
cli-seal-key-no-certificate = the file holds no certificate that can be read
cli-seal-key-none = the file holds no private key that can be read
cli-seal-key-no-list = not a list of revoked certificates (PEM or DER)
cli-timestamp-none = CAMKET_TSA is not set, so there is no authority to ask
cli-timestamp-done = Timestamps put in: { $stamped }; files still without: { $failed }.
setting-tsa = an http:// address of a timestamp authority is needed, such as http://tsa.example.vn
setting-today = a day is needed, YYYY-MM-DD, such as 2023-08-08
setting-today-of-a-demo = only a demo has a day of its own
setting-log = something such as info or server=debug,info is needed
setting-demo-unfinished = a demo is being filled, or was begun and never finished; `camket demo` clears what is left and begins anew
cli-receipt-difference = { $path }: the receipt says { $found }, the package gives { $computed }
cli-receipt-nothing = (nothing)
cli-receipt-same = The receipt is that of the package: { $units } units, { $targets } results of targets computed again, no difference.
cli-receipt-differs = The receipt is NOT that of the package: { $count } differences, named above.
cli-receipt-not-utf8 = The receipt file is not UTF-8 text.
cli-receipt-not-json = The receipt file is not JSON (line { $line }, column { $column }).
cli-receipt-other-format = This file is no receipt of the package: its format must be { $format }.
cli-receipt-repeated-key = { $path }: repeated key in the receipt.
cli-receipt-digest-package = Digest of the package: { $digest }
cli-receipt-digest-rules = Digest of the rule set: { $digest }
cli-receipt-consistent-only = Without --digest this proves only that receipt and package are consistent, not that the package is the sealed one. Run it again with the digest printed on the signed sheet or on the public page.
cli-receipt-sealed-package = The digest is that of the package: this is the sealed package, its figures and its rule set included.
cli-receipt-sealed-rules = The digest is that of the rule set: these are the sealed rules. It proves nothing about the figures.
cli-receipt-sealed-rules-amended = The given digest is that of the rule set as it was sealed. The rules were amended since by number { $numbers }; the package holds the former and the present rules. This digest proves nothing of the figures.
cli-receipt-sealed-unit = The given digest is the seal of unit { $unit }: its rule set, exemptions, own targets and grade rules are those that were signed. This digest proves nothing of the figures.
cli-receipt-not-sealed = The given digest is NEITHER that of the package NOR that of the rule set NOR the seal of a unit of the package: this is not what was sealed.
cli-verify-valid = VALID: every signature holds and every certificate leads to an installed root.
cli-verify-untrusted = UNTRUSTED: the content is intact, but a certificate is not to be trusted, as said below.
cli-verify-altered = ALTERED: a signature is broken, or the file was changed after signing, as said below.
cli-verify-unsigned = UNSIGNED: there is no digital signature in the file.
cli-verify-unreadable = UNREADABLE: the file is no sound PDF.
cli-verify-nobody = (the certificate cannot be read)
cli-verify-no-roots = there is no certificate in this file
cli-verify-no-list-file = there is no revocation list in this file
cli-verify-of-timestamp = Timestamp: { $sentence }
cli-verify-signer = Signer: { $name } ({ $subject })
cli-verify-time-proven = Signed at { $time }, proven by a timestamp
cli-verify-time-claimed = Signed at { $time } by the signer's own clock, proven by no timestamp
cli-verify-time-none = The time of signing is not known
cli-verify-covers-all = The signature covers the whole file
cli-verify-covers-revision = The signature covers revision { $number } of { $of }
cli-verify-covers-nothing = The signature covers no revision of the file
cli-verify-active-content = The file holds a program (JavaScript or a launch command) in object { $object }.
cli-verify-algorithm-unknown = The algorithm { $algorithm } cannot be checked.
cli-verify-and-more = There are { $count } more findings.
cli-verify-attribute-unknown = The signature's container has an unknown attribute { $oid } that nobody signed.
cli-verify-bytes-after = There are foreign bytes after the signed part, from byte { $at } on.
cli-verify-catalogue-changed = The file's catalogue was changed after signing: { $what }.
cli-verify-certificate-broken = The enclosed certificate of { $name } was altered.
cli-verify-certificate-limited = The certificate of { $name } has limits that are not understood or not kept.
cli-verify-certificate-not-named = What is signed does not name the signer's certificate.
cli-verify-certificate-other = What is signed names another certificate than the signer's.
cli-verify-certificate-stray = The enclosed certificate of { $name } belongs to no chain.
cli-verify-certificate-unread = An enclosed certificate cannot be read.
cli-verify-container-broken = The signature's container cannot be read.
cli-verify-container-irregular = The signature's container is not written by the rules.
cli-verify-content-changed = The content of page { $page } was changed after signing.
cli-verify-content-inside = The signature's container brings content of its own.
cli-verify-content-type-wrong = The type of the signed content is wrong.
cli-verify-digest-differs = The file's content differs from what was signed.
cli-verify-expired = The certificate of { $name } was expired at signing (until { $until }).
cli-verify-field-added = The field { $what } was added after signing.
cli-verify-field-changed = The field { $what } was changed after signing against the rules.
cli-verify-field-covers = A signature field { $what } that nobody signed was painted over the page after signing.
cli-verify-field-filled = The field { $what } was filled in after signing.
cli-verify-field-removed = The field { $what } was removed after signing.
cli-verify-form-changed = The form was changed after signing: { $what }.
cli-verify-hole-irregular = The hole of the signature holds foreign characters.
cli-verify-imprint-differs = The timestamp is not one of this content.
cli-verify-information-changed = The file's information was changed after signing: { $what }.
cli-verify-list-broken = The enclosed revocation list cannot be verified.
cli-verify-metadata-changed = The file's metadata were written anew after signing.
cli-verify-no-root = The certificate leads to no installed root; its issuer is { $issuer }.
cli-verify-no-signer-certificate = The signer's certificate is missing.
cli-verify-no-timestamp = There is no timestamp.
cli-verify-not-for-signing = The certificate of { $name } is not for signing.
cli-verify-not-for-stamping = The certificate of { $name } is not one of a timestamp service.
cli-verify-not-yet-valid = The certificate of { $name } was not valid yet at signing (from { $since }).
cli-verify-object-changed = Object { $object } of the file was changed after signing.
cli-verify-object-crosses = Object { $object } reaches over the end of the signed part.
cli-verify-page-added = Page { $page } was added after signing.
cli-verify-page-changed = Page { $page } was changed after signing.
cli-verify-pages-changed = The number of pages went from { $then } to { $now } after signing.
cli-verify-range-wrong = The signed range is no revision of this file.
cli-verify-revocation-unknown = There are no data on whether the certificate of { $name } was revoked.
cli-verify-revoked = The certificate of { $name } was revoked before signing ({ $at }).
cli-verify-revoked-later = The certificate of { $name } was revoked after signing ({ $at }); the signature still counts.
cli-verify-revoked-unproven = The certificate of { $name } was revoked ({ $at }), and no timestamp proves that the signature is older.
cli-verify-signature-broken = The signature is broken.
cli-verify-signature-removed = A signature was taken out of the form (object { $object }).
cli-verify-sub-filter-unknown = Unknown kind of signature: { $name }.
cli-verify-time-unknown = The file says no time of signing.
cli-verify-timestamp-broken = The timestamp cannot be read.
cli-verify-not-pdf = The file is no PDF.
cli-verify-too-large = The file is too large.
cli-verify-no-end = The end of the PDF is missing; the file may be cut off.
cli-verify-wrong-table = The file's table of objects is wrong.
cli-verify-loop = Parts of the file point at each other in a circle.
cli-verify-too-many-objects = The file has too many objects.
cli-verify-bomb = Compressed data unpack to too much.
cli-verify-too-deep = Objects are nested too deep.
cli-verify-broken-object = An essential object of the file cannot be read.
cli-verify-encrypted = The file is locked with a password.
cli-verify-too-much-work = Reading the file would take too much work.
