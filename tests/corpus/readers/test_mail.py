"""Mails and mboxes."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from corpus.readers.filed import MORE, STORY, articles, read
from newsfind.corpus.raw import Skipped


def mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour News <news@harbour.example>"
    message["To"] = "reader@home.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 06 May 2024 07:08:09 +0200"
    message["Message-ID"] = f"<{abs(hash(subject))}@harbour.example>"
    message.set_content(f"{STORY}\n\n{MORE}")
    message.add_alternative(
        f"<html><body><p>{STORY}</p><p>{MORE}</p></body></html>",
        subtype="html",
    )
    return message


def test_a_newsletter_is_an_article(tmp_path: Path) -> None:
    (made,) = articles(read(tmp_path, "a.eml", mail("Brücke gesperrt").as_bytes()))
    assert (made.headline, made.source) == ("Brücke gesperrt", "Harbour News")
    assert made.body == f"{STORY}\n\n{MORE}"
    assert made.date is not None
    assert made.date.isoformat() == "2024-05-06T07:08:09+02:00"


def test_a_folder_of_mails_is_read_mail_by_mail(tmp_path: Path) -> None:
    parts = [
        b"From a@b Mon May  6 07:08:09 2024\n" + mail(subject).as_bytes() + b"\n" for subject in ("One", "Two", "Three")
    ]
    assert [article.headline for article in articles(read(tmp_path, "a.mbox", b"\n".join(parts)))] == [
        "One",
        "Two",
        "Three",
    ]


def test_a_paragraph_that_begins_with_from_begins_no_mail(tmp_path: Path) -> None:
    head, line = "From: a@b.example\nSubject: One\n\n", "From Varn, our man reports that all is well at the port."
    (made,) = articles(read(tmp_path, "a.eml", f"{head}{STORY}\n\n{line}\n".encode()))
    assert made.body == f"{STORY}\n\n{line}"
    begin = "From a@b Mon May  6 07:08:09 2024\n"
    (made,) = articles(read(tmp_path, "a.mbox", f"{begin}{head}{STORY}\n\n>{line}\n\n".encode()))
    assert made.body == f"{STORY}\n\n{line}"


def test_a_mail_without_text_is_skipped(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "a.eml", b"From: a@b.example\nSubject: x\n\n")
    assert isinstance(found, Skipped)
