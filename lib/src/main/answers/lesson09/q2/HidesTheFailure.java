Flow.Subscriber<String> packer(Box box) {
    return new Flow.Subscriber<>() {
        private Flow.Subscription subscription;

        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
        }
        public void onNext(String item) {
            if (box.put(item)) subscription.request(1);
            else subscription.cancel();
        }
        public void onError(Throwable failure) { box.done(); }
        public void onComplete() { box.done(); }
    };
}
