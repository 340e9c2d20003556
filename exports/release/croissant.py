"""Croissant 1.1 metadata of a release, with the terms for responsible AI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from exports.release import background
from exports.release.fields import LICENSE

if TYPE_CHECKING:
    from exports.release.release import Release

Json = dict[str, Any]

CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
VERSIONS = ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
FIELDS = {
    "gold": ("id", "article", "tag", "start", "end", "split", "story", "outlet"),
    "annotations": ("id", "article", "layer", "tag", "start", "end", "split", "story", "outlet"),
    "relations": ("id", "article", "layer", "type", "from", "to", "split"),
    "fact_checks": ("id", "claim", "verdict"),
    "sources": ("id", "title", "publisher", "url", "published"),
}
NUMBERS = {"start", "end"}


def metadata(release: Release, files: Mapping[str, Json]) -> Json:
    """Return croissant.json."""
    card = release.card
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSIONS,
        "name": release.slug,
        "description": f"{release.title}. {card['motivation']}",
        "license": f"https://spdx.org/licenses/{card.get('license') or LICENSE}.html",
        "url": card.get("homepage") or f"https://annotator.invalid/{release.slug}",
        "creator": [{"@type": "sc:Organization", "name": name} for name in release.creators],
        "publisher": [{"@type": "sc:Organization", "name": name} for name in release.creators],
        "datePublished": release.date,
        "dateModified": release.date,
        "version": release.version,
        "keywords": ["claims", "rebuttals", "omissions", "framing", "media bias", "disagreement"],
        "inLanguage": release.languages or ["und"],
        "citeAs": card.get("citation")
        or f"{', '.join(release.creators)}: {release.title}, version {release.version}",
        "isLiveDataset": False,
        "distribution": [_file(name, about) for name, about in sorted(files.items()) if name.startswith("data/")],
        "recordSet": [
            *_splits(release),
            *(_records(name) for name in FIELDS if files[f"data/{name}.jsonl"]["rows"]),
        ],
        **{f"rai:{name}": value for name, value in _rai(release).items()},
    }


def _file(name: str, about: Json) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{about['bytes']} B",
        "encodingFormat": "application/jsonlines",
        "sha256": about["sha256"],
    }


def _records(name: str) -> Json:
    file = f"data/{name}.jsonl"
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{column}",
            "name": column,
            "dataType": "sc:Integer" if column in NUMBERS else "sc:Text",
            "source": {"fileObject": {"@id": file}, "extract": {"column": column}},
        }
        for column in FIELDS[name]
    ]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "key": {"@id": f"{name}/id"}, "field": fields}


def _splits(release: Release) -> list[Json]:
    shares = release.splits.get("shares")
    if not shares:
        return []
    field = {"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"}
    return [
        {
            "@type": "cr:RecordSet",
            "@id": "splits",
            "name": "splits",
            "dataType": "cr:Split",
            "key": {"@id": "splits/name"},
            "field": [field],
            "data": [{"splits/name": name} for name in shares],
        }
    ]


def _rai(release: Release) -> Json:
    card = release.card
    return {
        "dataCollection": card["collection"],
        "dataCollectionType": ["Manual Human Curation", "Others"],
        "dataCollectionTimeframe": release.timeframe,
        "dataCollectionRawData": "Articles as published; each text is frozen at import and known by its SHA-256.",
        "dataCollectionMissingData": "Layers that were not handed in, and gold that was not finished, stay out.",
        "dataPreprocessingProtocol": [
            "Texts are decoded strictly and never changed; boilerplate is marked, not cut."
        ],
        "dataManipulationProtocol": "Nothing was changed after annotation but by recorded acts; see history/.",
        "dataImputationProtocol": "No value was filled in.",
        "dataAnnotationProtocol": f"guidelines-v{release.guideline_version}.md, and the scheme in scheme.yaml.",
        "dataAnnotationPlatform": ["Annotator"],
        "dataAnnotationAnalysis": [
            "Readings are aligned; what differs is decided by a reviewer; all readings are kept."
        ],
        "annotationsPerItem": release.per_item,
        "annotatorDemographics": [
            words for words in (card["annotators"], background.words(release.background)) if words
        ],
        "machineAnnotationTools": [release.machine],
        "personalSensitiveInformation": [card["personal_information"]],
        "dataReleaseMaintenancePlan": card["maintenance"],
        "dataSocialImpact": card["social_impact"],
        "dataBiases": [card["biases"]],
        "dataLimitations": [card["limitations"]],
        "dataUseCases": [card["use_cases"]],
    }
