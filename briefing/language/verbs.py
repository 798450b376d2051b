"""Verbs whose forms have another stem: "met" is a form of "meet". The regular ones are known by their endings."""

# One row is one verb, its base form first.
_FORMS = """
arise arose arisen
become became
begin began begun
bind bound
bite bit bitten
blow blew blown
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
die dying
dig dug
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
foresee foresaw foreseen
forget forgot forgotten
freeze froze frozen
give gave given
go went gone
grow grew grown
hang hung
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
leave left
lend lent
lie lying lain
lose lost
make made
mean meant
meet met
overcome overcame
overthrow overthrew overthrown
pay paid
rebuild rebuilt
retake retook retaken
ride rode ridden
ring rang rung
rise rose risen
run ran
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
speak spoke spoken
spend spent
stand stood
steal stole stolen
stick stuck
strike struck stricken
swear swore sworn
sweep swept
swim swam swum
take took taken
teach taught
tear tore torn
think thought
throw threw thrown
undergo underwent undergone
understand understood
undertake undertook undertaken
uphold upheld
wake woke woken
wear wore worn
win won
withdraw withdrew withdrawn
write wrote written
"""
_BASES = {form: row.split()[0] for row in _FORMS.strip().splitlines() for form in row.split()[1:]}


def base(word: str) -> str:
    """The base form of an irregular verb; any other word as it is.

    >>> base("met"), base("stolen"), base("opened")
    ('meet', 'steal', 'opened')
    """
    return _BASES.get(word, word)
