"""Abbreviations that end in a stop without ending a sentence, and words that begin one; written by us."""

from __future__ import annotations

_TITLES = {
    "en": "mr mrs ms mx dr prof rev fr hon gov sen rep gen lt col maj capt cmdr sgt cpl pvt adm pres "
    "amb supt insp det messrs mme mlle msgr atty",
    "fr": "m mm mme mlle dr pr me mgr st ste",
    "de": "hr fr dr prof dipl ing st hl frhr gen",
    "es": "sr sra srta sres dr dra d dña ud uds prof lic ing gral",
    "pt": "sr sra srta dr dra d prof profa eng exmo exma gen",
    "it": "sig sigg dott prof avv ing on gen mons",
    "nl": "dhr mevr mw dr drs ir ing prof mr",
    "sv": "hr fr dr prof st",
    "pl": "p dr hab prof inż mgr ks św gen",
    "ru": "гр проф акад ген им св",
    "tr": "dr prof doç av sn",
    "id": "bpk ny sdr dr prof ir hj",
}

_OTHERS = {
    "en": "vs sr jr st esq ret etc e.g i.e cf al ca approx est dept univ assn bros co corp inc ltd plc "
    "llc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun no nos vol vols fig figs p pp ed eds ch sec art para ave blvd rd hwy ft mt pt u.s u.k "
    "u.n e.u d.c u.s.a u.s.s.r u.a.e a.m p.m p.s n.y l.a b.c a.d ph.d m.d b.a m.a ala ariz ark "
    "calif colo conn del fla ga ill ind kan ky la mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo nat int'l gov't min max ext tel op sec hr hrs yr yrs lb lbs oz km sq "
    "esp incl excl misc viz ibid rev ref ser suppl trans prov rm bldg apt rte twp assoc intl natl "
    "exod deut matt cor rom isa jer ezek",
    "fr": "etc cf p pp ex env av apr vol n° no art chap éd janv févr avr juil sept oct nov déc r.-v c.-à-d j.-c",
    "de": "z.b d.h u.a u.ä usw bzw ca evtl ggf inkl max min mio mrd nr o.ä s str tel u.u vgl v.a z.t zt "
    "abs art bd jan feb mär apr jun jul aug sept okt nov dez jh etc hrsg",
    "es": "etc p.ej pág págs núm art aprox av avda ee.uu ed vol cap tel depto ene feb abr jun jul ago "
    "sept oct nov dic",
    "pt": "etc p.ex pág págs núm art aprox av ed vol cap tel depto jan fev abr jun jul ago set out nov dez",
    "it": "ecc p.es pag pagg art ca cap ed vol n tel gen feb mar apr giu lug ago sett ott nov dic",
    "nl": "bijv bv d.w.z enz o.a m.a.w ca nr blz jl a.s art jan feb mrt apr jun jul aug sept okt nov dec",
    "sv": "bl.a d.v.s dvs ca etc f.d fr.o.m m.fl m.m nr o.s.v osv s.k t.ex t.o.m jan feb aug sept okt nov dec",
    "pl": "np tzw tj itd itp m.in ok r ur zm godz ul al nr str tys mln mld br",
    "ru": "г гг т.е т.д т.п т.к т.н др пр см ср тыс млн млрд руб коп ул д стр рис янв фев мар апр авг "
    "сен окт ноя дек",
    "tr": "vb vs örn yy mah cad sok no tel ltd şti",
    "id": "dll dsb dst jl no hlm tgl yth a.n d.a",
}

_STARTERS = {
    "en": "the a an this that these those he she it we they his her its their our there but and however "
    "in on at for when while if after before although as meanwhile what who why how",
    "fr": "le la les un une des ce cette ces il elle ils elles on nous mais et cependant en dans pour "
    "quand si après",
    "de": "der die das ein eine dies dieser er sie es wir aber und doch im in am für wenn nach",
    "es": "el la los las un una este esta él ella ellos pero y sin en para cuando si después",
    "pt": "o a os as um uma este esta ele ela eles mas e em para quando se depois",
    "it": "il lo la i gli le un una questo questa egli ma e in per quando se dopo",
    "nl": "de het een dit dat deze hij zij we maar en in op voor als na",
    "sv": "den det de en ett han hon vi men och i på för när om efter",
    "pl": "ten ta to on ona oni ale i w na dla gdy jeśli po",
    "ru": "это этот эта он она они мы но и в на для когда если после",
    "tr": "bu şu o onlar biz ama ve için",
    "id": "ini itu dia mereka kami tetapi dan di pada untuk jika setelah",
}

_PLAIN = {
    "en": "ill ore mass miss wash sat sun no art in mar ark del pa ma mo min max fig ref sec rev trans rep sen",
}

LANGUAGES = frozenset(_OTHERS)
"""The languages whose abbreviations we know, by their two letters."""

ORDINAL_STOP = frozenset(
    {"de", "da", "no", "nb", "nn", "fi", "cs", "sk", "hu", "et", "hr", "sl", "sr", "tr", "pl"}
)
"""Languages that write an ordinal number with a stop, as in `am 5. Mai`."""


def abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations of a language in lower case, without the last stop, titles among them."""
    return titles(language) | _words(_OTHERS, language)


def titles(language: str) -> frozenset[str]:
    """Return the abbreviated titles, which always have a name after them."""
    return _words(_TITLES, language)


def plain_words(language: str) -> frozenset[str]:
    """Return abbreviations that in small letters and before a capital are words: He fell ill. They sold no. 7."""
    return frozenset(_PLAIN.get(language, "").split())


def starters(language: str) -> frozenset[str]:
    """Return words in lower case that, with a capital, begin a sentence even after an abbreviation."""
    return _words(_STARTERS, language)


def _words(table: dict[str, str], language: str) -> frozenset[str]:
    return frozenset(table.get(language, table["en"]).split())
