"""What every page promises: it loads and runs nothing, its stylesheet is the one that its policy
allows, links lead to files, tables have headers, colours can be read; the list of files is right,
two runs write the same bytes, and files of others stay.

    /usr/bin/python3 pages_hold.py PROGRAM SOURCE
"""

import base64
import hashlib
import pathlib
import re
import subprocess
import urllib.parse

import pages


def check(condition, *said):
    if not condition:
        raise AssertionError(" ".join(map(str, said)))


def check_page(path, report):
    root = pages.page(path)
    check(root.first("html").attributes.get("lang") == "en", path, "lang")
    check(root.first("title").text(), path, "title")
    for landmark in ("header", "main", "footer", "h1"):
        check(len(list(root.all(landmark))) == 1, path, landmark)
    for table in root.all("table"):
        heads = list(table.first("thead").all("th"))
        check(heads and all(one.attributes.get("scope") == "col" for one in heads), path, "scope")
        check(all(one.attributes.get("scope") == "row" for one in table.first("tbody").all("th")),
              path, "scope of rows")
    names = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    check(len(names) == len(set(names)), path, "an id stands twice")
    for one in root.all():
        if "aria-labelledby" in one.attributes:
            check(one.attributes["aria-labelledby"] in names, path, "labelled by nothing")
        if one.tag == "svg":
            check(one.attributes.get("role") == "img" and one.attributes.get("aria-label"), path)
    style = "".join(root.first("style").children)
    policy = next(one.attributes["content"] for one in root.all("meta")
                  if one.attributes.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    check(f"style-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy, path, policy)
    check("url(" not in style and "@import" not in style, path, "the stylesheet loads something")
    for link in root.all("a"):
        target = path.parent / urllib.parse.unquote(link.attributes["href"])
        check(target.resolve().is_file() and report in target.resolve().parents, path, target)
    foot = root.first("footer").text()
    check("a qualified investigator must confirm" in foot and "SHA-256" in foot, path, foot)
    # No meaning by colour alone: each result has its word.
    for one in root.all("span", "result"):
        check(one.text().split()[-1] in ("passes", "fails", "open", "Eligible", "Ineligible",
                                         "Undetermined"), path, one.text())
    return style


def luminance(colour):
    if len(colour) == 4:
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_contrast(style):
    """Each text colour of the stylesheet, on each background it can stand on."""
    backgrounds = {"#fff", *re.findall(r"background: (#\w+)", style)}
    texts = set(re.findall(r"(?<![-\w])color: (#\w+)", style))
    check(len(texts) > 4 and len(backgrounds) > 4, texts, backgrounds)
    for text in texts:
        for background in backgrounds:
            check(contrast(text, background) >= 4.5, text, "on", background,
                  contrast(text, background))


def content(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


def main():
    eligo, source = pages.program()
    with pages.folder() as name:
        folder = pathlib.Path(name)
        arguments = ["report", source / "rules", "--patients", source / "patients", "--patient",
                     "P-003", "--patient", "P-007", "--patient", "P-005", "--kind",
                     "sheet,checklist,log", "--format",
                     "html,md,csv,xlsx", "--quiet"]
        report = folder / "one"
        pages.run(eligo, *arguments, "--out", report)
        files = sorted(report.rglob("*.html"))
        check(len(files) == 3 * 5 * 2 + 5 + 5 + 1, len(files), "pages")
        for path in files:
            style = check_page(path, report.resolve())
        check_contrast(style)

        first = content(report)
        pages.run(eligo, *arguments, "--out", folder / "two")
        second = content(folder / "two")
        check(first == second, "two runs differ in",
              [one for one in first if first[one] != second.get(one)])
        done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "files.sha256"],
                              cwd=report, capture_output=True, text=True, check=False)
        check(done.returncode == 0, done.stdout, done.stderr)
        listed = {line.split("  ", 1)[1] for line in first["files.sha256"].decode().splitlines()}
        check(listed == set(first) - {"files.sha256"}, "files.sha256 lists other files")

        # A run over other records replaces what an earlier run wrote, and nothing else.
        answered = report / "checklists/NCT01374854/P-007.html"
        answered.write_bytes(answered.read_bytes() + b"<!-- filled in -->")
        mine = report / "sheets/NCT01374854/P-003.md"
        mine.write_text("mine", encoding="utf-8")
        done = pages.run(eligo, *arguments, "--out", report, "--strict", statuses=(1,))
        said = done.stderr.decode()
        check(said.count("[file-in-the-way]") == 2, said)
        check(b"<!-- filled in -->" in answered.read_bytes() and mine.read_text() == "mine", "kept")
        other = content(report)
        changed = [one for one in first if first[one] != other[one]]
        check("sheets/NCT01374854/P-007.html" in changed and "index.html" in changed, changed)
        check(not list(report.rglob("*.part-*")), "half-written files are left")
        print(f"{len(files)} pages")


main()
