package asynclab.lessons;

import static asynclab.Lab.seconds;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The shop of lesson 03. Each step is there twice: one hands its answer to a callback, on a thread of the shop; the other
 * waits for it. A step takes 0.1 s. Safe for any thread.
 */
public final class Shop {
    Shop() {}

    /** Finds the user of a customer's name. Returns at once; one of the two is called when the answer is there. */
    public void find(String customer, Consumer<String> onDone, Consumer<Exception> onError) {
        later("find", () -> find(customer), onDone, onError);
    }

    /** Finds a user's basket. Returns at once; one of the two is called when the answer is there. */
    public void basket(String user, Consumer<String> onDone, Consumer<Exception> onError) {
        later("basket", () -> basket(user), onDone, onError);
    }

    /** Pays for a basket. Returns at once; one of the two is called when the answer is there. */
    public void pay(String basket, Consumer<String> onDone, Consumer<Exception> onError) {
        later("pay", () -> pay(basket), onDone, onError);
    }

    /**
     * Finds the user of a customer's name, and waits for it.
     *
     * @throws InterruptedException if interrupted meanwhile
     */
    public String find(String customer) throws InterruptedException {
        Thread.sleep(seconds(0.1));
        return "user " + customer;
    }

    /**
     * Finds a user's basket, and waits for it.
     *
     * @throws IOException if that user, such as nobody, has none
     * @throws InterruptedException if interrupted meanwhile
     */
    public String basket(String user) throws IOException, InterruptedException {
        Thread.sleep(seconds(0.1));
        if (user.equals("user nobody")) {
            throw new IOException(user + " has no basket");
        }
        return "basket of " + user;
    }

    /**
     * Pays for a basket, and waits for the receipt.
     *
     * @throws InterruptedException if interrupted meanwhile
     */
    public String pay(String basket) throws InterruptedException {
        Thread.sleep(seconds(0.1));
        return "receipt for " + basket;
    }

    private static void later(
            String name, Callable<String> step, Consumer<String> onDone, Consumer<Exception> onError) {
        Thread.ofVirtual().name("shop-" + name).start(() -> {
            String answer;
            try {
                answer = step.call();
            } catch (Exception e) {
                onError.accept(e);
                return;
            }
            onDone.accept(answer);
        });
    }
}
