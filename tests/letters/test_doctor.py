"""What `readout doctor` says of the last backup."""

from datetime import timedelta

from readout.archive.backup import copy_desk
from readout.archive.opening import open_archive
from readout.letters.doctor import examine


def say_backup(letters) -> tuple[str, str]:
    found = next(each for each in examine(letters.office, letters.clock(), None) if each.about == "backup")
    return found.weight.value, found.words


def test_the_age_of_the_last_backup_is_known_and_an_old_one_is_looked_at(letters, tmp_path):
    assert say_backup(letters) == ("look", "none was made by `readout backup`; keep mail.key apart from it")
    folder = tmp_path / "backups" / "one"
    copy_desk(open_archive(letters.folder), letters.folder, folder, letters.clock())
    letters.clock.move(days=3)
    assert say_backup(letters) == ("fine", "the last is 3 days old")
    letters.clock.move(days=6)
    assert say_backup(letters) == ("look", "the last is 9 days old: make one")
    assert not (folder / "mail.key").exists()


def test_the_copy_itself_says_that_it_was_never_backed_up(letters, tmp_path):
    folder = tmp_path / "backups" / "one"
    copy_desk(open_archive(letters.folder), letters.folder, folder, letters.clock() - timedelta(days=1))
    from readout.archive.mailroom import Mailroom  # noqa: PLC0415 -- its tables need Django set up

    copy = open_archive(folder)
    assert Mailroom(copy.alias, letters.room.sealer).load_mark("backup") == ""
