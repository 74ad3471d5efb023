search-title = Search
search-title-of = Results for “{ $text }”
search-label = Name of a unit, a person or a target
search-hint = With or without marks; for example: cao an, nguyen van, truc tuyen. Units are also found by their code.
search-nothing-asked = Type what to look for
search-none = Nothing was found
search-none-hint = Try fewer words or check the spelling. Only what you may see is searched.
search-units = Units
search-people = People
search-targets = Targets
search-above = Below
search-count =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
search-more = the first { $count } results; type more words to narrow them down
