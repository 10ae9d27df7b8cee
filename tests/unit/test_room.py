"""How much memory this process may have."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.room import memory


def files(folder: Path, mine: str, **limits: str) -> tuple[Path, Path]:
    """Write what tells the groups of a process, and the limits of groups by their path, ``__`` between its parts."""
    told, root = folder / "cgroup", folder / "groups"
    told.write_text(mine)
    for path, limit in limits.items():
        file = root / path.replace("__", "/").replace("_in_bytes", ".limit_in_bytes").replace("_max", ".max")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{limit}\n")
    return told, root


def test_without_groups_there_is_the_memory_of_the_machine(tmp_path: Path) -> None:
    whole = memory(tmp_path / "none", tmp_path)

    assert whole is not None
    assert whole > 2**27


@pytest.mark.parametrize("limit", ["memory_max", "mine__memory_max", "mine__here__memory_max"])
def test_the_limit_of_any_group_around_a_process_holds(tmp_path: Path, limit: str) -> None:
    told, root = files(tmp_path, "0::/mine/here\n", **{limit: "100000000"})

    assert memory(told, root) == 100_000_000


def test_the_least_limit_holds_and_groups_without_one_have_none(tmp_path: Path) -> None:
    told, root = files(
        tmp_path, "0::/mine/here\n", memory_max="max", mine__memory_max="200", mine__here__memory_max="300"
    )

    assert memory(told, root) == 200


def test_groups_of_the_first_version_are_known(tmp_path: Path) -> None:
    lines = "5:cpu,cpuacct:/box\n4:memory:/box\n0::/\n"
    told, root = files(tmp_path, lines, memory__memory_in_bytes="9223372036854771712", memory__box__memory_in_bytes="7")

    assert memory(told, root) == 7


def test_a_group_that_is_seen_from_outside_has_the_limit_of_what_is_seen(tmp_path: Path) -> None:
    told, root = files(tmp_path, "4:memory:/docker/0a1b\n", memory__memory_in_bytes="500")

    assert memory(told, root) == 500


@pytest.mark.parametrize(("mine", "limit"), [("", "7"), ("nothing of the kind\n", "7"), ("0:\n", "7"), ("0::/\n", "0")])
def test_what_tells_no_group_or_no_limit_sets_none(tmp_path: Path, mine: str, limit: str) -> None:
    told, root = files(tmp_path, mine, memory_max=limit)

    assert memory(told, root) == memory(tmp_path / "none", tmp_path)


def test_the_limits_of_other_groups_do_not_count(tmp_path: Path) -> None:
    told, root = files(tmp_path, "0::/mine\n", others__memory_max="7")

    assert memory(told, root) == memory(tmp_path / "none", tmp_path)
