"""What the tests of reports share: running the program, and reading its pages as a browser does."""

import hashlib
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

BREAKS = {"br"}
VOID = {"meta", "br", "link", "hr", "img", "input", "circle", "line", "rect"}


def program():
    return pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def run(eligo, *arguments, stdin=None, statuses=(0,)):
    done = subprocess.run([eligo, *map(str, arguments)], capture_output=True, check=False,
                          input=stdin, timeout=600)
    if done.returncode not in statuses:
        sys.exit(f"{arguments}: status {done.returncode}\n{done.stderr.decode()[-3000:]}")
    return done


def screened(eligo, *arguments):
    """The decisions of `screen --format json`."""
    return [one for one in json.loads(run(eligo, "screen", *arguments, "--format", "json", "--quiet",
                                          statuses=(0, 1)).stdout) if "trial" in one]


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, dict(attributes), []

    def all(self, tag=None, css_class=None):
        """The elements below this one, in order."""
        for child in self.children:
            if not isinstance(child, Element):
                continue
            classes = (child.attributes.get("class") or "").split()
            if (tag is None or child.tag == tag) and (css_class is None or css_class in classes):
                yield child
            yield from child.all(tag, css_class)

    def first(self, tag=None, css_class=None):
        return next(self.all(tag, css_class), None)

    def text(self):
        return " ".join(self.raw_text().split())

    def raw_text(self):
        return "".join(child if isinstance(child, str) else
                       " " if child.tag in BREAKS else child.raw_text()
                       for child in self.children
                       if isinstance(child, str) or child.tag not in ("svg", "style"))

    def child(self, tag):
        return [one for one in self.children if isinstance(one, Element) and one.tag == tag]


class Reader(html.parser.HTMLParser):
    """Builds the tree, and refuses what a browser would have to repair."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.declaration = ""

    def handle_decl(self, declaration):
        self.declaration = declaration

    def handle_starttag(self, tag, attributes):
        if len({name for name, _ in attributes}) != len(attributes):
            raise AssertionError(f"<{tag}> has an attribute twice")
        element = Element(tag, attributes)
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].children.append(Element(tag, attributes))

    def handle_endtag(self, tag):
        if self.open[-1].tag != tag:
            raise AssertionError(f"</{tag}> ends <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, text):
        self.open[-1].children.append(text)


def page(path):
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    if len(reader.open) != 1:
        raise AssertionError(f"{path}: <{reader.open[-1].tag}> is not closed")
    if reader.declaration.lower() != "doctype html":
        raise AssertionError(f"{path}: no doctype")
    return reader.root


def words(element):
    """The word of a result, without its sign."""
    return element.text().split()[-1]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def workbook_texts(path):
    """The texts of a workbook, and whether it holds a formula."""
    with zipfile.ZipFile(path) as archive:
        if archive.testzip():
            raise AssertionError(f"{path} is damaged")
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    strings = re.findall(r"<t[^>]*>(.*?)</t>", files.get("xl/sharedStrings.xml", ""), re.DOTALL)
    has_formula = any("<f>" in text or "<f " in text for name, text in files.items()
                      if name.startswith("xl/worksheets/"))
    links = any("hyperlink" in text.lower() for name, text in files.items()
                if name.startswith("xl/worksheets/"))
    return strings, has_formula, links


def folder():
    return tempfile.TemporaryDirectory(prefix="eligo-report-")
