"""Templates that are made to cost more than their size: each shape by a number that says how large."""

import json

TOPIC = {"Type": "AWS::SNS::Topic"}


def template(resources, **sections):
    return json.dumps({**sections, "Resources": resources})


def named(value):
    """A topic whose name is a value."""
    return {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": value}}


def conditions(made, last, **sections):
    """A resource under the last condition, and one that refers to it without."""
    return template({"R": {**TOPIC, "Condition": last}, "Q": named({"Ref": "R"})},
                    Parameters={"P": {"Type": "String"}, "Q": {"Type": "String"}}, Conditions=made, **sections)


def equals(value, parameter="P"):
    return {"Fn::Equals": [{"Ref": parameter}, value]}


def json_maps(n):
    depth = 90
    deep = '{"a":' * depth + "1" + "}" * depth
    return template({"T": {"Type": "Custom::T", "Properties": {"ServiceToken": "a"}}},
                    Metadata={f"m{i}": json.loads(deep) for i in range(n)})


def json_too_deep(n):
    return '{"Resources":' + "[" * n * 100 + "]" * n * 100 + "}"


def yaml_flow_too_deep(n):
    return "Resources: " + "[" * n * 100 + "]" * n * 100


def yaml_block_too_deep(n):
    return "Resources:\n  " + "- " * n * 100 + "a\n"


def yaml_block_deep(n):
    deep = "".join(f"{' ' * (i + 4)}a:\n" for i in range(60)) + " " * 64 + "b: 1\n"
    return ("Resources:\n  T:\n    Type: AWS::SNS::Topic\nMetadata:\n" +
            "".join(f"  m{i}:\n{deep}" for i in range(n)))


def aliases_that_multiply(n):
    lines = ["Metadata:", "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"  a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 10)}]" for i in range(min(n, 1000))]
    return "\n".join(lines) + "\nResources:\n  T:\n    Type: AWS::SNS::Topic\n"


def aliases_of_one(n):
    return ("Metadata:\n  a: &a {x: y}\n  b: [" + ", ".join(["*a"] * n * 10) +
            "]\nResources:\n  T:\n    Type: AWS::SNS::Topic\n")


def merges(n):
    maps = "".join(f"  m{i}: &m{i} {{k{i}: 1}}\n" for i in range(n))
    return ("Metadata:\n" + maps + "  all:\n    <<: [" + ", ".join(f"*m{i}" for i in range(n)) +
            "]\nResources:\n  T:\n    Type: AWS::SNS::Topic\n")


def condition_chain_of_or(n):
    made = {"C0": equals("a")}
    for i in range(1, n):
        made[f"C{i}"] = {"Fn::Or": [{"Condition": f"C{i - 1}"}] * 10}
    return conditions(made, f"C{n - 1}")


def condition_chain_of_not(n):
    made = {"C0": equals("a")}
    for i in range(1, n):
        made[f"C{i}"] = {"Fn::Not": [{"Condition": f"C{i - 1}"}]}
    return conditions(made, f"C{n - 1}")


def condition_layers_of_or(n):
    made = {f"L0x{j}": equals(f"v{j}") for j in range(9)}
    for i in range(1, n // 9 + 2):
        for j in range(9):
            made[f"L{i}x{j}"] = {"Fn::Or": [{"Condition": f"L{i - 1}x{k}"} for k in range(9)]}
    return conditions(made, f"L{n // 9 + 1}x8")


def condition_many_parameters(n):
    parameters = {f"P{i}": {"Type": "String"} for i in range(n)}
    made = {f"C{i}": equals("a", f"P{i}") for i in range(n)}
    made["All"] = {"Fn::And": [{"Fn::Or": [{"Condition": f"C{i}"}, {"Condition": f"C{(i * 7 + 1) % n}"}]}
                               for i in range(min(n, 10))]}
    resources = {f"R{i}": {**TOPIC, "Condition": f"C{i}"} for i in range(n)}
    resources["Q"] = {**named({"Ref": "R0"}), "Condition": "All"}
    return json.dumps({"Parameters": parameters, "Conditions": made, "Resources": resources})


def condition_references(n):
    """Each resource refers to another one under another condition."""
    made = {f"C{i}": equals(f"v{i}") for i in range(n)}
    resources = {f"R{i}": {**named({"Ref": f"R{(i + 1) % n}"}), "Condition": f"C{i}"} for i in range(n)}
    return template(resources, Parameters={"P": {"Type": "String"}}, Conditions=made)


def condition_many_values(n):
    made = {f"C{i}": equals(f"v{i}") for i in range(n)}
    made["Any"] = {"Fn::Or": [{"Condition": f"C{i}"} for i in range(n)]}
    return conditions(made, "Any")


def ifs_in_one_list(n):
    made = {f"C{i}": equals(f"v{i}") for i in range(n)}
    actions = [{"Fn::If": [f"C{i}", f"sqs:Get{i}", {"Ref": "AWS::NoValue"}]} for i in range(n)]
    return template({"R": role(actions, "*")}, Parameters={"P": {"Type": "String"}}, Conditions=made)


def ifs_nested(n):
    made = {f"C{i}": equals(f"v{i}") for i in range(n)}
    resources = {}
    for r in range(n // 20 + 1):
        value = "end"
        for i in range(20):
            value = {"Fn::If": [f"C{(i + r) % n}", f"a{i}", value]}
        resources[f"R{r}"] = named(value)
    return template(resources, Parameters={"P": {"Type": "String"}}, Conditions=made)


def ifs_in_both_branches(n):
    made = {f"C{i}": equals(f"v{i}") for i in range(12)}

    def both(depth):
        return "x" if depth == 0 else {"Fn::If": [f"C{depth}", both(depth - 1), both(depth - 1)]}

    resources = {f"R{i}": named(both(6)) for i in range(n // 64 + 1)}
    return template(resources, Parameters={"P": {"Type": "String"}}, Conditions=made)


def role(actions, resources):
    return {"Type": "AWS::IAM::Policy", "Properties": {
        "PolicyName": "p", "Roles": ["r"], "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": actions, "Resource": resources}]}}}


def chain_of_references(n):
    resources = {"R0": TOPIC}
    for i in range(1, n):
        resources[f"R{i}"] = named({"Ref": f"R{i - 1}"})
    return template(resources)


def chain_of_references_backwards(n):
    resources = {f"R{i}": named({"Ref": f"R{i + 1}"}) for i in range(n - 1)}
    return template({**resources, f"R{n - 1}": TOPIC})


def circle_of_references(n):
    return template({f"R{i}": named({"Ref": f"R{(i + 1) % n}"}) for i in range(n)})


def dense_references(n):
    """A tenth of them refer to all of another tenth."""
    side = max(int(n ** 0.5), 1)
    resources = {f"L{i}": TOPIC for i in range(side)}
    for i in range(side):
        resources[f"R{i}"] = named({"Fn::Join": ["", [{"Ref": f"L{j}"} for j in range(side)]]})
    return template(resources)


def dense_circles(n):
    side = max(int(n ** 0.5), 2)
    return template({f"R{i}": named({"Fn::Join": ["", [{"Ref": f"R{j}"} for j in range(side)]]})
                     for i in range(side)})


def depends_on_all(n):
    side = max(int(n ** 0.5), 2)
    return template({f"R{i}": {**TOPIC, "DependsOn": [f"R{j}" for j in range(i)]} for i in range(side)})


def references_to_nothing(n):
    return template({f"R{i}": named({"Ref": f"Missing{i}"}) for i in range(n)})


def like_resources(n):
    return template({f"Queue{i}": {"Type": "AWS::SQS::Queue"} for i in range(n)})


def like_resources_renamed(n):
    return template({f"Jobs{i}": {"Type": "AWS::SQS::Queue"} for i in range(n)})


def records(n, resource="A"):
    return template({f"{resource}{i}": {"Type": "AWS::Route53::RecordSet", "Properties": {
        "HostedZoneId": "Z1", "Name": f"r{i}.example.com", "Type": "A", "TTL": "60",
        "ResourceRecords": ["192.0.2.1"]}} for i in range(n)})


def records_renamed(n):
    return records(n, "B")


def priorities(n, first=1):
    return template({f"Rule{i}": {"Type": "AWS::ElasticLoadBalancingV2::ListenerRule", "Properties": {
        "ListenerArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a/b/c",
        "Priority": (i + first - 1) % n + 1, "Conditions": [{"Field": "path-pattern", "Values": [f"/{i}"]}],
        "Actions": [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}]}}
        for i in range(n)})


def priorities_rotated(n):
    return priorities(n, 2)


def subnets_of_a_group(n, prefix="a"):
    return template({"G": {"Type": "AWS::RDS::DBSubnetGroup", "Properties": {
        "DBSubnetGroupDescription": "d", "SubnetIds": [f"subnet-{prefix}{i}" for i in range(n)]}}})


def other_subnets_of_a_group(n):
    return subnets_of_a_group(n, "b")


def names_alike(n):
    return template({f"R{i}": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "one-name"}}
                     for i in range(n)})


def wildcards(n, prefix="a"):
    return template({"P": role([f"s3:Get{prefix}{i}*" for i in range(n)],
                               [f"arn:aws:s3:::{prefix}*{i}*x" for i in range(n)])})


def other_wildcards(n):
    return wildcards(n, "b")


def statements(n, prefix="a"):
    return template({"P": {"Type": "AWS::IAM::Policy", "Properties": {
        "PolicyName": "p", "Roles": ["r"], "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": f"s3:Get{prefix}{i}*", "Resource": f"arn:aws:s3:::{prefix}*{i}"}
            for i in range(n)]}}}})


def other_statements(n):
    return statements(n, "b")


def long_wildcard(n):
    return template({"P": role("s3:" + "a*" * n, "arn:aws:s3:::" + "*a" * n)})


def backtracking_patterns(n):
    parameters = {f"P{i}": {"Type": "String", "AllowedPattern": "(a+)+b|(a|a)*c|(a|aa)+$x", "Default": "a" * 40}
                  for i in range(n // 10 + 1)}
    return template({"T": named({"Ref": "P0"})}, Parameters=parameters)


def pattern_that_backtracks_on_a_long_text(n):
    return template({"T": named({"Ref": "P"})}, Parameters={
        "P": {"Type": "String", "AllowedPattern": "(?:(?:a|a){15}[^bc]*[bc])*", "Default": "a" * n * 10}})


def one_enormous_string(n):
    return template({"T": named("x" * n * 100)})


def one_enormous_name(n):
    return template({"T" * n * 100: TOPIC})


def enormous_open_name(n, end="x"):
    return template({"T": {"Type": "AWS::SNS::Topic", "Properties": {
        "TopicName": {"Fn::Sub": "${P}" + "a" * n * 100 + end}}}}, Parameters={"P": {"Type": "String"}})


def other_open_name(n):
    return enormous_open_name(n, "y${P}")


def one_enormous_sub(n):
    return template({"T": named({"Fn::Sub": "${AWS::Region}-${T2}" * n}), "T2": TOPIC})


def unclosed_sub(n):
    return template({"T": named({"Fn::Sub": "${" * n * 10})})


def many_findings_in_one_line(n):
    return template({f"R{i}": {"Type": "AWS::SNS::Topic", "Properties": {"Dissplay": i}} for i in range(n)})


def many_keys_twice(n):
    return '{"Resources": {' + ", ".join('"T": {"Type": "AWS::SNS::Topic"}' for _ in range(n)) + "}}"


def many_unknown_types(n):
    return template({f"R{i}": {"Type": f"AWS::Nothing::Thing{i}"} for i in range(n)})


def many_mappings(n):
    return template({f"R{i}": named({"Fn::FindInMap": ["M", f"k{i}", "v"]}) for i in range(n)},
                    Mappings={"M": {f"k{i}": {"v": "x"} for i in range(n)}})


def many_outputs(n):
    return template({"T": TOPIC}, Outputs={f"O{i}": {"Value": {"Ref": "T"}, "Export": {"Name": f"e{i % 7}"}}
                                           for i in range(n)})


def queue(name):
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name}}


def queues_by_name(name):
    """A policy on n queues, which are what a function of their number gives."""
    def resources(n, **more):
        return {**more, "P": {"Type": "AWS::SQS::QueuePolicy", "Properties": {
            "Queues": [name(i) for i in range(n)],
            "PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}]}}}}
    return resources


def outputs_of_one(n, name="a"):
    return template({"T": queue(name)}, Outputs={f"O{i}": {"Value": {"Ref": "T"}} for i in range(n)})


def outputs_of_another(n):
    return outputs_of_one(n, "b")


def one_name_often(n, name="a"):
    return template({"T": queue(name), "U": {"Type": "AWS::SSM::Parameter", "Properties": {
        "Type": "String", "Value": {"Fn::Join": ["", [{"Ref": "T"}] * n]}}}})


def another_name_often(n):
    return one_name_often(n, "b")


def parameters_of_one(n, value="a"):
    return template(queues_by_name(lambda i: {"Ref": f"P{i}"})(n),
                    Parameters={f"P{i}": {"Type": "String", "Default": f"{value}{i}"} for i in range(n)})


def other_parameters_of_one(n):
    return parameters_of_one(n, "b")


def cells_of_one(n, value="a"):
    return template(queues_by_name(lambda i: {"Fn::FindInMap": ["M", f"k{i}", "v"]})(n),
                    Mappings={"M": {f"k{i}": {"v": f"{value}{i}"} for i in range(n)}})


def other_cells_of_one(n):
    return cells_of_one(n, "b")


def rows_of_one(n, value="a"):
    """Look-ups of which nobody knows the key."""
    return template({f"T{i}": named({"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, "v"]}) for i in range(n)},
                    Mappings={"M": {f"k{i}": {"v": f"{value}{i}"} for i in range(n)}})


def other_rows_of_one(n):
    return rows_of_one(n, "b")


def columns_of_rows(n, column="v"):
    """Look-ups of a column of a row that nobody knows."""
    return template({f"T{i}": named({"Fn::FindInMap": ["M", {"Ref": "AWS::Region"}, column]}) for i in range(n)},
                    Mappings={"M": {f"k{i}": {"v": f"a{i}", "w": f"b{i}"} for i in range(n)}})


def other_columns_of_rows(n):
    return columns_of_rows(n, "w")


def replaced_of_one(n, name="a"):
    return template(queues_by_name(lambda i: {"Ref": f"Q{i}"})(n, **{f"Q{i}": queue(f"{name}{i}") for i in range(n)}))


def others_replaced_of_one(n):
    return replaced_of_one(n, "b")


def chain_with_one_who_names_all(n, name="a"):
    chain = {f"Q{i}": queue({"Fn::Sub": f"x${{Q{i - 1}}}"} if i else name) for i in range(n)}
    return template({**chain, "U": {"Type": "AWS::SSM::Parameter", "Properties": {
        "Type": "StringList", "Value": {"Fn::Join": [",", [{"Ref": each} for each in chain]]}}}})


def chain_that_changes(n):
    return chain_with_one_who_names_all(n, "b")


def branches_of_one(n, name="a"):
    return template({"T": queue(name), **queues_by_name(lambda i: {"Fn::If": [f"C{i % 9}", {"Ref": "T"}, "x"]})(n)},
                    Parameters={"P": {"Type": "String"}}, Conditions={f"C{i}": equals(f"v{i}") for i in range(9)})


def other_branches_of_one(n):
    return branches_of_one(n, "b")


def lifecycle(n, days=10):
    return template({"B": {"Type": "AWS::S3::Bucket", "Properties": {"LifecycleConfiguration": {"Rules": [
        {"Status": "Enabled", "Prefix": f"{days}{i}/", "ExpirationInDays": days} for i in range(n)]}}}})


def shorter_lifecycle(n):
    return lifecycle(n, 5)


def firewall(n, name="a"):
    visible = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
    return template({"A": {"Type": "AWS::WAFv2::WebACL", "Properties": {
        "DefaultAction": {"Allow": {}}, "Scope": "REGIONAL", "VisibilityConfig": visible, "Rules": [
            {"Name": f"{name}{i}", "Priority": i, "Action": {"Block": {}}, "VisibilityConfig": visible,
             "Statement": {"GeoMatchStatement": {"CountryCodes": ["DE"]}}} for i in range(n)]}}})


def other_firewall(n):
    return firewall(n, "b")


def policies_of_one(n, letter="a"):
    return template({"R": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}},
                     **{f"P{i}": {"Type": "AWS::IAM::Policy", "Properties": {
                         "PolicyName": f"p{i}", "Roles": [{"Ref": "R"}], "PolicyDocument": {"Statement": [
                             {"Effect": "Allow", "Action": f"s3:{letter}{i}*", "Resource": "*"}]}}} for i in range(n)}})


def other_policies_of_one(n):
    return policies_of_one(n, "b")


def many_tags(n):
    return template({"T": {"Type": "AWS::SNS::Topic", "Properties": {
        "Tags": [{"Key": f"k{i}", "Value": "v"} for i in range(n)]}}})


def many_subnets(n):
    resources = {"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/8"}}}
    for i in range(n):
        resources[f"S{i}"] = {"Type": "AWS::EC2::Subnet", "Properties": {
            "VpcId": {"Ref": "V"}, "CidrBlock": f"10.{i // 4096 % 256}.{i // 16 % 256}.{i % 16 * 16}/28"}}
    return template(resources)


def many_rules(n, first=10):
    rules = [{"IpProtocol": "tcp", "FromPort": i % 65000, "ToPort": i % 65000 + 1,
              "CidrIp": f"{first}.{i % 200}.0.0/16"} for i in range(n)]
    return template({"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
                     "G": {"Type": "AWS::EC2::SecurityGroup", "Properties": {
                         "GroupDescription": "g", "VpcId": {"Ref": "V"}, "SecurityGroupIngress": rules}}})


def other_rules(n):
    return many_rules(n, 11)


def stack_sets(n, service_role="a"):
    """Each account of a set in each of its regions, by so many sets that the pairs are n."""
    side = max(int(n ** 0.5), 1)
    return template({f"S{i}": {"Type": "AWS::CloudFormation::StackSet", "Properties": {
        "StackSetName": f"s{i}", "PermissionModel": "SELF_MANAGED", "TemplateURL": "https://a.s3.amazonaws.com/t",
        "AdministrationRoleARN": f"arn:aws:iam::123456789012:role/{service_role}",
        "StackInstancesGroup": [{"Regions": [f"eu-west-{r}" for r in range(side)], "DeploymentTargets": {
            "Accounts": [f"{a:012}" for a in range(side)]}}]}} for i in range(3)})


def stack_sets_with_less(n):
    return stack_sets(max(n // 4, 1), "b")


def launch_templates(n, instance="t3.micro"):
    resources = {}
    for i in range(n):
        resources[f"T{i}"] = {"Type": "AWS::EC2::LaunchTemplate", "Properties": {
            "LaunchTemplateData": {"InstanceType": instance}}}
        resources[f"G{i}"] = {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
            "MinSize": "1", "MaxSize": "2", "AvailabilityZones": ["eu-west-1a"], "LaunchTemplate": {
                "LaunchTemplateId": {"Ref": f"T{i}"}, "Version": {"Fn::GetAtt": [f"T{i}", "LatestVersionNumber"]}}}}
    return template(resources)


def other_launch_templates(n):
    return launch_templates(n, "t3.small")


def volumes(n, size=10):
    resources = {}
    for i in range(n):
        resources[f"V{i}"] = {"Type": "AWS::EC2::Volume", "Properties": {
            "AvailabilityZone": "eu-west-1a", "Size": size}}
        resources[f"A{i}"] = {"Type": "AWS::EC2::VolumeAttachment", "Properties": {
            "Device": "/dev/sdf", "InstanceId": f"i-{i:017x}", "VolumeId": {"Ref": f"V{i}"}}}
    return template(resources)


def volumes_in_another_zone(n):
    return volumes(n).replace("eu-west-1a", "eu-west-1b")


def exports(n, prefix="a"):
    return template({f"T{i}": TOPIC for i in range(n)}, Outputs={
        f"O{i}": {"Value": {"Ref": f"T{i}"}, "Export": {"Name": f"{prefix}-{i}"}} for i in range(n)})


def other_exports(n):
    return exports(n, "b")


def long_list(n):
    return template({"T": {"Type": "Custom::T", "Properties": {"ServiceToken": "a", "L": list(range(n * 10))}}})


def long_list_reversed(n):
    return template({"T": {"Type": "Custom::T", "Properties": {"ServiceToken": "a", "L": list(range(n * 10))[::-1]}}})


def comments(n):
    return "# c\n" * n * 10 + "Resources:\n  T:\n    Type: AWS::SNS::Topic\n"


def blank(n):
    return " \n" * n * 100 + "{}"


# By the verb, then by the name: what makes each of its files.
VALIDATE = [json_maps, json_too_deep, yaml_flow_too_deep, yaml_block_too_deep, yaml_block_deep,
            aliases_that_multiply, aliases_of_one, merges, condition_chain_of_or, condition_chain_of_not,
            condition_layers_of_or, condition_many_parameters, condition_references, condition_many_values,
            ifs_in_one_list, ifs_nested, ifs_in_both_branches, chain_of_references,
            chain_of_references_backwards, circle_of_references, dense_references, dense_circles, depends_on_all,
            references_to_nothing, like_resources, names_alike, wildcards, statements, long_wildcard,
            backtracking_patterns, pattern_that_backtracks_on_a_long_text, one_enormous_string,
            one_enormous_name, one_enormous_sub, unclosed_sub, many_findings_in_one_line, many_keys_twice,
            many_unknown_types, many_mappings, many_outputs, many_tags, many_subnets, many_rules, long_list,
            comments, blank]
DIFF = [(wildcards, other_wildcards), (statements, other_statements), (like_resources, like_resources_renamed),
        (long_list, long_list_reversed), (condition_layers_of_or, condition_chain_of_or),
        (ifs_in_one_list, wildcards), (one_enormous_string, one_enormous_sub), (many_rules, many_subnets),
        (condition_references, chain_of_references), (dense_references, dense_circles),
        (many_outputs, many_mappings), (many_subnets, many_rules), (records, records_renamed),
        (priorities, priorities_rotated), (subnets_of_a_group, other_subnets_of_a_group),
        (stack_sets, stack_sets_with_less), (launch_templates, other_launch_templates),
        (enormous_open_name, other_open_name), (many_rules, other_rules), (volumes, volumes_in_another_zone),
        (exports, other_exports), (outputs_of_one, outputs_of_another), (one_name_often, another_name_often),
        (parameters_of_one, other_parameters_of_one), (cells_of_one, other_cells_of_one),
        (rows_of_one, other_rows_of_one), (columns_of_rows, other_columns_of_rows),
        (replaced_of_one, others_replaced_of_one),
        (chain_with_one_who_names_all, chain_that_changes), (branches_of_one, other_branches_of_one),
        (lifecycle, shorter_lifecycle), (firewall, other_firewall), (policies_of_one, other_policies_of_one)]
GRAPH = [chain_of_references, circle_of_references, dense_references, like_resources, many_subnets, many_rules,
         condition_references, wildcards, statements]
# By the shape of hostile_app: the template that it adopts.
ADOPT = [("like", like_resources), ("chain", chain_of_references), ("chain", chain_of_references_backwards),
         ("records", records), ("chain", dense_references), ("like", chain_of_references)]
LOCK = ["like", "chain", "records"]
