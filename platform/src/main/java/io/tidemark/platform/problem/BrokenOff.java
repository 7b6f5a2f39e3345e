package io.tidemark.platform.problem;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where an answer fails after its beginning has left, no other one can follow: the connection is broken off. Without
/// this the problem is written behind what was sent, and all of it ends in order, so that a reader takes half an answer
/// for a whole one.
public class BrokenOff {
    private static final Logger LOG = Logger.getLogger(BrokenOff.class);
    private static final int ERROR = 400;
    private static final int LONGEST_SECONDS = 10;

    @ServerResponseFilter
    public void breakOff(ContainerResponseContext answer, HttpServerRequest request) {
        if (answer.getStatus() < ERROR || !request.response().headWritten()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            close(request);
        }
    }

    /// Waits until it is closed, as the framework goes on to write the problem at once. On an event loop that cannot be
    /// before this returns, and is done at once.
    private static void close(HttpServerRequest request) {
        var closed = request.connection().close().toCompletionStage().toCompletableFuture();
        if (Context.isOnEventLoopThread()) {
            return;
        }
        try {
            closed.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.errorf(e, "a connection could not be closed: its reader may take half an answer for a whole one");
        }
    }
}
