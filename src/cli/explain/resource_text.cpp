#include <algorithm>

#include "cli/explain/given_members.hpp"
#include "cli/explain/resource_report.hpp"
#include "cli/page/printable.hpp"
#include "cli/page/source_files.hpp"
#include "cli/page/text_page.hpp"
#include "cli/page/value_text.hpp"
#include "cli/page/wording.hpp"
#include "cli/stacks/resource_place.hpp"

namespace omnitrack::cli {

namespace {

std::string_view effect_words(diff::Effect effect) {
  if (effect == diff::Effect::in_place) return "a change updates it in place";
  return effect == diff::Effect::replaces ? "a change replaces the resource"
                                          : "a change may replace the resource";
}

// Whether a change of a property as a whole, or of what is at a pointer in it, is refused for sure.
bool is_refused(const PropertyChange& change, std::string_view pointer) {
  return std::ranges::any_of(change.fixed, [&](const FixedChange& each) {
    return each.is_certain && (each.path.empty() || pointer == "/Properties/" + each.path);
  });
}

std::string change_words(const PropertyChange& change) {
  if (!change.is_known) return "what a change does is not known";
  const auto own = std::ranges::find(change.fixed, std::string_view(), &FixedChange::path);
  std::string words(effect_words(change.effect));
  if (own != change.fixed.end()) {
    words = (own->is_certain ? "a change is refused: it " : words + ", or is refused: it ") +
            own->words;
  }
  for (const InnerChange& each : change.inner) {
    if (is_refused(change, each.pointer)) continue;
    words += "; one of " + shown_path(each.pointer) +
             (each.effect == diff::Effect::replaces ? " replaces it" : " may replace it");
  }
  for (const FixedChange& each : change.fixed) {
    if (!each.path.empty()) words.append("; ").append(each.path).append(" ").append(each.words);
  }
  return words;
}

class ResourcePage {
 public:
  ResourcePage(const ResourceExplanation& explanation, const PageLook& look)
      : all_(explanation), page_(look) {}

  std::string write() {
    add_head();
    add_properties();
    add_uses("It names", all_.names);
    add_uses("It is named by", all_.named_by);
    page_.heading("Its deletion");
    page_.paragraph(2, end_words(all_), Style::mark, "");
    return page_.take();
  }

 private:
  void add_head() {
    const Subject& subject = all_.subject;
    page_.heading(printable(std::string(subject.resource->logical_id) + "  " +
                            std::string(subject.resource->type_name)));
    const tmpl::Place place =
        subject.stack->document.source().place(subject.resource->member->key_begin);
    page_.note(2, "stack",
               subject.stack->name + ", " + subject.stack->document.file() + ':' +
                   std::to_string(place.line));
    if (subject.origin != nullptr) {
      SourceFiles files;
      add_place(page_, 2, subject.origin, files);
      if (all_.maker != subject.origin->path) page_.note(2, "part of", all_.maker);
      const std::vector<std::string> given = given_members(subject.origin->source, files);
      page_.note(2, "given by the code", listed({given.begin(), given.end()}));
      page_.note(2, "nested stack", subject.origin->nested);
    }
    page_.note(2, "only where", all_.condition);
    page_.note(2, "shows", listed({all_.requirements.begin(), all_.requirements.end()}));
  }

  static std::string listed(const std::vector<std::string_view>& words) {
    return cli::listed(words, ", ");
  }

  // The line of something else than what made the resource.
  [[nodiscard]] std::string line_beside(const Source& source) const {
    const Source& own = all_.subject.origin->source;
    const bool is_own = own.line == source.line && std::string_view(own.file) == source.file;
    return source.line == 0 || is_own
               ? std::string()
               : " (" + std::string(source.file) + ':' + std::to_string(source.line) + ')';
  }

  void add_properties() {
    if (!all_.properties.empty()) page_.heading("Properties");
    for (const ExplainedProperty& each : all_.properties) {
      const std::string name = shown_path(each.pointer);
      const std::string value = page_.cut(value_text(*each.value), page_.room(name.size() + 4));
      page_.line(2, page_.styled().add(printable(name), Style::bold).add(" " + value));
      if (each.origin != nullptr) {
        page_.note(6, "set", setter_words(*each.origin) + line_beside(each.origin->source));
      }
      page_.note(6, "then", change_words(each.change));
    }
    for (const PropertyOrigin* each : all_.edits) {
      page_.note(2, shown_path(each->pointer) + " is set", setter_words(*each));
    }
    if (all_.replacing_when_set.empty()) return;
    page_.note(2, "not set, and would replace it", listed(all_.replacing_when_set));
  }

  void add_uses(std::string_view title, const std::vector<ResourceUse>& uses) {
    if (uses.empty()) return;
    page_.heading(title);
    for (const ResourceUse& each : uses) {
      std::string words = each.kind == "resource" ? each.name : each.kind + ' ' + each.name;
      if (each.stack != all_.subject.stack->name) words += " of " + each.stack;
      if (!each.path.empty()) words += " (" + each.path + ')';
      page_.line(2,
                 page_.styled().add(printable(words + " by " + each.how + " at " + each.pointer)));
    }
  }

  const ResourceExplanation& all_;
  TextPage page_;
};

std::string removal_words(const ExplainedEnd& end) {
  switch (end.when_removed) {
    case diff::Disposition::retained:
      return "keeps the resource outside of the stack" +
             (end.holds.empty() ? "" : ", and with it " + end.holds);
    case diff::Disposition::snapshot:
      return "deletes the resource, and keeps a snapshot of " + end.holds;
    default:
      return "deletes the resource" + (end.holds.empty() ? "" : ", and loses " + end.holds);
  }
}

std::string replacement_words(const ExplainedEnd& end) {
  const bool is_emptied = !end.holds.empty() && !end.is_restored;
  const std::string_view empty = is_emptied ? ", and the new one is empty" : "";
  switch (end.when_replaced) {
    case diff::Disposition::retained:
      return "keeps the old one outside of the stack" + std::string(empty);
    case diff::Disposition::snapshot:
      return "deletes the resource and keeps a snapshot" + std::string(empty);
    default:
      return "deletes the resource" + std::string(end.holds.empty() ? "" : " with its data");
  }
}

}  // namespace

std::string end_words(const ResourceExplanation& explanation) {
  const ExplainedEnd& end = explanation.end;
  std::string words = removal_words(end);
  if (end.holds.empty()) {
    words += end.holds_is_known ? ", which holds no data" : "; whether it holds data is not known";
  }
  const bool is_alike = end.when_replaced == end.when_removed;
  if (!is_alike || (!end.holds.empty() && end.when_replaced != diff::Disposition::deleted)) {
    words += "; a replacement " + replacement_words(end);
  }
  if (!end.refused_policies.empty()) {
    words += "; CloudFormation refuses " + listed(end.refused_policies, " and ") +
             ": Snapshot, as the type has no snapshots";
  }
  if (!end.protection.empty()) {
    words += "; the service refuses it as long as " + end.protection + " says so";
  }
  return words;
}

std::string resource_text(const ResourceExplanation& explanation, const Console& console) {
  const PageLook look = look_of(console);
  return ResourcePage(explanation, look).write();
}

}  // namespace omnitrack::cli
