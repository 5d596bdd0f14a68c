"""A new word of the vocabulary."""

from fifrecords.entry.answers import choice, new_id
from fifrecords.entry.choices import among
from fifrecords.entry.ids import readable_id
from fifrecords.entry.kinds.kind import Kind
from fifrecords.entry.plan import Plan
from fifrecords.entry.question import Moment, Question
from fifrecords.model.vocabulary import Vocabulary
from fifrecords.store.compose import entry
from fifrecords.store.edits import SetField

LISTS = {
    "roles": "what people are to the project",
    "client_groups": "whom the project is for",
    "age_bands": "bands of age",
    "curriculum": "what is taught",
    "settings": "kinds of place",
    "audiences": "whom dissemination is for",
}


def add_word(plan: Plan, list_: str, id_: str, label: str, vocabulary: Vocabulary) -> None:
    """Plans a new word of the vocabulary.

    Args:
        plan: What it is added to.
        list_: The list of the vocabulary.
        id_: The word's id.
        label: How a form prints it.
        vocabulary: The words that there are.
    """
    path = f"{plan.root}/vocabulary.yaml"
    if getattr(vocabulary, list_):
        plan.edit(path, [SetField((list_, id_), label)])
    else:
        plan.append(path, entry(list_, {id_: label}))


def _plans(plan: Plan, moment: Moment) -> list[str]:
    list_, label = moment.given["of"], moment.given["label"]
    words = getattr(moment.records.vocabulary, list_)
    id_ = moment.given.get("id") or readable_id(label, words)
    add_word(plan, list_, id_, label, moment.records.vocabulary)
    return [id_]


WORD = Kind(
    "Write a word of the project's own vocabulary.",
    (
        Question("of", "Which list does it belong to", choice, among(LISTS), needed=True),
        Question("label", "What is it called, as a form is to print it", needed=True),
        Question(
            "id",
            "Its id",
            new_id,
            lambda moment: getattr(moment.records.vocabulary, moment.given.get("of", "roles")),
            asked=False,
        ),
    ),
    _plans,
    ("word --of curriculum --label Gardening",),
)
