#pragma once

/// Everything that an app needs but the typed resources of `omnitrack/cfn/`.

#include <omnitrack/codes.hpp>
#include <omnitrack/constructs/api_gateway_account.hpp>
#include <omnitrack/constructs/bucket.hpp>
#include <omnitrack/constructs/flow_logs.hpp>
#include <omnitrack/constructs/function.hpp>
#include <omnitrack/constructs/interface_endpoint.hpp>
#include <omnitrack/constructs/layer_version.hpp>
#include <omnitrack/constructs/log_group.hpp>
#include <omnitrack/constructs/redis_cluster.hpp>
#include <omnitrack/constructs/rest_api.hpp>
#include <omnitrack/constructs/role.hpp>
#include <omnitrack/constructs/security_group.hpp>
#include <omnitrack/constructs/table.hpp>
#include <omnitrack/constructs/user_pool.hpp>
#include <omnitrack/constructs/vpc.hpp>
#include <omnitrack/constructs/websocket_api.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/run.hpp>
