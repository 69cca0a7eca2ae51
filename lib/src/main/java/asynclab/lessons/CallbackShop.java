package asynclab.lessons;

import static asynclab.Lab.seconds;

import asynclab.exercise.Stage;
import java.util.function.Consumer;

/**
 * The shop of lesson 03's last exercise: three steps, with callbacks only. Each step takes 0.1 s on a thread of the shop,
 * and then calls one of the two, on that thread.
 *
 * @param refuses the step that fails; empty if none does
 */
public record CallbackShop(Stage stage, String refuses) {
    /** What the shop reports when it refuses. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String step) {
            super(step + " refused");
        }
    }

    /** Finds the user of a customer's name. */
    public void find(String customer, Consumer<String> onDone, Consumer<Exception> onError) {
        step("find", "user " + customer, onDone, onError);
    }

    /** Finds the user's basket. */
    public void basket(String user, Consumer<String> onDone, Consumer<Exception> onError) {
        step("basket", "basket of " + user, onDone, onError);
    }

    /** Pays for the basket and gives the receipt. */
    public void pay(String basket, Consumer<String> onDone, Consumer<Exception> onError) {
        step("pay", "receipt for " + basket, onDone, onError);
    }

    private void step(String name, String answer, Consumer<String> onDone, Consumer<Exception> onError) {
        Thread.ofVirtual().name("shop-" + name).start(() -> {
            try {
                stage.pause(name, seconds(0.1));
            } catch (InterruptedException e) {
                return; // the check has given this run up
            }
            if (name.equals(refuses)) {
                onError.accept(new Refused(name));
            } else {
                onDone.accept(answer);
            }
        });
    }
}
