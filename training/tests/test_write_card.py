"""The card that ships says what the folder's own files say."""

from training.paths import MODEL
from training.write_card import make_card


def test_the_card_is_the_one_that_its_folder_gives() -> None:
    assert (MODEL / "MODEL_CARD.md").read_text(encoding="utf-8") == make_card(MODEL)
