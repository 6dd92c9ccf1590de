#include "template/builder.hpp"

#include <algorithm>
#include <memory>

#include "template/key_table.hpp"

namespace omnitrack::tmpl {

Function function_of(std::string_view key) {
  if (key == "Ref") return Function::ref;
  if (!is_function_key(key)) return key == "Condition" ? Function::condition : Function::none;
  if (key.starts_with("Fn::ForEach::")) return Function::for_each;
  for (auto i = static_cast<int>(Function::and_); i <= static_cast<int>(Function::value_of_all);
       ++i) {
    const auto function = static_cast<Function>(i);
    // Without a name of its own in its key, `Fn::ForEach` is not a function.
    if (function != Function::for_each && name_of(function) == key) return function;
  }
  return Function::unknown;
}

std::string_view Builder::keep(std::string_view text) {
  char* const kept = target_.arena_.allocate<char>(text.size());
  std::copy(text.begin(), text.end(), kept);
  return {kept, text.size()};
}

Node Builder::list(std::span<const Node> items, std::uint32_t begin, std::uint32_t end) {
  Node* const kept = target_.arena_.allocate<Node>(items.size());
  std::uninitialized_copy(items.begin(), items.end(), kept);
  return {.kind = Kind::list,
          .count = static_cast<std::uint32_t>(items.size()),
          .begin = begin,
          .end = end,
          .first_item = kept};
}

namespace {

// `Condition` is a property of many maps; only a name makes it a function.
Function function_of_only(const Member& only) {
  const Function function = function_of(only.key());
  return function == Function::condition && !only.value.is_scalar() ? Function::none : function;
}

}  // namespace

Node Builder::map(std::span<const Member> members, std::uint32_t begin, std::uint32_t end) {
  if (members.size() > most_members_searched) [[unlikely]]
    return large_map(members, begin, end);
  Member* const kept = target_.arena_.allocate<Member>(members.size());
  std::uninitialized_copy(members.begin(), members.end(), kept);
  return {.kind = Kind::map,
          .function = members.size() == 1 ? function_of_only(*kept) : Function::none,
          .has_function_key = std::ranges::any_of(members, is_function_key, &Member::key),
          .count = static_cast<std::uint32_t>(members.size()),
          .begin = begin,
          .end = end,
          .first_member = kept};
}

Node Builder::large_map(std::span<const Member> members, std::uint32_t begin, std::uint32_t end) {
  Member* const kept =
      target_.arena_.allocate<Member>(members.size() + KeyTable::size_in_members(members.size()));
  std::uninitialized_copy(members.begin(), members.end(), kept);
  KeyTable::make(kept, members.size());
  return {.kind = Kind::map,
          .has_function_key = std::ranges::any_of(members, is_function_key, &Member::key),
          .has_key_table = true,
          .count = static_cast<std::uint32_t>(members.size()),
          .begin = begin,
          .end = end,
          .first_member = kept};
}

// Most maps are small, and a word of bits shows that their keys differ in length or in a few
// letters; where it does not, they are compared.
bool Builder::may_repeat(std::span<const Member> members) {
  constexpr std::size_t small = 16;
  if (members.size() > small) return true;
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string_view key = members[i].key();
    const auto letter = [&](std::size_t at) {
      return static_cast<std::size_t>(static_cast<unsigned char>(key[at]));
    };
    const std::size_t mark = key.empty() ? 0
                                         : key.size() * 31 + letter(0) * 7 +
                                               letter(key.size() / 2) * 3 + letter(key.size() - 1);
    const std::uint64_t bit = std::uint64_t{1} << (mark % 64);
    const auto before = members.first(i);
    if ((seen & bit) != 0 && std::ranges::find(before, key, &Member::key) != before.end()) {
      return true;
    }
    seen |= bit;
  }
  return false;
}

bool Builder::report_repeated(std::span<const Member> members) {
  bool is_repeated = false;
  const auto name_at = [&](std::size_t i) { return members[i].key(); };
  names_.reset(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member& member = members[i];
    const std::size_t first = names_.add(member.key(), i, name_at);
    if (first == i) continue;
    is_repeated = true;
    report(TextProblem::Kind::duplicate_key, member.key_begin,
           "the key '" + std::string(member.key()) + "' appears twice in one map, first on line " +
               std::to_string(target_.place(members[first].key_begin).line),
           "remove or rename one of them: only the last counts");
  }
  return is_repeated;
}

// CloudFormation takes the last of equal keys, in JSON and in YAML.
std::size_t Builder::keep_last(std::span<Member> members) {
  const auto name_at = [&](std::size_t i) { return members[i].key(); };
  names_.reset(members.size());
  std::size_t first_kept = members.size();
  for (std::size_t i = members.size(); i-- > 0;) {
    if (names_.find(members[i].key(), name_at) != NameTable::none) continue;
    members[--first_kept] = members[i];
    names_.add(members[first_kept].key(), first_kept, name_at);
  }
  const auto kept = members.subspan(first_kept);
  std::copy(kept.begin(), kept.end(), members.begin());
  return kept.size();
}

void Builder::report(TextProblem::Kind kind, std::uint32_t begin, std::string message,
                     std::string hint) {
  is_unreadable_ = is_unreadable_ || (kind != TextProblem::Kind::duplicate_key &&
                                      kind != TextProblem::Kind::number_as_key);
  problems_.push_back({kind, begin, std::move(message), std::move(hint)});
}

void Builder::set_root(const Node& root) {
  if (!is_unreadable_) target_.root_ = root;
}

std::vector<TextProblem> Builder::take_problems() {
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const TextProblem& a, const TextProblem& b) { return a.begin < b.begin; });
  return std::move(problems_);
}

}  // namespace omnitrack::tmpl
