// A plugin of clang-tidy that has its checks visit the project's own declarations alone: most of
// their time goes into those of system headers, where they report nothing. What is known about a
// declaration, such as its parents, stays as it was. Loaded by scripts/tidy.py.

#include <memory>
#include <string>
#include <vector>

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ParentMapContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/FrontendPluginRegistry.h>
#include <llvm/ADT/StringSet.h>

namespace {

using Declarations = std::vector<clang::Decl*>;

// The public way to set what is visited forgets the parents of all that is not, and checks ask for
// them. An explicit instantiation may name what is private.
template <auto Member>
struct Opened {
  friend Declarations& visited(clang::ASTContext& context) { return context.*Member; }
};
Declarations& visited(clang::ASTContext& context);
template struct Opened<&clang::ASTContext::TraversalScope>;

template <class Use>
void for_each_class(const clang::DeclContext& in, const Use& use) {
  for (clang::Decl* each : in.decls()) {
    if (auto* type = llvm::dyn_cast<clang::CXXRecordDecl>(each)) use(*type);
    if (const auto* inner = llvm::dyn_cast<clang::NamespaceDecl>(each)) for_each_class(*inner, use);
    if (const auto* inner = llvm::dyn_cast<clang::LinkageSpecDecl>(each)) {
      for_each_class(*inner, use);
    }
  }
}

class OwnCode : public clang::ASTConsumer {
 public:
  void HandleTranslationUnit(clang::ASTContext& context) override {
    const clang::TranslationUnitDecl& unit = *context.getTranslationUnitDecl();
    const auto is_own = [&sources = context.getSourceManager()](const clang::Decl& each) {
      const clang::SourceLocation place = sources.getExpansionLoc(each.getBeginLoc());
      return place.isValid() && !sources.isInSystemHeader(place);
    };
    // bugprone-forward-declaration-namespace compares a class that is never defined with those of
    // its name everywhere.
    llvm::StringSet<> undefined;
    for_each_class(unit, [&](const clang::CXXRecordDecl& type) {
      if (is_own(type) && !type.hasDefinition()) undefined.insert(type.getName());
    });
    Declarations wanted;
    for_each_class(unit, [&](clang::CXXRecordDecl& type) {
      if (!is_own(type) && undefined.contains(type.getName())) wanted.push_back(&type);
    });
    for (clang::Decl* each : unit.decls()) {
      if (is_own(*each)) wanted.push_back(each);
    }
    // This finds all parents, while all is still visited.
    context.getParents(unit);
    visited(context) = std::move(wanted);
  }
};

class Plugin : public clang::PluginASTAction {
 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& /*compiler*/,
                                                        llvm::StringRef /*file*/) override {
    return std::make_unique<OwnCode>();
  }
  bool ParseArgs(const clang::CompilerInstance& /*compiler*/,
                 const std::vector<std::string>& /*words*/) override {
    return true;
  }
  ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<Plugin> registered("own-code",
                                                            "visits own declarations alone");

}  // namespace
