"""Spoils addresses and names of facilities as people and programs spoil them. It knows nothing of how anything is made
alike again, and must not: it says what really happened, and others are measured against it."""

import random


def typing_error(text, chance):
    """One letter left out, doubled, changed for its neighbour on the keyboard, or two swapped; never the first."""
    letters = [at for at, sign in enumerate(text) if at and sign.isalpha()]
    if len(letters) < 4:
        return text
    at = chance.choice(letters)
    rows = ["qwertzuiopü", "asdfghjklöä", "yxcvbnm"]
    row = next((row for row in rows if text[at].lower() in row), None)
    beside = row[(row.index(text[at].lower()) + 1) % len(row)] if row else text[at]
    ways = [text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], text[:at] + beside + text[at + 1 :]]
    if at + 1 < len(text):
        ways.append(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    return chance.choice(ways)


def without_umlauts(text):
    for umlaut, letters in [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")]:
        text = text.replace(umlaut, letters)
    return text


def wrong_encoding(text):
    """Umlauts lost for ever: a question mark in their place."""
    return "".join("?" if sign in "äöüßÄÖÜ" else sign for sign in text)


def shortened(text):
    for long, short in [("straße", "str."), ("Straße", "Str."), ("platz", "pl."), ("Platz", "Pl.")]:
        text = text.replace(long, short)
    return text


def street(text, chance):
    ways = [
        (4, lambda it: it),
        (5, shortened),
        (2, without_umlauts),
        (2, str.upper),
        (1, str.lower),
        (1, lambda it: it.replace("-", " ")),
        (1, lambda it: it.replace("straße", " Straße")),
        (1, lambda it: f"  {it} "),
        (3, lambda it: typing_error(it, chance)),
        (1, wrong_encoding),
    ]
    for _ in range(chance.choice([1, 1, 1, 2])):
        text = chance.choices([way for _, way in ways], [weight for weight, _ in ways])[0](text)
    return text


def number(text, letter, chance):
    if not letter:
        return chance.choice([text, text, text, f"{text}.0", f" {text}"])
    return chance.choice([f"{text}{letter}", f"{text} {letter}", f"{text}{letter.upper()}", f"{text} {letter.upper()}"])


def postcode(text, chance):
    if chance.random() < 0.03:
        at = chance.randrange(1, 5)
        return text[:at] + str(chance.randrange(10)) + text[at + 1 :]
    return chance.choice([text, text, text, text, f"{text}.0", "", f"D-{text}"])


def facility(text, chance):
    words = {"Grundschule": "GS", "Gesamtschule": "Gesamtsch.", "Gymnasium": "Gymn.", "Kita": "Kindertagesstätte", "Realschule": "Realsch."}
    ways = [
        (3, lambda it: it),
        (3, lambda it: " ".join(words.get(word, word) for word in it.split())),
        (2, lambda it: f"Städt. {it}"),
        (2, lambda it: " ".join(reversed(it.split(" ", 1)))),
        (2, lambda it: f"{it} (Standort Nord)"),
        (2, without_umlauts),
        (1, str.upper),
        (3, lambda it: typing_error(it, chance)),
    ]
    for _ in range(chance.choice([1, 1, 2])):
        text = chance.choices([way for _, way in ways], [weight for weight, _ in ways])[0](text)
    return text


def source(seed):
    return random.Random(seed)
