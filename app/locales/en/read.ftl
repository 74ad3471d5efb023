read-refusal-blank = This box is empty. Fill it in.
read-refusal-not-a-number = This is not a number. Enter it as 1.250,5.
read-refusal-several-commas = Only one comma (the decimal mark) is allowed.
read-refusal-misplaced-dots = A dot is misplaced: write thousands as 1.250 and decimals as 1250,5.
read-refusal-too-many-decimals = At most 4 digits may follow the comma.
read-refusal-too-large = The number is too large (at most 14 digits before the comma).
read-refusal-not-a-date = This is not a date. Enter it as 31/01/2023.
read-refusal-not-yes-or-no = Choose yes or no.
