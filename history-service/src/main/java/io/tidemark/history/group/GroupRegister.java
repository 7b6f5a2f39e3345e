package io.tidemark.history.group;

/// The groups of the site. Calls block.
public interface GroupRegister {

    Groups all();

    /// Makes or replaces a group.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 412 when another version is there than the
    /// edit
    /// expects, 422 when the selector names a group that is not there or would contain itself; nothing
    /// is changed then
    Edited<Group> put(GroupName name, GroupDraft draft, Edit edit);

    /// Removes a group.
    ///
    /// @return as it was
    /// @throws io.tidemark.platform.problem.ProblemException 404 where there is none, 409 when another
    /// group names
    /// it or a policy is attached to it, 412 when another version is there
    Group remove(GroupName name, Edit edit);
}
