#include "import/written_out.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "meaning/loops.hpp"
#include "template/builder.hpp"

namespace omnitrack::importing {

namespace {

using tmpl::Member;

bool has_loops(const tmpl::Node& section) {
  return std::ranges::any_of(section.members(),
                             [](const Member& each) { return tmpl::is_loop_key(each.key()); });
}

// A loop over a parameter stays as it is: another value makes it run over something else.
tmpl::Node written_out(const tmpl::Index& index, const tmpl::Node& section,
                       tmpl::Builder& builder) {
  std::vector<Member> members;
  for (const Member& each : section.members()) {
    if (!tmpl::is_loop_key(each.key())) {
      members.push_back(each);
      continue;
    }
    const std::size_t first = members.size();
    const meaning::LoopItems items = meaning::expand_loop(index, each, builder, members);
    if (items.are_known && items.parameter.empty()) continue;
    members.resize(first);
    members.push_back(each);
  }
  return builder.map(members, section.begin, section.end);
}

}  // namespace

std::unique_ptr<meaning::MadeTemplate> with_loops_written_out(const tmpl::Index& index) {
  const tmpl::Template& source = index.source();
  const tmpl::Node& root = source.root();
  const auto sections = root.members();
  if (std::ranges::none_of(sections, [](const Member& each) { return has_loops(each.value); })) {
    return nullptr;
  }
  auto made = std::make_unique<tmpl::Template>(source.file(), std::string(source.text()));
  tmpl::Builder builder(*made, source.format(), tmpl::Repeated::kept);
  std::vector<Member> written(sections.begin(), sections.end());
  for (Member& each : written) {
    if (has_loops(each.value)) each.value = written_out(index, each.value, builder);
  }
  builder.set_root(builder.map(written, root.begin, root.end));
  return std::make_unique<meaning::MadeTemplate>(std::move(made));
}

}  // namespace omnitrack::importing
