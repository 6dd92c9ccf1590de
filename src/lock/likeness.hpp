#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "lock/cdk_paths.hpp"
#include "lock/features.hpp"

namespace omnitrack::lock {

/// What speaks for and against two resources of one type being the same.
struct Evidence {
  double properties = 0;         ///< the share of the properties that are equal, rare values first
  std::size_t links_agree = 0;   ///< connections to what is matched that both have
  std::size_t links_differ = 0;  ///< those that only one has
  double names = 0;              ///< how like each other the names are
  PathLikeness paths = PathLikeness::other;  ///< of the constructs, where the CDK notes the old one
  bool is_exact = false;  ///< all properties are equal, and what they refer to is matched
  bool is_alike = false;  ///< all are equal, and what they refer to is matched or not known
  bool has_same_identity = false;  ///< what identifies it in an account is equal
  bool has_other_identity = false;
  bool identity_refers = false;  ///< whether something else is a part of that identity
  /// What a change would replace is there and equal, and what it refers to is matched.
  bool has_same_fixed = false;
  bool has_other_fixed = false;  ///< what a change would replace is there on both sides and differs
  /// Of what cannot change or identifies it, something differs that tools do not give by
  /// themselves.
  bool has_other_told = false;

  /// All of that together, from 0 to 1.
  [[nodiscard]] double score() const;
};

/// A text as it is compared with others: by its pairs of neighbouring characters, whatever their
/// case.
class ComparedText {
 public:
  explicit ComparedText(std::string_view text);
  /// How like another one it is, from 0 to 1, which they are only where they are the same.
  [[nodiscard]] double likeness(const ComparedText& other) const;

 private:
  std::string text_;
  std::vector<std::uint16_t> pairs_;  ///< sorted
};

/// A logical id without the digits that tools put behind it: 8 hexadecimal ones in capitals.
std::string_view without_hash(std::string_view logical_id);

/// Compares the resources of two templates, with what is matched of them so far.
class Likeness {
 public:
  /// The places of resources that belong together, by the place of the old one.
  using Matched = std::vector<std::optional<std::size_t>>;

  /// The paths are those below the stack, by the places of the resources.
  Likeness(const TemplateFeatures& old, const TemplateFeatures& ours,
           std::vector<CdkPath> old_paths, const std::vector<std::string>& our_paths);

  /// The evidence for one old resource and one of ours, which must be of one type.
  [[nodiscard]] Evidence between(std::size_t old, std::size_t ours, const Matched& matched) const;
  /// Must be called before `between` whenever more is matched.
  void note_matched(const Matched& matched);

  /// What an old resource is connected to, by their places; without what refers to it, where that
  /// is not asked for.
  [[nodiscard]] std::vector<std::size_t> connected(std::size_t old, bool with_users) const;

  /// What one of ours is connected to, and what refers to it, by their places.
  [[nodiscard]] std::vector<std::size_t> connected_of_ours(std::size_t ours) const;

  /// The names of the properties whose change would replace it, and that tell it from others.
  [[nodiscard]] std::vector<std::string_view> telling_fixed(std::size_t old) const;

  /// The path that the CDK notes for an old resource.
  [[nodiscard]] const CdkPath& noted_path(std::size_t old) const { return old_paths_[old]; }

 private:
  enum class Targets { same, unknown, different };
  struct Link {
    std::string_view property;
    std::size_t other;
    bool is_incoming;
    friend bool operator==(const Link&, const Link&) = default;
    friend bool operator<(const Link& one, const Link& two) {
      return std::tie(one.property, one.other, one.is_incoming) <
             std::tie(two.property, two.other, two.is_incoming);
    }
  };
  using Links = std::vector<std::vector<Link>>;  // by place, sorted

  static Links links_of(const TemplateFeatures& features);
  void count_values(const TemplateFeatures& features);
  [[nodiscard]] std::size_t count_of(const Features& of, const Feature& property) const;
  static Targets compare_targets(const Feature& old, const Feature& ours, const Matched& matched);
  void compare_properties(const Features& old, const Features& ours, const Matched& matched,
                          Evidence& evidence) const;
  static void compare_identity(const Features& old, const Features& ours, const Matched& matched,
                               Evidence& evidence);
  void compare_links(std::size_t old, std::size_t ours, const Matched& matched,
                     Evidence& evidence) const;

  const TemplateFeatures& old_;
  const TemplateFeatures& ours_;
  std::vector<CdkPath> old_paths_;
  const std::vector<std::string>& our_paths_;
  std::vector<ComparedText> old_names_;
  std::vector<ComparedText> old_letters_;  ///< of the paths
  std::vector<ComparedText> our_names_;
  std::vector<bool> is_ours_matched_;
  Links old_links_;
  Links our_links_;
  std::map<std::tuple<std::string_view, std::string_view, std::uint64_t>, std::size_t> counts_;
};

}  // namespace omnitrack::lock
