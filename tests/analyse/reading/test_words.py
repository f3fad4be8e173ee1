import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.analyse.reading.windows import WINDOW_PIECES, framed, windows
from onrecord.analyse.reading.words import CASES, PARAGRAPH_CHARACTERS, Words, paragraphs, words

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def test_words_are_slices_of_the_text(tokenizer: Tokenizer) -> None:
    text = "Café owner Zoë Ångström: 𝒲e “won’t” go.\r\nThe end"
    found = [words(tokenizer, text, p) for p in paragraphs(text)]
    assert [text[a:b] for w in found for a, b in zip(w.starts, w.ends, strict=True)] == [
        "Café", "owner", "Zoë", "Ångström", ":", "𝒲e", "“", "won", "’", "t", "”", "go", ".", "The", "end",
    ]  # fmt: skip


@given(text=TEXT)
def test_words_of_any_text_lie_in_order_inside_their_paragraph(tokenizer: Tokenizer, text: str) -> None:
    for paragraph in paragraphs(text):
        found = words(tokenizer, text, paragraph)
        bounds = [paragraph[0], *np.stack([found.starts, found.ends], axis=1).ravel().tolist(), paragraph[1]]
        assert bounds == sorted(bounds)
        assert found.first[-1] == len(found.pieces)


@given(text=st.text("aZé7 \xa0.,-_’“”—$€£" + "ßÿÀ", max_size=150).filter(str.strip))
def test_plain_words_are_cut_where_the_tokenizer_cuts_them(tokenizer: Tokenizer, text: str) -> None:
    found = words(tokenizer, text, (0, len(text)))
    whole = tokenizer.encode(text, add_special_tokens=False)
    assert found.pieces.tolist() == whole.ids
    assert np.repeat(np.arange(len(found.starts)), np.diff(found.first)).tolist() == whole.word_ids
    assert {at for span in zip(found.starts.tolist(), found.ends.tolist(), strict=True) for at in span} == {
        at for k in range(len(found.starts)) for at in whole.word_to_chars(k)
    }


def test_a_word_too_long_for_the_tokenizer_is_one_unknown_piece(tokenizer: Tokenizer) -> None:
    text = f"{'a' * 100} {'a' * 101}"
    found = words(tokenizer, text, (0, len(text)))
    assert found.pieces.tolist() == tokenizer.encode(text, add_special_tokens=False).ids
    assert np.diff(found.first)[-1] == 1


@given(text=TEXT)
def test_paragraphs_leave_out_nothing_but_space(text: str) -> None:
    covered = {at for start, end in paragraphs(text) for at in range(start, end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)


def test_a_paragraph_without_end_is_cut(tokenizer: Tokenizer) -> None:
    text = "word " * 5_000
    assert all(end - start <= PARAGRAPH_CHARACTERS for start, end in paragraphs(text))
    assert sum(len(words(tokenizer, text, p).starts) for p in paragraphs(text)) == 5_000


def test_features_tell_quoted_words_and_capitals(tokenizer: Tokenizer) -> None:
    text = 'She said "NATO is 5 Years" old'
    found = words(tokenizer, text, (0, len(text)))
    states, cases = np.divmod(found.features, CASES)
    assert states.tolist() == [0, 0, 2, 1, 1, 1, 1, 3, 0]
    assert cases.tolist() == [1, 0, 0, 2, 0, 3, 1, 0, 0]


def test_windows_hold_every_word_once_and_never_overflow(tokenizer: Tokenizer) -> None:
    text = "\n".join(["Short paragraph here.", "A longer one follows. " * 90, "x" * 90 * 30, "The last."])
    every = [words(tokenizer, text, p) for p in paragraphs(text)]
    packed = list(windows(every, text))
    assert sum(len(w.starts) for w in packed) == sum(len(w.starts) for w in every)
    assert all(framed(w)[0].shape[1] <= WINDOW_PIECES for w in packed)
    starts = np.concatenate([w.starts for w in packed])
    assert (np.diff(starts) > 0).all()


def test_a_long_paragraph_is_cut_between_sentences(tokenizer: Tokenizer) -> None:
    text = "The council met again on a cold day. " * 60
    packed = list(windows([words(tokenizer, text, (0, len(text)))], text))
    assert len(packed) > 1
    assert all(text[w.ends[-1] - 1] == "." for w in packed)


def test_a_word_longer_than_a_window_loses_only_its_tail() -> None:
    pieces = np.arange(1_000, 1_600, dtype=np.int32)
    giant = Words(
        np.array([0], dtype=np.int32), np.array([600], dtype=np.int32), pieces,
        np.array([0, 600], dtype=np.int32), np.zeros(1, dtype=np.int32),
    )  # fmt: skip
    (window,) = windows([giant], "x" * 600)
    assert len(window.pieces) == WINDOW_PIECES - 2
