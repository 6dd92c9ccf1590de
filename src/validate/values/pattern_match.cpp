#include "validate/values/pattern_match.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <atomic>
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

pcre::Code compile(std::string_view text) {
  if (is_of_java_alone(text)) return nullptr;
  const std::string pattern = with_plain_hyphens(text);
  const pcre::CompileContext context(pcre2_compile_context_create(nullptr));
  if (context == nullptr) return nullptr;
  pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALT_BSUX);
  int error = 0;
  PCRE2_SIZE offset = 0;
  return pcre::Code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                  PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX |
                                      PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF,
                                  &error, &offset, context.get()));
}

// A match that takes longer than this is taken to succeed.
pcre::MatchContext limited_context() {
  pcre::MatchContext context(pcre2_match_context_create(nullptr));
  if (context != nullptr) {
    pcre2_set_match_limit(context.get(), 200'000);
    pcre2_set_depth_limit(context.get(), 2'000);
  }
  return context;
}

bool is_found(const pcre2_code& code, std::string_view text) {
  thread_local const pcre::MatchData data(pcre2_match_data_create(1, nullptr));
  thread_local const pcre::MatchContext context = limited_context();
  if (data == nullptr) return true;
  return pcre2_match(&code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0,
                     data.get(), context.get()) != PCRE2_ERROR_NOMATCH;
}

// Whether a match can only begin where the text does.
bool is_anchored(const pcre2_code& code) {
  std::uint32_t options = 0;
  pcre2_pattern_info(&code, PCRE2_INFO_ALLOPTIONS, &options);
  return (options & PCRE2_ANCHORED) != 0;
}

bool is_begun(const pcre2_code& code, std::string_view beginning) {
  thread_local const pcre::MatchData data(pcre2_match_data_create(1, nullptr));
  thread_local const pcre::MatchContext context = limited_context();
  if (data == nullptr) return true;
  return pcre2_match(&code, reinterpret_cast<PCRE2_SPTR>(beginning.data()), beginning.size(), 0,
                     PCRE2_PARTIAL_HARD, data.get(), context.get()) != PCRE2_ERROR_NOMATCH;
}

}  // namespace

struct CompiledPattern::Machine {
  explicit Machine(pcre::Code made) : code(std::move(made)) {}

  pcre::Code code;
};

CompiledPattern::CompiledPattern(std::string_view pattern)
    : machine_(std::make_unique<const Machine>(compile(pattern))) {}

CompiledPattern::~CompiledPattern() = default;

bool CompiledPattern::is_valid() const { return machine_->code != nullptr; }

bool CompiledPattern::matches(std::string_view text) const {
  return machine_->code == nullptr || is_found(*machine_->code, text);
}

bool CompiledPattern::may_begin_match(std::string_view beginning) const {
  const pcre2_code* code = machine_->code.get();
  return code == nullptr || !is_anchored(*code) || is_begun(*code, beginning);
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
