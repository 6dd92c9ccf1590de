#pragma once

/// Everything that an app needs but the typed resources of `omnitrack/cfn/`.

#include <omnitrack/apigateway/account.hpp>
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/apigateway/websocket_api.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/cognito/user_pool.hpp>
#include <omnitrack/dynamodb/table.hpp>
#include <omnitrack/ec2/flow_logs.hpp>
#include <omnitrack/ec2/interface_endpoint.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticache/redis_cluster.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>
#include <omnitrack/lambda/function.hpp>
#include <omnitrack/lambda/layer_version.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/run.hpp>
#include <omnitrack/s3/bucket.hpp>
