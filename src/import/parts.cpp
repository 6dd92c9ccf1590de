#include "import/parts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "import/plan.hpp"
#include "omnitrack/characters.hpp"

namespace omnitrack::importing {

namespace {

// A function of more is too long to be read at once.
constexpr std::size_t most_in_one = 15;
// The same with parameters, mappings and conditions.
constexpr std::size_t most_with_inputs = 25;
// A run of fewer goes with its neighbour.
constexpr std::size_t fewest_alone = 4;

using Word = std::pair<std::string_view, std::string_view>;

// What the resources of a service are called together.
constexpr Word words[] = {
    {"apigateway", "api"},
    {"apigatewayv2", "api"},
    {"applicationautoscaling", "scaling"},
    {"autoscaling", "servers"},
    {"cloudformation", "stacks"},
    {"cloudfront", "distribution"},
    {"cloudwatch", "alarms"},
    {"codebuild", "builds"},
    {"codepipeline", "pipelines"},
    {"cognito", "users"},
    {"custom", "custom"},
    {"dynamodb", "tables"},
    {"ec2", "network"},
    {"ecs", "containers"},
    {"elasticloadbalancing", "balancing"},
    {"elasticloadbalancingv2", "balancing"},
    {"iam", "permissions"},
    {"kms", "keys"},
    {"lambda", "functions"},
    {"rds", "databases"},
    {"route53", "names"},
    {"s3", "buckets"},
    {"serverless", "serverless"},
    {"sns", "topics"},
    {"sqs", "queues"},
};

// `ec2` of `AWS::EC2::VPC`.
std::string service_of(const Element& element) {
  const std::string_view type = element.resource->type_name;
  const std::size_t begin = type.find("::");
  std::string_view service = type.substr(0, begin);
  if (service == "AWS" && begin != std::string_view::npos) {
    service = type.substr(begin + 2);
    service = service.substr(0, service.find("::"));
  }
  std::string name;
  for (const char c : service) {
    if (detail::is_letter_or_digit(c)) {
      name += detail::is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return name.empty() || detail::is_digit(name[0]) ? "other" : name;
}

std::string word_of(const std::string& service) {
  for (const auto& [name, word] : words) {
    if (name == service) return std::string(word);
  }
  return service;
}

/// Orders resources so that those of one service follow each other.
class Gathering {
 public:
  explicit Gathering(std::vector<Element> resources) : resources_(std::move(resources)) {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < resources_.size(); ++i) places.emplace(resources_[i].id, i);
    for (std::size_t i = 0; i < resources_.size(); ++i) {
      services_.push_back(service_of(resources_[i]));
      auto& needs = needs_.emplace_back();
      for_each_need(resources_[i], [&](meaning::Name::Of of, std::string_view id) {
        const auto found = of == meaning::Name::Of::entry ? places.find(id) : places.end();
        // What stands behind is named in a circle, and cannot come first.
        if (found != places.end() && found->second < i) needs.insert(found->second);
      });
    }
  }

  /// Runs of one service each.
  std::vector<std::vector<std::size_t>> runs() {
    std::vector<std::vector<std::size_t>> all;
    std::vector<bool> is_done(resources_.size());
    std::size_t left = resources_.size();
    while (left > 0) {
      const auto is_ready = [&](std::size_t i) {
        return !is_done[i] &&
               std::ranges::all_of(needs_[i], [&](std::size_t each) { return is_done[each]; });
      };
      std::size_t first = 0;
      while (!is_ready(first)) ++first;
      auto& run = all.emplace_back();
      for (std::size_t i = 0; i < resources_.size(); ++i) {
        if (services_[i] != services_[first] || !is_ready(i)) continue;
        is_done[i] = true;
        run.push_back(i);
        --left;
      }
    }
    return joined(std::move(all));
  }

  Element& resource(std::size_t place) { return resources_[place]; }

  /// What most of a run's resources belong to.
  std::string word(const std::vector<std::size_t>& run) {
    std::map<std::string, int> counts;
    for (const std::size_t each : run) ++counts[word_of(services_[each])];
    return std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; })
        ->first;
  }

 private:
  static std::vector<std::vector<std::size_t>> joined(std::vector<std::vector<std::size_t>> runs) {
    std::vector<std::vector<std::size_t>> result;
    for (auto& run : runs) {
      const bool joins = !result.empty() &&
                         (run.size() < fewest_alone || result.back().size() < fewest_alone) &&
                         result.back().size() + run.size() <= most_in_one;
      if (!joins) {
        result.push_back(std::move(run));
        continue;
      }
      result.back().insert(result.back().end(), run.begin(), run.end());
    }
    return result;
  }

  std::vector<Element> resources_;
  std::vector<std::string> services_;
  std::vector<std::set<std::size_t>> needs_;
};

std::string free_name(const std::vector<Part>& parts, const std::string& word) {
  std::string name = word;
  for (int number = 2; std::ranges::find(parts, name, &Part::name) != parts.end(); ++number) {
    name = word + '_' + std::to_string(number);
  }
  return name;
}

}  // namespace

std::vector<Part> divide(std::vector<Element>& elements) {
  const auto first = std::ranges::find(elements, Element::Kind::resource, &Element::kind);
  const auto resources = static_cast<std::size_t>(elements.end() - first);
  if (resources <= most_in_one && elements.size() <= most_with_inputs) return {};
  std::vector<Part> parts;
  if (first != elements.begin()) parts.push_back({.name = "inputs", .is_inputs = true, .uses = {}});
  Gathering gathering({std::make_move_iterator(first), std::make_move_iterator(elements.end())});
  elements.erase(first, elements.end());
  for (const auto& run : gathering.runs()) {
    for (const std::size_t each : run) {
      gathering.resource(each).part = parts.size();
      elements.push_back(std::move(gathering.resource(each)));
    }
    parts.push_back({.name = free_name(parts, gathering.word(run)), .uses = {}});
  }
  return parts;
}

std::string type_of(const Part& part) {
  const std::size_t end = std::min(part.name.find('_'), part.name.size());
  const bool is_plural =
      part.name.substr(0, end).ends_with('s') &&
      std::ranges::find(words, part.name.substr(0, end), &Word::second) != std::end(words);
  std::string name;
  bool is_begin = true;
  for (const char c : part.name.substr(0, end - (is_plural ? 1 : 0)) + part.name.substr(end)) {
    if (c == '_') {
      is_begin = true;
      continue;
    }
    name += is_begin && detail::is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    is_begin = false;
  }
  return part.is_inputs ? name : name + "Resources";
}

}  // namespace omnitrack::importing
