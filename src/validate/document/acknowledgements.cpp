#include <algorithm>

#include "omnitrack/codes.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

namespace {

using meaning::Path;
using tmpl::Kind;
using tmpl::Node;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_code(std::string_view text) {
  return text.size() == 6 && text.starts_with("OT") &&
         std::all_of(text.begin() + 2, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Packaging replaces the path that OT4243 is about, and leaves the metadata as it is.
bool is_met_before_packaging(std::string_view code) { return code == codes::OT4243.text(); }

// Whether a path is the other or lies below it.
bool is_at_or_below(std::string_view path, std::string_view above) {
  return above.empty() || path == above ||
         (path.size() > above.size() && path.starts_with(above) && path[above.size()] == '/');
}

constexpr std::string_view form = "an entry has Code, Reason and, to narrow it down, Path";

class Acknowledgements {
 public:
  Acknowledgements(const Context& context, Findings& findings)
      : report_(context.report), findings_(findings), count_(findings.size()) {}

  // `scope` is what the metadata belongs to: a resource, or with an empty path the whole template.
  void read(const Node& metadata, const Path& path, const std::string& scope) {
    const Node* own = metadata.find("OmniTrack");
    const Node* list = own == nullptr ? nullptr : own->find("Acknowledge");
    if (list == nullptr) return;
    const Path of_own(path, "OmniTrack");
    const Path of_list(of_own, "Acknowledge");
    if (!list->is(Kind::list)) {
      report_.error(codes::OT4901, *list, of_list, "the acknowledgements are not a list",
                    std::string(form));
      return;
    }
    for (std::size_t i = 0; i < list->items().size(); ++i) {
      entry(list->items()[i], Path(of_list, i), scope);
    }
  }

 private:
  void entry(const Node& entry, const Path& path, const std::string& scope) {
    std::string_view code;
    std::string_view reason;
    std::string_view below;
    for (const tmpl::Member& member : entry.members()) {
      std::string_view* target = member.key() == "Code"     ? &code
                                 : member.key() == "Reason" ? &reason
                                 : member.key() == "Path"   ? &below
                                                            : nullptr;
      if (target == nullptr || !member.value.is(Kind::string)) {
        report_.error_at_key(
            codes::OT4901, member, Path(path, member.key()),
            "'" + std::string(member.key()) + "' is not a part of an acknowledgement",
            std::string(form));
        return;
      }
      *target = member.value.text();
    }
    if (!is_code(code)) {
      report_.error(codes::OT4901, entry, path, "the acknowledgement names no code",
                    "Code is that of a finding, e.g. OT4221");
    } else if (is_blank(reason)) {
      report_.error(codes::OT4902, entry, path,
                    "the acknowledgement of " + std::string(code) + " has no reason",
                    "say under Reason why it is fine here");
    } else if (!mark(code, reason, below.empty() ? scope : std::string(below)) &&
               !is_met_before_packaging(code)) {
      report_.warning(codes::OT4903, entry, path,
                      "the acknowledgement of " + std::string(code) + " matches no finding",
                      "remove it");
    }
  }

  // Only what the checks found, not what is found about acknowledgements.
  bool mark(std::string_view code, std::string_view reason, std::string_view above) {
    bool met = false;
    for (std::size_t i = 0; i < count_; ++i) {
      Finding& finding = findings_[i];
      if (finding.code != code || !is_at_or_below(finding.path, above)) continue;
      met = true;
      if (!finding.acknowledged.empty()) continue;
      finding.severity = Severity::info;
      finding.acknowledged = reason;
    }
    return met;
  }

  Reporter& report_;
  Findings& findings_;
  std::size_t count_;
};

}  // namespace

void apply_acknowledgements(const Context& context, Findings& findings) {
  Acknowledgements acknowledgements(context, findings);
  const Path root;
  for (const tmpl::ResourceEntry& resource : context.index.resources()) {
    const Node* metadata = resource.member->value.find("Metadata");
    if (metadata == nullptr) continue;
    const Path section(root, "Resources");
    const Path own(section, resource.logical_id);
    acknowledgements.read(*metadata, Path(own, "Metadata"), own.text());
  }
  if (const Node* metadata = context.index.section("Metadata")) {
    acknowledgements.read(*metadata, Path(root, "Metadata"), {});
  }
}

}  // namespace omnitrack::validate
