package asynclab.http;

import java.util.Optional;

/** How one request of a batch ended. A failure is a value here: one bad page must not cost the others. */
public sealed interface FetchResult {
    /** The server answered, whatever the status. */
    record Answered(FetchRequest request, Response response) implements FetchResult {}

    /** There is no response, and why. */
    record Failed(FetchRequest request, FetchException failure) implements FetchResult {
        @Override
        public Response response() throws FetchException {
            throw failure;
        }
    }

    /** What was asked. */
    FetchRequest request();

    /** The response, whatever its status; a failure is thrown. */
    Response response() throws FetchException;

    /** The response, if the status is one of success. */
    default Optional<Response> success() {
        return this instanceof Answered(var _, var response) && response.isSuccess()
                ? Optional.of(response)
                : Optional.empty();
    }
}
