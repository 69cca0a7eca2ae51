package asynclab.http;

import asynclab.Advice;
import asynclab.Retry;
import java.io.IOException;
import java.time.Instant;

/** An attempt that did not end well, as {@link Retry} wants it: what came of it, and whether and when another may help. */
final class FailedAttempt extends IOException implements Advice.Given {
    private static final long serialVersionUID = 1L;

    private final transient FetchResult result;

    private FailedAttempt(FetchResult result, String message) {
        super(message);
        this.result = result;
    }

    /** One attempt: its end is a value, and an interrupt is thrown. */
    interface Attempt {
        FetchResult run() throws InterruptedException;
    }

    /** Attempts until one ends well, or the retry or the failure itself says that this was the last. */
    static Response orResponse(Retry retry, Attempt attempt) throws FetchException, InterruptedException {
        try {
            return retry.call(() -> checked(attempt.run()));
        } catch (FailedAttempt e) {
            return e.result.response();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("an attempt threw what it does not declare", e);
        }
    }

    private static Response checked(FetchResult result) throws FailedAttempt {
        return switch (result) {
            case FetchResult.Answered(var request, var response) -> {
                if (Repeatable.isPassing(response.status())) {
                    throw new FailedAttempt(result, request + ": " + response.status());
                }
                yield response;
            }
            case FetchResult.Failed(var request, var failure) ->
                throw new FailedAttempt(result, request + ": " + failure.kind());
        };
    }

    @Override
    public Advice advice() {
        if (!Repeatable.mayRepeat(result)) {
            return Advice.stop();
        }
        return result instanceof FetchResult.Answered(var _, var response)
                ? response.head()
                        .retryAfter(Instant.now())
                        .map(Advice::againAfter)
                        .orElseGet(Advice::again)
                : Advice.again();
    }
}
