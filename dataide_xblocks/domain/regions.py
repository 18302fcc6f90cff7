"""Québec's seventeen administrative regions, by their official numbers: stable ids, names in both languages."""

from __future__ import annotations

# Source: Répertoire des municipalités du Québec. The English names are those the Government of Québec uses in English.
_NAMES = {
    "01": ("Bas-Saint-Laurent", "Bas-Saint-Laurent"),
    "02": ("Saguenay–Lac-Saint-Jean", "Saguenay–Lac-Saint-Jean"),
    "03": ("Capitale-Nationale", "Capitale-Nationale"),
    "04": ("Mauricie", "Mauricie"),
    "05": ("Estrie", "Estrie (Eastern Townships)"),
    "06": ("Montréal", "Montréal"),
    "07": ("Outaouais", "Outaouais"),
    "08": ("Abitibi-Témiscamingue", "Abitibi-Témiscamingue"),
    "09": ("Côte-Nord", "Côte-Nord (North Shore)"),
    "10": ("Nord-du-Québec", "Nord-du-Québec (Northern Québec)"),
    "11": ("Gaspésie–Îles-de-la-Madeleine", "Gaspésie–Îles-de-la-Madeleine (Magdalen Islands)"),
    "12": ("Chaudière-Appalaches", "Chaudière-Appalaches"),
    "13": ("Laval", "Laval"),
    "14": ("Lanaudière", "Lanaudière"),
    "15": ("Laurentides", "Laurentides (Laurentians)"),
    "16": ("Montérégie", "Montérégie"),
    "17": ("Centre-du-Québec", "Centre-du-Québec"),
}
REGIONS = tuple(_NAMES)


def region_name(region: str, language: str) -> str:
    """The name of a region in `language`, "" for no region."""
    french, english = _NAMES.get(region, ("", ""))
    return french if language == "fr" else english


def regions_in(language: str) -> list[tuple[str, str]]:
    """(id, name) of every region, in the alphabetical order of their names, as a list to choose from."""
    return sorted(((r, region_name(r, language)) for r in REGIONS), key=lambda pair: _unaccented(pair[1]))


def _unaccented(name: str) -> str:
    return name.translate(str.maketrans("éèôÎ", "eeoI")).lower()
