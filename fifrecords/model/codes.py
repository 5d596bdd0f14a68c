"""What people may say of themselves, by protected characteristic: dated lists, with their source.

Each list is a recommendation: a project adds answers of its own in ``vocabulary.yaml``.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from fifrecords.model.vocabulary import NOT_ASKED, PREFERRED_NOT_TO_SAY, Characteristic

NO_ANSWER: Mapping[str, str] = {PREFERRED_NOT_TO_SAY: "Prefer not to say", NOT_ASKED: "Not asked"}
"""What stands in the place of an answer: the two are never the same, and neither is a no."""


class CodeList(NamedTuple):
    """A list of answers that somebody publishes.

    Attributes:
        title: What it is called.
        source: Who publishes it, and where.
        since: The first day that it holds.
        answers: How each answer is printed, by its id.
        codes: The code that stands for an answer in returns, by its id; empty where there is none.
    """

    title: str
    source: str
    since: date
    answers: Mapping[str, str]
    codes: Mapping[str, str] = {}


_ILR = "Individualised Learner Record specification, Department for Education and its agencies"
_CENSUS = "Census 2021 (England and Wales), Office for National Statistics"
_CENSUS_DAY = date(2021, 3, 21)
_ACT = "Equality Act 2010 (UK), sections 4 to 18"
_IN_FORCE = date(2010, 10, 1)

_DISABILITIES = (
    ("4", "vision-impairment", "Vision impairment"),
    ("5", "hearing-impairment", "Hearing impairment"),
    ("6", "disability-affecting-mobility", "Disability affecting mobility"),
    ("7", "profound-complex-disabilities", "Profound complex disabilities"),
    ("8", "social-and-emotional-difficulties", "Social and emotional difficulties"),
    ("9", "mental-health-difficulty", "Mental health difficulty"),
    ("10", "moderate-learning-difficulty", "Moderate learning difficulty"),
    ("11", "severe-learning-difficulty", "Severe learning difficulty"),
    ("12", "dyslexia", "Dyslexia"),
    ("13", "dyscalculia", "Dyscalculia"),
    ("14", "autism-spectrum-disorder", "Autism spectrum disorder"),
    ("15", "aspergers-syndrome", "Asperger's syndrome"),
    ("16", "temporary-disability", "Temporary disability after illness or accident"),
    ("17", "speech-language-and-communication-needs", "Speech, language and communication needs"),
    ("93", "other-physical-disability", "Other physical disability"),
    ("94", "other-specific-learning-difficulty", "Other specific learning difficulty"),
    ("95", "other-medical-condition", "Other medical condition"),
    ("96", "other-learning-difficulty", "Other learning difficulty"),
    ("97", "other-disability", "Other disability"),
)
_ETHNICITIES = (
    ("31", "white-british", "White: English, Welsh, Scottish, Northern Irish or British"),
    ("32", "white-irish", "White: Irish"),
    ("33", "gypsy-or-irish-traveller", "White: Gypsy or Irish Traveller"),
    ("34", "any-other-white", "Any other White background"),
    ("35", "white-and-black-caribbean", "White and Black Caribbean"),
    ("36", "white-and-black-african", "White and Black African"),
    ("37", "white-and-asian", "White and Asian"),
    ("38", "any-other-mixed", "Any other mixed or multiple background"),
    ("39", "indian", "Indian"),
    ("40", "pakistani", "Pakistani"),
    ("41", "bangladeshi", "Bangladeshi"),
    ("42", "chinese", "Chinese"),
    ("43", "any-other-asian", "Any other Asian background"),
    ("44", "african", "African"),
    ("45", "caribbean", "Caribbean"),
    ("46", "any-other-black", "Any other Black background"),
    ("47", "arab", "Arab"),
    ("98", "any-other-ethnic-group", "Any other ethnic group"),
)


def _coded(title: str, since: date, rows: tuple[tuple[str, str, str], ...]) -> CodeList:
    answers = {id_: label for _, id_, label in rows}
    return CodeList(title, _ILR, since, answers, {id_: code for code, id_, _ in rows})


CODE_LISTS: Mapping[Characteristic, tuple[CodeList, ...]] = {
    "age": (),  # a project writes bands of its own: an exact age is a personal detail
    "disability": (
        CodeList(
            "Whether there is any",
            _ACT,
            _IN_FORCE,
            {
                "no-disability": "No disability or learning difficulty",
                "disability": "Disability",
                "learning-difficulty": "Learning difficulty",
            },
        ),
        _coded("LLDD and health problem category", date(2014, 8, 1), _DISABILITIES),
    ),
    "gender_reassignment": (
        CodeList(
            "Gender identity",
            _CENSUS,
            _CENSUS_DAY,
            {
                "same-as-registered-at-birth": "Gender the same as the sex registered at birth",
                "not-as-registered-at-birth": "Gender not the same as the sex registered at birth",
            },
        ),
    ),
    "marriage_and_civil_partnership": (
        CodeList(
            "Legal partnership status",
            _CENSUS,
            _CENSUS_DAY,
            {
                "never-in-either": "Never married and never in a civil partnership",
                "married": "Married",
                "in-a-civil-partnership": "In a civil partnership",
                "separated": "Separated",
                "divorced": "Divorced, or the civil partnership dissolved",
                "widowed": "Widowed, or the surviving civil partner",
            },
        ),
    ),
    "pregnancy_and_maternity": (
        CodeList(
            "Pregnancy and maternity",
            _ACT,
            _IN_FORCE,
            {
                "pregnant": "Pregnant",
                "gave-birth-in-the-last-26-weeks": "Gave birth in the last 26 weeks",
                "on-maternity-leave": "On maternity leave",
                "none-of-these": "None of these",
            },
        ),
    ),
    "race": (
        CodeList(
            "Ethnic group, in five",
            _CENSUS,
            _CENSUS_DAY,
            {
                "white": "White",
                "mixed": "Mixed or multiple ethnic groups",
                "asian": "Asian, Asian British or Asian Welsh",
                "black": "Black, Black British, Black Welsh, Caribbean or African",
                "other": "Other ethnic group",
            },
        ),
        _coded("Ethnicity", date(2011, 8, 1), _ETHNICITIES),
    ),
    "religion_or_belief": (
        CodeList(
            "Religion",
            _CENSUS,
            _CENSUS_DAY,
            {
                "no-religion": "No religion",
                "christian": "Christian",
                "buddhist": "Buddhist",
                "hindu": "Hindu",
                "jewish": "Jewish",
                "muslim": "Muslim",
                "sikh": "Sikh",
                "any-other-religion": "Any other religion",
            },
        ),
    ),
    "sex": (CodeList("Sex", _CENSUS, _CENSUS_DAY, {"female": "Female", "male": "Male"}),),
    "sexual_orientation": (
        CodeList(
            "Sexual orientation",
            _CENSUS,
            _CENSUS_DAY,
            {
                "straight-or-heterosexual": "Straight or heterosexual",
                "gay-or-lesbian": "Gay or lesbian",
                "bisexual": "Bisexual",
                "other-sexual-orientation": "Other sexual orientation",
            },
        ),
    ),
}
"""The published answers by protected characteristic (Equality Act 2010, section 4)."""


DENIALS = ("no-disability", "none-of-these")
"""The answers beside which there can be no other: where both were ticked, one is wrong."""


@cache
def published(characteristic: Characteristic) -> Mapping[str, str]:
    """How each published answer is printed, by its id; what stands for none comes last."""
    lists = CODE_LISTS[characteristic]
    return {id_: label for each in lists for id_, label in each.answers.items()} | dict(NO_ANSWER)
