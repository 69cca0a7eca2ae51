String straight(CallbackShop shop, String customer) throws Exception {
    var receipt = new ArrayBlockingQueue<String>(1);
    Consumer<Exception> failed = e -> receipt.add("");
    shop.find(customer, user ->
        shop.basket(user, basket ->
            shop.pay(basket, receipt::add, failed), failed), failed);
    return receipt.take();                         // something went wrong, but what?
}
