#include "omnitrack/construct.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"

namespace omnitrack {

Construct::Construct(Attach at, ConstructKind kind)
    : parent_(at.parent_),
      stack_(at.parent_ != nullptr ? at.parent_->stack_ : nullptr),
      id_(at.id_.text()),
      source_(at.id_.source()),
      kind_(kind) {
  if (parent_ == nullptr) return;
  if (parent_->last_child_ != nullptr) {
    parent_->last_child_->next_sibling_ = this;
  } else {
    parent_->first_child_ = this;
  }
  parent_->last_child_ = this;
  AppState& state = *app().state_;
  state.last_made->next_made_ = this;
  state.last_made = this;
}

std::string Construct::path() const {
  std::string path = parent_ != nullptr ? parent_->path() : std::string{};
  if (id_.empty()) return path;
  if (!path.empty()) path += '/';
  return path.append(id_);
}

App& Construct::app() const {
  const Construct* root = this;
  while (root->parent_ != nullptr) root = root->parent_;
  return const_cast<App&>(static_cast<const App&>(*root));
}

Stack& Construct::stack() const {
  if (stack_ != nullptr) return *stack_;
  // The synthesizer tells that it is in no stack, unless it makes nothing.
  AppState& state = *app().state_;
  if (state.no_stack == nullptr) {
    void* memory = detail::allocate(sizeof(Stack), alignof(Stack));
    state.no_stack = new (memory) Stack(Attach(nullptr, Id("App")), StackProps{.id = "App"});
    state.no_stack->parent_ = &app();
  }
  return *state.no_stack;
}

void Construct::depends_on(const Construct& other, std::string_view way_out) {
  app().state_->has_dependencies = true;
  dependencies_ = detail::current_arena().make<DependencyEntry>(&other, detail::copy_text(way_out),
                                                                dependencies_);
}

void Construct::add_tag(std::string_view key, const Value<std::string>& value) {
  app().state_->has_tags = true;
  tags_ = detail::current_arena().make<TagEntry>(detail::copy_text(key), value.node(), tags_);
}

void Construct::set_reference_strength(ReferenceStrength strength) {
  app().state_->reference_strengths[this] = strength;
}

void Construct::acknowledge(AnyCode code, std::string_view reason) {
  if (reason.find_first_not_of(" \t\n") == std::string_view::npos) {
    error(codes::OT1022, "the acknowledgement of '" + std::string(code.text()) + "' has no reason",
          "say why it is fine here: acknowledge(\"" + std::string(code.text()) + "\", \"…\")");
    return;
  }
  app().state_->acknowledgements.push_back(
      {.at = this, .code = std::string(code.text()), .reason = std::string(reason)});
}

namespace {

Diagnostic diagnostic_of(const Construct& construct, GradedCode code, std::string_view message,
                         std::string_view hint) {
  return {.code = std::string(code.text()),
          .severity = code.severity(),
          .path = construct.path(),
          .file = construct.source().file,
          .line = construct.source().line,
          .message = std::string(message),
          .hint = std::string(hint),
          .acknowledged = {}};
}

}  // namespace

void Construct::error(FindingCode<Severity::error> code, std::string_view message,
                      std::string_view hint) const {
  app().state_->diagnostics.push_back(diagnostic_of(*this, as_error(code), message, hint));
}

void Construct::warning(FindingCode<Severity::warning> code, std::string_view message,
                        std::string_view hint) const {
  app().state_->diagnostics.push_back(diagnostic_of(*this, as_warning(code), message, hint));
}

void* Construct::begin_add(std::size_t size, std::size_t alignment) {
  if (app().state_->finished) {
    throw std::logic_error("a construct was added to '" + path() +
                           "' after the app was synthesized");
  }
  if (app().state_->is_visited) {
    error(codes::OT1025, "a visitor adds something to '" + path() + "'",
          "a visitor may report and set properties; add constructs where the app is built");
  }
  return detail::current_arena().allocate(size, alignment);
}

void Construct::keep_visitor(void* object, void (*visit)(void*, Resource&)) {
  app().state_->visitors.push_back({this, object, visit});
}

void Construct::own(void* object, void (*destroy)(void*)) {
  app().state_->owned.push_back({object, destroy});
}

void Element::set_logical_id(std::string_view logical_id) {
  logical_id_ = detail::copy_text(logical_id);
  has_chosen_id_ = !logical_id.empty();
}

App::App()
    : Construct(Attach(nullptr, Id({}, Source{})), ConstructKind::app), state_(new AppState) {
  state_->last_made = this;
}

void App::moved(std::string_view old_path, std::string_view new_path, const char* file,
                unsigned line) {
  state_->moves.push_back({std::string(old_path), std::string(new_path), Source{file, line}});
}

App::~App() {
  std::for_each(state_->owned.rbegin(), state_->owned.rend(),
                [](const AppState::Owned& owned) { owned.destroy(owned.object); });
  delete state_;
}

}  // namespace omnitrack
