"""How Sphinx builds the site: MyST reads the Markdown, furo is the look, and nothing is asked of a
network, so that the pages open from a file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

project = "omnitrack-synth"
html_title = "omnitrack-synth"
extensions = ["myst_parser", "cpp_role"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
# The summaries of results would be fetched, which a browser refuses to a file.
html_show_search_summary = False
html_use_index = False
highlight_language = "none"
# Examples leave out what does not matter by "…", which no lexer knows.
suppress_warnings = ["misc.highlighting_failure"]
pygments_style = "default"
pygments_dark_style = "native"
