#include "cli/explain/code_pages.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "schema/inflated.hpp"

extern "C" {
extern const unsigned char omnitrack_code_pages[];
extern const unsigned char omnitrack_code_pages_end[];
}

namespace omnitrack::cli {

namespace {

std::string unpacked() {
  auto text = schema::inflated(omnitrack_code_pages, omnitrack_code_pages_end);
  if (!text) throw std::logic_error("the pages of the codes are damaged");
  return std::move(*text);
}

std::string_view take_until(std::string_view& rest, std::string_view end) {
  const std::size_t at = rest.find(end);
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(at + end.size());
  return taken;
}

// Their first lines have this form, or they would not have been packed.
CodePage page_of(std::string_view text) {
  CodePage page{.code = {}, .title = {}, .text = text, .body = text};
  take_until(page.body, "# ");
  page.code = take_until(page.body, ": ");
  page.title = take_until(page.body, "\n\n*");
  const std::string_view severity = take_until(page.body, "*\n\n");
  page.severity = severity.starts_with("error")     ? Severity::error
                  : severity.starts_with("warning") ? Severity::warning
                                                    : Severity::info;
  return page;
}

}  // namespace

CodePages::CodePages() : text_(unpacked()) {
  std::string_view rest = text_;
  while (!rest.empty()) pages_.push_back(page_of(take_until(rest, std::string_view("\0", 1))));
}

const CodePage* CodePages::find(std::string_view code) const {
  const auto found = std::lower_bound(
      pages_.begin(), pages_.end(), code,
      [](const CodePage& page, std::string_view wanted) { return page.code < wanted; });
  return found != pages_.end() && found->code == code ? &*found : nullptr;
}

}  // namespace omnitrack::cli
