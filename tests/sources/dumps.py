"""Small dumps, written as MediaWiki writes them."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Test</sitename>
    <dbname>testwiki</dbname>
    <namespaces><namespace key="0" case="first-letter" /></namespaces>
  </siteinfo>
"""


@dataclass(frozen=True)
class Rev:
    """A revision in a dump; text None is hidden."""

    id: int
    text: str | None
    parent: int = 0
    user: str = "Editor"
    comment: str = ""
    minor: bool = False
    model: str = "wikitext"
    sha1: str = ""

    def xml(self) -> str:
        parent = f"<parentid>{self.parent}</parentid>" if self.parent else ""
        text = (
            '<text bytes="9" deleted="deleted" />'
            if self.text is None
            else f'<text bytes="9999999999" xml:space="preserve">{escape(self.text)}</text>'
        )
        return f"""    <revision>
      <id>{self.id}</id>{parent}
      <timestamp>2024-01-01T00:00:{self.id % 60:02}Z</timestamp>
      <contributor><username>{escape(self.user)}</username><id>77</id></contributor>
      {"<minor />" if self.minor else ""}<comment>{escape(self.comment)}</comment>
      <model>{self.model}</model><format>text/x-wiki</format>
      {text}
      <sha1>{self.sha1}</sha1>
    </revision>
"""


@dataclass(frozen=True)
class Page:
    """A page in a dump with its revisions."""

    id: int
    title: str
    revs: Sequence[Rev] = field(default_factory=tuple)
    ns: int = 0

    def xml(self) -> str:
        revs = "".join(rev.xml() for rev in self.revs)
        return (
            f"  <page><title>{escape(self.title)}</title><ns>{self.ns}</ns><id>{self.id}</id>\n"
            f"{revs}  </page>\n"
        )


def dump_xml(pages: Sequence[Page]) -> bytes:
    """The text of a dump."""
    return (HEAD + "".join(page.xml() for page in pages) + "</mediawiki>\n").encode()


def written(path: Path, data: bytes) -> Path:
    """The data in a file, packed as its name says."""
    kind = path.suffix
    if kind == ".bz2":
        path.write_bytes(bz2.compress(data))
    elif kind == ".gz":
        path.write_bytes(gzip.compress(data))
    elif kind == ".xz":
        path.write_bytes(lzma.compress(data))
    elif kind == ".zst":
        import zstandard

        path.write_bytes(zstandard.ZstdCompressor().compress(data))
    elif kind == ".7z":
        import py7zr

        with py7zr.SevenZipFile(path, "w") as archive:
            archive.writestr(data, "dump.xml")
    else:
        path.write_bytes(data)
    return path
