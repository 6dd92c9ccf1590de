#include "cli/page/printable.hpp"
#include "cli/page/text_page.hpp"
#include "cli/tree/tree_report.hpp"

namespace omnitrack::cli {

namespace {

/// How the branches are drawn.
struct Branches {
  std::string_view inner;
  std::string_view last;
  std::string_view beside;
};

constexpr Branches drawn{"├─ ", "└─ ", "│  "};
constexpr Branches in_ascii{"|- ", "`- ", "|  "};

class TreePage {
 public:
  explicit TreePage(const PageLook& look)
      : page_(look), branches_(look.is_unicode ? drawn : in_ascii) {}

  std::string write(const TreeNode& root) {
    for (const TreeNode& each : root.children) {
      if (!page_.is_empty()) page_.empty_line();
      page_.line(0, page_.styled().add(printable(each.id), Style::bold));
      add_children(each, "", {});
    }
    return page_.take();
  }

 private:
  void add_children(const TreeNode& node, const std::string& before, const Source& above) {
    for (const TreeNode& each : node.children) {
      const bool is_last = &each == &node.children.back();
      add(each, before + std::string(is_last ? branches_.last : branches_.inner), above);
      add_children(each, before + std::string(is_last ? "   " : branches_.beside), each.line());
    }
  }

  void add(const TreeNode& node, const std::string& before, const Source& above) {
    StyledText line = page_.styled();
    line.add(before).add(printable(node.id), Style::bold);
    for (const ElementOrigin* each : node.elements) {
      line.add("  ");
      line.add(printable(each->type.empty() ? name_of_kind(each->kind) : each->type));
      line.add(" ").add(printable(each->logical_id));
    }
    // What a construct makes is of its line.
    const Source own = node.line();
    const bool is_of_above = own.line == above.line && std::string_view(own.file) == above.file;
    if (own.line != 0 && !is_of_above) {
      line.add("  ").add(printable(own.file) + ':' + std::to_string(own.line), Style::info);
    }
    page_.line(0, line);
  }

  TextPage page_;
  const Branches& branches_;
};

}  // namespace

std::string tree_text(const TreeNode& root, const Console& console) {
  const PageLook look = look_of(console);
  return TreePage(look).write(root);
}

}  // namespace omnitrack::cli
