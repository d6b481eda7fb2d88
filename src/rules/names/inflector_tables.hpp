// The word lists of the inflector; the words are separated by blanks or line ends.
#pragma once

#include "core.hpp"

#include <string_view>

namespace mana_guard::rules::english {

// Nouns with an irregular plural, as singular/plural; the first plural of a noun is the one that is offered.
constexpr std::string_view irregular = R"(
base/bases basis/bases crisis/crises oasis/oases synopsis/synopses emphasis/emphases ellipsis/ellipses
nemesis/nemeses cause/causes clause/clauses pause/pauses excuse/excuses fuse/fuses use/uses muse/muses
person/people child/children man/men woman/women ox/oxen foot/feet tooth/teeth goose/geese mouse/mice die/dice
quiz/quizzes whiz/whizzes fez/fezzes life/lives wife/wives knife/knives half/halves shelf/shelves leaf/leaves
loaf/loaves thief/thieves wolf/wolves self/selves calf/calves elf/elves scarf/scarves hoof/hooves
sheaf/sheaves dwarf/dwarves wharf/wharves criterion/criteria phenomenon/phenomena automaton/automata
polyhedron/polyhedra stratum/strata bacterium/bacteria memorandum/memoranda memorandum/memorandums
addendum/addenda erratum/errata quantum/quanta spectrum/spectra spectrum/spectrums curriculum/curricula
curriculum/curriculums millennium/millennia millennium/millenniums symposium/symposia symposium/symposiums
referendum/referenda referendum/referendums ovum/ova desideratum/desiderata corpus/corpora genus/genera
opus/opera schema/schemas schema/schemata stigma/stigmata lemma/lemmas lemma/lemmata momentum/momenta
aquarium/aquaria aquarium/aquariums emporium/emporia emporium/emporiums continuum/continua alumnus/alumni
cactus/cacti cactus/cactuses fungus/fungi focus/focuses focus/foci locus/loci nucleus/nuclei radius/radii
radius/radiuses stimulus/stimuli syllabus/syllabuses syllabus/syllabi terminus/termini bacillus/bacilli
octopus/octopuses octopus/octopi modulus/moduli thesaurus/thesauruses thesaurus/thesauri calculus/calculi
torus/tori papyrus/papyri paparazzo/paparazzi virtuoso/virtuosi formula/formulas formula/formulae
vertebra/vertebrae antenna/antennas antenna/antennae larva/larvae alga/algae alumna/alumnae nebula/nebulae
nebula/nebulas persona/personas persona/personae pupa/pupae index/indexes index/indices matrix/matrices
matrix/matrixes vertex/vertices vertex/vertexes vortex/vortices apex/apices appendix/appendices
appendix/appendixes codex/codices cortex/cortices simplex/simplices helix/helices bureau/bureaus
bureau/bureaux plateau/plateaus plateau/plateaux tableau/tableaus tableau/tableaux chateau/chateaux axis/axes
bus/buses bus/busses gas/gases lens/lenses iris/irises hero/heroes potato/potatoes tomato/tomatoes echo/echoes
veto/vetoes torpedo/torpedoes embargo/embargoes cargo/cargoes cargo/cargos mosquito/mosquitoes
volcano/volcanoes volcano/volcanos tornado/tornadoes domino/dominoes mango/mangoes mango/mangos
buffalo/buffaloes epoch/epochs stomach/stomachs monarch/monarchs patriarch/patriarchs tech/techs
soliloquy/soliloquies colloquy/colloquies seraph/seraphim cherub/cherubim kibbutz/kibbutzim genie/genies
salesman/salesmen businessman/businessmen workman/workmen craftsman/craftsmen chairman/chairmen
fireman/firemen policeman/policemen foreman/foremen ombudsman/ombudsmen spokesman/spokesmen
fisherman/fishermen gentleman/gentlemen serviceman/servicemen afterlife/afterlives midwife/midwives
housewife/housewives penknife/penknives abuse/abuses olive/olives blouse/blouses mongoose/mongooses
fintech/fintechs biotech/biotechs
)";

// Singular nouns in -s; their plural ends in -es. Those in -ss, -us and -sis are recognized by their ending.
constexpr std::string_view singular_in_s = R"(
acropolis alias atlas bias canvas christmas clitoris cosmos ethos iris mantis marquis metropolis necropolis
pancreas pelvis portcullis rhinoceros thermos trellis
)";

// Plurals in -us of words in -u.
constexpr std::string_view plural_in_us = R"(
beaus bureaus caribous cpus emus gnus gpus gurus haikus menus milieus npus plateaus skus snafus submenus
sudokus tableaus tpus tutus vcpus
)";

// Words that have one form for both numbers, or that are not counted.
constexpr std::string_view uncounted = R"(
access accommodation accountability adherence advice air anonymity apparel art asbestos assistance attendance
authentication authorization availability baggage barracks bison bitcoin broadband cannabis capital care cash
cattle causality chaos chassis clergy cloud coal cod coffee collateral commerce communication compensation
compliance conduct confetti connectivity consent consumption content cooperation corps coursework coverage
crossroads crypto custody debris deer dirt documentation downtime dust education electricity eligibility elk
emoji employment encryption energy engagement entertainment equipment equity etiquette evidence experience
expertise fauna feedback finance flora folk food footage freight fruit fuel fulfillment fun furniture garbage
genealogy gold governance graffiti grass growth hair hardship harm headquarters health heat help history
homework hospitality housework ice income information infrastructure insignia insurance intel intelligence internet
inventory jewelry justice kanji kin knowledge kudos labor labour laundry leadership legislation leisure
lineage linux liquidity literati literature livestock lodging love luck luggage machinery mail maintenance
management marginalia mass mathematics means meat memorabilia merch merchandise meta mileage milk minutia
misconduct money moose motivation music news nutrition obesity offspring oil ownership paperwork paraphernalia
pasta pathos payroll personnel photography pii police pollution postage poultry poverty power presence press
pricing privacy procurement progress proof provenance publicity quarantine rain recognition recruitment
regalia relevance remuneration rendezvous research respect revenue rice roi rubbish safety salmon salt sand
scenery science seating security seo series sheep shrimp silver slang sleep smoke snow spaghetti spam species
squid staff stationery steel stock storage stress stuff success sugar sunlight support swine tea teamwork
telemetry tennis text throughput timber time tonnage tourism traffic transit transport transportation trash
trivia trout trust tuna turnover unix uptime usage utilization validity vegetation vermin violence visibility
water wealth weather welfare wheat wifi wildlife wood wool work worth yeast youth
)";

// Adjectives, participles, adverbs and other words that are not nouns, or not only nouns: nothing is known about a name
// that ends in one.
constexpr std::string_view no_nouns = R"(
above absent abstract accurate active actual adaptive add additional advanced after again aged aggregate ago all
also always and angry annual any archival async atomic auth auto automatic average away backup bak bare basic before
below best between big bilateral both brief broken built bulk busy canonical central cheap chosen clean clear
cold common compact complete complex compliant concurrent confidential constant correct critical cross
cumulative current custom dark dead deep default delete delta demo dense different digital direct dirty distinct does done down
dry due dynamic each early easy eav effective else empty erp eternal etl even exact excellent exif explicit
express ext external extra fast federal few final financial first flat for foreign free frequent fresh from full
future general generic geo gis given glad global gone good gross happy has heavy hidden high historic historical
hot hungry idle ill illegal implicit inactive incomplete incremental independent initial inner internal
international into intraday invalid iot is iso json just kept known large last lastmod late later latest lazy ldap least
left legacy legal light live local logical long lost low lucky made main major manual many master max maximum
mean medical medium mid min mini minimum minor minus misc mobile modern most much multi multiple mutual national
native near net new next none normal not now numeric oauth official offline oidc old once online only open
operational optional original otel other out over overall overdue own paid parallel partial past per perhaps
permanent personal physical plain plus popular pre present previous primary prior private pro prod public pure
quick random raw read ready real realtime recent recurrent redundant regular relative relevant remote remove retail
rich right safe said same saml search secondary secure seen semi senior sent serial shadow short shy sick simple since
single slow small social sold some sorry special specific spent sso stale standalone standard stateless static
still stood strict strong structural sub such sync taken technical temp temporary tertiary than that the then
this through tidy tiny todo together told too top total transient true typical uat ugly unary under unique
universal unknown unread until upon urgent usual utc valid various versus via viral virtual was weak wholesale
wide with within without written yaml yet young your
)";

// Endings of words about which nothing is known, except the nouns below.
constexpr std::string_view undecided_endings = R"(
able craft data ed ese fish ful heiten ible info ing keiten less ly media meta ness ous ungen ware wear
)";

// Nouns with such an ending that are counted.
constexpr std::string_view counted = R"(
ally anomaly assembly bed beginning being belonging bible binding blessing booking breed briefing building
business butterfly cable ceiling clipping collectible consumable covering creed crossing crucible dealing
deductible deed deliverable drawing dwelling embed embedding encoding ending evening executable family feed
feeling filing finding fitting fly gathering greeting grouping handful harness heading hearing holding illness
jelly king landing listing mapping marking meaning meeting monopoly morning need newsfeed offering opening
outing painting pairing payable posting proceeding railing rally ranking rating reading receivable recording
reed reply ring ruling saving screening seed setting shed sibling sighting sitting sled speed spelling
spoonful spring standing sting string subassembly subfamily substring subtable supply swing table tagging
tally thing timetable variable vegetable viewing warning weakness wearable wedding weed wilderness wing
witness
)";

// Plurals that have no singular in use, or that also name what one row has of them: sales, user_settings.
constexpr std::string_view plural_of_one = R"(
analytics arms belongings clothes credentials customs data details earnings economics electronics ethics goods graphics
logistics lyrics mathematics media odds politics preferences premises proceeds remains sales savings semantics settings
statistics stats surroundings tactics thanks
)";

// Nouns in -ie, whose plural looks like that of a noun in -y.
constexpr std::string_view in_ie = R"(
birdie bookie brownie calorie collie cookie foodie freebie genie goalie hoodie junkie lie menagerie movie
necktie newbie pie pixie prairie reverie rookie selfie smoothie tie townie veggie zombie
)";

// Nouns in -che, -xe, -oe, -se and -ze whose plural does not show that the singular ends in -e.
constexpr std::string_view in_e = R"(
ache aloe avalanche axe brioche cache canoe cliche creche doe floe foe headache hoe horseshoe niche oboe
pastiche quiche shoe toe toothache woe
)";

// Proper names: oauth_github.
constexpr std::string_view proper_names = R"(
airtable amazon android apple asana atlassian auth0 aws azure bitbucket cloudflare cognito datadog discord docker
dropbox ebay facebook figma firebase github gitlab google heroku hubspot instagram intercom ios jira keycloak
kubernetes linkedin mailchimp mailgun microsoft mysql netlify okta paypal pinterest postgres
postgresql reddit redis salesforce sendgrid sentry shopify skype slack snapchat spotify stripe telegram
tiktok trello twilio twitch twitter vercel whatsapp wordpress yahoo youtube zapier zendesk zoom
)";

// Words after which a name only describes the noun before: units_of_measure, people_in_charge.
constexpr std::string_view prepositions = R"(
after at before by for from in of on over per to under with without
)";

// Those of them that may also join two nouns: user_to_group, order_by_date.
constexpr std::string_view joining = R"(
by to
)";

// More prepositions in the names of columns: valid_until.
constexpr std::string_view prepositions_of_columns = R"(
into since till until upon via
)";

// Verbs at the start of a column's name that say what is or may be done: can_edit, send_mail, skip_charges.
constexpr std::string_view verbs = R"(
accept accepts add adds allow allows append appends apply applies approve approves are assign assigns attach
attaches block blocks bypass bypasses calculate calculates call calls can cancel cancels check checks collapse
collapses collect collects confirm confirms contain contains convert converts copy copies could create creates
deduct deducts delete deletes deny denies did disable disables display displays do does edit edits enable enables
encrypt encrypts enforce enforces exclude excludes exists expand expands expect expects export exports expose
exposes fail fails follow follows force forces generate generates get gets give gives go goes had have hide hides
ignore ignores import imports include includes inherit inherits keep keeps let lets load loads lock locks make
makes mark marks may merge merges might move moves must need needs not notify notifies omit omits opt opts
override overrides pass passes permit permits pin pins play plays prefer prefers prevent prevents print prints
receive receives redirect redirects reject rejects remove removes render renders replace replaces require requires
reset resets respect respects restrict restricts resume resumes retry retries return returns run runs save saves
send sends set sets shall share shares should show shows skip skips sort sorts start starts stop stops strip strips
subscribe subscribes support supports sync syncs take takes track tracks treat treats trim trims truncate truncates
unsubscribe update updates use uses validate validates verify verifies wait waits want wants was were will would
wrap wraps write writes
)";

// Verbs that form a phrase with such a word: sign_in_attempts.
constexpr std::string_view phrasal = R"(
add back break built buy call carry cash check clock come dial drop fall fill fly follow go hand hold lead
lock log look opt pay pick plug put roll run set share sign sit stand step stop switch take tie time trade turn walk
)";

}  // namespace mana_guard::rules::english
