#include "validate/document/text_problems.hpp"

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

std::string problems_found_in(std::string_view text) {
  const tmpl::Document document("test.template", std::string(text));
  Findings findings;
  report_text_problems(document.source(), document.problems(), findings);
  return as_lines(findings);
}

TEST(TextProblems, AreErrorsWhereTheTextCannotBeRead) {
  EXPECT_EQ(problems_found_in("{\"a\": }").substr(0, 12), "error OT4001");
}

TEST(TextProblems, OfADuplicateKeyAreAWarning) {
  EXPECT_EQ(problems_found_in("A: 1\nA: 2\n"),
            "warning OT4002 2:1 : the key 'A' appears twice in one map, first on line 1 (remove or "
            "rename one of them: only the last counts)\n");
}

TEST(TextProblems, AreNoneOfSeveralDocumentsOfAnotherTool) {
  EXPECT_EQ(problems_found_in("apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Pod\n"),
            "error OT4027 1:1 : this is a manifest of Kubernetes, not a template\n");
  EXPECT_EQ(problems_found_in("Resources: {}\n---\na: b\n"),
            "error OT4001 2:1 : a second document begins here (a template is one document)\n");
}

}  // namespace
}  // namespace omnitrack::validate
