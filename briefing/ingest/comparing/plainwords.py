"""Words that stand in articles on anything, so that two articles which share them need not be related.

General English only: no name of any story, and no noun that a story can be about ("water", "school", "price").
"""

from briefing.language.lexicon import words

# What sentences are made of.
_SMALL = words(
    """
    a about above across after again against ago all almost along already also although always am among an and another
    any anybody anyone anything anywhere are around as at away back be because been before behind being below beneath
    beside besides between beyond both but by can cannot could despite did do does doing done down during each either
    else enough etc even ever every everybody everyone everything everywhere except few for from further had has have
    having he hence her here hers herself him himself his how however i if in indeed inside instead into is it its
    itself just least less lot many may maybe me might mine more moreover most mostly much must my myself near nearby
    nearly need neither never nevertheless no nobody none nor not nothing now nowhere of off often oh okay on once
    only onto or other others otherwise ought our ours ourselves out outside over own per perhaps quite rather really
    same several shall she should since so some somebody someone something sometimes somewhere soon still such than
    that the their theirs them themselves then there therefore these they this those though through throughout thus to
    together too toward towards under unless until up upon us very via was we well were what whatever when whenever
    where whereas whether which while who whoever whole whom whose why will with within without would yes yet you your
    yours yourself
    """
)

# Numbers, measures and time.
_MEASURES = words(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy
    eighty ninety half double twice first second third fourth fifth sixth hundred thousand million billion trillion
    dozen mn bn percent percentage pct cent mile kilometre kilometer metre meter km rate ratio total average maximum
    minimum number figure amount level degree time day date week weekend fortnight month quarter year decade century
    hour minute moment morning afternoon evening night midnight noon today tomorrow tonight yesterday monday tuesday
    wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april
    june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc
    spring summer autumn winter annual annually daily weekly monthly yearly early earlier late later latest last next
    recent recently ago current currently now previous previously former formerly prior past present future eventually
    finally meanwhile immediate immediately period term long-time season start end begin began begun
    """
)

# What anybody does, and how reporting puts it.
_DOINGS = words(
    """
    accept accord accuse act action add address admit affect agree agreed agreement aid aim allege allow announce
    answer anticipate appear appeal apply approach approve argue arrange arrive ask attempt attend avoid base bear
    became become believe bid block blame bring broken broke brought build built buy call came capable care carry
    cause caught challenge chance change charge check choose chose chosen cite claim clear close come comment commit
    compare complete concern conclude condemn conduct confirm consider contact contain continue contribute control
    cost count cover create criticise criticize cut damage deal decide decision declare decline defend delay deliver
    demand deny denied depend describe deserve destroy detail determine develop die died dead death direct discover
    discuss draw drew drive drop ease effect effort emerge employ encourage enjoy ensure enter escape establish
    estimate event exist expand expect experience explain express extend face fail fall fallen fear feel fell felt
    fight fill find finish follow force form found function gain gather gave get give given go gone goes going got
    grow grew grown guess halt hand handle happen head hear heard held help hide hit hold hope identify ignore impact
    impose improve include increase indicate inform injure insist intend introduce invite involve issue join judge
    keep kept kick kill know knew known lack land largest launch lay lead led lean learn leave left lend let lie like
    limit line link list listen little live look lose loss lost made maintain make manage mark matter mean meant
    measure meet meeting mention met mind miss move name note notice obtain occur offer open operate oppose order
    organise organize pass pay paid perform permit pick place plan point pose possess postpone prefer prepare press
    prevent proceed produce promise propose protect prove provide publish pull purpose push put raise ran range reach
    react read realise realize receive recognise recognize recommend record recover reduce refer reflect refuse regard
    reject relate release remain remember remind remove repeat replace reply report represent request require resolve
    respond response rest result resume retain return reveal review right rise risen rose round rule run said sat save
    saw say says search see seek seem seen sell send sense sent serve set settle share shift show shown shut sign sit
    slow sold solve sought sound speak spend spent spoke spoken spread stand state statement stay step stood stop
    stress strengthen struggle succeed suffer suggest support suppose surround survive suspect take taken talk taught
    tell thank think thought threat threaten throw told took touch travel treat tried try turn understand understood
    unite update urge use used using vary visit wait walk want warn watch wear went win wish withdraw won wonder work
    worry write written wrote
    """
)

# What anything is called or like.
_KINDS = words(
    """
    able account active actual actually added additional affair afraid aftermath agency alone alternative apparently
    area arm aspect authority authorities available aware bad basic basis beautiful best better big bit board body
    bottom brief broad case center central centre certain certainly chair chairman character chief circumstance
    citizen city class clearly colleague column committee common community complex concerned condition contrast copy
    corner correct council country couple course critical crowd danger dangerous dark dear deep department deputy
    despite difference different difficult difficulty director directly district division doubt due east eastern
    easily easy effective element emergency entire entirely equal equally especially essential evidence exact exactly
    example excellent exception executive expert extra extremely eye fact factor fair false family familiar far father
    fast fellow field final fine firm fit five-year focus foreign forward free fresh friend front full fully
    fundamental general generally global goal good government great greater greatly ground group guide guy happy hard
    hardly head heart heavily heavy high higher highest highly historic history home hopeful huge human idea image
    importance important individual information initial initially inquiry interest interesting international interview
    item job key kind lady lawmaker lawyer large largely leader leading legal letter life light likely local location
    long longer low lower main major majority man manner massive meaning medium member men message method middle
    minister ministry minor mistake model modern mother mostly mr mrs ms dr sir miss mister nation national natural
    nature necessary negative neighbour neighbor new news normal normally north northern object obvious obviously
    office officer official old older opinion opponent opportunity option ordinary organisation organization origin
    original originally overall pair paper parent parliament part particular particularly partner partly party people
    person personal phase place plain planned police policy political politician politics poor popular position
    positive possibility possible possibly post potential power powerful practical practice premier presence president
    pressure pretty prime private probably problem procedure process product programme program progress project proper
    properly property public quality question quick quickly quiet quietly rapid rapidly rare rarely ready real reality
    reason reasonable region regional regular regularly relation relationship relatively relevant representative
    republic resident respect responsibility responsible role room rough roughly route safe safety scale scene scheme
    secretary section sector secure security senior separate series serious seriously service set severe short shortly
    side sight significant significantly similar simple simply single situation size slightly slowly small smaller
    social society sole solution sort source south southern space speaker special specific speech spirit spokesman
    spokeswoman spokesperson staff stage standard station status story straight strategy stretch strong strongly
    structure stuff style subject subsequent substantial success successful sudden suddenly sufficient sure surprise
    surprising system table task team tens thing third top tough town tradition traditional trouble true truth type
    typical typically unable union unit united university unlikely usual usually value various vast version victim
    view village violence violent virtually vital voice way weak welcome west western wide widely wild willing wing
    woman women word world worse worst worth wounded wrong yard young northeast northwest southeast southwest al el un
    eu us usa uk european american british international
    """
)

# Who reports, and what stands around reports.
_TRADE = words(
    """
    afp ap bbc cnn reuters agence france-presse associated news press media journal journalist reporter correspondent
    editor editorial newspaper website site page online http https www com org html facebook twitter youtube telegram
    photo photograph picture video click subscribe newsletter advertisement copyright reserved contributed
    contributing reporting writing editing edited
    """
)

PLAIN = _SMALL | _MEASURES | _DOINGS | _KINDS | _TRADE

# What a reader calls a series of briefs, whatever these are about.
LABELS = words("brief briefing bulletin digest dossier edition overview report roundup summary")
