"""What Presidio sees in columns, its German recognisers on.

Reads a JSON list of columns (label, values), writes one of kinds: nothing where under half of the values are of a kind.
Its engine for language is a blank German one: no German model comes from a package registry, so it knows no names.
"""

import collections
import json
import pathlib
import sys

import presidio_analyzer
import spacy
import yaml
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

KINDS = {
    "PERSON": "full_name",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "IBAN_CODE": "iban",
    "DE_TAX_ID": "tax_id",
    "DE_TAX_NUMBER": "tax_id",
    "DE_SOCIAL_SECURITY": "social_security_number",
    "DE_HEALTH_INSURANCE": "health_insurance_number",
    "DE_ID_CARD": "id_card",
    "DE_PASSPORT": "id_card",
    "DE_KFZ": "licence_plate",
}
# It finds every day, address of a page and postcode; counting those as persons would be unfair.
NOT_PERSONS = {"DATE_TIME", "URL", "DE_PLZ", "LOCATION", "DE_HANDELSREGISTER", "DE_VAT_ID", "DE_LANR", "DE_BSNR"}
# Telephone numbers get no more without its own words beside them.
SCORE = 0.4
SHARE = 0.5


def engine():
    home = pathlib.Path(presidio_analyzer.__file__).parent
    conf = yaml.safe_load((home / "conf/default_recognizers.yaml").read_text())
    conf["supported_languages"] = ["de"]
    for recognizer in conf["recognizers"]:
        languages = recognizer.get("supported_languages")
        named = [it if isinstance(it, str) else it.get("language") for it in languages or []]
        german = "de" in named
        if languages and not german:
            recognizer["enabled"] = False
        elif german or not languages:
            recognizer["enabled"] = True
            recognizer["supported_languages"] = ["de"]
    with_names = [it for it in conf["recognizers"] if it.get("enabled") and it["name"] not in ("SpacyRecognizer",)]
    conf["recognizers"] = with_names
    language = SpacyNlpEngine(models=[{"lang_code": "de", "model_name": "blank"}])
    language.nlp = {"de": spacy.blank("de")}
    registry = RecognizerRegistryProvider(registry_configuration=conf).create_recognizer_registry()
    return AnalyzerEngine(registry=registry, nlp_engine=language, supported_languages=["de"])


def kind(analyzer, column):
    counts = collections.Counter()
    values = [value for value in column["values"] if value.strip()]
    context = column["label"].split()
    for value in values:
        found = analyzer.analyze(value, language="de", context=context, score_threshold=SCORE)
        counts.update({KINDS.get(it.entity_type, "other") for it in found if it.entity_type not in NOT_PERSONS})
    name, most = (counts.most_common(1) or [("", 0)])[0]
    return name if values and most >= SHARE * len(values) else None


def main():
    analyzer = engine()
    columns = json.load(sys.stdin)
    json.dump([kind(analyzer, column) for column in columns], sys.stdout)


if __name__ == "__main__":
    main()
