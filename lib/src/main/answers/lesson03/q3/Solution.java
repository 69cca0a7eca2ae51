String straight(CallbackShop shop, String customer) throws Exception {
    var user = await((done, failed) -> shop.find(customer, done, failed));
    var basket = await((done, failed) -> shop.basket(user, done, failed));
    return await((done, failed) -> shop.pay(basket, done, failed));
}

String await(BiConsumer<Consumer<String>, Consumer<Exception>> step) throws Exception {
    var answer = new ArrayBlockingQueue<Object>(1);
    step.accept(answer::add, answer::add);
    var what = answer.take();
    if (what instanceof Exception failure) {
        throw failure;
    }
    return (String) what;
}
