String persist(FlakyService service, int attempts) throws Exception {
    for (int k = 1; ; k++) {
        try {
            return service.call();
        } catch (IOException e) {              // busy passes; a refusal does not
            if (k == attempts) throw e;
            double limit = 0.1 * (1 << (k - 1));   // where does it end?
            service.pause(seconds(Math.random() * limit));
        }
    }
}
