package io.tidemark.platform.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A thing of a tenant.
@Entity
@Table(name = "note")
class NoteEntity {
    @Id
    String name = "";

    static NoteEntity of(String name) {
        NoteEntity note = new NoteEntity();
        note.name = name;
        return note;
    }
}
