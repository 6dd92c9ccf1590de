#include <algorithm>

#include "meaning/known.hpp"
#include "omnitrack/codes.hpp"
#include "validate/together/call_walk.hpp"
#include "validate/together/together.hpp"

namespace omnitrack::validate {

using meaning::known_text;
using meaning::Path;
using tmpl::Node;

namespace {

/// A stack that needs another one to be there first.
struct Need {
  const tmpl::Index* other = nullptr;
  const Node* at = nullptr;
  std::string path;
};

class ImportCheck {
 public:
  ImportCheck(std::span<const tmpl::Index* const> app, const meaning::ExportTable& exports,
              Findings& findings)
      : app_(app), exports_(exports), findings_(findings) {}

  void run() {
    for (const tmpl::Index* index : app_) {
      for_each_call_of(tmpl::Function::import_value, *index,
                       [&](const Node& call, const Path& path, bool is_conditional) {
                         take(*index, call, path, is_conditional);
                       });
    }
    for (const tmpl::Index* index : app_) visit(*index);
  }

 private:
  void take(const tmpl::Index& index, const Node& call, const Path& path, bool is_conditional) {
    const Node& name = call.argument();
    if (const meaning::Export* found = exports_.find(index, name)) {
      if (!is_conditional && found->condition().empty()) {
        needs_[&index].push_back({.other = found->from, .at = &call, .path = path.text()});
      }
      return;
    }
    const auto text = known_text(&name);
    if (!text || is_conditional || exports_.may_have(*text)) return;
    std::vector<std::string_view> names;
    for (const meaning::Export& each : exports_.all()) {
      if (const auto known = known_text(each.name)) names.push_back(*known);
    }
    Reporter(index.source(), findings_)
        .warning(codes::OT4701, call, path,
                 "none of the given templates exports '" + std::string(*text) + "'",
                 did_you_mean(*text, names));
  }

  /// Depth first over the stacks; a stack that is met again on the way closes a circle.
  void visit(const tmpl::Index& index) {
    if (done_[&index]) return;
    way_.push_back(&index);
    for (const Need& need : needs_[&index]) {
      const auto on_way = std::ranges::find(way_, need.other);
      if (on_way == way_.end()) {
        visit(*need.other);
      } else if (std::ranges::find(closed_, &index) == closed_.end()) {
        closed_.push_back(&index);
        report(index, need, {on_way, way_.end()});
      }
    }
    way_.pop_back();
    done_[&index] = true;
  }

  void report(const tmpl::Index& index, const Need& need,
              std::span<const tmpl::Index* const> circle) {
    std::string text;
    for (const tmpl::Index* each : circle) text += "'" + each->source().file() + "' → ";
    text += "'" + circle.front()->source().file() + "'";
    findings_.push_back(
        {.code = codes::OT4706.text(),
         .severity = Severity::error,
         .in = &index.source(),
         .begin = need.at->begin,
         .end = need.at->end,
         .path = need.path,
         .message = circle.size() == 1 ? "a stack cannot import what it exports itself"
                                       : "stacks import from each other in a circle: " + text,
         .hint = circle.size() == 1 ? "refer to the resource by 'Ref' or 'Fn::GetAtt'"
                                    : "move what both need into a third stack",
         .acknowledged = {}});
  }

  std::span<const tmpl::Index* const> app_;
  const meaning::ExportTable& exports_;
  Findings& findings_;
  std::unordered_map<const tmpl::Index*, std::vector<Need>> needs_;
  std::unordered_map<const tmpl::Index*, bool> done_;
  std::vector<const tmpl::Index*> way_;
  std::vector<const tmpl::Index*> closed_;
};

}  // namespace

void check_imports(std::span<const tmpl::Index* const> app, const meaning::ExportTable& exports,
                   Findings& findings) {
  ImportCheck(app, exports, findings).run();
}

}  // namespace omnitrack::validate
