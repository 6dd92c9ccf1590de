#include "fix/locate.hpp"

namespace omnitrack::fix {

namespace {

using tmpl::Kind;
using tmpl::Node;

class Search {
 public:
  Search(std::uint32_t begin, std::uint32_t end) : begin_(begin), end_(end) {}

  bool find_in(const Node& in) {
    const bool is_list = in.is(Kind::list);
    const std::size_t count = in.is_scalar() ? 0 : in.count;
    for (std::size_t place = 0; place < count; ++place) {
      steps.push_back({&in, place});
      const Node& value = steps.back().value();
      if (find_in(value) || is_meant(value)) return true;
      if (!is_list && in.members()[place].key_begin == begin_) return true;
      steps.pop_back();
    }
    return false;
  }

  std::vector<Step> steps;

 private:
  [[nodiscard]] bool is_meant(const Node& value) const {
    return value.begin == begin_ && value.end == end_;
  }

  std::uint32_t begin_;
  std::uint32_t end_;
};

}  // namespace

std::vector<Step> steps_to(const Node& root, std::uint32_t begin, std::uint32_t end) {
  Search search(begin, end);
  search.find_in(root);
  return std::move(search.steps);
}

}  // namespace omnitrack::fix
