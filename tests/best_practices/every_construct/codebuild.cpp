#include "every_construct.hpp"

namespace every_construct {

void add_codebuild(const Surroundings& in) {
  Stack& stack = in.stack;
  stack.add(BuildProjectProps{
      .id = "BuildProject",
      .source = BuildSource::github({.url = "https://github.com/owner/shop.git"})});
  stack.add(ReportGroupProps{.id = "ReportGroup"});
}

}  // namespace every_construct
