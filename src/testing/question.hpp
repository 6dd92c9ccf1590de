#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "omnitrack/testing/template.hpp"
#include "testing/matching.hpp"
#include "testing/template_state.hpp"

namespace omnitrack::assertions {

/// A resource that a question is about, and how far it has the content.
struct Candidate {
  const DatumMember* resource = nullptr;
  Match match = {};
  std::string undecided = {};  ///< the condition that it is made under, where that is not known

  [[nodiscard]] bool holds() const { return match.holds() && undecided.empty(); }
  [[nodiscard]] bool may_hold() const { return match.may_hold(); }
};

/// Which resources of a template have a content.
class Question {
 public:
  /// All must live as long.
  Question(const TemplateState& state, const Subject& subject, const Content& content);

  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }
  /// How many surely have it, and how many may.
  [[nodiscard]] std::size_t sure() const;
  [[nodiscard]] std::size_t possible() const;
  /// A name in the question that nothing can have, in words; empty where there is none.
  [[nodiscard]] const std::string& mistake() const { return mistake_; }
  /// `AWS::SQS::Queue`, a logical id, or a construct's path.
  [[nodiscard]] const std::string& subject() const { return subject_; }

  /// Why no resource surely has it: the closest one and the first difference in it.
  [[nodiscard]] std::string none_has() const;
  /// The resource, who made it, and what differs.
  [[nodiscard]] std::string details(const Candidate& candidate) const;
  /// `Jobs`, `Jobs and Dead`, `Jobs, Dead and 3 more`, of those that surely have it.
  [[nodiscard]] std::string names() const;

 private:
  void find_mistake(const Subject& subject, const Content& content);
  [[nodiscard]] bool is_asked(const Subject& subject, const DatumMember& resource) const;
  [[nodiscard]] std::string left_out() const;
  [[nodiscard]] std::string nothing_there() const;

  const TemplateState& state_;
  bool is_type_;
  std::string subject_;
  std::string construct_id_;
  std::string mistake_;
  std::vector<Candidate> candidates_;
};

}  // namespace omnitrack::assertions
