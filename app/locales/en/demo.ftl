demo-refusal-not-empty = The database holds data already. The demo is loaded into an empty database only.
demo-refusal-unfinished = A demo was begun in this database and never finished. `camket demo` clears it and begins anew.
demo-refusal-being-filled = Another `camket demo` is filling this database right now.
cli-demo-people = Demo accounts (people and figures are made up): login, password, name, post (roles)
cli-demo-cleared = What a demo that was never finished had left behind was cleared away.
cli-demo-kept = The demo accounts are kept in { $file }
cli-demo-address = Address: { $address }
