"""Nouns: the common words by which a text calls people, bodies and documents, and what they say of number and sex."""

import json
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Sex = Literal["male", "female", ""]
Noun = Literal["person", "people", "organisation", "document", ""]


class Nouns(NamedTuple):
    """Word lists of `data/descriptions.json`, in lower case; `kinds` gives each noun, singular and plural, its kind.

    behalf: who speaks for another. offices: nouns that a text hardly uses of somebody whom it nowhere calls so.
    sole: those of them that, alone, mean the one whom a text calls so. comparing: what tells one namesake from another.
    """

    kinds: dict[str, Noun]
    plurals: frozenset[str]
    sexes: dict[str, Sex]
    determiners: dict[str, str]
    behalf: frozenset[str]
    offices: frozenset[str]
    sole: frozenset[str]
    comparing: frozenset[str]
    stops: frozenset[str]
    joining: frozenset[str]
    leading: frozenset[str]
    adding: frozenset[str]
    doing: frozenset[str]
    pronouns: dict[str, str]


PRONOUNS = ("male", "female", "plural", "neuter", "who", "which", "first_singular", "first_plural", "second", "general")
"""The lists of pronouns, each a class of its own."""
SEXES: tuple[tuple[Sex, str], ...] = (("male", "man"), ("female", "woman"))
KINDS: tuple[Noun, ...] = ("document", "organisation", "person")
DETERMINERS = ("quantity", "indefinite", "possessive", "definite")


@cache
def nouns() -> Nouns:
    """The word lists, read once."""
    data = json.loads(files("onrecord").joinpath("data/descriptions.json").read_text("utf-8"))
    lists = {name: str(words).split() for name, words in data.items()}
    kinds: dict[str, Noun] = {}
    plurals = set(lists["people"])
    for kind in KINDS:
        for word in lists[kind]:
            kinds[word] = kind
            plurals.add(plural(word))
            kinds.setdefault(plural(word), "people" if kind == "person" else kind)
    sexes: dict[str, Sex] = {}
    for sex, name in SEXES:
        sexes.update(dict.fromkeys(lists[f"titles_of_{plural(name)}"] + lists[name], sex))
        for word in lists[name]:
            kinds[word], kinds[plural(word)] = "person", "people"
    for word in lists["people"]:
        kinds[word] = "people"
    return Nouns(
        kinds=kinds,
        plurals=frozenset(plurals | {plural(word) for word in lists["man"] + lists["woman"]}),
        sexes=sexes,
        determiners={word: name for name in DETERMINERS for word in lists[name]},
        behalf=frozenset(lists["behalf"]),
        offices=frozenset(lists["offices"]),
        sole=frozenset(lists["sole"]),
        comparing=frozenset(lists["comparing"]),
        stops=frozenset(lists["stops"]),
        joining=frozenset(lists["joining"]),
        leading=frozenset(lists["leading"]),
        adding=frozenset(lists["adding"]),
        doing=frozenset(form for verb in lists["verbs"] for form in _forms(verb)),
        pronouns={word: name for name in reversed(PRONOUNS) for word in lists[name]},
    )


def plural(word: str) -> str:
    """The regular plural of an English noun, and that of -man."""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _forms(verb: str) -> tuple[str, ...]:
    """A verb with its regular forms, without its past, which may stand before a noun: "angered voters"."""
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb + "ing"
    ending = "es" if verb.endswith(("s", "x", "ch", "sh")) else "s"
    return verb, verb + ending, verb.removesuffix("e") + "ing"


@cache
def given_names() -> dict[str, Sex]:
    """The sex that a given name shows, in lower case: "" where it may be either."""
    data = json.loads(files("onrecord").joinpath("data/given_name_sexes.json").read_text("utf-8"))
    either: dict[str, Sex] = dict.fromkeys(data["either"].split(), "")
    return either | dict.fromkeys(data["male"].split(), "male") | dict.fromkeys(data["female"].split(), "female")


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """For each given name, in lower case, the groups of `data/given_names.json` in which long and short forms stand."""
    groups = json.loads(files("onrecord").joinpath("data/given_names.json").read_text("utf-8"))["groups"]
    return {name: frozenset(k for k, group in enumerate(groups) if name in group) for group in groups for name in group}
