// Prints what SAM's transform makes of templates, as meaning/sam knows it: a line for each resource
// with its file, id, type and the resources that it refers to.

#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <vector>

#include "meaning/references.hpp"
#include "meaning/sam/expansion.hpp"
#include "template/parse.hpp"

namespace {

void print(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  omnitrack::tmpl::Template source(
      file, std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()));
  omnitrack::tmpl::parse(source);
  const omnitrack::tmpl::Index index(source);
  const omnitrack::meaning::sam::Expansion expansion(index);
  const omnitrack::tmpl::Index& made = expansion.made();
  std::vector<omnitrack::meaning::Reference> references;
  omnitrack::meaning::collect_references(made, references);
  for (const auto& resource : made.resources()) {
    std::set<std::string_view> targets;
    for (const auto& each : references) {
      if (!each.is_from_output && each.user == resource.logical_id &&
          each.target != resource.logical_id && made.find_resource(each.target) != nullptr) {
        targets.insert(each.target);
      }
    }
    std::cout << file << '\t' << resource.logical_id << '\t' << resource.type_name << '\t';
    for (const std::string_view each : targets) std::cout << each << ' ';
    std::cout << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) print(arguments[i]);
}
