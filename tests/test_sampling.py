import pytest

from tests.vaults import Vault

NOTES = {
    "Mill.md": "# Mill\n\nowner:: [[Ana]]\nplace:: [[Ulm]]\n",
    "Ana.md": "# Ana\n\n- lives in [[Ulm]]\n",
    "Ulm.md": "# Ulm\n\n- lies at the river\n",
}


@pytest.mark.parametrize("number", [1, 2, 500])
def test_a_sample_shows_relations_and_concepts_with_line_and_rule(vault: Vault, number: int):
    found = vault(NOTES).sample(number)

    assert {one.kind for one in found} == {"relation", "concept"}
    assert all(one.facts and "by " in one.advice for one in found)
    assert len(found) <= 2 * number


def test_a_seed_draws_the_same_again(vault: Vault):
    knowledge = vault(NOTES)

    assert knowledge.sample(2, seed=7) == knowledge.sample(2, seed=7)


def test_the_keys_of_properties_are_listed_with_their_counts(vault: Vault):
    (keys,) = [one for one in vault(NOTES).check() if one.kind == "property keys"]

    assert keys.text == "owner 1, place 1"


def test_a_key_can_be_said_to_mean_a_type(vault: Vault):
    knowledge = vault({**NOTES, "noteloom.toml": '[relations]\nowner = "owned_by"\n'})

    assert "owned_by" in {one.type for one in knowledge.relates("Mill").relations}
