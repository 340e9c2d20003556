"""A file that is placed is whole, or was never there."""

import pytest

from annotator.placing import placed


def test_it_takes_its_name_when_all_of_it_is_there(tmp_path):
    with placed(tmp_path / "a", 0o600) as file:
        file.write(b"whole")
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a").read_bytes() == b"whole"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_fails_leaves_the_earlier_one_and_nothing_else(tmp_path):
    (tmp_path / "a").write_bytes(b"earlier")
    with pytest.raises(KeyboardInterrupt), placed(tmp_path / "a") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"earlier")]
