package io.tidemark.history.group;

/// What somebody wants a group to be.
///
/// @param priority of several groups with a policy the one with the higher priority is nearer; 0 where
/// nothing is said
public record GroupDraft(String description, int priority, Selector selector) {

    private static final int MOST_PARTS = 500;
    private static final int MOST_TEXT = 1000;
    private static final int HIGHEST = 1_000_000;

    public GroupDraft {
        description = description == null ? "" : description;
        if (description.length() > MOST_TEXT || description.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("description must have at most " + MOST_TEXT + " characters");
        }
        if (Math.abs((long) priority) > HIGHEST) {
            throw new IllegalArgumentException("priority must be from -" + HIGHEST + " to " + HIGHEST);
        }
        if (selector == null) {
            throw new IllegalArgumentException("selector must be given");
        }
        if (selector.parts() > MOST_PARTS) {
            throw new IllegalArgumentException("selector must have at most " + MOST_PARTS + " parts");
        }
    }
}
