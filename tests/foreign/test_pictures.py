# SPDX-License-Identifier: MIT
"""Pictures: other programs draw what our own painter draws, and find the run in them."""

import base64
import json
import unittest
import xml.etree.ElementTree

from pngfile import PngFile, differing
from program import exported, needs, run, tasks_of

SCENARIO = "semaphore"
# Text is drawn by each program in its own way, and little else may differ.
TOLERANCE = 0.03
SVG = "{http://www.w3.org/2000/svg}"


def spec_in(carried):
    """The saved run in what a picture carries, and the view beside it."""
    content = json.loads(carried)
    return json.loads(content["run"]), content["view"]


class Pictures(unittest.TestCase):
    def setUp(self):
        self.file = exported(SCENARIO)
        self.own = PngFile(self.file("png"))
        self.spec = json.loads(self.file("run.json").read_text())

    def test_a_png_is_read_by_its_specification_and_carries_the_run(self):
        carried = base64.b64decode(self.own.text["awaitscope"], validate=True)
        self.assertEqual(spec_in(carried)[0], self.spec)

    def test_an_svg_is_well_formed_and_carries_the_run(self):
        root = xml.etree.ElementTree.parse(self.file("svg")).getroot()
        self.assertEqual(root.find(f"{SVG}title").text, self.spec["scenario"]["title"])
        line = next(line for line in root.find(f"{SVG}desc").text.splitlines()
                    if line.startswith("awaitscope:"))
        carried = base64.b64decode(line.partition(":")[2], validate=True)
        self.assertEqual(spec_in(carried)[0], self.spec)

    def test_rsvg_draws_the_svg_as_the_png_is(self):
        drawn = self.file("svg").with_suffix(".rsvg.png")
        run(needs("rsvg-convert"), self.file("svg"), "--background-color", "white", "-o", drawn)
        self.assertLess(differing(PngFile(drawn), self.own), TOLERANCE)

    def test_poppler_draws_the_pdf_as_the_png_is(self):
        drawn = self.file("pdf").with_suffix(".poppler")
        run(needs("pdftoppm"), "-png", "-singlefile", "-r", "96", self.file("pdf"), drawn)
        self.assertLess(differing(PngFile(drawn.with_suffix(".poppler.png")), self.own), TOLERANCE)

    def test_poppler_finds_every_name_as_text(self):
        text = run(needs("pdftotext"), "-layout", self.file("pdf"), "-").decode()
        self.assertIn(self.spec["scenario"]["title"], text)
        for task in tasks_of(self.file):
            name = task["template"]
            self.assertIn(name if name == "main" else f"{name} #{task['task']}", text)

    def test_poppler_finds_the_run_attached(self):
        attached = self.file("pdf").with_suffix(".attached")
        run(needs("pdfdetach"), "-save", "1", "-o", attached, self.file("pdf"))
        self.assertEqual(json.loads(attached.read_text()), self.spec)


if __name__ == "__main__":
    unittest.main()
