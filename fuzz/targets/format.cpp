// Writes what a fuzzer makes up in the tidy form: it says the same, and stays as it is when it is
// written again; JSON that became YAML and JSON again says the same too.

#include "format/format.hpp"

#include <string>
#include <utility>

#include "engine/target.hpp"
#include "format/same_model.hpp"
#include "properties/require.hpp"

namespace omnitrack::fuzz {

namespace {

using tmpl::Format;

// Empty where it cannot be written; that the fault is not ours is a property as well.
std::string tidy_form(const tmpl::Document& document, const format::FormatOptions& options) {
  try {
    return format::format(document, options).text;
  } catch (const format::Refused& refused) {
    require(!refused.hint.starts_with("nothing was written"), "what can be read can be written",
            refused.message);
    return {};
  }
}

void check_written(const tmpl::Document& document, const format::FormatOptions& options) {
  const std::string text = tidy_form(document, options);
  if (text.empty()) return;
  const tmpl::Document again("again", text, tmpl::OtherTags::kept);
  require(again.problems().empty(), "the tidy form is read without problems", text);
  require(format::first_difference(document.root(), again.root(), !options.is_sorted) == nullptr,
          "the tidy form says the same", text);
  const std::string twice = tidy_form(again, options);
  require(twice == text, "what is tidy stays as it is", text + "\n-----\n" + twice);
}

void check_there_and_back(const tmpl::Document& document) {
  const bool is_json = document.source().format() == Format::json;
  const Format other = is_json ? Format::yaml : Format::json;
  const std::string there = tidy_form(document, {.to = other});
  if (there.empty()) return;
  const tmpl::Document turned("turned", there, tmpl::OtherTags::kept);
  const std::string back = tidy_form(turned, {.to = document.source().format()});
  if (back.empty()) return;
  const tmpl::Document returned("returned", back, tmpl::OtherTags::kept);
  require(format::first_difference(document.root(), returned.root(), true) == nullptr,
          "there and back says the same", there);
}

void format_template(std::string_view input) {
  const tmpl::Document document("fuzz", std::string(input), tmpl::OtherTags::kept);
  if (!document.problems().empty()) return;
  for (const Format to : {Format::json, Format::yaml}) {
    check_written(document, {.to = to});
    check_written(document, {.to = to, .is_sorted = true});
  }
  check_there_and_back(document);
}

const NamedTarget target("format", format_template);

}  // namespace

}  // namespace omnitrack::fuzz
