#pragma once

#include <concepts>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <omnitrack/testing/template.hpp>

namespace omnitrack::assertions {

/// How GoogleTest shows a template.
inline void PrintTo(const Template& shown, std::ostream* out) {
  *out << "the template of " << shown.name();
}
/// How GoogleTest shows a value that was found.
inline void PrintTo(const Found& shown, std::ostream* out) {
  *out << (shown ? shown.json() : "nothing");
}
/// How GoogleTest shows findings.
inline void PrintTo(const Findings& shown, std::ostream* out) {
  *out << shown.all().size() << (shown.all().size() == 1 ? " finding" : " findings");
}

/// A matcher of GoogleMock that asks a question. What cannot be told fails a test even within
/// `Not`.
template <class Ask>
class Asking {
 public:
  using is_gtest_matcher = void;

  Asking(std::string description, Ask ask)
      : description_(std::move(description)), ask_(std::move(ask)) {}

  template <class Asked>
  bool MatchAndExplain(const Asked& asked, std::ostream* out) const {
    const Check check = ask_(asked);
    if (out != nullptr) {
      *out << "where " << check.message();
    } else if (check.outcome() == Outcome::unknown) {
      ADD_FAILURE() << "it cannot be told whether it " << description_ << ": " << check.message();
    }
    return static_cast<bool>(check);
  }
  void DescribeTo(std::ostream* out) const { *out << description_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "not: " << description_; }

 private:
  std::string description_;
  Ask ask_;
};

/// That a template has a resource of that content, e.g.
/// `has_resource("AWS::SQS::Queue", {{"VisibilityTimeout", 30}})`.
inline auto has_resource(const Subject& subject, const Content& content = {}) {
  return Asking("has " + subject.shown() + " with " + content.description(),
                [=](const Template& asked) { return asked.has_resource(subject, content); });
}
/// That it has one with the properties that are set of a typed resource's, whatever the id:
/// `has_resource(cfn::sqs::QueueProps{.id = "Jobs", .visibility_timeout = 30})`.
template <class Props>
  requires(std::derived_from<typename Props::Makes, Resource>)
auto has_resource(const Props& props) {
  return has_resource(Subject(Props::Makes::type.name), like(props));
}
/// That it has none.
inline auto has_no_resource(const Subject& subject, const Content& content = {}) {
  return Asking("has no " + subject.shown() + " with " + content.description(),
                [=](const Template& asked) { return asked.has_no_resource(subject, content); });
}
/// That it has so many of a type.
inline auto has_count(std::string_view type, std::size_t count, const Content& content = {}) {
  return Asking(
      "has " + std::to_string(count) + ' ' + std::string(type) + " with " + content.description(),
      [=, type = std::string(type)](const Template& asked) {
        return asked.has_count(type, count, content);
      });
}
/// That all of a type have that content, and there is one.
inline auto all_resources(std::string_view type, const Content& content) {
  return Asking("has only " + std::string(type) + " with " + content.description(),
                [=, type = std::string(type)](const Template& asked) {
                  return asked.all_resources(type, content);
                });
}
/// That it has an output of that value.
inline auto has_output(std::string_view name, const Expected& value = any_value()) {
  return Asking("has the output " + std::string(name) + " with " + Content(value).description(),
                [=, name = std::string(name)](const Template& asked) {
                  return asked.has_output(name, value);
                });
}
/// That a template has at least these sections, e.g.
/// `has_sections({{"Parameters", {{"Stage", {{"Default", "test"}}}}}})`.
inline auto has_sections(const Expected& sections) {
  return Asking("has " + Content(sections).description(),
                [=](const Template& asked) { return asked.matches(sections); });
}
/// That a value is as expected; of a resource, its properties.
inline auto is(const Content& content) {
  return Asking("is " + content.description(),
                [=](const Found& asked) { return asked.is(content); });
}
/// That a template is what a file holds, which `--update-snapshots` writes anew.
inline auto matches_snapshot(std::string_view file) {
  return Asking(
      "is what " + std::string(file) + " holds",
      [file = std::string(file)](const Template& asked) { return asked.matches_snapshot(file); });
}

/// That one resource reaches another, over the network and by permission.
inline auto can_reach(const End& from, const End& to, const Access& access = {}) {
  return Asking("has " + from.shown() + " reach " + to.shown(),
                [=](const Template& asked) { return asked.can_reach(from, to, access); });
}
/// That it surely does not.
inline auto cannot_reach(const End& from, const End& to, const Access& access = {}) {
  return Asking("keeps " + from.shown() + " from " + to.shown(),
                [=](const Template& asked) { return asked.cannot_reach(from, to, access); });
}
/// That somebody may do something to a resource.
inline auto may(const End& who, std::string_view action, const End& target) {
  return Asking("lets " + who.shown() + ' ' + std::string(action) + " on " + target.shown(),
                [=, action = std::string(action)](const Template& asked) {
                  return asked.may(who, action, target);
                });
}
/// That they surely may not.
inline auto may_not(const End& who, std::string_view action, const End& target) {
  return Asking("forbids " + who.shown() + ' ' + std::string(action) + " on " + target.shown(),
                [=, action = std::string(action)](const Template& asked) {
                  return asked.may_not(who, action, target);
                });
}

/// That a synth finds something under a code, a constant of `omnitrack::codes` or a literal.
inline auto has_finding(AnyCode code, const FindingDetails& details = {}) {
  return Asking("has the finding " + std::string(code.text()),
                [=](const Findings& asked) { return asked.has(code, details); });
}
/// That it finds nothing under a code.
inline auto has_no_finding(AnyCode code) {
  return Asking("has no finding " + std::string(code.text()),
                [=](const Findings& asked) { return asked.has_no(code); });
}
/// That it finds nothing at all, but what is acknowledged.
inline auto has_no_findings() {
  return Asking("has no findings", [](const Findings& asked) { return asked.are_none(); });
}

/// A scalar whose text a matcher of GoogleMock takes, e.g. `text_that(testing::EndsWith(".fifo"))`.
template <class Matcher>
Expected text_that(const Matcher& matcher) {
  const auto of_text = ::testing::SafeMatcherCast<const std::string&>(matcher);
  return satisfying(
      "a text that " + ::testing::DescribeMatcher<const std::string&>(of_text),
      [of_text](std::string_view text) { return of_text.Matches(std::string(text)); });
}

}  // namespace omnitrack::assertions
