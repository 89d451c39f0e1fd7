"""Places as datelines name them: states in AP and postal form, countries, and the cities that stand alone.

The stand-alone cities are those of the Associated Press Stylebook; foreign ones are those where biotechs sit.
"""

import re

_STATES = (
    "Ala. Alabama AL Alaska AK Ariz. Arizona AZ Ark. Arkansas AR Calif. California CA Colo. Colorado CO Conn. Connecticut CT Del. Delaware DE "
    "Fla. Florida FL Ga. Georgia GA Hawaii HI Idaho ID Ill. Illinois IL Ind. Indiana IN Iowa IA Kan. Kansas KS Ky. Kentucky KY La. Louisiana LA "
    "Maine ME Md. Maryland MD Mass. Massachusetts MA Mich. Michigan MI Minn. Minnesota MN Miss. Mississippi MS Mo. Missouri MO Mont. Montana MT "
    "Neb. Nebraska NE Nev. Nevada NV N.H. NH N.J. NJ N.M. NM N.Y. NY N.C. NC N.D. ND Ohio OH Okla. Oklahoma OK Ore. Oregon OR Pa. Pennsylvania PA "
    "R.I. RI S.C. SC S.D. SD Tenn. Tennessee TN Texas TX Utah UT Vt. Vermont VT Va. Virginia VA Wash. Washington WA W.Va. WV Wis. Wisconsin WI "
    "Wyo. Wyoming WY D.C. DC Ontario ON Quebec Québec QC Alberta AB Manitoba MB B.C. BC P.R. PR"
)
_LONG_STATES = ("New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Rhode Island", "South Carolina",
                "South Dakota", "West Virginia", "British Columbia", "Nova Scotia", "Puerto Rico", "District of Columbia")  # fmt: skip
_COUNTRIES = (
    "Argentina Australia Austria Belgium Brazil Canada China Croatia Czechia Denmark England Estonia Finland France Germany Greece Hungary Iceland "
    "India Ireland Israel Italy Japan Korea Latvia Liechtenstein Lithuania Luxembourg Malta Mexico Monaco Netherlands Norway Poland Portugal "
    "Scotland Singapore Slovenia Spain Sweden Switzerland Taiwan Thailand Turkey UK U.K. Ukraine USA U.S. U.S.A. Wales"
)
_LONG_COUNTRIES = ("United Kingdom", "United States", "The Netherlands", "the Netherlands", "South Korea", "Republic of Korea", "Hong Kong",
                   "New Zealand", "South Africa", "Czech Republic", "Northern Ireland", "Saudi Arabia")  # fmt: skip
_CITIES = (
    "Atlanta Baltimore Boston Chicago Cincinnati Cleveland Dallas Denver Detroit Honolulu Houston Indianapolis Miami Milwaukee Minneapolis "
    "Philadelphia Phoenix Pittsburgh Seattle Washington Amsterdam Athens Barcelona Basel Beijing Berlin Bern Brussels Budapest Cambridge Copenhagen "
    "Dublin Dusseldorf Edinburgh Frankfurt Geneva Ghent Gothenburg Hamburg Helsinki Jerusalem Leiden Leuven Lausanne Lisbon London Lyon Madrid "
    "Malmö Martinsried Melbourne Milan Montreal Munich Osaka Oslo Oxford Paris Planegg Prague Rome Rotterdam Seoul Shanghai Singapore Stockholm "
    "Strasbourg Sydney Taipei Tokyo Toronto Toulouse Uppsala Utrecht Vancouver Vienna Warsaw Zug Zurich Zürich"
)
_LONG_CITIES = ("Las Vegas", "Los Angeles", "New Orleans", "New York", "Oklahoma City", "St. Louis", "Salt Lake City", "San Antonio", "San Diego",
                "San Francisco", "Hong Kong", "Tel Aviv")  # fmt: skip
_REGIONS = frozenset(
    name.casefold() for name in (*_STATES.split(), *_LONG_STATES, *_COUNTRIES.split(), *_LONG_COUNTRIES)
)
_ALONE = frozenset(name.casefold() for name in (*_CITIES.split(), *_LONG_CITIES))


def is_place(city: str, region: str) -> bool:
    """Whether these are the names of a place: one of the regions, or without a region a city that stands alone."""
    if region:
        last = re.split(r"\s+(?:and|&)\s+|,\s*|;\s*", region)
        return any(part.strip().casefold() in _REGIONS for part in last)
    return any(part.strip().casefold() in _ALONE for part in re.split(r"\s+(?:and|&)\s+|/", city))
