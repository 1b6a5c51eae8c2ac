"""Short lists of our own that go into the lexicon: titles and posts, ends of organisations, landscape, days."""

TITLES = """
mr mrs ms miss dr sen sens rep reps gov gen col lt sgt capt cmdr maj adm prof rev hon judge justice president chairman
chairwoman chair chancellor senator senators congressman congresswoman representative governor mayor minister secretary
ambassador king queen prince princess pope sir lord lady dame sheikh sultan ayatollah imam cardinal archbishop bishop
father sister brother coach manager captain officer detective sheriff attorney director ceo cfo spokesman spokeswoman
spokesperson analyst economist professor doctor general colonel lieutenant sergeant admiral major premier leader
candidate commissioner vice-president treasurer actor actress singer author editor striker midfielder defender
goalkeeper pastor rabbi nominee founder lawyer reporter correspondent quarterback pitcher emperor duke duchess baroness
mp strategist historian rapper comedian filmmaker novelist deputy speaker
""".split()
ORGANISATION_ENDS = """
inc corp ltd co cos plc llc lp ag sa gmbh nv bv group holdings bank bancorp trust fund company corporation incorporated
limited partners associates industries international systems technologies airlines airways motors university college
school institute institution academy hospital foundation association federation union council commission committee
agency department ministry office bureau board authority administration service services court party parliament congress
senate house assembly army navy force forces police league club team united city fc times post journal news press network
television radio magazine society center centre laboratory exchange organization organisation alliance coalition front
movement brigade church museum opera orchestra treasury guard corps caucus
""".split()
LANDSCAPE = """
river lake mount mountain mountains valley island islands sea ocean bay gulf county province district state states
republic kingdom city town village street avenue road boulevard square park airport beach coast desert peninsula strait
north south east west northern southern eastern western central
""".split()
DAYS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
christmas easter
""".split()
MORE_COUNTRIES = """
u.s us uk u.k usa u.s.a england scotland wales russia iran syria britain taiwan kosovo palestine ussr u.s.s.r
czechoslovakia yugoslavia korea vietnam america europe africa asia gaza crimea antarctica uae
""".split()
MORE_STATES = """
calif ala ariz ark colo conn del fla ga ill ind kan ky mass mich minn miss mont neb nev okla ore pa tenn tex vt va wash
wis wyo n.y n.j n.c s.c d.c n.h n.m n.d s.d w.va r.i la md mo ontario quebec alberta queensland bavaria nsw catalonia
""".split()
NO_STATES = "in or me hi ok oh ma pa la id de co al mo md ut va".split()
"""Postal codes that are common words, or that newspapers write as abbreviations listed above."""
MORE_PLACES = [
    "soviet union", "united states", "united kingdom", "west germany", "east germany", "north korea", "south korea",
    "hong kong", "middle east", "west bank", "latin america", "south america", "north america", "capitol hill",
    "wall street", "silicon valley", "new england", "persian gulf", "great britain", "northern ireland",
    "puerto rico", "new york city", "washington d.c.",
]  # fmt: skip
