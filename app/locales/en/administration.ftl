log-at = When
log-change = Change
log-count =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
log-event = What
log-every-event = – everything –
log-from = From
log-lines = Lines of the log
log-none = No line
log-none-text = Nothing matches. Ask for less.
log-person = Who
log-show = Show the log
log-to = To
log-truth = Every change is remembered, newest first; nobody can edit or delete a line.
log-unit = Unit
account-add = Make an account
account-add-submit = Make the account
account-count =
    { $count ->
        [one] { $count } account
       *[other] { $count } accounts
    }
account-list = Accounts
account-lock = Close the account
account-locked = Closed
account-login = Login name
account-login-hint = 3–40 characters: small letters, digits, dots, hyphens, underscores.
account-new-person = – a new person, typed below –
account-open = Open
account-password-once = The password is shown this once. Hand it over in person.
account-password-shown = New password: { $password }
account-person = Person
account-reset = Reset the password
account-roles = Roles
account-search = Search by login or name
account-show = Find accounts
account-state = State
account-title = Account { $login }
account-unlock = Open the account again
role-area = Area
role-area-hint = Only for an indicator owner.
role-grant = Give a role
role-name = Role
role-revoke = Take the role away
holiday-add = Add a day
holiday-day = Day
holiday-kind = Kind
holiday-list = Days off and make-up days
holiday-name = Name
holiday-none = The table is empty; deadlines leave out Saturdays and Sundays only.
holiday-off = Day off
holiday-remove = Remove the day
holiday-remove-label = Remove { $day }
holiday-worked = Worked in exchange
state-accounts = Open accounts
state-campaigns = Campaigns
state-figures = Figures
state-log-lines = Lines of the log
state-people = People
state-sessions = Open sessions
state-title = State of the installation
state-units = Units
state-version = Version of the program
done-account-locked = The account was closed.
done-account-made = The account was made.
done-account-unlocked = The account was opened again.
done-holiday-added = The day was added.
done-holiday-removed = The day was removed.
done-password-reset = The password was reset.
done-role-granted = The role was given.
done-role-revoked = The role was taken away.
