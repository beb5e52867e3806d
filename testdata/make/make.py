#!/usr/bin/env python3
"""Makes the test inputs again, byte for byte: `python3 testdata/make/make.py`.

Needs Python 3.10 or later and nothing else. With `--check` it writes nothing and
names the files that differ from the ones kept.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

import broken  # noqa: E402
import chinese_pages  # noqa: E402
import docx_cases  # noqa: E402
import docx_features  # noqa: E402
import editorial  # noqa: E402
import english_pages  # noqa: E402
import features_codes  # noqa: E402
import features_fonts  # noqa: E402
import features_page  # noqa: E402
import features_pictures  # noqa: E402
import features_text  # noqa: E402
import german_pages  # noqa: E402
import harbour_weekly  # noqa: E402
import japanese_pages  # noqa: E402
import layouts  # noqa: E402
import river_daily  # noqa: E402
import sheets_and_scans  # noqa: E402
import texts  # noqa: E402
import traditional_pages  # noqa: E402

TESTDATA = Path(__file__).resolve().parent.parent


def cases() -> dict[str, bytes]:
    """Every made file by its path under `testdata/`."""
    pdf = {
        "river-daily.pdf": river_daily.make(),
        "harbour-weekly.pdf": harbour_weekly.make(),
        "vertical.pdf": japanese_pages.make(),
        "labels.pdf": english_pages.make(),
        "table.pdf": traditional_pages.make(),
        "two-column-de.pdf": german_pages.make(),
        **chinese_pages.make(),
        **sheets_and_scans.make(),
        **broken.make(),
    }
    features = {
        **features_text.make(),
        **features_fonts.make(),
        **features_codes.make(),
        **features_page.make(),
        **features_pictures.make(),
    }
    folders = {
        "pdf": pdf,
        "pdf/features": features,
        "text": texts.make(),
        "docx": {**docx_cases.make(), **docx_features.make()},
        "layout": {**layouts.make(), **editorial.make()},
    }
    return {f"{folder}/{name}": data for folder, made in folders.items() for name, data in made.items()}


def main() -> int:
    check = "--check" in sys.argv[1:]
    differing = []
    for name, data in cases().items():
        path = TESTDATA / name
        if path.exists() and path.read_bytes() == data:
            continue
        differing.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    print("\n".join(differing) or "all files are as made")
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
