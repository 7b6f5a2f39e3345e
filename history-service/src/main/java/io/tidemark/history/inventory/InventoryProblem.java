package io.tidemark.history.inventory;

import io.tidemark.platform.problem.ProblemCode;

/// The ways in which an inventory is refused.
public final class InventoryProblem {

    public static final ProblemCode INVENTORY_UNREADABLE =
            new ProblemCode("inventory-unreadable", 422, "The inventory cannot be read; nothing of it was taken");
    public static final ProblemCode INVENTORY_TOO_LARGE =
            new ProblemCode("inventory-too-large", 413, "The inventory is larger than may be imported");
    public static final ProblemCode INVENTORY_BUSY =
            new ProblemCode("inventory-busy", 503, "Too many inventories are imported at this moment");

    private InventoryProblem() {}
}
