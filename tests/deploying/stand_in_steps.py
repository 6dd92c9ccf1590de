"""The steps that an operation on a stack takes, as CloudFormation documents its events.

A step is a list of entries, which become events at once. An entry names a resource (or the stack: null),
a status, a reason, and what else comes of it: `physical` (a new physical id), `gone` (the resource is no
more), `commit` (what the operation brings is now what the stack is), `ended` (the stack is deleted).

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
"""

from stand_in_templates import resources_of, waves_of

USER = "User Initiated"


def entry(resource, status, reason="", **more):
    return {"id": resource, "status": status, "reason": reason} | more


def listed(names):
    return "[" + ", ".join(names) + "]"


class Planner:
    """Plans operations on a stack whose resources have physical ids, by what the scenario lets fail."""

    def __init__(self, stack, scenario, new_physical, run_nested):
        self._stack = stack
        self._fails = scenario.get("fails", {})
        self._rollback_fails = scenario.get("rollback_fails", [])
        self._delete_fails = scenario.get("delete_fails", {})
        self._new_physical = new_physical
        self._run_nested = run_nested

    def create(self, template, values, on_failure):
        """`on_failure` is ROLLBACK, DO_NOTHING or DELETE."""
        resources = resources_of(template, values)
        steps = [[entry(None, "CREATE_IN_PROGRESS", USER)]]
        made = {}
        for wave in waves_of(resources):
            reasons = self._reasons(wave, resources, "created")
            made |= {name: self._physical(name, resources[name]) for name in wave}
            steps.append([each for name in wave for each in (
                entry(name, "CREATE_IN_PROGRESS", type=resources[name]["Type"]),
                entry(name, "CREATE_IN_PROGRESS", "Resource creation Initiated",
                      physical=made[name]))])
            if reasons:
                steps.append(_failed(wave, reasons, "CREATE_FAILED", "Resource creation cancelled"))
                return steps + self._give_up_creation(list(reasons), list(made), on_failure)
            steps.append([entry(name, "CREATE_COMPLETE") for name in wave])
        return steps + [[entry(None, "CREATE_COMPLETE", commit=True)]]

    def _give_up_creation(self, failed, made, on_failure):
        why = f"The following resource(s) failed to create: {listed(failed)}. "
        if on_failure == "DO_NOTHING":
            return [[entry(None, "CREATE_FAILED", why)]]
        if on_failure == "DELETE":
            return self._deletion(why + "Delete requested by user.", "DELETE", made, {}, [])
        return self.rollback_creation(why + "Rollback requested by user.", made)

    def rollback_creation(self, reason, made):
        fails = {name: "" for name in self._rollback_fails}
        return self._deletion(reason, "ROLLBACK", made, fails, [])

    def delete(self, resources, retained, is_forced):
        """Deletes all of the stack's resources but those that are retained."""
        kept = [name for name, each in resources.items() if each.get("policy") == "Retain"]
        fails = {} if is_forced else {
            name: why for name, why in self._delete_fails.items() if name not in retained}
        return self._deletion(USER, "DELETE", list(resources), fails, kept + list(retained))

    def _deletion(self, reason, verb, names, fails, kept):
        names = list(reversed(names))
        steps = [[entry(None, f"{verb}_IN_PROGRESS", reason)]]
        deleted = [name for name in names if name not in kept]
        failed = [name for name in deleted if name in fails]
        if kept:
            steps.append([entry(name, "DELETE_SKIPPED", gone=True) for name in names if name in kept])
        if deleted:
            steps.append([entry(name, "DELETE_IN_PROGRESS") for name in deleted])
            steps.append([entry(name, "DELETE_FAILED", fails[name]) if name in failed
                          else entry(name, "DELETE_COMPLETE", gone=True) for name in deleted])
        if failed:
            why = f"The following resource(s) failed to delete: {listed(failed)}. "
            return steps + [[entry(None, f"{verb}_FAILED", why)]]
        return steps + [[entry(None, f"{verb}_COMPLETE", ended=verb == "DELETE")]]

    def update(self, template, values, changes, is_rolled_back):
        """Updates by the changes of a change set."""
        resources = resources_of(template, values)
        by_name = {each["ResourceChange"]["LogicalResourceId"]: each["ResourceChange"]
                   for each in changes}
        steps = [[entry(None, "UPDATE_IN_PROGRESS", USER)]]
        done = []
        for whole in waves_of(resources):
            wave = [name for name in whole if name in by_name]
            if not wave:
                continue
            verbs = {name: "CREATE" if by_name[name]["Action"] == "Add" else "UPDATE" for name in wave}
            reasons = self._reasons(wave, resources, "updated")
            steps.append([self._begun(by_name[name], verbs[name], resources[name]) for name in wave])
            done += wave
            if reasons:
                steps.append([each | {"status": f"{verbs[each['id']]}_FAILED"} for each in _failed(
                    wave, reasons, "", "Resource update cancelled")])
                why = f"The following resource(s) failed to update: {listed(reasons)}. "
                if not is_rolled_back:
                    return steps + [[entry(None, "UPDATE_FAILED", why)]]
                created = [name for name in done if by_name[name]["Action"] == "Add"]
                return steps + self.rollback_update(
                    why, [name for name in done if name not in created], created)
            steps.append([entry(name, f"{verbs[name]}_COMPLETE") for name in wave])
        return steps + self._cleanup(by_name)

    def _begun(self, change, verb, resource):
        name = change["LogicalResourceId"]
        if verb == "CREATE":
            return entry(name, "CREATE_IN_PROGRESS", "Resource creation Initiated",
                         physical=self._physical(name, resource), type=resource["Type"])
        if change.get("Replacement") == "True":
            return entry(name, "UPDATE_IN_PROGRESS", "Requested update requires the creation of a new "
                         "physical resource; hence creating one.",
                         physical=self._new_physical(name, resource["Type"]))
        return entry(name, "UPDATE_IN_PROGRESS")

    def _cleanup(self, by_name):
        steps = [[entry(None, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", commit=True)]]
        old = [name for name, each in by_name.items() if each.get("Replacement") == "True"]
        gone = [name for name, each in by_name.items() if each["Action"] == "Remove"]
        kept = [name for name in gone if by_name[name].get("PolicyAction") == "Retain"]
        if kept:
            steps.append([entry(name, "DELETE_SKIPPED", gone=True) for name in kept])
        going = old + [name for name in gone if name not in kept]
        if going:
            steps.append([entry(name, "DELETE_IN_PROGRESS") for name in going])
            steps.append([
                entry(name, "DELETE_FAILED", self._delete_fails[name], gone=True)
                if name in self._delete_fails else entry(name, "DELETE_COMPLETE", gone=name in gone)
                for name in going])
        return steps + [[entry(None, "UPDATE_COMPLETE")]]

    def rollback_update(self, reason, changed, created, skipped=()):
        """Takes back what an update changed and created."""
        steps = [[entry(None, "UPDATE_ROLLBACK_IN_PROGRESS", reason)]]
        failed = [name for name in changed if name in self._rollback_fails and name not in skipped]
        if changed:
            steps.append([entry(name, "UPDATE_IN_PROGRESS") for name in changed])
            steps.append([
                entry(name, "UPDATE_FAILED", self._fails.get(name, "")) if name in failed
                else entry(name, "UPDATE_COMPLETE", "Resource update skipped" if name in skipped else "")
                for name in changed])
        if failed:
            why = f"The following resource(s) failed to update: {listed(failed)}. "
            return steps + [[entry(None, "UPDATE_ROLLBACK_FAILED", why)]]
        steps.append([entry(None, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")])
        if created:
            steps.append([entry(name, "DELETE_IN_PROGRESS") for name in created])
            steps.append([entry(name, "DELETE_COMPLETE", gone=True) for name in created])
        return steps + [[entry(None, "UPDATE_ROLLBACK_COMPLETE")]]

    def _physical(self, name, resource):
        if resource["Type"] == "AWS::CloudFormation::Stack":
            return self._run_nested(name)["id"]
        return self._new_physical(name, resource["Type"])

    def _reasons(self, wave, resources, done):
        """What fails of a wave, and why."""
        reasons = {name: self._fails[name] for name in wave if name in self._fails}
        for name in wave:
            if resources[name]["Type"] == "AWS::CloudFormation::Stack":
                nested = self._run_nested(name)
                if not nested["status"].endswith("_COMPLETE") or "ROLLBACK" in nested["status"]:
                    reasons[name] = (f"Embedded stack {nested['id']} was not successfully {done}: "
                                     f"{nested['status_reason']}")
        return reasons


def _failed(wave, reasons, status, cancelled):
    first = [entry(name, status, reason) for name, reason in reasons.items()]
    return first + [entry(name, status, cancelled) for name in wave if name not in reasons]
