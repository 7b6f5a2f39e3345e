package io.tidemark.history.policy;

import io.tidemark.history.group.Edit;
import io.tidemark.history.group.Edited;

import java.util.List;

/// The policies of the site with all their versions. Calls block.
public interface PolicyRegister {

    /// Those that hold now, by kind and target.
    List<Policy> current();

    /// All versions of one policy, newest first; empty where there was never one.
    List<Policy> versions(PolicyKind kind, Target target);

    /// Adds a version.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 412 when another version holds than the
    /// edit expects,
    /// 422 when there is no such group or server
    Edited<Policy> put(Target target, PolicyDocument document, Edit edit);

    /// Takes a policy away; its versions stay.
    ///
    /// @return as it was
    /// @throws io.tidemark.platform.problem.ProblemException 404 where none holds, 412 when another
    /// version holds
    Policy remove(PolicyKind kind, Target target, Edit edit);
}
