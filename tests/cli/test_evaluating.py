"""`photobank evaluate` as a user runs it: a run, another one with other settings, and what has changed between them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.evaluate_duplicates import DRAWN, OPENING, PHOTOS, markdown
from engine.duplicates.measuring import Recall, Report, Strangers
from engine.duplicates.thresholds import Thresholds
from engine.tagging.first_vocabulary import first_vocabulary, from_yaml
from engine.training.pages import write_section
from tests.cli.test_importing import photobank, picture

GRADED = """
- {text: пёстрая стена, photos: [1, 2]}
- {text: a colourful wall, photos: {3: 2, 4: 1}}
- {text: рецепт моста, kind: nonsense}
- {text: routing bridge, kind: nonsense}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluated")
    (folder / "photos").mkdir()
    for number in range(6):
        picture(number).save(folder / "photos" / f"{number}.jpg")
    (folder / "graded.yaml").write_text(GRADED, encoding="utf-8")
    done = photobank(folder / "home", "import", folder / "photos")
    assert "6 taken" in done.stdout, done.stderr
    return folder / "home"


def test_two_settings_are_compared_with_intervals_and_what_rises_is_told(home: Path, tmp_path: Path) -> None:
    graded, before, page = home.parent / "graded.yaml", tmp_path / "before.json", tmp_path / "answers.md"
    before.write_text(photobank(home, "evaluate", graded, "--with", "words_close=0.29", "--json").stdout, "utf-8")
    everything_is_close = ("--with", "words_close=-0.99", "--with", "unheard=0")
    told = ("--compare", before, "--write", page, "--json")
    report = json.loads(photobank(home, "evaluate", graded, *everything_is_close, *told).stdout)
    assert report["settings"] == ["words_close=-0.99", "unheard=0"]
    changed = report["compared"]
    assert set(changed) == {"recall_1", "recall_5", "recall_10", "ndcg_10", "mrr", "answered", "nonsense"}
    assert all(one["low"] <= one["difference"] <= one["high"] for one in changed.values())
    assert (changed["nonsense"]["queries"], changed["ndcg_10"]["queries"]) == (2, 2)
    assert changed["nonsense"]["difference"] == changed["nonsense"]["low"] == 1, "all of it is answered now"
    assert report["measures"]["all"]["nonsense"] == 1
    assert "| nonsense | 2 | +1.000 | +1.000 … +1.000 |" in page.read_text(encoding="utf-8")


def test_a_run_compared_with_itself_differs_by_nothing(home: Path, tmp_path: Path) -> None:
    graded, before = home.parent / "graded.yaml", tmp_path / "before.json"
    before.write_text(photobank(home, "evaluate", graded, "--json").stdout, "utf-8")
    done = photobank(home, "evaluate", graded, "--compare", before)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("+0.000 … +0.000") == 7


@pytest.mark.parametrize("setting", ["nothing=1", "words_close=near", "said"])
def test_a_setting_that_is_none_is_a_sentence_that_names_those_there_are(home: Path, setting: str) -> None:
    done = photobank(home, "evaluate", home.parent / "graded.yaml", "--with", setting)
    assert done.returncode == 1
    assert setting in done.stderr
    assert all(name in done.stderr.replace("\n", " ") for name in ("words_close", "looks_exact", "written", "said"))
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_earlier_run_is_a_sentence(home: Path) -> None:
    graded = home.parent / "graded.yaml"
    done = photobank(home, "evaluate", graded, "--compare", graded)
    assert done.returncode == 1
    assert "--json" in done.stderr
    assert "Traceback" not in done.stderr


def test_suggested_tags_are_measured_and_the_table_is_written(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "tags.md"
    done = photobank(home, "evaluate", "tags", "--write", page, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["photos"] == 3, "every other photo was learned from"
    assert [one["way"] for one in report["ways"]][-1] == "joint"
    assert "| joint |" in page.read_text(encoding="utf-8")


def test_drawn_and_real_photos_have_a_section_each_of_the_page_about_duplicates(tmp_path: Path) -> None:
    page = tmp_path / "duplicates.md"
    recalls = (Recall(name="mirrored", pictures=5, candidates=5, found=4, named=2, goal=0.9, cosine=0.8),)
    nobody = Strangers(photos=5, same_picture=0, same_scene=1, cosine=0.6)
    report = Report(recalls=recalls, strangers=nobody, moments=nobody)
    for title in (DRAWN, PHOTOS, PHOTOS):
        write_section(
            page, OPENING, title, markdown("colours", title.lower(), Thresholds(looks=0.5, scene=0.9), report)
        )
    head, drawn, real = page.read_text(encoding="utf-8").split("\n## ")
    assert head == OPENING
    assert drawn.startswith(f"{DRAWN}\n\nEncoder `colours`, drawn scenes.")
    assert real.startswith(f"{PHOTOS}\n\nEncoder `colours`, real photographs.")
    assert "| mirrored | 5 | 1.000 | 0.800 | 0.90 | 0.50 |" in real


def test_the_vocabulary_is_written_as_yaml(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "tags.yaml"
    assert photobank(home, "tags", "export", file).returncode == 0
    written = from_yaml(file.read_text(encoding="utf-8"))
    assert {tag.slug: tag for tag in written} == {tag.slug: tag for tag in first_vocabulary()}
    assert from_yaml(photobank(home, "tags", "export").stdout) == written
