"""Short lists of our own that go into the lexicon: titles and posts, ends of organisations, landscape, days."""


def _words(text: str) -> list[str]:
    return text.split()


TITLES = _words("""
mr mrs ms miss dr sen sens rep reps gov gen col lt sgt capt cmdr maj adm prof rev hon judge justice president chairman
chairwoman chair chancellor senator senators congressman congresswoman representative governor mayor minister
secretary ambassador king queen prince princess pope sir lord lady dame sheikh sultan ayatollah imam cardinal
archbishop bishop father sister brother coach manager captain officer detective sheriff attorney director ceo cfo
spokesman spokeswoman spokesperson analyst economist professor doctor general colonel lieutenant sergeant admiral
major premier leader candidate commissioner vice-president treasurer actor actress singer author editor striker
midfielder defender goalkeeper pastor rabbi nominee founder lawyer reporter correspondent quarterback pitcher emperor
duke duchess baroness mp strategist historian rapper comedian filmmaker novelist deputy speaker
""")
ORGANISATION_ENDS = _words("""
inc corp ltd co cos plc llc lp ag sa gmbh nv bv group holdings bank bancorp trust fund company corporation
incorporated limited partners associates industries international systems technologies airlines airways motors
university college school institute institution academy hospital foundation association federation union council
commission committee agency department ministry office bureau board authority administration service services court
party parliament congress senate house assembly army navy force forces police league club team united city fc times
post journal news press network television radio magazine society center centre laboratory exchange organization
organisation alliance coalition front movement brigade church museum opera orchestra treasury guard corps caucus
""")
LANDSCAPE = _words("""
river lake mount mountain mountains valley island islands sea ocean bay gulf county province district state states
republic kingdom city town village street avenue road boulevard square park airport beach coast desert peninsula
strait north south east west northern southern eastern western central
""")
DAYS = _words("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
christmas easter
""")
MORE_COUNTRIES = _words("""
u.s us uk u.k usa u.s.a england scotland wales russia iran syria britain taiwan kosovo palestine ussr u.s.s.r
czechoslovakia yugoslavia korea vietnam america europe africa asia gaza crimea antarctica uae
""")
MORE_STATES = _words("""
calif ala ariz ark colo conn del fla ga ill ind kan ky mass mich minn miss mont neb nev okla ore pa tenn tex vt va
wash wis wyo n.y n.j n.c s.c d.c n.h n.m n.d s.d w.va r.i la md mo ontario quebec alberta queensland bavaria nsw
catalonia
""")
NO_STATES = _words("in or me hi ok oh ma pa la id de co al mo md ut va")
"""Postal codes that are common words, or that newspapers write as abbreviations listed above."""
MORE_PLACES = [
    "soviet union", "united states", "united kingdom", "west germany", "east germany", "north korea", "south korea",
    "hong kong", "middle east", "west bank", "latin america", "south america", "north america", "capitol hill",
    "wall street", "silicon valley", "new england", "persian gulf", "great britain", "northern ireland",
    "puerto rico", "new york city", "washington d.c.",
]  # fmt: skip
ORGANISATIONS = _words("""
google facebook twitter amazon microsoft apple intel ibm nokia ericsson huawei zte samsung sony lg toshiba panasonic
hitachi qualcomm broadcom nvidia amd cisco oracle sap salesforce adobe netflix spotify uber lyft airbnb tesla spacex
toyota honda nissan mazda hyundai kia volkswagen audi bmw daimler mercedes porsche fiat chrysler peugeot renault volvo
jaguar boeing airbus bombardier embraer lockheed raytheon northrop siemens bosch bayer basf merck pfizer novartis
roche sanofi astrazeneca glaxosmithkline gsk moderna biontech exxon exxonmobil chevron conocophillips shell bp
totalenergies gazprom rosneft lukoil aramco petrobras pemex sinopec petrochina cnooc citigroup citibank jpmorgan
barclays hsbc ubs lloyds natwest santander bbva unicredit commerzbank nomura goldman blackrock berkshire walmart
target costco tesco sainsbury's asda aldi lidl carrefour ikea nike adidas puma starbucks mcdonald's pepsico unilever
nestle danone heineken disney viacom comcast verizon at&t t-mobile sprint vodafone telefonica orange alibaba tencent
baidu xiaomi lenovo bytedance tiktok youtube instagram whatsapp snapchat linkedin reddit wikipedia yahoo ebay paypal
visa mastercard foxconn tsmc softbank rakuten nintendo sega reuters bloomberg bbc cnn nbc abc cbs msnbc npr pbs itv
espn hbo politico axios breitbart buzzfeed vox afp ap upi xinhua tass interfax politifact nasa fbi cia nsa irs epa fda
sec ftc fcc dea atf tsa ice doj dhs hud gao cbo fema usda noaa nih cdc opec nato un eu imf who wto oecd asean unesco
unicef unhcr iaea interpol europol fifa uefa nfl nba mlb nhl ncaa pga nascar ioc wada mi5 mi6 gchq kgb fsb gru mossad
taliban hamas hezbollah isis isil isis-k daesh al-qaeda al-shabab qaeda pkk ypg plo fatah farc eta ira gop dnc rnc
naacp aclu nra pentagon kremlin congress parliament senate bundestag knesset duma fed ecb boe boj republicans
democrats tories labour likud cdu spd afd bjp ukip snp lakers celtics knicks bulls warriors cavaliers rockets clippers
spurs nets yankees dodgers mets giants cubs phillies astros orioles mariners padres packers steelers patriots cowboys
broncos ravens seahawks eagles redskins chargers raiders jets dolphins bengals browns vikings bears saints falcons
rangers bruins canucks penguins blackhawks flyers arsenal chelsea tottenham everton liverpool barcelona juventus
bayern ajax harvard yale princeton stanford mit oxfam greenpeace amnesty moody's s&p fitch deloitte kpmg ey pwc
accenture mckinsey enron lehman halliburton blackwater caterpillar dupont monsanto cargill glencore vale arcelormittal
alcoa fedex ups dhl maersk ryanair easyjet lufthansa qantas emirates aeroflot
""")
