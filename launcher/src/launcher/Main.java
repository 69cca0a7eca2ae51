package launcher;

/** The launcher's entry point. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("not built yet");
    }
}
