import pytest

from tests.vaults import Vault

NOTES = {
    "kestrel.md": "# Kestrel\n\n- Kestrel hosts [[Heron]]\n- Heron is watched by [[Egret]]\n",
    "heron.md": "# Heron\n\n- a small box\n",
    "egret.md": "# Egret\n\n- a camera\n",
}


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("does Kestrel host Heron?", "Yes"),
        ("does Heron host Kestrel?", ""),
        ("is Heron watched by Egret?", "Yes"),
        ("is Egret watched by Heron?", ""),
        ("is Kestrel hosted by Heron?", ""),
    ],
)
def test_yes_needs_the_two_things_in_the_roles_asked_for(vault: Vault, question: str, verdict: str):
    text = vault(NOTES).ask(question, intent="yesno").text
    assert text.startswith(f"{verdict}:") if verdict else not text.startswith(("Yes", "No"))
