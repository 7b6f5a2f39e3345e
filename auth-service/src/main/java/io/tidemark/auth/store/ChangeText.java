package io.tidemark.auth.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.right.Holder;
import io.tidemark.auth.right.Place;
import io.tidemark.auth.right.RightsChange;

/// A proposed change as text, and back. A later version must read what this one wrote: proposals
/// wait for days. So each kind has a name of its own here; a component that is renamed in the
/// domain is renamed here by a mix-in.
final class ChangeText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .addMixIn(Change.class, Changes.class)
            .addMixIn(RightsChange.class, RightsChanges.class)
            .addMixIn(Holder.class, Holders.class)
            .addMixIn(Place.class, Places.class)
            .build();

    private ChangeText() {}

    static String write(Change change) {
        try {
            return JSON.writerFor(Change.class).writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A proposal cannot be written", e);
        }
    }

    static Change read(String text) {
        try {
            return JSON.readValue(text, Change.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A proposal in the database cannot be read", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Change.Rights.class, name = "rights"),
        @JsonSubTypes.Type(value = Change.MakeAccount.class, name = "make-account"),
        @JsonSubTypes.Type(value = Change.ReplacePassword.class, name = "replace-password"),
        @JsonSubTypes.Type(value = Change.Enable.class, name = "enable"),
        @JsonSubTypes.Type(value = Change.ResetCodes.class, name = "reset-codes"),
        @JsonSubTypes.Type(value = Change.MakeKey.class, name = "make-key"),
        @JsonSubTypes.Type(value = Change.EnableTenant.class, name = "enable-tenant")
    })
    private interface Changes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RightsChange.SetAccountRoles.class, name = "set-account-roles"),
        @JsonSubTypes.Type(value = RightsChange.PutRole.class, name = "put-role"),
        @JsonSubTypes.Type(value = RightsChange.RemoveRole.class, name = "remove-role"),
        @JsonSubTypes.Type(value = RightsChange.PutGroup.class, name = "put-group"),
        @JsonSubTypes.Type(value = RightsChange.RemoveGroup.class, name = "remove-group"),
        @JsonSubTypes.Type(value = RightsChange.Give.class, name = "give"),
        @JsonSubTypes.Type(value = RightsChange.Withdraw.class, name = "withdraw")
    })
    private interface RightsChanges {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Holder.User.class, name = "user"),
        @JsonSubTypes.Type(value = Holder.Group.class, name = "group")
    })
    private interface Holders {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Place.Everything.class, name = "everything"),
        @JsonSubTypes.Type(value = Place.Tenant.class, name = "tenant"),
        @JsonSubTypes.Type(value = Place.ServerGroup.class, name = "group"),
        @JsonSubTypes.Type(value = Place.Server.class, name = "server"),
        @JsonSubTypes.Type(value = Place.Folder.class, name = "folder")
    })
    private interface Places {}
}
