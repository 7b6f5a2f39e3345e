package io.tidemark.analytics.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Asker;
import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.engine.Reply;
import io.tidemark.analytics.engine.TableQuestion;
import io.tidemark.analytics.proof.Viewer;
import io.tidemark.analytics.source.Roster;
import io.tidemark.analytics.source.Selection;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// One request and its answer: who asks, what he has already, and what is told of an answer outside its
/// body. When the client goes away, what runs for it is stopped.
///
/// The entity tag is weak, because the snapshots' age in the body goes on while all else stays.
@RequestScoped
class Exchange {
    static final int MOST_ON_A_PAGE = 1000;
    static final int MOST_IN_A_FILE = 1_000_000;

    private static final String VARY = "Accept, Authorization";

    private final Questions questions;
    private final Caller caller;
    private final Roster roster;
    private final Onlooker onlooker;
    private final CurrentVertxRequest request;

    Exchange(Questions questions, Caller caller, Roster roster, Onlooker onlooker, CurrentVertxRequest request) {
        this.questions = questions;
        this.caller = caller;
        this.roster = roster;
        this.onlooker = onlooker;
        this.request = request;
    }

    /// The answer to a question.
    ///
    /// @throws WebApplicationException 304 where the caller has it
    <T, B extends Grounded> B answer(Question<T> question, Scope scope, Function<Answer<T>, B> body) {
        Reply<T> reply =
                questions.ask(question, scope.seenBy(caller, roster).seenBy(onlooker.audience()), asker(), this::has);
        String tag = tag(reply.fingerprint());
        Answer<T> answer = reply.answer();
        if (answer == null) {
            throw new WebApplicationException(Response.notModified()
                    .header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.VARY, VARY)
                    .build());
        }
        B whole = body.apply(answer);
        announce(whole, tag);
        return whole;
    }

    /// A table: a page of it, or, for a limit above a page, all of it, sent while it is made.
    ///
    /// @throws WebApplicationException 304 where the caller has it
    <R extends Record> Rows table(
            TableQuestion<R> question, int limit, Scope scope, Class<R> row, Function<Answer<Page<R>>, Tabular> page) {
        return limit <= MOST_ON_A_PAGE ? answer(question, scope, page) : streamed(question, scope, row);
    }

    /// Who asks for what: equal where the same caller sends the same request again.
    String question() {
        return caller.subject() + "\n" + context().request().uri();
    }

    /// How many rows a list may have: a page, or more where they need not be held.
    int limit(@Nullable Integer limit) {
        int most = TableFormats.areWanted(header(HttpHeaders.ACCEPT)) ? MOST_IN_A_FILE : MOST_ON_A_PAGE;
        return Limit.check(limit, 100, most);
    }

    /// Gives every row of a table away, outside of any answer.
    ///
    /// @param basis is told what the rows rest on before the first one
    <R> void collect(TableQuestion<R> question, Scope scope, Consumer<Basis> basis, Consumer<R> rows) {
        Selection selection = scope.seenBy(caller, roster).seenBy(onlooker.audience());
        questions.export(question, selection, asker(), basis, rows);
    }

    /// Who looks at what is kept of earlier questions.
    Viewer viewer() {
        return new Viewer(caller.subject(), onlooker.whole(), onlooker.audience());
    }

    private <R extends Record> Rows streamed(TableQuestion<R> question, Scope scope, Class<R> row) {
        Asker asker = asker();
        HttpServerResponse response = context().response();
        Selection selection = scope.seenBy(caller, roster).seenBy(onlooker.audience());
        return new StreamedRows(
                row, rows -> questions.export(question, selection, asker, basis -> announce(basis, response), rows));
    }

    private void announce(Grounded answer, String tag) {
        HttpServerResponse response = context().response();
        announce(answer.basis(), response);
        response.putHeader(HttpHeaders.ETAG, tag);
        if (answer instanceof Tabular table && table.next() != null) {
            response.putHeader("Tidemark-Next-Cursor", table.next());
        }
    }

    private static void announce(Basis basis, HttpServerResponse response) {
        response.putHeader("Tidemark-Complete", String.valueOf(basis.complete()));
        response.putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.putHeader(HttpHeaders.VARY, VARY);
    }

    private Asker asker() {
        Asker asker = Asker.named(caller.subject());
        context().addEndHandler(end -> {
            if (end.failed()) {
                asker.leave();
            }
        });
        return asker;
    }

    private boolean has(String fingerprint) {
        String known = header(HttpHeaders.IF_NONE_MATCH);
        String tag = tag(fingerprint);
        return known != null
                && Stream.of(known.split(",", -1)).map(String::strip).anyMatch(t -> t.equals("*") || t.equals(tag));
    }

    /// The same answer in another format is another representation.
    private String tag(String fingerprint) {
        String content = fingerprint + "\n" + header(HttpHeaders.ACCEPT);
        return "W/\"" + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private @Nullable String header(String name) {
        return context().request().getHeader(name);
    }

    private RoutingContext context() {
        return request.getCurrent();
    }
}
