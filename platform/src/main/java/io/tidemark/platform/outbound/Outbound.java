package io.tidemark.platform.outbound;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Asks addresses that users configure. A name is resolved once and the connection made to the very
/// address that was looked at, so that a name which means another machine a moment later leads
/// nowhere; TLS still asks for the name. Redirects are not followed. Calls block.
public final class Outbound implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Pattern NUMERIC = Pattern.compile("(^|\\.)(0[xX][0-9a-fA-F]*|[0-9]+)\\.?$");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("((0|[1-9][0-9]{0,2})(\\.(?!$)|$)){4}");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final AddressRules rules;
    private final Resolver resolver;
    private final HttpClient http;

    public Outbound(Vertx vertx, AddressRules rules) {
        this(vertx, rules, host -> List.of(InetAddress.getAllByName(host)));
    }

    Outbound(Vertx vertx, AddressRules rules, Resolver resolver) {
        this.rules = rules;
        this.resolver = resolver;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis()));
    }

    /// Gives the addresses of a name.
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /// @param method such as `POST`
    /// @param patience for the whole answer
    /// @param longest bytes of an answer
    @SuppressWarnings("ArrayRecordComponent") // none is compared
    public record Question(
            String method, URI url, Map<String, String> headers, byte[] body, Duration patience, long longest) {
        /// Leaves headers and body out: there are secrets in them.
        @Override
        public String toString() {
            return method + " " + url.getHost();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // none is compared
    public record Answer(int status, byte[] body) {}

    /// Whether the address may be asked.
    ///
    /// @throws OutboundRefused where it may not
    /// @throws UnknownHostException where nobody has this name
    public void check(URI url) throws UnknownHostException {
        addressOf(url);
    }

    /// @throws OutboundRefused where the address may not be asked
    /// @throws IOException where there is no whole answer within the time and length
    public Answer ask(Question question) throws IOException {
        CompletableFuture<Answer> answer =
                send(question, addressOf(question.url())).toCompletionStage().toCompletableFuture();
        try {
            return answer.get(question.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + question.patience(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private InetAddress addressOf(URI url) throws UnknownHostException {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getRawUserInfo() != null) {
            throw new OutboundRefused("'" + url.getScheme() + "' and this host are no address of http or https");
        }
        if (isOddNumber(url.getHost())) {
            throw new OutboundRefused(url.getHost() + " is no address: write four decimal numbers, or a name");
        }
        List<InetAddress> all = resolver.addresses(url.getHost());
        if (all.isEmpty() || all.stream().anyMatch(rules::refuses)) {
            throw new OutboundRefused(url.getHost() + " is an address that is not asked");
        }
        return all.getFirst();
    }

    /// Numbers that programs read in different ways: octal, hexadecimal, fewer than four.
    private static boolean isOddNumber(String host) {
        return NUMERIC.matcher(host).find() && !FOUR_NUMBERS.matcher(host).matches();
    }

    private Future<Answer> send(Question question, InetAddress address) {
        URI url = question.url();
        boolean encrypted = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : encrypted ? HTTPS : HTTP;
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(question.method()))
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(encrypted)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .setTimeout(question.patience().toMillis());
        question.headers().forEach(options::putHeader);
        return http.request(options)
                .compose(request -> request.send(Buffer.buffer(question.body()))
                        .compose(answer -> Body.of(answer, request, question.longest())
                                .map(body -> new Answer(answer.statusCode(), body.getBytes()))));
    }

    @Override
    public void close() {
        var _ = http.close();
    }

    /// Reads no more than it was told to.
    private static final class Body {
        static Future<Buffer> of(HttpClientResponse answer, HttpClientRequest request, long longest) {
            Buffer all = Buffer.buffer();
            Promise<Buffer> whole = Promise.promise();
            answer.exceptionHandler(whole::tryFail);
            answer.endHandler(ignored -> whole.tryComplete(all));
            answer.handler(piece -> {
                all.appendBuffer(piece);
                if (all.length() > longest) {
                    whole.tryFail(new TooLong(longest));
                    request.reset();
                }
            });
            return whole.future();
        }
    }

    /// An answer is longer than was wanted.
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(long longest) {
            super("an answer has more than " + longest + " bytes");
        }
    }
}
