#include <set>

#include "meaning/scalars.hpp"
#include "omnitrack/codes.hpp"
#include "template/yaml_scalar.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

void check_yaml_numbers(const Context& context) {
  const tmpl::Template& source = context.index.source();
  if (source.format() != tmpl::Format::yaml) return;
  std::set<std::uint32_t> told;
  const meaning::Path root;
  meaning::for_each_scalar(
      source.root(), root, [&](const tmpl::Node& scalar, const meaning::Path& path) {
        if (!scalar.is_plain || !scalar.is(tmpl::Kind::number)) return;
        const std::string written(source.written(scalar));
        // A fraction is the same number in another form, mostly meant as one: 0.50 is 0.5.
        if (written.find('.') != std::string::npos) return;
        const std::string read = tmpl::number_read_from(written);
        // An alias leads to the same place.
        if (read.empty() || !told.insert(scalar.begin).second) return;
        context.report.warning(codes::OT4009, scalar, path,
                               written + " is read as the number " + read,
                               "put it in quotes if it is a text: '" + written + "'");
      });
}

}  // namespace omnitrack::validate
