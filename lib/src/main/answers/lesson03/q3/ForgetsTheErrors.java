String straight(CallbackShop shop, String customer) throws Exception {
    var receipt = new ArrayBlockingQueue<String>(1);
    shop.find(customer, user ->
        shop.basket(user, basket ->
            shop.pay(basket, receipt::add, e -> { }), e -> { }), e -> { });
    return receipt.take();                         // which never comes if a step fails
}
