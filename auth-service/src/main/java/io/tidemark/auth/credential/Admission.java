package io.tidemark.auth.credential;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How an agent came to be let in.
///
/// @param enrolment the id of the token
/// @param tags what whoever made that token says of the server
public record Admission(String enrolment, Map<String, String> tags) {
    public Admission {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
