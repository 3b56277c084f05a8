"""Words cut into the pieces of a learned vocabulary, as BERT's uncased tokenizer cuts them (Devlin et al. 2019)."""

import unicodedata
from collections.abc import Iterator, Mapping

Vocabulary = Mapping[str, int]

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100  # characters of a word; what is longer is unknown, as in the original


def split_pieces(text: str, vocabulary: Vocabulary) -> list[int]:
    """The numbers of a text's pieces, in order; a word that the vocabulary cannot spell is one unknown piece."""
    return [piece for word in _split_words(text) for piece in _cut(word, vocabulary)]


def _cut(word: str, vocabulary: Vocabulary) -> list[int]:
    """The longest piece that fits, again and again; pieces within a word bear "##"."""
    found: list[int] = []
    start = 0
    while start < len(word) <= _LONGEST:
        end = len(word)
        while end > start and ("##" if start else "") + word[start:end] not in vocabulary:
            end -= 1
        if end == start:
            return [vocabulary[UNKNOWN]]
        found.append(vocabulary[("##" if start else "") + word[start:end]])
        start = end
    return found or [vocabulary[UNKNOWN]]


def _split_words(text: str) -> Iterator[str]:
    """Words in lower case without accents; each mark of punctuation is a word."""
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for char in plain:
        if unicodedata.category(char) == "Mn" or (not char.isspace() and unicodedata.category(char)[0] == "C"):
            continue
        if char.isspace() or _stands_alone(char):
            if word:
                yield word
            word = ""
            if not char.isspace():
                yield char
        else:
            word += char
    if word:
        yield word


def _stands_alone(char: str) -> bool:
    code = ord(char)
    is_ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return is_ascii_mark or unicodedata.category(char).startswith("P") or 0x4E00 <= code <= 0x9FFF
