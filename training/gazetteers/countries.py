"""Countries of mledoze/countries (ODbL): places for the name rules, and jurisdictions for offices."""

import json
import lzma
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from training.corpora import SHARED

COUNTRIES = SHARED / "corpora/countries/countries.json.xz"
BY_HAND = Path(__file__).with_name("places_by_hand.json")
ALSO = {
    "CPV": ["Cabo Verde"],
    "CZE": ["Czechia"],
    "CIV": ["Côte d'Ivoire"],
    "COD": ["Congo", "Democratic Republic of the Congo", "DR Congo"],
    "GBR": ["Britain", "Great Britain", "U.K."],
    "KOR": ["South Korea"],
    "MMR": ["Burma"],
    "NLD": ["Holland"],
    "PRK": ["North Korea"],
    "PSE": ["Palestinian Authority", "Palestinian territories"],
    "SWZ": ["Swaziland"],
    "ARE": ["UAE", "U.A.E."],
    "TLS": ["East Timor"],
    "TUR": ["Turkey"],
    "USA": ["America", "U.S.", "US"],
    "VAT": ["Vatican"],
}
"""Names that English-language newsrooms print and the list lacks, by ISO 3166-1 alpha-3."""
DEMONYMS = {
    "ARE": ["Emirati"],
    "ARG": ["Argentinian"],
    "BIH": ["Bosnian"],
    "COD": ["Congolese"],
    "CPV": ["Cape Verdean"],
    "DNK": ["Dane"],
    "ESP": ["Spaniard"],
    "FIN": ["Finn"],
    "GBR": ["Briton", "English", "Scottish", "Welsh", "Northern Irish"],
    "HRV": ["Croat"],
    "ISL": ["Icelandic"],
    "KAZ": ["Kazakh"],
    "KGZ": ["Kyrgyz"],
    "LUX": ["Luxembourgish"],
    "NLD": ["Dutch"],
    "NZL": ["Kiwi"],
    "PHL": ["Philippine", "Filipino"],
    "POL": ["Pole"],
    "SAU": ["Saudi"],
    "SRB": ["Serb"],
    "SVN": ["Slovenian"],
    "SWE": ["Swede"],
    "THA": ["Thai"],
    "TUR": ["Turk"],
    "UZB": ["Uzbek"],
    "VAT": ["Vatican"],
}
ARTICLE = r"United|Philippines|Netherlands|Bahamas|Maldives|Gambia|Comoros|Seychelles|.* (?:Republic|Islands)\b"
ENGLISH = re.compile(
    r"(?:[A-Z][A-Za-z.'\-]+ )*(?:(?:Republic|Kingdom|States?|Islands|Federation|Commonwealth|St\.)\b.*|Macao|Cabo Verde)"
)
COUNTRIES_SOURCE = {
    "source": "mledoze/countries, see SOURCE.md; English names only. Made by `python -m training.gazetteers`",
    "licence": "ODbL-1.0",
}
SOURCE = (
    "countries, capitals and demonyms from mledoze/countries (commit 5e9f370, 2026-04-27), made available under the Open "
    "Database License (ODbL) 1.0, http://opendatacommons.org/licenses/odbl/1-0/; a few names that newsrooms print added; "
    "states, cities and regions written for this project. Made by `python -m training.gazetteers`"
)


def countries() -> list[dict[str, Any]]:
    """Each country: `iso3`, `name`, `aliases`, `demonyms`, `capitals`, sorted by name; English forms only."""
    rows = json.loads(lzma.decompress(COUNTRIES.read_bytes()))
    return sorted((_country(row) for row in rows), key=lambda row: row["name"])


def _country(row: dict[str, Any]) -> dict[str, Any]:
    iso3, name, official = row["cca3"], row["name"]["common"], row["name"]["official"]
    # Two letters would be anything in a text ("IN", "IT"); other languages' names are no English newsroom's.
    aliases = [each for each in row["altSpellings"] if len(each) > 2 and ENGLISH.fullmatch(each)]
    demonyms = [part for each in row["demonym_en"].values() for part in re.split(r", | or ", each) if part]
    return {
        "iso3": iso3,
        "name": name,
        "aliases": _unique([official, *aliases, *ALSO.get(iso3, [])], but={name}),
        "demonyms": _unique(demonyms + DEMONYMS.get(iso3, [])),
        "capitals": row["capital"],
    }


def _unique(names: list[str], but: Collection[str] = ()) -> list[str]:
    return [name for name in dict.fromkeys(names) if name not in but]


def by_hand() -> dict[str, Any]:
    """The lists that were written for this project: states, cities, regions."""
    lists: dict[str, Any] = json.loads(BY_HAND.read_text("utf-8"))
    return lists


def with_article(name: str) -> str:
    """A country's name as it stands behind "of"."""
    return f"the {name}" if re.match(ARTICLE, name) else name


def places() -> dict[str, Any]:
    """`data/places.json`: names of places by sort, as printed; nothing about who bears them."""
    rows, written = countries(), by_hand()
    return {
        "source": SOURCE,
        "licence": "ODbL-1.0",
        "countries": sorted({name for row in rows for name in [row["name"], *row["aliases"]]}),
        "demonyms": sorted({name for row in rows for name in row["demonyms"]}),
        "capitals": sorted({name for row in rows for name in row["capitals"]}),
        **{key: written[key] for key in ("us_states", "us_cities", "cities", "regions")},
    }
