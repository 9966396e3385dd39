"""Finds every place of Ukraine that a text names, in English, Ukrainian or Russian, and says where it is.

>>> import ua_gazetteer
>>> document = ua_gazetteer.recognize("Attacks near Sinkivka and Ivanivka in Kharkiv region.", date="2023-11-26")
>>> for mention in document:
...     print(mention.text, mention.place.id, mention.place.lat, mention.place.lon)  # doctest: +ELLIPSIS
Sinkivka UA63080130130078227 49... 37...
Ivanivka UA63080130040020621 49... 37...
Kharkiv region UA63000000000041885 49... 36...

Offsets count code points, as Python does. `ua_gazetteer.spacy` and `ua_gazetteer.spark` need these packages and are
imported by name.
"""

from ua_gazetteer._native import (
    Alternative,
    Batch,
    Candidate,
    Document,
    Form,
    Gazetteer,
    Mention,
    Place,
    Recognizer,
    Unit,
    __version__,
    recognize,
    recognize_batch,
    variants,
)

__all__ = [
    "Alternative",
    "Batch",
    "Candidate",
    "Document",
    "Form",
    "Gazetteer",
    "Mention",
    "Place",
    "Recognizer",
    "Unit",
    "__version__",
    "recognize",
    "recognize_batch",
    "variants",
]
