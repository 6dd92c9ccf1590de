#include <algorithm>

#include "cli/drift/drift_report.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"

namespace omnitrack::cli {

namespace {

using deploy::PropertyDrift;
using deploy::ResourceDrift;

std::string title_of(const ResourceDrift& resource) {
  return printable(resource.logical_id) + " (" + printable(resource.type_name) + ')';
}

class DriftPage {
 public:
  explicit DriftPage(const PageLook& look) : page_(look) {}

  std::string write(const std::vector<DriftedStack>& stacks) {
    for (const DriftedStack& each : stacks) add(each);
    return page_.take();
  }

 private:
  void add(const DriftedStack& stack) {
    const auto& resources = stack.resources;
    const auto drifted = std::ranges::count_if(resources, &ResourceDrift::is_drifted);
    const auto checked = std::ranges::count_if(resources, &ResourceDrift::is_checked);
    if (!page_.is_empty()) page_.empty_line();
    if (!stack.failure.empty()) {
      page_.paragraph(
          0, printable(stack.stack.stack) + ':', Style::error,
          (resources.empty() ? "it could not be checked: " : "not all of it was checked: ") +
              stack.failure);
    }
    if (!resources.empty()) add_summary(stack, drifted, checked);
    for (const ResourceDrift& each : resources) {
      if (each.is_drifted()) add_drift(each, stack.stack);
    }
    add_unchecked(resources);
  }

  void add_summary(const DriftedStack& stack, std::ptrdiff_t drifted, std::ptrdiff_t checked) {
    const std::string of = counted(static_cast<std::size_t>(checked), "checked resource");
    std::string words = "none of its resources can be checked";
    if (drifted != 0) {
      words = std::to_string(drifted) + " of " + of + (drifted == 1 ? " differs" : " differ") +
              " from the template";
    } else if (checked != 0) {
      words = of + (checked == 1 ? " is" : " are") + " as the template says";
    }
    page_.paragraph(0, printable(stack.stack.stack) + ':', Style::bold, words);
  }

  void add_drift(const ResourceDrift& resource, const ChosenStack& stack) {
    page_.paragraph(2, title_of(resource), Style::warning,
                    resource.status == "DELETED" ? "was deleted" : "was changed");
    add_place(page_, 4, origin_of_resource(stack.own, resource.logical_id), files_);
    for (const PropertyDrift& each : resource.differences) add_property(each);
  }

  void add_property(const PropertyDrift& property) {
    const std::string_view arrow = page_.look().is_unicode ? " → " : " -> ";
    std::string words;
    if (property.kind == "ADD") {
      words = "added " + property.actual;
    } else if (property.kind == "REMOVE") {
      words = "removed " + property.expected;
    } else {
      words = property.expected + std::string(arrow) + property.actual;
    }
    page_.paragraph(4, printable(property.path) + ':', Style::info, words);
  }

  void add_unchecked(const std::vector<ResourceDrift>& resources) {
    std::string names;
    for (const ResourceDrift& each : resources) {
      if (each.is_checked()) continue;
      names += (names.empty() ? "" : ", ") + title_of(each);
      if (!each.reason.empty()) names += ": " + each.reason;
    }
    page_.note(2, "CloudFormation cannot check", names);
  }

  TextPage page_;
  SourceFiles files_;
};

}  // namespace

std::string drift_text(const std::vector<DriftedStack>& stacks, const Console& console) {
  const PageLook look = look_of(console);
  return DriftPage(look).write(stacks);
}

}  // namespace omnitrack::cli
