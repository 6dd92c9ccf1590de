"""Roles and Cognito: moto's CloudFormation has no user pools, and no managed policies of a role."""

from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam import models

from .kinds import Kind


def _role_policies(resource):
    role = {"RoleName": resource.physical_resource_id}
    for arn in resource.properties.get("ManagedPolicyArns", []):
        resource.call("attach_role_policy", {**role, "PolicyArn": arn})
    for policy in resource.properties.get("Policies", []):
        resource.call("put_role_policy", {**role, **policy})


def _delete_role(resource):
    """A role is deleted without its policies."""
    role = {"RoleName": resource.physical_resource_id}
    for policy in resource.call("list_attached_role_policies", role)["AttachedPolicies"]:
        resource.call("detach_role_policy", {**role, "PolicyArn": policy["PolicyArn"]})
    for name in resource.call("list_role_policies", role)["PolicyNames"]:
        resource.call("delete_role_policy", {**role, "PolicyName": name})
    resource.call("delete_role", role)


def _second_factors(resource):
    """The factors that a pool offers are set by a call of their own."""
    stated = resource.properties
    if stated.get("MfaConfiguration", "OFF") == "OFF":
        return
    factors = stated.get("EnabledMfas", [])
    wanted = {
        "UserPoolId": resource.physical_resource_id,
        "MfaConfiguration": stated["MfaConfiguration"],
    }
    if "SOFTWARE_TOKEN_MFA" in factors:
        wanted["SoftwareTokenMfaConfiguration"] = {"Enabled": True}
    if "SMS_MFA" in factors:
        wanted["SmsMfaConfiguration"] = {"SmsConfiguration": stated["SmsConfiguration"]}
    resource.call("set_user_pool_mfa_config", wanted)


def account_of(access_key):
    """It makes every partition's managed policies to find out whose key a call has."""
    for account, partitions in list(models.iam_backends.items()):
        if any(access_key in each.access_keys for each in list(partitions.values())):
            return account
    return DEFAULT_ACCOUNT_ID


PATCHES = [(models, "get_account_id_from", account_of)]
KINDS = {
    "AWS::IAM::Role": Kind(
        "iam", "create_role", ref="properties.RoleName", named="RoleName",
        attributes={"Arn": "response.Role.Arn", "RoleId": "response.Role.RoleId"},
        delete=_delete_role, follow=(_role_policies,),
    ),
    "AWS::Cognito::UserPool": Kind(
        "cognito-idp", "create_user_pool", ref="response.UserPool.Id",
        rename={"UserPoolName": "PoolName"}, named="UserPoolName",
        attributes={"Arn": "response.UserPool.Arn", "UserPoolId": "ref",
                    "ProviderName": "join('', ['cognito-idp.', region, '.amazonaws.com/', ref])"},
        key={"UserPoolId": "ref"}, update="update_user_pool", delete="delete_user_pool",
        follow=(_second_factors,),
    ),
    "AWS::Cognito::UserPoolClient": Kind(
        "cognito-idp", "create_user_pool_client", ref="response.UserPoolClient.ClientId",
        named="ClientName",
        attributes={"ClientId": "ref"},
        key={"UserPoolId": "properties.UserPoolId", "ClientId": "ref"},
        update="update_user_pool_client", delete="delete_user_pool_client",
    ),
    "AWS::Cognito::UserPoolGroup": Kind(
        "cognito-idp", "create_group", ref="properties.GroupName", named="GroupName",
        key={"UserPoolId": "properties.UserPoolId", "GroupName": "ref"},
        update="update_group", delete="delete_group",
    ),
    "AWS::Cognito::UserPoolDomain": Kind(
        "cognito-idp", "create_user_pool_domain", ref="properties.Domain",
        key={"UserPoolId": "properties.UserPoolId", "Domain": "ref"},
        delete="delete_user_pool_domain",
    ),
}
