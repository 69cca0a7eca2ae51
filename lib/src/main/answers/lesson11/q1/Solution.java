String persist(FlakyService service, int attempts) throws Exception {
    for (int k = 1; ; k++) {
        try {
            return service.call();
        } catch (IOException e) {              // busy passes; a refusal does not
            if (k == attempts) throw e;
            double limit = Math.min(1, 0.1 * (1 << (k - 1)));
            service.pause(seconds(Math.random() * limit));
        }
    }
}
