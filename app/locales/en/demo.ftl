demo-refusal-not-empty = The database holds data already. The demo is loaded into an empty database only.
demo-refusal-unfinished = A demo was begun in this database and never finished. Use another, empty database.
cli-demo-people = Demo accounts (people and figures are made up): login, password, name, post (roles)
cli-demo-kept = The demo accounts are kept in { $file }
cli-demo-address = Address: { $address }
