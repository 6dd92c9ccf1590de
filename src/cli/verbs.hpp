#pragma once

#include "cli/verb.hpp"

namespace omnitrack::cli {

std::unique_ptr<Verb> make_adopt_verb();
std::unique_ptr<Verb> make_import_verb();
std::unique_ptr<Verb> make_bootstrap_verb();
std::unique_ptr<Verb> make_completion_verb();
std::unique_ptr<Verb> make_deploy_verb();
std::unique_ptr<Verb> make_destroy_verb();
std::unique_ptr<Verb> make_diagnose_verb();
std::unique_ptr<Verb> make_diff_verb();
std::unique_ptr<Verb> make_drift_verb();
std::unique_ptr<Verb> make_events_verb();
std::unique_ptr<Verb> make_explain_verb();
std::unique_ptr<Verb> make_format_verb();
std::unique_ptr<Verb> make_graph_verb();
std::unique_ptr<Verb> make_help_verb();
std::unique_ptr<Verb> make_init_verb();
std::unique_ptr<Verb> make_list_verb();
std::unique_ptr<Verb> make_lock_verb();
std::unique_ptr<Verb> make_outputs_verb();
std::unique_ptr<Verb> make_publish_verb();
std::unique_ptr<Verb> make_reach_verb();
std::unique_ptr<Verb> make_requirements_verb();
std::unique_ptr<Verb> make_rollback_verb();
std::unique_ptr<Verb> make_schema_verb();
std::unique_ptr<Verb> make_status_verb();
std::unique_ptr<Verb> make_synth_verb();
std::unique_ptr<Verb> make_tree_verb();
std::unique_ptr<Verb> make_validate_verb();
std::unique_ptr<Verb> make_watch_verb();

}  // namespace omnitrack::cli
