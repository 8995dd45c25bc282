from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.batches import TOKENS, batches_of

lengths = st.lists(st.integers(min_value=1, max_value=600), max_size=300)


@given(lengths)
def test_every_text_is_in_one_batch(sizes: list[int]) -> None:
    places = [int(place) for batch in batches_of(sizes) for place in batch]
    assert sorted(places) == list(range(len(sizes)))


@given(lengths, st.sampled_from([1, 64, TOKENS]))
def test_a_padded_batch_keeps_to_its_tokens_unless_it_is_one_text(
    sizes: list[int], tokens: int
) -> None:
    for batch in batches_of(sizes, tokens=tokens):
        padded = max(sizes[place] for place in batch) * len(batch)
        assert padded <= tokens or len(batch) == 1


@given(lengths)
def test_batches_go_from_short_texts_to_long_ones(sizes: list[int]) -> None:
    ordered = [sizes[place] for batch in batches_of(sizes) for place in batch]
    assert ordered == sorted(sizes)
