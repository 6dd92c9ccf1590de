#include "validate/values/pattern_match.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <utility>

#include "validate/values/class_sequence.hpp"

namespace omnitrack::validate {

// What PCRE2 makes, each with the function that frees it.
namespace pcre {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* pointer) const {
    release(pointer);
  }
};
using Code = std::unique_ptr<pcre2_code, Releaser<pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Releaser<pcre2_match_data_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Releaser<pcre2_compile_context_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Releaser<pcre2_match_context_free>>;

}  // namespace pcre

namespace {

// Java reads `[a-z&&[^x]]` as an intersection, which PCRE would read as something else.
bool is_of_java_alone(std::string_view pattern) {
  return pattern.find("&&[") != std::string_view::npos;
}

// In `[\w-.]` the hyphen stands for itself, where PCRE would begin a range.
std::string with_plain_hyphens(std::string_view pattern) {
  std::string plain;
  bool is_in_class = false;
  bool is_behind_set = false;  // `\w` and its kin
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '-' && is_in_class && is_behind_set) plain += '\\';
    plain += c;
    is_behind_set = false;
    if (c == '\\' && i + 1 < pattern.size()) {
      plain += pattern[++i];
      is_behind_set = std::string_view("dDsSwW").find(pattern[i]) != std::string_view::npos;
    } else if (c == '[' || c == ']') {
      is_in_class = c == '[';
    }
  }
  return plain;
}

pcre::Code compile(std::string_view text, CompiledPattern::Extent extent) {
  if (is_of_java_alone(text)) return nullptr;
  const std::string pattern = with_plain_hyphens(text);
  const pcre::CompileContext context(pcre2_compile_context_create(nullptr));
  if (context == nullptr) return nullptr;
  pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALT_BSUX);
  const bool is_whole = extent == CompiledPattern::Extent::whole;
  int error = 0;
  PCRE2_SIZE offset = 0;
  return pcre::Code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                  PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX |
                                      PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF |
                                      (is_whole ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0U),
                                  &error, &offset, context.get()));
}

// Longer texts are not looked at.
constexpr std::size_t most_bytes_to_match = 100'000;

// What may be tried out from one beginning: PCRE2 counts anew for each, and passes over any number
// of bytes in one step.
std::uint32_t limit_of_steps(const CompiledPattern::Extent extent, bool is_anchored,
                             std::size_t size) {
  constexpr std::uint32_t most_of_specification = 200'000;
  constexpr std::uint32_t most_of_template = 20'000;
  constexpr std::size_t most_in_all = 100'000'000;
  const bool is_of_template = extent == CompiledPattern::Extent::whole;
  const std::uint32_t most = is_of_template ? most_of_template : most_of_specification;
  if (is_anchored && !is_of_template) return most;
  return std::min(most, static_cast<std::uint32_t>(most_in_all / (size + 1)));
}

// Whether a match can only begin where the text does.
bool is_anchored(const pcre2_code& code) {
  std::uint32_t options = 0;
  pcre2_pattern_info(&code, PCRE2_INFO_ALLOPTIONS, &options);
  return (options & PCRE2_ANCHORED) != 0;
}

}  // namespace

struct CompiledPattern::Machine {
  Machine(pcre::Code made, Extent its_extent) : code(std::move(made)), extent(its_extent) {}

  // Whether a match is found, or finding out takes too long.
  [[nodiscard]] bool may_match(std::string_view text, std::uint32_t options) const {
    thread_local const pcre::MatchData data(pcre2_match_data_create(1, nullptr));
    thread_local const pcre::MatchContext context(pcre2_match_context_create(nullptr));
    if (data == nullptr || context == nullptr || text.size() > most_bytes_to_match) return true;
    pcre2_set_match_limit(context.get(), limit_of_steps(extent, is_anchored(*code), text.size()));
    pcre2_set_depth_limit(context.get(), 2'000);
    return pcre2_match(code.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0,
                       options, data.get(), context.get()) != PCRE2_ERROR_NOMATCH;
  }

  pcre::Code code;
  Extent extent;
};

CompiledPattern::CompiledPattern(std::string_view pattern, Extent extent)
    : machine_(std::make_unique<const Machine>(compile(pattern, extent), extent)) {}

CompiledPattern::~CompiledPattern() = default;

bool CompiledPattern::is_valid() const { return machine_->code != nullptr; }

bool CompiledPattern::matches(std::string_view text) const {
  return machine_->code == nullptr || machine_->may_match(text, 0);
}

bool CompiledPattern::may_begin_match(std::string_view beginning) const {
  const pcre2_code* code = machine_->code.get();
  return code == nullptr || !is_anchored(*code) ||
         machine_->may_match(beginning, PCRE2_PARTIAL_HARD);
}

namespace {

const CompiledPattern& compiled(schema::Pattern pattern) {
  // Never freed: a match may be under way when the process ends.
  static auto* const slots = new std::atomic<const CompiledPattern*>[schema::pattern_count()]();
  std::atomic<const CompiledPattern*>& slot = slots[pattern.index()];
  const CompiledPattern* found = slot.load(std::memory_order_acquire);
  if (found == nullptr) {
    auto made = std::make_unique<const CompiledPattern>(pattern.text());
    if (slot.compare_exchange_strong(found, made.get(), std::memory_order_acq_rel)) {
      found = made.release();
    }
  }
  return *found;
}

}  // namespace

bool matches(schema::Pattern pattern, std::string_view text) {
  if (const auto sequence = pattern.sequence()) {
    if (const auto answer = is_found(*sequence, text)) return *answer;
  }
  return compiled(pattern).matches(text);
}

bool may_begin_match(schema::Pattern pattern, std::string_view beginning) {
  if (beginning.empty()) return true;
  if (const auto sequence = pattern.sequence()) {
    if (const auto answer = may_begin(*sequence, beginning)) return *answer;
  }
  return compiled(pattern).may_begin_match(beginning);
}

bool may_hold(schema::Pattern pattern, std::string_view piece) {
  const auto sequence = pattern.sequence();
  return !sequence || may_hold(*sequence, piece);
}

}  // namespace omnitrack::validate
