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
cli-receipt-not-sealed = The digest is NEITHER that of the package NOR that of the rule set: this is not what was sealed.
