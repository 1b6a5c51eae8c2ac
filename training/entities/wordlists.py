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
TRADES = _words("""
Air Airlines Airways Aluminum Auto Automotive Bancorp Bancshares Bank Banks Beverage Biotech Brands Breweries
Broadcasting Builders Capital Cement Chemical Chemicals Coal Communications Computer Construction Copper Dairy Data
Devices Drug Electric Electronics Energy Engineering Entertainment Equipment Exploration Express Federal Financial
Foods Forest Freight Gas Gold Group Health Holdings Homes Hotels Industries Instruments Insurance International
Investment Laboratories Leasing Life Lines Manufacturing Marine Materials Media Medical Metals Mills Mines Mining
Mortgage Motor Motors National Natural Networks Oil Paper Partners Petroleum Pharmaceuticals Pictures Pipeline
Plastics Power Products Properties Publishing Railroad Realty Resources Restaurants Retail Savings Securities
Semiconductor Services Shipping Software Solutions Steel Stores Systems Technologies Technology Telecom Telephone
Textiles Tobacco Tools Trading Transport Trust Utilities Video Water Wireless
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
CLUBS = [
    "New York Yankees", "Boston Red Sox", "Los Angeles Dodgers", "New York Mets", "San Francisco Giants",
    "Chicago Cubs", "Chicago White Sox", "Philadelphia Phillies", "Atlanta Braves", "Washington Nationals",
    "Houston Astros", "Texas Rangers", "Seattle Mariners", "San Diego Padres", "Toronto Blue Jays", "Tampa Bay Rays",
    "Baltimore Orioles", "Cleveland Indians", "Detroit Tigers", "Kansas City Royals", "Minnesota Twins",
    "Oakland Athletics", "Los Angeles Angels", "Cincinnati Reds", "Milwaukee Brewers", "Pittsburgh Pirates",
    "St. Louis Cardinals", "Arizona Diamondbacks", "Colorado Rockies", "Miami Marlins", "Los Angeles Lakers",
    "Boston Celtics", "New York Knicks", "Chicago Bulls", "Golden State Warriors", "Cleveland Cavaliers",
    "Miami Heat", "San Antonio Spurs", "Houston Rockets", "Toronto Raptors", "Philadelphia 76ers", "Milwaukee Bucks",
    "Portland Trail Blazers", "Oklahoma City Thunder", "Utah Jazz", "Denver Nuggets", "Phoenix Suns",
    "Dallas Mavericks", "New England Patriots", "Dallas Cowboys", "Green Bay Packers", "Pittsburgh Steelers",
    "San Francisco 49ers", "Seattle Seahawks", "Denver Broncos", "New York Giants", "New York Jets",
    "Kansas City Chiefs", "New Orleans Saints", "Philadelphia Eagles", "Washington Redskins", "Baltimore Ravens",
    "Carolina Panthers", "Chicago Bears", "Oakland Raiders", "Minnesota Vikings", "Montreal Canadiens",
    "Boston Bruins", "New York Rangers", "Toronto Maple Leafs", "Detroit Red Wings", "Chicago Blackhawks",
    "Pittsburgh Penguins", "Washington Capitals", "Manchester United", "Manchester City", "Newcastle United",
    "West Ham United", "Aston Villa", "Crystal Palace", "Leicester City", "Leeds United", "Norwich City",
    "Swansea City", "Stoke City", "Tottenham Hotspur", "Real Madrid", "Atletico Madrid", "AC Milan", "Inter Milan",
    "Bayern Munich", "Borussia Dortmund", "Paris Saint-Germain", "Glasgow Rangers", "Glasgow Celtic", "Real Sociedad",
]  # fmt: skip
BODIES = [
    *CLUBS,
    "Goldman Sachs", "Morgan Stanley", "JPMorgan Chase", "JP Morgan", "Bank of America", "Merrill Lynch",
    "Wells Fargo", "Credit Suisse", "Deutsche Bank", "Lehman Brothers", "Bear Stearns", "BNP Paribas",
    "Societe Generale", "Standard Chartered", "Royal Bank of Scotland", "Lloyds Banking Group", "American Express",
    "Charles Schwab", "Berkshire Hathaway", "Wall Street Journal", "New York Times", "Washington Post",
    "Los Angeles Times", "Boston Globe", "USA Today", "Financial Times", "New York Post", "Daily Mail",
    "Fox News", "Sky News", "Al Jazeera", "Associated Press", "National Public Radio", "Bank of England",
    "Bank of Japan", "Bank of Canada", "European Central Bank", "Federal Reserve", "World Bank",
    "International Monetary Fund", "World Trade Organization", "World Health Organization", "United Nations",
    "European Union", "European Commission", "European Parliament", "European Court of Justice", "African Union",
    "Arab League", "Red Cross", "Red Crescent", "Amnesty International", "Human Rights Watch", "Save the Children",
    "Doctors Without Borders", "Planned Parenthood", "Sierra Club", "Salvation Army", "White House", "Supreme Court",
    "House of Representatives", "House of Commons", "House of Lords", "Downing Street", "State Department",
    "Department of State", "Justice Department", "Department of Justice", "Defense Department",
    "Department of Defense", "Treasury Department", "Department of Homeland Security", "Homeland Security",
    "Foreign Office", "Home Office", "Scotland Yard", "Metropolitan Police", "Federal Bureau of Investigation",
    "Central Intelligence Agency", "National Security Agency", "National Security Council",
    "Securities and Exchange Commission", "Federal Trade Commission", "Federal Communications Commission",
    "Environmental Protection Agency", "Food and Drug Administration", "Centers for Disease Control and Prevention",
    "National Institutes of Health", "Internal Revenue Service", "Secret Service", "Coast Guard", "National Guard",
    "Republican Party", "Democratic Party", "Republican National Committee", "Democratic National Committee",
    "Labour Party", "Conservative Party", "Liberal Democrats", "Green Party", "Tea Party", "Sinn Fein",
    "Communist Party", "National Front", "Social Democrats", "Islamic State", "Al Qaeda", "Boko Haram", "Hezbollah",
    "Muslim Brotherhood", "Revolutionary Guards", "Hells Angels", "Ku Klux Klan", "General Motors", "General Electric",
    "Ford Motor", "Tesla Motors", "Rolls-Royce", "Land Rover", "Aston Martin", "British Airways", "Air France",
    "American Airlines", "Delta Air Lines", "United Airlines", "Southwest Airlines", "Malaysia Airlines",
    "Exxon Mobil", "Royal Dutch Shell", "British Petroleum", "Saudi Aramco", "Rio Tinto", "BHP Billiton",
    "Johnson & Johnson", "Procter & Gamble", "Marks & Spencer", "Ernst & Young", "Standard & Poor's",
    "Coca-Cola", "Walt Disney", "Time Warner", "Warner Bros", "Paramount Pictures", "Universal Pictures",
    "Sony Pictures", "Electronic Arts", "Best Buy", "Home Depot", "Whole Foods", "Burger King", "Taco Bell",
    "Dunkin' Donuts", "Louis Vuitton", "Dolce & Gabbana", "Philip Morris", "British American Tobacco", "Eli Lilly",
    "Bristol-Myers Squibb", "Texas Instruments", "Hewlett-Packard", "Dow Chemical", "Dow Jones", "Lockheed Martin",
    "Northrop Grumman", "BAE Systems", "Cambridge Analytica", "Harvard University", "Yale University",
    "Stanford University", "Princeton University", "Columbia University", "Oxford University", "Cambridge University",
    "Imperial College", "Johns Hopkins", "Pew Research Center", "Brookings Institution", "Heritage Foundation",
    "Ford Foundation", "Clinton Foundation", "Trump Organization", "National Rifle Association", "Boy Scouts",
    "Major League Baseball", "National Football League", "Premier League", "English Premier League",
    "International Olympic Committee", "Black Lives Matter", "Occupy Wall Street", "Church of England",
    "Catholic Church",
    "The Hill", "The Guardian", "The Atlantic", "The Economist", "The Intercept", "The Nation",
    "Legal Aid", "Help for Heroes", "Virgin Atlantic", "Virgin Galactic",
]  # fmt: skip
