#include <set>

#include "omnitrack/codes.hpp"
#include "template/yaml_scalar.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

using meaning::Path;
using tmpl::Node;

namespace {

/// Tells the scalars without quotes of which YAML makes another number than is written.
class YamlNumbers {
 public:
  explicit YamlNumbers(const Context& context) : context_(context) {}

  void check(const Node& value, const Path& path) {
    if (value.is_scalar()) return check_scalar(value, path);
    const auto items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Path item(path, i);
      check(items[i], item);
    }
    for (const tmpl::Member& member : value.members()) {
      const Path below(path, member.key());
      check(member.value, below);
    }
  }

 private:
  void check_scalar(const Node& scalar, const Path& path) {
    if (!scalar.is_plain) return;
    const std::string read = tmpl::number_read_from(scalar.text());
    // An alias leads to the same place.
    if (read.empty() || !told_.insert(scalar.begin).second) return;
    const std::string written(scalar.text());
    context_.report.warning(codes::OT4009, scalar, path, written + " is read as the number " + read,
                            "put it in quotes if it is a text: '" + written + "'");
  }

  const Context& context_;
  std::set<std::uint32_t> told_;
};

}  // namespace

void check_yaml_numbers(const Context& context) {
  const tmpl::Template& source = context.index.source();
  if (source.format() != tmpl::Format::yaml) return;
  const Path root;
  YamlNumbers(context).check(source.root(), root);
}

}  // namespace omnitrack::validate
