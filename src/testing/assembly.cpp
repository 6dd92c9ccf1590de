#include "testing/assembly.hpp"

#include <algorithm>

#include "core/tree.hpp"

namespace omnitrack::assertions {

namespace {

constexpr std::size_t most_errors_shown = 3;

/// The errors of a synth, the first of them with all that they say.
std::string problem_of(const std::vector<Diagnostic>& diagnostics) {
  std::string text = "the synth fails";
  std::size_t shown = 0;
  std::size_t count = 0;
  for (const Diagnostic& each : diagnostics) {
    if (each.severity != Severity::error) continue;
    if (++count > most_errors_shown) continue;
    ++shown;
    text += "\n  " + each.file + ':' + std::to_string(each.line) + ": " + each.code + ": " +
            each.message;
  }
  if (count == 0) text += ": a warning stops it, as its options say";
  if (count > shown) text += "\n  and " + std::to_string(count - shown) + " more";
  return text;
}

std::shared_ptr<const Assembly> assembly_of_synthesis(const Synthesis& synthesis) {
  auto made = std::make_shared<Assembly>();
  made->diagnostics = synthesis.diagnostics;
  if (!synthesis.ok()) made->problem = problem_of(synthesis.diagnostics);
  for (const SynthesizedStack& each : synthesis.stacks) {
    made->order.push_back(each.name);
    made->stacks.push_back({.name = each.name,
                            .document = tmpl::Document(each.file_name(), each.undivided()),
                            .origins = each.origins,
                            .account = each.account,
                            .region = each.region});
  }
  for (const SynthesizedAsset& each : synthesis.assets) {
    made->hashes.emplace_back(each.hash, each.construct_path);
  }
  for (const SynthesizedImage& each : synthesis.images) {
    made->hashes.emplace_back(each.hash, each.construct_path);
  }
  return made;
}

}  // namespace

const ElementOrigin* StackUnit::origin_of(std::string_view logical_id) const {
  const auto found = std::ranges::find_if(origins, [&](const ElementOrigin& each) {
    return each.kind == ConstructKind::resource && each.logical_id == logical_id;
  });
  return found == origins.end() ? nullptr : &*found;
}

const StackUnit* Assembly::find(std::string_view stack) const {
  const auto found =
      std::ranges::find_if(stacks, [&](const StackUnit& each) { return each.name == stack; });
  return found == stacks.end() ? nullptr : &*found;
}

std::shared_ptr<const Assembly> assembly_of(App& app, const SynthOptions& options) {
  std::shared_ptr<const void>& kept = TreeAccess::state(app).tested;
  if (kept == nullptr) {
    SynthOptions with_origins = options;
    with_origins.origins = true;
    kept = assembly_of_synthesis(synthesize(app, with_origins));
  }
  return std::static_pointer_cast<const Assembly>(kept);
}

std::shared_ptr<const Assembly> assembly_of_text(std::string_view name, std::string_view text) {
  auto made = std::make_shared<Assembly>();
  made->order.emplace_back(name);
  made->stacks.push_back({.name = std::string(name),
                          .document = tmpl::Document(std::string(name), std::string(text))});
  const tmpl::Document& document = made->stacks.front().document;
  if (!document.is_readable() || document.root().members().empty()) {
    made->problem = std::string(name) + " is no template";
    if (!document.problems().empty()) {
      const tmpl::TextProblem& first = document.problems().front();
      const tmpl::Place place = document.source().place(first.begin);
      made->problem += "\n  " + std::string(name) + ':' + std::to_string(place.line) + ':' +
                       std::to_string(place.column) + ": " + first.message;
    }
  }
  return made;
}

}  // namespace omnitrack::assertions
