package io.tidemark.history.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a column of an inventory may hold, with the column names that are usual for it.
public enum Field {
    PATH("path", "filepath", "fullpath", "fullname", "file", "key", "filename"),
    DIRECTORY("directory", "dir", "folder", "parent", "parentpath", "dirname"),
    NAME("name", "basename"),
    TYPE("type", "filetype", "kind"),
    SIZE("size", "sizebytes", "bytes", "length", "filesize"),
    ALLOCATED("allocated", "allocatedbytes", "diskusage", "disksize", "dsize"),
    MODIFIED("modified", "mtime", "modifiedtime", "modifiedat", "lastmodified", "lastmodifieddate", "lastwritetime"),
    ACCESSED("accessed", "atime", "accessedtime", "accessedat", "lastaccessed", "lastaccess", "lastaccesstime"),
    CHANGED("changed", "ctime", "changedtime", "changedat"),
    CREATED("created", "btime", "createdtime", "createdat", "creationtime", "birth", "birthtime"),
    UID("uid"),
    GID("gid"),
    OWNER("owner", "username", "user"),
    GROUP("group", "groupname"),
    /// In octal digits; some write it otherwise, so it is taken where somebody asks for it.
    MODE,
    INODE("inode", "ino"),
    DEVICE("device", "dev"),
    LINKS("links", "nlink", "hardlinks"),
    /// Whether the row is the newest version of its object; others are left out.
    LATEST("islatest"),
    /// Whether the row only says that its object is gone; then it is left out.
    GONE("isdeletemarker");

    private final List<String> usual;

    Field(String... usual) {
        this.usual = List.of(usual);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> ifValid(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst();
    }

    /// Which field a column of that name usually holds.
    static Optional<Field> ofColumn(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        return Arrays.stream(values())
                .filter(field -> field.usual.contains(plain))
                .findFirst();
    }
}
