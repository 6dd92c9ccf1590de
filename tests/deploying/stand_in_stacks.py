"""The CloudFormation of the stand-in for `aws`: an account of stacks, change sets and drift, kept as JSON.

Messages follow those of the service as far as they are known; where AWS documents none, the words are
ours. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html
"""

import datetime
import json
import zlib

import stand_in_templates as templates
from stand_in_steps import Planner, entry

ACCOUNT = "123456789012"
EPOCH = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)
NO_CHANGES = ("The submitted information didn't contain changes. Submit different information to "
              "create a change set.")
LONGEST_BODY = 51200
UPDATABLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_FAILED",
             "CREATE_FAILED", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE")


class ServiceError(Exception):
    """What a service answers with, of a code such as ValidationError."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def refuse(message, code="ValidationError"):
    raise ServiceError(code, message)


class Account:
    """The stacks of one region in a state that is kept between calls."""

    def __init__(self, state, scenario, region):
        self._state = state
        self._scenario = scenario
        self._region = region
        for key, empty in (("clock", 0), ("numbers", 0), ("stacks", []), ("change_sets", []),
                           ("detections", []), ("objects", {})):
            state.setdefault(key, empty)
        if not state.get("is_started"):
            state["is_started"] = True
            for name, each in scenario.get("start", {}).get("stacks", {}).items():
                self._start(name, each)

    # What the account is made of.

    def _now(self):
        self._state["clock"] += 1
        return (EPOCH + datetime.timedelta(seconds=self._state["clock"])).isoformat(
            timespec="milliseconds")

    def _uuid(self):
        self._state["numbers"] += 1
        seed = zlib.crc32(self._scenario.get("seed", "").encode())
        return f"{seed:08x}-0000-4000-8000-{self._state['numbers']:012x}"

    def _arn(self, kind, name, region):
        return f"arn:aws:cloudformation:{region}:{ACCOUNT}:{kind}/{name}/{self._uuid()}"

    def _new_stack(self, name, region, **more):
        stack = {"id": self._arn("stack", name, region), "name": name, "region": region, "status": "",
                 "status_reason": "", "created": self._now(), "updated": None, "template": "",
                 "parameters": {}, "tags": {}, "outputs": [], "protected": False, "role": None,
                 "capabilities": [], "resources": {}, "events": [], "steps": [], "token": None,
                 "operation": {}, "parent": None} | more
        self._state["stacks"].append(stack)
        return stack

    def _start(self, name, given):
        """A stack that is there when the test begins."""
        template = given.get("template", {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
        stack = self._new_stack(
            name, given.get("region", self._region),
            template=template if isinstance(template, str) else json.dumps(template),
            parameters=given.get("parameters", {}), tags=given.get("tags", {}),
            protected=given.get("protected", False), role=given.get("role"),
            status=given.get("status", "CREATE_COMPLETE"), parent=given.get("parent"),
            status_reason=given.get("status_reason", ""))
        if "id" in given:
            stack["id"] = given["id"]
        values, resources = self._meaning(stack)
        for logical, each in resources.items():
            self._keep(stack, logical, type=each["Type"], status="CREATE_COMPLETE",
                       physical=self._new_physical(stack, logical, each["Type"]),
                       policy=each.get("DeletionPolicy"), time=self._now())
        for logical, physical in given.get("physical", {}).items():
            self._keep(stack, logical, physical=physical)
        stack["outputs"] = self._outputs(stack, values)
        for key, value in given.get("outputs", {}).items():
            stack["outputs"] = [each for each in stack["outputs"] if each["OutputKey"] != key]
            stack["outputs"].append({"OutputKey": key, "OutputValue": value})
        default = [[None, "CREATE_IN_PROGRESS", "User Initiated"], [None, stack["status"], ""]]
        for logical, status, *reason in given.get("events", default):
            self._happen(stack, entry(logical, status, *reason), given.get("token"))
        stack["status"] = given.get("status", "CREATE_COMPLETE")
        if stack["status"].endswith("_IN_PROGRESS") and stack["status"] != "REVIEW_IN_PROGRESS":
            done = stack["status"].replace("_IN_PROGRESS", "_COMPLETE").replace("_COMPLETE_CLEANUP", "")
            stack["steps"] = [[entry(*one)] for one in given.get("steps", [[None, done]])]
        stack["operation"] = given.get("operation", {})
        for one in given.get("change_sets", []):
            self._state["change_sets"].append(
                {"id": self._arn("changeSet", one.get("name", "other"), stack["region"]),
                 "name": one.get("name", "other"), "stack": stack["id"], "created": self._now(),
                 "status": one.get("status", "CREATE_COMPLETE"), "reason": one.get("reason", ""),
                 "execution": one.get("execution", "AVAILABLE"), "changes": one.get("changes", []),
                 "type": one.get("type", "UPDATE"), "token": None,
                 "wanted": {"template": stack["template"], "parameters": stack["parameters"],
                            "tags": {}, "capabilities": [], "role": None}} )

    def _meaning(self, stack):
        """The values of a stack's parameters and its resources; a template in YAML has none here."""
        try:
            template = templates.read(stack["template"])
        except templates.FormatError:
            return {}, {}
        values = templates.parameters_of(template, stack["parameters"])[0]
        return values, templates.resources_of(template, values)

    def _outputs(self, stack, values):
        try:
            template = templates.read(stack["template"])
        except templates.FormatError:
            return []
        physical = {name: each["physical"] for name, each in stack["resources"].items()}
        outputs = templates.outputs_of(template, values | stack.get("reads", {}) | {
            "AWS::StackName": stack["name"], "AWS::Region": stack["region"],
            "AWS::StackId": stack["id"]}, physical)
        for each in outputs:
            each["OutputValue"] = self._scenario.get("outputs", {}).get(
                each["OutputKey"], each["OutputValue"])
        return outputs

    def _new_physical(self, stack, logical, kind):
        if kind == "AWS::CloudFormation::Stack":
            return self._arn("stack", f"{stack['name']}-{logical}", stack["region"])
        return f"{stack['name']}-{logical}-{self._uuid()[-12:].upper()}"

    @staticmethod
    def _keep(stack, logical, **what):
        empty = {"type": "", "physical": "", "status": "", "reason": "", "policy": None, "time": "",
                 "drift": "NOT_CHECKED"}
        stack["resources"][logical] = stack["resources"].get(logical, empty) | what

    def _find(self, name):
        """A stack by its name or ARN, or None. A deleted one is found by its ARN only."""
        for stack in self._state["stacks"]:
            is_here = stack["region"] == self._region
            is_named = stack["name"] == name and stack["status"] != "DELETE_COMPLETE"
            if is_here and (stack["id"] == name or is_named):
                return stack
        return None

    def _stack(self, name, message="Stack with id {} does not exist"):
        stack = self._find(name)
        return stack if stack is not None else refuse(message.format(name))

    # Time, which goes on by calls.

    def _happen(self, stack, what, token):
        time = self._now()
        logical, status, reason = what["id"], what["status"], what.get("reason", "")
        event = {"StackId": stack["id"], "StackName": stack["name"], "Timestamp": time,
                 "ResourceStatus": status}
        if logical is None:
            stack["status"], stack["status_reason"] = status, reason
            event |= {"EventId": self._uuid(), "LogicalResourceId": stack["name"],
                      "PhysicalResourceId": stack["id"], "ResourceType": "AWS::CloudFormation::Stack"}
        else:
            kept = {key: what[key] for key in ("type", "physical") if key in what}
            self._keep(stack, logical, status=status, reason=reason, time=time, **kept)
            one = stack["resources"][logical]
            event |= {"EventId": f"{logical}-{status}-{time}", "LogicalResourceId": logical,
                      "PhysicalResourceId": one["physical"], "ResourceType": one["type"]}
        if reason:
            event["ResourceStatusReason"] = reason
        if token:
            event["ClientRequestToken"] = token
        stack["events"].append(event)
        if what.get("gone"):
            stack["resources"].pop(logical)
        if what.get("commit"):
            self._commit(stack)

    def _commit(self, stack):
        wanted = stack["operation"].get("wanted")
        if wanted:
            stack["template"], stack["parameters"] = wanted["template"], wanted["parameters"]
            stack["tags"], stack["reads"] = wanted["tags"], wanted.get("reads", {})
        values, resources = self._meaning(stack)
        for logical, each in resources.items():
            if logical in stack["resources"]:
                self._keep(stack, logical, policy=each.get("DeletionPolicy"))
        stack["outputs"] = self._outputs(stack, values)

    def _go_on(self, stack):
        for _ in range(self._scenario.get("steps_per_call", 1)):
            if stack["steps"]:
                for what in stack["steps"].pop(0):
                    self._happen(stack, what, stack["token"])

    def _operate(self, stack, steps, token):
        """Begins an operation; its first step is there when the call returns."""
        stack["token"] = token
        stack["steps"] = steps
        if stack["status"] not in ("", "REVIEW_IN_PROGRESS"):
            stack["updated"] = self._now()
        first = stack["steps"].pop(0)
        for what in first:
            self._happen(stack, what, token)

    def _planner(self, stack):
        made = {}

        def run_nested(logical):
            if logical not in made:
                there = stack["resources"].get(logical, {}).get("physical")
                made[logical] = self._find(there) if there else self._make_nested(stack, logical)
            return made[logical]

        return Planner(stack, self._scenario,
                       lambda name, kind: self._new_physical(stack, name, kind), run_nested)

    def _make_nested(self, parent, logical):
        template = self._scenario.get("nested", {}).get(
            logical, {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
        stack = self._new_stack(f"{parent['name']}-{logical}-{self._uuid()[-12:].upper()}",
                                parent["region"], template=json.dumps(template), parent=parent["id"])
        steps = self._planner(stack).create(template, {}, "ROLLBACK")
        for step in steps:
            for what in step:
                self._happen(stack, what, parent["token"])
            if what["id"] is None and "The following resource(s) failed" in what["reason"]:
                stack["status_reason"] = what["reason"]
                failure = what["reason"]
        if "ROLLBACK" in stack["status"]:
            stack["status_reason"] = failure.split("Rollback requested")[0]
        return stack

    # Reading.

    def describe_stacks(self, options):
        if "--stack-name" not in options:
            return {"Stacks": [self._told(each) for each in self._state["stacks"]
                               if each["region"] == self._region
                               and each["status"] != "DELETE_COMPLETE"]}
        self._go_on(self._stack(options["--stack-name"]))
        # The name of one that is gone now finds nothing any more.
        return {"Stacks": [self._told(self._stack(options["--stack-name"]))]}

    def _told(self, stack):
        told = {"StackId": stack["id"], "StackName": stack["name"], "CreationTime": stack["created"],
                "RollbackConfiguration": {}, "StackStatus": stack["status"],
                "DisableRollback": False, "NotificationARNs": [],
                "Capabilities": stack["capabilities"],
                "Tags": [{"Key": key, "Value": value} for key, value in stack["tags"].items()],
                "EnableTerminationProtection": stack["protected"],
                "DriftInformation": stack.get("drift", {"StackDriftStatus": "NOT_CHECKED"})}
        optional = {"LastUpdatedTime": stack["updated"], "StackStatusReason": stack["status_reason"],
                    "RoleARN": stack["role"], "ParentId": stack["parent"], "RootId": stack["parent"],
                    "ChangeSetId": stack.get("change_set"), "Outputs": stack["outputs"],
                    "Parameters": [{"ParameterKey": key, "ParameterValue": value}
                                   for key, value in stack["parameters"].items()]}
        return told | {key: value for key, value in optional.items() if value}

    def list_stacks(self, options):
        wanted = options.get("--stack-status-filter")
        return {"StackSummaries": [
            {"StackId": each["id"], "StackName": each["name"], "CreationTime": each["created"],
             "StackStatus": each["status"]}
            for each in self._state["stacks"]
            if each["region"] == self._region and (not wanted or each["status"] in wanted)]}

    def describe_stack_events(self, options):
        stack = self._stack(options["--stack-name"], "Stack [{}] does not exist")
        self._go_on(stack)
        events = list(reversed(stack["events"]))
        most = int(options.get("--max-items", len(events)))
        return {"StackEvents": events[:most]} | ({"NextToken": "more"} if len(events) > most else {})

    def describe_stack_resources(self, options):
        stack = self._stack(options["--stack-name"])
        return {"StackResources": [
            {"StackName": stack["name"], "StackId": stack["id"], **self._told_resource(name, each),
             "Timestamp": each["time"]} for name, each in stack["resources"].items()]}

    def list_stack_resources(self, options):
        stack = self._stack(options["--stack-name"])
        return {"StackResourceSummaries": [
            {**self._told_resource(name, each), "LastUpdatedTimestamp": each["time"]}
            for name, each in stack["resources"].items()]}

    @staticmethod
    def _told_resource(name, each):
        told = {"LogicalResourceId": name, "ResourceType": each["type"],
                "ResourceStatus": each["status"],
                "DriftInformation": {"StackResourceDriftStatus": each["drift"]}}
        optional = {"PhysicalResourceId": each["physical"], "ResourceStatusReason": each["reason"]}
        return told | {key: value for key, value in optional.items() if value}

    def get_template(self, options):
        if "--change-set-name" in options:
            text = self._change_set(options)["wanted"]["template"]
        else:
            stack = self._stack(options["--stack-name"])
            if stack["status"] == "REVIEW_IN_PROGRESS":
                refuse(f"Stack [{stack['name']}] has no template in REVIEW_IN_PROGRESS")
            text = stack["template"]
        try:
            body = json.loads(text)
        except ValueError:
            body = text
        return {"TemplateBody": body, "StagesAvailable": ["Original", "Processed"]}

    def get_template_summary(self, options):
        template, _ = self._template(options)
        capabilities = templates.needed_capabilities(template)
        summary = {"Parameters": _told_parameters(template), "ResourceTypes": sorted(
            {each["Type"] for each in template["Resources"].values()})}
        return summary | ({"Capabilities": capabilities} if capabilities else {})

    def validate_template(self, options):
        template, _ = self._template(options)
        capabilities = templates.needed_capabilities(template)
        told = {"Parameters": _told_parameters(template)}
        return told | ({"Capabilities": capabilities} if capabilities else {})

    def list_imports(self, options):
        name = options["--export-name"]
        importers = self._scenario.get("imports", {}).get(name, [])
        if not importers:
            refuse(f"Export '{name}' is not imported by any stack.")
        return {"Imports": importers}

    def list_exports(self, _options):
        return {"Exports": [
            {"ExportingStackId": stack["id"], "Name": each["ExportName"], "Value": each["OutputValue"]}
            for stack in self._state["stacks"] for each in stack["outputs"]
            if stack["region"] == self._region and "ExportName" in each
            and stack["status"] != "DELETE_COMPLETE"]}

    def _template(self, options):
        """The template that a call names, as a value and as a text."""
        if "--template-url" in options:
            text = self._at_url(options["--template-url"])
        elif "--template-body" in options:
            text = options["--template-body"]
            if len(text.encode()) > LONGEST_BODY:
                refuse(f"1 validation error detected: Value '{text[:40]}…' at 'templateBody' failed to "
                       f"satisfy constraint: Member must have length less than or equal to "
                       f"{LONGEST_BODY}")
        elif "--stack-name" in options and self._find(options["--stack-name"]):
            text = self._stack(options["--stack-name"])["template"]
        else:
            refuse("Either Template URL or Template Body must be specified.")
        try:
            return templates.read(text), text
        except templates.FormatError as error:
            refuse(str(error))

    def _at_url(self, url):
        host, _, key = url.removeprefix("https://").partition("/")
        bucket = host.split(".s3")[0]
        if host.startswith("s3."):
            bucket, _, key = key.partition("/")
        objects = self._state["objects"].get(bucket, {})
        return objects[key]["text"] if key in objects else refuse("S3 error: Access Denied")

    # Change sets.

    def create_change_set(self, options):
        name, kind = options["--stack-name"], options.get("--change-set-type", "UPDATE")
        template, text = self._template(options)
        stack = self._find(name)
        if kind == "CREATE":
            if stack is not None and stack["status"] != "REVIEW_IN_PROGRESS":
                refuse(f"Stack [{name}] already exists and cannot be created again with the changeSet "
                       f"[{options['--change-set-name']}].")
        elif stack is None:
            refuse(f"Stack [{name}] does not exist")
        elif stack["status"] not in UPDATABLE:
            refuse(f"Stack:{stack['id']} is in {stack['status']} state and can not be updated.")
        wanted = self._wanted(options, stack, template, text)
        if stack is not None and any(each["stack"] == stack["id"] and each["name"] ==
                                     options["--change-set-name"]
                                     for each in self._state["change_sets"]):
            refuse(f"ChangeSet [{options['--change-set-name']}] already exists", "AlreadyExistsException")
        if stack is None:
            stack = self._new_stack(name, self._region)
            self._happen(stack, entry(None, "REVIEW_IN_PROGRESS", "User Initiated"), None)
        change_set = {
            "id": self._arn("changeSet", options["--change-set-name"], self._region),
            "name": options["--change-set-name"], "stack": stack["id"], "created": self._now(),
            "status": "CREATE_PENDING", "reason": "", "execution": "UNAVAILABLE", "type": kind,
            "token": options.get("--client-token"), "wanted": wanted,
            "on_failure": options.get("--on-stack-failure"),
            "description": options.get("--description")}
        change_set["changes"] = self._changes(stack, change_set, template)
        self._state["change_sets"].append(change_set)
        if "--include-nested-stacks" in options:
            self._include_nested(change_set, template)
        return {"Id": change_set["id"], "StackId": stack["id"]}

    def _include_nested(self, change_set, template):
        """Gives each nested stack a change set of its own, also one that changes though what its stack says
        of it does not."""
        told = {each["ResourceChange"]["LogicalResourceId"] for each in change_set["changes"]}
        for logical in self._scenario.get("nested_changes", {}):
            if logical in told or logical not in template["Resources"]:
                continue
            change_set["changes"].append({"Type": "Resource", "ResourceChange": {
                "LogicalResourceId": logical, "ResourceType": "AWS::CloudFormation::Stack",
                "Action": "Modify", "Replacement": "False", "Scope": ["Properties"], "Details": []}})
            change_set["is_empty"] = False
        for change in change_set["changes"]:
            said = change["ResourceChange"]
            if said["ResourceType"] != "AWS::CloudFormation::Stack" or said["Action"] == "Remove":
                continue
            name, logical = change_set["name"], said["LogicalResourceId"]
            nested = change_set | {"id": self._arn("changeSet", f"{name}-{logical}", self._region),
                                   "root": change_set["id"], "status": "CREATE_COMPLETE",
                                   "changes": self._scenario.get("nested_changes", {}).get(logical, [])}
            said["ChangeSetId"] = nested["id"]
            self._state["change_sets"].append(nested)

    def _wanted(self, options, stack, template, text):
        given = {}
        for each in options.get("--parameters", []):
            key = each["ParameterKey"]
            if str(each.get("UsePreviousValue", "")).lower() == "true":
                if stack is None or key not in stack["parameters"]:
                    refuse(f"Invalid input for parameter key {key}. Cannot specify usePreviousValue as "
                           "true for a parameter key not in the previous template")
                given[key] = stack["parameters"][key]
            else:
                given[key] = each["ParameterValue"]
        unknown = [key for key in given if key not in template.get("Parameters", {})]
        if unknown:
            refuse(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
        values, lacking = templates.parameters_of(template, given)
        reads = self._reads(template)
        if lacking:
            refuse(f"Parameters: [{', '.join(lacking)}] must have values")
        needed = templates.needed_capabilities(template)
        allowed = options.get("--capabilities", [])
        missing = [each for each in needed if each not in allowed and not (
            each == "CAPABILITY_IAM" and "CAPABILITY_NAMED_IAM" in allowed)]
        if missing:
            refuse(f"Requires capabilities : [{', '.join(missing)}]", "InsufficientCapabilitiesException")
        return {"template": text, "parameters": values, "reads": reads, "capabilities": allowed,
                "role": options.get("--role-arn"),
                "tags": {each["Key"]: each["Value"] for each in options.get("--tags", [])}}

    def _reads(self, template):
        """The outputs of other stacks that a template reads, as they are now. What CloudFormation says
        of one that is not there is in no documentation."""
        reads = {}
        for arguments in templates.reads_of(template):
            name, output = arguments["StackName"], arguments["OutputName"]
            region = arguments.get("Region", self._region)
            stack = next((each for each in self._state["stacks"] if each["name"] == name
                          and each["region"] == region and each["status"] != "DELETE_COMPLETE"), None)
            found = next((each for each in stack["outputs"] if each["OutputKey"] == output),
                         None) if stack else None
            if found is None:
                refuse(f"Output {output} of stack {name} does not exist")
            reads[templates.read_name(arguments)] = found["OutputValue"]
        return reads

    def _changes(self, stack, change_set, template):
        wanted = change_set["wanted"]
        old = ({}, {})
        if change_set["type"] != "CREATE":
            old = (templates.read(stack["template"]), stack["parameters"] | stack.get("reads", {}))
        physical = {name: each["physical"] for name, each in stack["resources"].items()}
        tags_differ = change_set["type"] != "CREATE" and wanted["tags"] != stack["tags"]
        new = (template, wanted["parameters"] | wanted.get("reads", {}))
        changes = templates.changes_of(old, new, self._scenario, physical, tags_differ)
        outputs_differ = old[0].get("Outputs") != template.get("Outputs")
        change_set["is_empty"] = not changes and not outputs_differ
        return changes

    def describe_change_set(self, options):
        change_set = self._change_set(options)
        self._advance(change_set)
        stack = self._stack(change_set["stack"])
        told = self._summary(change_set, stack) | {
            "Parameters": [{"ParameterKey": key, "ParameterValue": value}
                           for key, value in change_set["wanted"]["parameters"].items()],
            "NotificationARNs": [], "RollbackConfiguration": {},
            "Capabilities": change_set["wanted"]["capabilities"],
            "Tags": [{"Key": key, "Value": value}
                     for key, value in change_set["wanted"]["tags"].items()],
            "Changes": change_set["changes"] if change_set["status"] == "CREATE_COMPLETE" else []}
        if change_set.get("on_failure"):
            told["OnStackFailure"] = change_set["on_failure"]
        return told

    @staticmethod
    def _summary(change_set, stack):
        told = {"StackId": stack["id"], "StackName": stack["name"], "ChangeSetId": change_set["id"],
                "ChangeSetName": change_set["name"], "ExecutionStatus": change_set["execution"],
                "Status": change_set["status"], "CreationTime": change_set["created"],
                "IncludeNestedStacks": False}
        optional = {"StatusReason": change_set["reason"], "Description": change_set.get("description")}
        return told | {key: value for key, value in optional.items() if value}

    def _advance(self, change_set):
        following = {"CREATE_PENDING": "CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS": "CREATE_COMPLETE"}
        status = following.get(change_set["status"], change_set["status"])
        if status == "CREATE_COMPLETE" and change_set["status"] != status:
            reason = self._scenario.get("change_set_fails", "")
            if change_set.get("is_empty"):
                reason = NO_CHANGES
            change_set["execution"] = "UNAVAILABLE" if reason else "AVAILABLE"
            change_set["reason"] = reason
            status = "FAILED" if reason else status
        change_set["status"] = status

    def _change_set(self, options):
        wanted = options["--change-set-name"]
        stack = self._stack(options["--stack-name"]) if "--stack-name" in options else None
        for each in self._state["change_sets"]:
            is_named = stack is not None and each["stack"] == stack["id"] and each["name"] == wanted
            if each["id"] == wanted or is_named:
                return each
        return refuse(f"ChangeSet [{wanted}] does not exist", "ChangeSetNotFound")

    def list_change_sets(self, options):
        stack = self._stack(options["--stack-name"])
        return {"Summaries": [self._summary(each, stack) for each in self._state["change_sets"]
                              if each["stack"] == stack["id"] and "root" not in each]}

    def describe_events(self, options):
        """The events of an operation; of a change set, the validations that the scenario tells."""
        if "--change-set-name" in options:
            change_set = self._change_set(options)
            return {"OperationEvents": [
                {"EventId": self._uuid(), "StackId": change_set["stack"], "Timestamp": self._now(),
                 "OperationType": "CREATE_CHANGESET", "EventType": "VALIDATION_ERROR"} | each
                for each in self._scenario.get("validations", [])]}
        stack = self._stack(options["--stack-name"])
        return {"OperationEvents": [each | {"EventType": "STACK_EVENT"}
                                    for each in reversed(stack["events"])]}

    def delete_change_set(self, options):
        change_set = self._change_set(options)
        if change_set["status"] in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
            refuse(f"ChangeSet [{change_set['id']}] cannot be deleted in status {change_set['status']}",
                   "InvalidChangeSetStatus")
        self._state["change_sets"][:] = [each for each in self._state["change_sets"]
                                         if change_set["id"] not in (each["id"], each.get("root"))]
        return {}

    def execute_change_set(self, options):
        change_set = self._change_set(options)
        stack = self._stack(change_set["stack"])
        if change_set["status"] != "CREATE_COMPLETE":
            refuse(f"ChangeSet [{change_set['id']}] cannot be executed in its current status of "
                   f"[{change_set['status']}]", "InvalidChangeSetStatus")
        if change_set["execution"] != "AVAILABLE":
            refuse(f"ChangeSet [{change_set['id']}] cannot be executed in its current execution status "
                   f"of [{change_set['execution']}]", "InvalidChangeSetStatus")
        if change_set["type"] != "CREATE" and stack["status"] not in UPDATABLE:
            refuse(f"Stack:{stack['id']} is in {stack['status']} state and can not be updated.")
        wanted = change_set["wanted"]
        change_set["execution"] = "EXECUTE_COMPLETE"
        # An executed change set is kept; the others of its stack are no longer valid.
        self._state["change_sets"][:] = [
            each for each in self._state["change_sets"]
            if each["stack"] != stack["id"] or each is change_set]
        stack |= {"change_set": change_set["id"], "capabilities": wanted["capabilities"],
                  "role": wanted["role"] or stack["role"]}
        template = templates.read(wanted["template"])
        token = options.get("--client-request-token")
        planner = self._planner(stack)
        stack["token"] = token
        stack["operation"] = {"wanted": wanted, "changes": change_set["changes"]}
        if change_set["type"] == "CREATE":
            stack |= {"template": wanted["template"], "parameters": wanted["parameters"],
                      "tags": wanted["tags"], "reads": wanted.get("reads", {})}
            on_failure = change_set.get("on_failure") or "ROLLBACK"
            if options.get("--disable-rollback"):
                on_failure = "DO_NOTHING"
            self._operate(stack, planner.create(template, wanted["parameters"], on_failure), token)
        else:
            is_rolled_back = (not options.get("--disable-rollback")
                              and change_set.get("on_failure") != "DO_NOTHING")
            self._operate(stack, planner.update(template, wanted["parameters"], change_set["changes"],
                                                is_rolled_back), token)
        return {}

    # Deleting and rolling back.

    def delete_stack(self, options):
        stack = self._find(options["--stack-name"])
        if stack is None or stack["status"] == "DELETE_COMPLETE":
            return {}
        if stack["protected"]:
            refuse(f"Stack [{stack['name']}] cannot be deleted while TerminationProtection is enabled")
        retained = options.get("--retain-resources", [])
        if retained and stack["status"] != "DELETE_FAILED":
            refuse(f"Stack:{stack['id']} is in {stack['status']} state: resources are retained only of "
                   "a stack in DELETE_FAILED")
        used = self._used_exports(stack)
        token = options.get("--client-request-token")
        if used:
            name, importers = used
            why = f"Cannot delete export {name} as it is in use by {importers}"
            steps = [[entry(None, "DELETE_IN_PROGRESS", "User Initiated")],
                     [entry(None, "DELETE_FAILED", why)]]
        else:
            is_forced = options.get("--deletion-mode") == "FORCE_DELETE_STACK"
            steps = self._planner(stack).delete(stack["resources"], retained, is_forced)
        self._operate(stack, steps, token)
        self._state["change_sets"][:] = [each for each in self._state["change_sets"]
                                         if each["stack"] != stack["id"]]
        return {}

    def _is_gone(self, stack):
        """Whether a stack is deleted, or the one that it is nested in."""
        return stack["status"] == "DELETE_COMPLETE" or any(
            each["id"] == stack["parent"] and self._is_gone(each) for each in self._state["stacks"])

    def _used_exports(self, stack):
        for each in stack["outputs"]:
            name = each.get("ExportName")
            users = [other["name"] for other in self._state["stacks"]
                     if name and other is not stack and other["region"] == self._region
                     and not self._is_gone(other)
                     and json.dumps({"Fn::ImportValue": name}) in other["template"]]
            if users:
                return name, " and ".join(users)
        return None

    def _done_by_update(self, stack):
        """What the update that is not finished changed and created so far."""
        changes = stack["operation"].get("changes", [])
        begun = {each["ResourceChange"]["LogicalResourceId"]: each["ResourceChange"]["Action"]
                 for each in changes
                 if stack["resources"].get(each["ResourceChange"]["LogicalResourceId"], {}).get(
                     "status", "").startswith(("UPDATE", "CREATE_IN", "CREATE_FAILED"))
                 or each["ResourceChange"]["Action"] == "Add"
                 and each["ResourceChange"]["LogicalResourceId"] in stack["resources"]}
        created = [name for name, action in begun.items() if action == "Add"]
        return [name for name, action in begun.items() if action == "Modify"], created

    def continue_update_rollback(self, options):
        stack = self._stack(options["--stack-name"])
        if stack["status"] != "UPDATE_ROLLBACK_FAILED":
            refuse(f"Stack:{stack['id']} is in {stack['status']} state and can not continue its rollback")
        skipped = options.get("--resources-to-skip", [])
        failed = [name for name, each in stack["resources"].items()
                  if each["status"] == "UPDATE_FAILED"]
        unknown = [name for name in skipped if name not in failed]
        if unknown:
            refuse(f"The resources [{', '.join(unknown)}] are not in the UPDATE_FAILED state and "
                   "cannot be skipped")
        steps = self._planner(stack).rollback_update(
            "User Initiated", failed, self._done_by_update(stack)[1], skipped)
        self._operate(stack, steps, options.get("--client-request-token"))
        return {}

    def rollback_stack(self, options):
        stack = self._stack(options["--stack-name"])
        token = options.get("--client-request-token")
        if stack["status"] == "CREATE_FAILED":
            steps = self._planner(stack).rollback_creation("User Initiated", list(stack["resources"]))
        elif stack["status"] == "UPDATE_FAILED":
            steps = self._planner(stack).rollback_update("User Initiated", *self._done_by_update(stack))
        else:
            refuse(f"Stack:{stack['id']} is in {stack['status']} state and can not be rolled back")
        self._operate(stack, steps, token)
        return {"StackId": stack["id"]}

    def cancel_update_stack(self, options):
        stack = self._stack(options["--stack-name"])
        if stack["status"] != "UPDATE_IN_PROGRESS":
            refuse("CancelUpdateStack cannot be called from current stack status")
        steps = self._planner(stack).rollback_update("User Initiated", *self._done_by_update(stack))
        self._operate(stack, steps, options.get("--client-request-token"))
        return {}

    def update_termination_protection(self, options):
        stack = self._stack(options["--stack-name"])
        stack["protected"] = options.get("--enable-termination-protection", False)
        return {"StackId": stack["id"]}

    # Drift.

    def detect_stack_drift(self, options):
        stack = self._stack(options["--stack-name"])
        if stack["status"] not in UPDATABLE + ("UPDATE_ROLLBACK_FAILED",):
            refuse(f"Drift detection cannot be performed on stack [{stack['id']}] while it is in "
                   f"{stack['status']} state")
        detection = {"id": self._uuid(), "stack": stack["id"], "asked": 0}
        self._state["detections"].append(detection)
        return {"StackDriftDetectionId": detection["id"]}

    def describe_stack_drift_detection_status(self, options):
        wanted = options["--stack-drift-detection-id"]
        detection = next((each for each in self._state["detections"] if each["id"] == wanted), None)
        if detection is None:
            refuse(f"DriftDetectionId {wanted} does not exist")
        stack = self._stack(detection["stack"])
        detection["asked"] += 1
        told = {"StackId": stack["id"], "StackDriftDetectionId": wanted, "Timestamp": self._now(),
                "DetectionStatus": "DETECTION_IN_PROGRESS"}
        if detection["asked"] < 3:
            return told
        drifts = self._drifts(stack)
        changed = [each for each in drifts if each["StackResourceDriftStatus"] in ("MODIFIED", "DELETED")]
        status = "DRIFTED" if changed else "IN_SYNC"
        reason = self._scenario.get("drift_fails")
        stack["drift"] = {"StackDriftStatus": status, "LastCheckTimestamp": told["Timestamp"]}
        for each in drifts:
            self._keep(stack, each["LogicalResourceId"], drift=each["StackResourceDriftStatus"])
        told |= {"DetectionStatus": "DETECTION_FAILED" if reason else "DETECTION_COMPLETE",
                 "StackDriftStatus": status, "DriftedStackResourceCount": len(changed)}
        return told | ({"DetectionStatusReason": reason} if reason else {})

    def describe_stack_resource_drifts(self, options):
        stack = self._stack(options["--stack-name"])
        wanted = options.get("--stack-resource-drift-status-filters")
        drifts = [each for each in self._drifts(stack)
                  if not wanted or each["StackResourceDriftStatus"] in wanted]
        begin, page = int(options.get("--next-token", 0)), self._scenario.get("drifts_a_page", 100)
        return {"StackResourceDrifts": drifts[begin:begin + page]} | (
            {"NextToken": str(begin + page)} if len(drifts) > begin + page else {})

    def _drifts(self, stack):
        """Those that are checked; a resource that CloudFormation cannot check is not among them."""
        drifts = []
        unsupported = self._scenario.get("not_checked", [])
        for name, each in stack["resources"].items():
            if name in unsupported:
                continue
            said = self._scenario.get("drift", {}).get(name, {})
            drifts.append({"StackId": stack["id"], "LogicalResourceId": name,
                           "PhysicalResourceId": each["physical"], "ResourceType": each["type"],
                           "StackResourceDriftStatus": "IN_SYNC", "PropertyDifferences": [],
                           "Timestamp": each["time"]} | said)
        return drifts


def _told_parameters(template):
    return [{"ParameterKey": key, "NoEcho": each.get("NoEcho", False)}
            | ({"DefaultValue": str(each["Default"])} if "Default" in each else {})
            for key, each in template.get("Parameters", {}).items()]
