#include "graph/layout/dot_run.hpp"

#include <charconv>

#include "support/program.hpp"
#include "template/parse.hpp"

namespace omnitrack::graph {

namespace {

constexpr double points_per_inch = 72;

// The numbers in a text; whatever stands between them separates them.
std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    double number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error == std::errc()) {
      numbers.push_back(number);
      at = next;
    } else {
      ++at;
    }
  }
  return numbers;
}

std::string_view text_at(const tmpl::Node& object, std::string_view key) {
  const tmpl::Node* value = object.find(key);
  return value == nullptr ? std::string_view() : value->text();
}

double number_at(const tmpl::Node& object, std::string_view key) {
  const auto numbers = numbers_in(text_at(object, key));
  return numbers.empty() ? 0 : numbers.front();
}

// `dot` counts from the lower left corner.
void read_object(const tmpl::Node& object, DotPlaces& result) {
  const std::string name(text_at(object, "name"));
  const auto box = numbers_in(text_at(object, "bb"));
  if (box.size() == 4) {
    result.places[name] = {box[0], result.height - box[3], box[2] - box[0], box[3] - box[1]};
    return;
  }
  const auto center = numbers_in(text_at(object, "pos"));
  if (center.size() != 2) return;
  const double width = number_at(object, "width") * points_per_inch;
  const double height = number_at(object, "height") * points_per_inch;
  result.places[name] = {center[0] - width / 2, result.height - center[1] - height / 2, width,
                         height};
}

void read_edge(const tmpl::Node& edge, DotPlaces& result) {
  const auto numbers = numbers_in(text_at(edge, "pos"));
  std::vector<Point> points;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    points.push_back({numbers[i], result.height - numbers[i + 1]});
  }
  if (points.size() % 3 == 1) result.edges[std::string(text_at(edge, "id"))] = std::move(points);
}

DotPlaces read_graph(std::string_view json) {
  DotPlaces result;
  tmpl::Template source("dot", std::string(json));
  if (!tmpl::parse_json(source).empty()) return result;
  const tmpl::Node& root = source.root();
  const auto box = numbers_in(text_at(root, "bb"));
  if (box.size() != 4) return result;
  result.width = box[2];
  result.height = box[3];
  if (const tmpl::Node* objects = root.find("objects")) {
    for (const tmpl::Node& each : objects->items()) read_object(each, result);
  }
  if (const tmpl::Node* edges = root.find("edges")) {
    for (const tmpl::Node& each : edges->items()) read_edge(each, result);
  }
  return result;
}

}  // namespace

std::vector<DotPlaces> run_dot(const std::string& graphs, std::chrono::milliseconds time) {
  const support::ProgramResult run =
      support::run_program({"dot", "-Tjson0"}, {.time = time}, {.text = graphs});
  if (run.end == support::ProgramEnd::not_started) {
    throw LayoutFailure("there is no 'dot', which lays out a picture: " + run.error.message(),
                        "install the package graphviz; --format mermaid and dot need none");
  }
  std::vector<DotPlaces> all;
  if (run.end != support::ProgramEnd::exited || run.exit_code != 0) return all;
  constexpr std::string_view end_of_graph = "\n}\n";
  std::string_view rest = run.output;
  for (std::size_t end = rest.find(end_of_graph); end != std::string_view::npos;
       end = rest.find(end_of_graph)) {
    all.push_back(read_graph(rest.substr(0, end + end_of_graph.size())));
    rest.remove_prefix(end + end_of_graph.size());
  }
  return all;
}

}  // namespace omnitrack::graph
